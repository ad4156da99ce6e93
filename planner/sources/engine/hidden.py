"""Passwords, tokens and users, taken out of what drivers say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

WHOLE = 4  # characters; shorter secrets are hidden only where they stand as words, else every message would be full of holes
HOLE = "***"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What must not be seen."""

    secrets: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, secrets: Iterable[str]) -> "Hidden":
        """The secrets in every form in which a driver may repeat them, the longest first."""
        forms = {
            form
            for s in secrets
            if s
            for form in (s, quote(s), quote(s, safe=""), quote_plus(s), repr(s)[1:-1], s.replace("'", "\\'"))
        }
        return cls(secrets=tuple(sorted(forms, key=lambda form: (-len(form), form))))

    def scrub(self, text: str) -> str:
        """The text with holes where secrets were."""
        for secret in self.secrets:
            pattern = re.escape(secret) if len(secret) >= WHOLE else rf"(?<!\w){re.escape(secret)}(?!\w)"
            text = re.sub(pattern, HOLE, text, flags=re.IGNORECASE)
        # Whatever is written as a login in a url is hidden, known or not.
        return re.sub(r"(://)[^/\s@]*@", rf"\1{HOLE}@", text)
