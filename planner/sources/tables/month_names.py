"""Names of months and days of the week in dates, in the languages that analytics tools are used in."""

import re
import unicodedata
from collections.abc import Mapping

_MONTHS = (
    "january; jan; januar; jänner; janeiro; enero; ene; janvier; janv; gennaio; gen; januari",
    "february; feb; februar; fevereiro; fev; febrero; février; févr; fév; febbraio; februari",
    "march; mar; märz; mrz; mär; março; marzo; mars; maart; mrt",
    "april; apr; abril; abr; avril; avr; aprile",
    "may; mai; maio; mayo; maggio; mag; mei",
    "june; jun; juni; junho; junio; juin; giugno; giu",
    "july; jul; juli; julho; julio; juillet; juil; luglio; lug",
    "august; aug; agosto; ago; août; augustus",
    "september; sep; sept; setembro; set; septiembre; septembre; settembre",
    "october; oct; oktober; okt; outubro; out; octubre; octobre; ottobre; ott",
    "november; nov; novembro; noviembre; novembre",
    "december; dec; dezember; dez; dezembro; diciembre; dic; décembre; déc; dicembre",
)
_DAYS = (
    "monday mon montag mo segunda segunda-feira seg lunes lun lundi tuesday tue tues dienstag di terça terça-feira ter martes mar mardi "
    "wednesday wed mittwoch mi quarta quarta-feira qua miércoles mié mercredi mer thursday thu thur thurs donnerstag do quinta quinta-feira qui "
    "jueves jue jeudi jeu friday fri freitag fr sexta sexta-feira sex viernes vie vendredi ven saturday sat samstag sa sábado sab sáb samedi sam "
    "sunday sun sonntag so domingo dom dimanche dim"
)


def _bare(word: str) -> str:
    """Without accents: tools leave them out as they like."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


MONTHS: Mapping[str, int] = {_bare(word.strip()): n for n, words in enumerate(_MONTHS, 1) for word in words.split(";")}
_WEEKDAYS = frozenset(_bare(word) for word in _DAYS.split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?\.?")


def with_numbers(text: str) -> str | None:
    """A date's words as figures: `Mon, 5 Jan 2024` becomes `5 m1 2024`; None where a word is neither a month nor a day of the week.

    Small words between (de, of, le) and endings of numbers (1st, 2nd) are left out.
    """
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th|er|º|ª)\b", "", text.strip())
    words = [(found, _bare(found.group().rstrip("."))) for found in _WORD.finditer(plain)]
    months = [pair for pair in words if pair[1] in MONTHS]
    if len(months) > 1:  # mar is March, and a Spanish Tuesday; the day of the week stands first
        months = [pair for pair in months if pair[1] not in _WEEKDAYS] or months[-1:]
    parts, at = [], 0
    for found, word in words:
        parts.append(plain[at : found.start()])
        at = found.end()
        if months and found is months[0][0]:
            parts.append(f" m{MONTHS[word]} ")
        elif word not in _WEEKDAYS and word not in ("de", "of", "le", "the", "del", "do"):
            return None
    parts.append(plain[at:])
    return " ".join(
        "".join(parts).replace(",", " ").replace(".", " ").replace("-", " ").replace("/", " ").replace("'", " ").split()
    )
