"""The answers: the page, its state for the page's own script, and a link that reads everything again."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from planner.cli.serving.guard import headers, refusal
from planner.cli.serving.keeper import Keeper

NOTHING = "default-src 'none'"
"""The policy of an answer that is no page."""

Next = Callable[[Request], Awaitable[Response]]


def site(keeper: Keeper, *, port: int) -> Starlette:
    """Args: port: that it is served on."""

    async def page(_request: Request) -> Response:
        served = keeper.served
        return HTMLResponse(served.html, headers=headers(served.policy))

    async def state(_request: Request) -> Response:
        return JSONResponse({"version": keeper.served.version, "busy": keeper.busy})

    async def again(_request: Request) -> Response:
        keeper.again()
        return RedirectResponse("/", status_code=303)

    async def guarded(request: Request, answer: Next) -> Response:
        if why := refusal(request.method, request.headers, port=port):
            status = 405 if request.method != "GET" else 403
            found: Response = PlainTextResponse(f"{why}\n", status_code=status)
        else:
            found = await answer(request)
        for name, value in headers(NOTHING).items():
            found.headers.setdefault(name, value)
        return found

    return Starlette(
        routes=[Route("/", page), Route("/state", state), Route("/again", again)],
        middleware=[Middleware(BaseHTTPMiddleware, dispatch=guarded)],
    )
