"""What columns are called in the exports of analytics and ads tools, in the languages that they speak."""

import functools
import pkgutil
import re
from collections.abc import Mapping

from planner.text import folded

_PARTS: Mapping[str, str] = {
    "source / medium": "source / medium; source/medium; quelle / medium; quelle/medium; source / support; source/support; fuente/medio; fuente / medio; origem/mídia; "
    "origem / mídia; origem/meio; 来源/媒介; 来源 / 媒介; sorgente/mezzo; sorgente / mezzo; 参照元 / メディア; 参照元/メディア; 소스/매체",
    "channel": "channel group; channelgroup; channelgruppe; channel-gruppe; kanalgruppe; groupe de canaux; grupo de canais; grupo de canales; canal principal; "
    "agrupación de canales; agrupamento de canais; 渠道组; 渠道分组; gruppo di canali; kanaalgroep; チャネル グループ; チャネルグループ; группа каналов; grupa kanałów; 채널 그룹; grupo principal de canais",
}  # fmt: skip
"""What only a column of that role has in its name, whatever else stands around it."""
DAY_ROLES = ("date", "week", "month", "nth")
"""Roles of columns that can say the days of a table; Day Index, in some tools, is a day."""
DATE_ROLES = (*DAY_ROLES, "year")
"""The same, and of what only tells a day together with others."""
COMMA_DECIMAL = frozenset(("de", "fr", "es", "pt", "it", "nl", "ru", "pl"))
"""Languages that write 1.234,5, and 30/11/2026."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COMPARED = re.compile(r"^(?:(?:last|past) \d+ \w+ |[\d/.\-–年月日 ]+ )", re.IGNORECASE)
# from the first of some blanks on, or many would take long
_BRACKETS = re.compile(r"(?<!\s)\s*[（(\[][^()（）\[\]]*[)）\]]\s*$")
LONGEST = 200  # characters of a name that may be known


def plain_name(name: str) -> str:
    """A column's name as it is compared: `First.Time.Visits`, `firstTimeVisits` and `ga:first_time_visits` are first time visits."""
    bare = name.strip().removeprefix("ga:")
    if "." in bare and " " not in bare:
        bare = bare.replace(".", " ")
    if not (bare.isupper() or bare.islower()):
        bare = _CAMEL.sub(" ", bare)
    return folded(bare.replace("–", "-").replace("—", "-")).replace("：", "").rstrip(":").strip()


def short_name(name: str) -> str:
    """The same without what stands in brackets behind it: of `Amount spent (USD)` amount spent."""
    return plain_name(_BRACKETS.sub("", name))


@functools.cache
def _known() -> dict[str, tuple[str, str]]:
    """Plain name to role and language, in the order of the table: the first names of a role are its usual ones.

    The table has the names as `plain_name` writes them, since writing them so at every start would take longer than all else here, and
    without those in brackets behind them, as in `Amount spent (USD)`. A name of several languages stands under the first.
    Raises: FileNotFoundError if the table is not packaged.
    """
    # not importlib.resources, which would import zipfile: 4 ms
    text = pkgutil.get_data("planner.sources.tables", "column_names.csv")
    if text is None:
        raise FileNotFoundError("the names of columns are not packaged")
    rows = (line.split(",", 2) for line in text.decode().splitlines()[1:])
    return {name: (role, language) for role, language, names in rows for name in names.split("; ")}


@functools.cache
def _rank() -> dict[str, int]:
    return {name: n for n, name in enumerate(_known())}


def role_of(name: str) -> str:
    """What a column of that name holds, by a word such as date, sessions, channel; empty where the name says nothing."""
    found = _find(name)
    return found[0] if found else ""


def language_of(name: str) -> str:
    """The language of a column's name, as in de; empty where it is not known."""
    found = _find(name)
    return found[1] if found else ""


def rank_of(name: str) -> int:
    """How usual a name is for its role: the smaller, the more."""
    rank = _rank()
    return rank.get(plain_name(name), rank.get(short_name(name), len(rank)))


def _find(name: str) -> tuple[str, str] | None:
    """Role and language; cells are asked about as well, and most of them hold no word or a whole text."""
    return _found(name) if len(name) <= LONGEST and any(map(str.isalpha, name)) else None


@functools.lru_cache(maxsize=4096)
def _found(name: str) -> tuple[str, str] | None:
    known = _known()
    if found := known.get(plain_name(name)) or known.get(short_name(name)):
        return found
    # Last 3 months Clicks, beside Previous 3 months Clicks
    if found := known.get(plain_name(_COMPARED.sub("", name.strip()))):
        return found
    for role, parts in _PARTS.items():
        if any(part in name.casefold() for part in parts.split("; ")):
            return role, ""
    return None


def known_words(text: str, *, beyond_ascii: bool = False) -> int:
    """How many cells of a text's lines name a column. Args: beyond_ascii: count only those with other letters than English ones."""
    cells = {cell.strip().strip('"') for line in text.splitlines() for cell in re.split(r"[,;\t|]", line)}
    return sum(bool(_find(cell)) for cell in cells if cell and not (beyond_ascii and cell.isascii()))
