"""Referrals that are none: the site itself, and the payment providers that send buyers back to it."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from planner.model.inspection import Finding
from planner.sources.inspected.findings import Seen, counts_of, several
from planner.sources.tables.columns import find_role
from planner.sources.tables.names import plain_name, role_of
from planner.sources.tables.table import TextTable

PAYMENT = (
    "paypal", "stripe", "klarna", "adyen", "mollie", "sofort", "worldpay", "braintree", "braintreegateway", "afterpay", "clearpay", "alipay", "checkout",
    "authorize", "2checkout", "paddle", "payu", "razorpay", "mercadopago", "pagseguro", "ideal", "giropay", "paydirekt", "barclaycard", "sagepay",
    "opayo", "redsys", "payone", "computop", "saferpay", "datatrans", "wirecard", "przelewy24", "bancontact", "affirm", "3dsecure", "arcot", "cardinalcommerce",
    "shop-pay", "payments",
)  # fmt: skip
"""Names in the hosts of those who take payments and of banks' checks of cards."""
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?((?:[a-z0-9-]+\.)+[a-z]{2,})\.?(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_WITHIN = re.compile(r"(?<![\w.@-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?!\w)", re.IGNORECASE)
_FILES = ("csv", "tsv", "txt", "parquet", "xlsx", "json")


def referral_findings(seen: Seen) -> Iterator[Finding]:
    """Visits that came from the site itself or from a payment."""
    by_host = _referrals(seen)
    if not by_host:
        return
    sites = own_hosts(seen.table)
    own = {name: count for name, count in by_host.items() if any(_belongs(name, site) for site in sites)}
    if own:
        text = f"{several(_largest(own))} is named as a referrer, and is this site itself: visits are cut in two, and their first source is lost"
        advice = "Add the site's domains to the list of unwanted referrals, or to cross-domain measurement"
        yield Finding(
            kind="self-referral", text=text, advice=advice, branches=tuple(own), sessions=sum(own.values())
        )  # fmt: skip
    paid = {
        name: count for name, count in by_host.items() if name not in own and set(name.split(".")[:-1]) & set(PAYMENT)
    }
    if paid:
        text = f"{several(_largest(paid))} as referrer: buyers who come back from paying, not visits of their own"
        advice = "Add them to the list of unwanted referrals, so that the sale stays with the visit's first source"
        yield Finding(
            kind="payment", text=text, advice=advice, branches=tuple(paid), sessions=sum(paid.values())
        )  # fmt: skip


def _largest(counts: Mapping[str, float]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def _referrals(seen: Seen) -> dict[str, float]:
    """Sessions by referring host, of rows whose medium is a referral or not known."""
    table = seen.layout.table
    both, source, medium = (find_role(table, role, {}) for role in ("source / medium", "source", "medium"))
    amounts = np.nan_to_num(counts_of(seen))
    found: dict[str, float] = defaultdict(float)
    at = source if source is not None else both
    if at is None or len(amounts) != table.rows:
        return {}
    media = table.columns[medium] if medium is not None and source is not None else [""] * table.rows
    for cell, kind, count in zip(table.columns[at], media, amounts.tolist(), strict=True):
        name, _, rest = cell.partition(" / ") if at == both else (cell, "", "")
        if (kind.strip() or rest.strip()).casefold() in ("referral", "") and (host := _HOST.fullmatch(name.strip())):
            found[host[1].casefold().removeprefix("www.")] += count
    return {name: count for name, count in found.items() if count > 0}


def own_hosts(table: TextTable) -> frozenset[str]:
    """The hosts that the site itself seems to have: of its landing pages, in the titles above the table, in the file's name."""
    found: set[str] = set()
    for at, name in enumerate(table.header):
        if role_of(name) == "page" and plain_name(name) not in ("exit page",):
            hosts = Counter(
                host[1].casefold() for cell in table.columns[at][:20_000] if (host := _HOST.fullmatch(cell.strip()))
            )
            if hosts and 2 * sum(hosts.values()) > len(table.columns[at][:20_000]):
                found.add(hosts.most_common(1)[0][0])
    for line in table.above:
        found |= {host.casefold() for host in _WITHIN.findall(line)}
    file = os.path.basename(table.file).casefold()
    cuts = [at for at, character in enumerate(file) if character in "-_ "]  # example.com-Performance.csv
    found |= {host[1] for cut in (*cuts, len(file)) if (host := _HOST.fullmatch(file[:cut]))}
    return frozenset(_bare(host) for host in found)


def _bare(host: str) -> str:
    """Without www, and without the ending of a file's name."""
    name = host.removeprefix("www.")
    begin, _, ending = name.rpartition(".")
    return begin if ending in _FILES else name


def _belongs(host: str, site: str) -> bool:
    return "." in site and (host == site or host.endswith(f".{site}"))
