"""Small made-up exports, for the tests of what is told of a file."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

FIRST = date(2026, 1, 5)  # a Monday
TODAY = date(2026, 11, 22)
CHANNELS = ("Direct", "Email", "Organic Search", "Paid Search")


def daily(
    days: int,
    sessions: Callable[[int, str], float],
    *,
    channels: Iterable[str] = CHANNELS,
    first: date = FIRST,
    skip: Iterable[int] = (),
) -> str:
    """A table of days and channels; a row without sessions is left out."""
    left_out = set(skip)
    rows = [
        f"{first + timedelta(days=n)},{channel},{sessions(n, channel):.0f}"
        for n in range(days)
        for channel in channels
        if n not in left_out and sessions(n, channel) >= 1
    ]
    return "\n".join(["date,channel,sessions", *rows, ""])


def usual(n: int, channel: str) -> float:
    """Odd figures that go up and down a little."""
    return 101 + 40 * CHANNELS.index(channel) % 160 + 2 * (n % 7) if channel in CHANNELS else 101


def ga4(rows: str, *, start: str = "20260101", end: str = "20260131") -> str:
    return (
        "# ----------------------------------------\n# Traffic acquisition: Session source / medium\n# Account: Demo\n"
        f"# Property: www.shop.example - GA4\n# ----------------------------------------\n#\n# Start date: {start}\n# End date: {end}\n{rows}"
    )


REFERRALS = ga4(
    "Session source / medium,Sessions,Engaged sessions,Engagement rate,Key events\n"
    "google / organic,5000,3000,0.6,50\n"
    "(direct) / (none),2000,900,0.45,20\n"
    "shop.example / referral,700,300,0.43,9\n"
    "checkout.paypal.com / referral,300,290,0.97,120\n"
    "pay.klarna.com / referral,100,90,0.9,40\n"
    "blog.example / referral,80,40,0.5,1\n"
    "paypal.com / cpc,10,4,0.4,0\n"
)
ADS = (
    'Campaign report\n"May 1, 2026 - May 3, 2026"\n'
    "Day,Campaign,Currency code,Cost,Impr.,Clicks\n"
    '2026-05-01,Brand,EUR,10.50,"1,000",40\n2026-05-02,Brand,EUR,12.00,900,30\n2026-05-02,Shoes,EUR,99.90,"4,000",80\n'
    '2026-05-03,Shoes,EUR,80.00,"3,000",60\nTotal: Account, --,EUR,202.40,"8,900",210\n'
)
STACKED = (
    "# Reports snapshot\n# Property: shop\n# Start date: 20260101\n# End date: 20260103\nNth day,Users\n0000,5\n0001,6\n0002,4\n\n"
    "# Start date: 20260101\n# End date: 20260103\nSession default channel group,Sessions\nDirect,120\nOrganic Search,80\n\n"
    "# Start date: 20260101\n# End date: 20260103\nPage,Views\n/,50\n/a,20\n"
)
GERMAN = "Datum;Kanal;Sitzungen;Absprungrate;Notiz\n" + "".join(
    f"{n:02}.02.2026;{channel};1.{200 + n};{40 + n},5 %;\n" for n in range(1, 15) for channel in ("E-Mail", "Email", "Direkt")
)  # fmt: skip
EXPORTS: dict[str, str] = {
    "channels.csv": daily(120, usual, skip=(30, 31, 32)),
    "referrals.csv": REFERRALS,
    "ads.csv": ADS,
    "stacked.csv": STACKED,
    "deutsch.csv": GERMAN,
    "question.csv": "date,sessions\n03/04/2026,10\n05/06/2026,12\n",
    "ragged.csv": "date,sessions\n2026-01-01,10\n2026-01-02,11,extra\n",
    "clicks.csv": "Date,Clicks,Impressions,CTR,Position\n2026-01-01,5,100,5%,3.2\n2026-01-02,7,90,7.8%,3.1\n",
    "nothing.csv": "No data available\n",
    "hostile.csv": "date,channel,sessions\n"
    + "".join(
        f"2026-01-{n:02},\x1b[31mred [bold]x[/bold]\u202e {'z' * 300},5\n2026-01-{n:02},=cmd|' /C',7\n"
        for n in range(1, 29)
    ),
}
