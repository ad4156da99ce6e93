"""Words for new and returning visitors, as analytics tools and people write them."""

from typing import Literal

from planner.text import folded

Visitor = Literal["new", "returning"]

_NEW = (
    "new", "new visitor", "new visitors", "new user", "new users", "new visits", "new sessions", "nb visits new", "first time", "first time visitor",
    "first time visitors", "first time visits", "first visit", "first visits", "acquisition", "unique new visitors", "nb uniq visitors new",
    "neu", "neue", "neue nutzer", "neuer nutzer", "neue besucher", "neuer besucher", "neue besuche", "nouveau", "nouveaux", "nouvel utilisateur",
    "nouveaux utilisateurs", "nouveaux visiteurs", "nouveau visiteur", "nouvelles visites", "nuevo", "nuevos", "usuario nuevo", "usuarios nuevos", "nuevos usuarios",
    "nuevo visitante", "nuevos visitantes", "visitas nuevas", "novo", "novos", "novo usuário", "novos usuários", "novos utilizadores", "novo visitante", "novos visitantes",
    "novas visitas", "nuevas visitas", "nuovo", "nuovi", "nuovi utenti", "nuovi visitatori", "nuove visite", "nieuw", "nieuwe", "nieuwe gebruikers", "nieuwe bezoekers", "新規", "新規ユーザー", "新規ユーザー数",
    "新規訪問者", "новые", "новый", "новые пользователи", "новые посетители", "nowi", "nowy", "nowi użytkownicy", "신규", "신규 사용자",
    "新", "新访客", "新用户", "新用户数", "新访问者", "新客", "新增", "新访客数", "新增用户", "新老访客 新",
)  # fmt: skip
_RETURNING = (
    "returning", "returning visitor", "returning visitors", "returning user", "returning users", "returning visits", "nb visits returning",
    "returning sessions", "return", "return visits", "established", "established users", "repeat", "repeat visitors", "repeat visits", "existing",
    "nb uniq visitors returning", "wiederkehrend", "wiederkehrende", "wiederkehrende nutzer", "wiederkehrende besucher", "wiederkehrender besucher", "wiederkehrende besuche",
    "connu", "connus", "récurrent", "récurrents", "utilisateurs connus", "utilisateur connu", "utilisateurs récurrents", "visiteurs connus", "visiteurs récurrents",
    "recurrente", "recurrentes", "usuario recurrente", "usuarios recurrentes", "visitantes recurrentes", "visitas recurrentes", "recorrente", "recorrentes",
    "usuário recorrente", "usuários recorrentes", "utilizadores recorrentes", "visitantes recorrentes", "retornante", "retornantes",
    "visitas de retorno", "visites de visiteurs connus", "di ritorno", "utenti di ritorno", "visitatori di ritorno", "terugkerend", "terugkerende gebruikers", "terugkerende bezoekers",
    "リピーター", "リピート", "リピート ユーザー", "既存ユーザー", "вернувшиеся", "вернувшийся", "вернувшиеся пользователи", "powracający", "powracający użytkownicy", "재방문", "재방문 사용자",
    "回访", "回访者", "回访访客", "回访用户", "回访用户数", "老访客", "老用户", "回头客", "老客", "回流", "老访客数",
)  # fmt: skip
_WORDS: dict[str, Visitor] = {"new": "new", "returning": "returning", "return": "returning", "repeat": "returning"}
_AROUND = frozenset(
    ("sessions", "session", "visits", "visit", "users", "user", "visitors", "visitor", "from", "of", "by", "total")
)
"""What may stand beside such a word: `New users sessions`, `Sessions of returning visitors`."""
_KINDS: dict[str, Visitor] = {}
_KINDS.update((folded(word), "new") for word in _NEW)
_KINDS.update((folded(word), "returning") for word in _RETURNING)


def visitor_kind(name: str) -> Visitor | None:
    """Whether a name means new or returning visitors; None where it means neither."""
    plain = folded(name)
    if (known := _KINDS.get(plain)) is not None:
        return known
    words = plain.split()
    kinds = {_WORDS[word] for word in words if word in _WORDS}
    return kinds.pop() if len(kinds) == 1 and all(word in _WORDS or word in _AROUND for word in words) else None
