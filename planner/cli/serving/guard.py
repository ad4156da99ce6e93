"""Who is answered: pages of this server alone. Any web page may ask a server on its reader's machine, and any name may lead there."""

from collections.abc import Mapping

HOSTS = ("127.0.0.1", "localhost")


def refusal(method: str, headers: Mapping[str, str], *, port: int) -> str:
    """Why a request is not answered; empty where it is.

    Args: headers: by their names in lower case; port: that the server listens on.
    """
    own = {f"{host}:{port}" for host in HOSTS} | (set(HOSTS) if port == 80 else set())
    if method != "GET":
        return "only GET is answered here"
    if headers.get("host", "").lower() not in own:  # DNS rebinding: another site's name that leads to this machine
        return "this server answers to 127.0.0.1 and localhost alone"
    if headers.get("origin", "http://" + headers["host"]).lower() not in {f"http://{host}" for host in own}:
        return "another site's page asked"
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return "another site's page asked; type the address instead of following a link"
    return ""


def headers(policy: str) -> dict[str, str]:
    """What every answer says. Args: policy: the content security policy of the page in it."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
