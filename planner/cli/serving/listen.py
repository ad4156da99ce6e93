"""The socket, on this machine alone, and the server that answers on it."""

import contextvars
import socket
import sys
import threading

import uvicorn

from planner.cli.serving.keeper import Keeper
from planner.cli.serving.site import site
from planner.errors import InputError, Place, Problem

HOST = "127.0.0.1"
PORT = 8765
TRIES = 20  # ports from the usual one on


def listening(port: int | None) -> socket.socket:
    """A socket on that port, or where none is asked for on the usual one or the next free. Raises: InputError where there is none."""
    ports = range(PORT, PORT + TRIES) if port is None else (port,)
    for each in ports:
        try:
            return _bound(each)
        except OSError as error:
            reason = error.strerror or str(error)
    text = f"cannot be listened on: {reason}"
    place = f"{HOST}:{ports[0]}" if len(ports) == 1 else f"{HOST}:{ports[0]}-{ports[-1]}"
    raise InputError([Problem(place=Place(file=place), text=text, expected="another --port")])


def _bound(port: int) -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs listen
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def serve_until_stopped(keeper: Keeper, at: socket.socket) -> None:
    """Serve the page until somebody interrupts. Raises: KeyboardInterrupt then, whatever is being planned."""
    context = contextvars.copy_context()  # the language
    threading.Thread(target=context.run, args=(keeper.keep,), daemon=True, name="planning").start()
    config = uvicorn.Config(
        site(keeper, port=at.getsockname()[1]),
        loop="asyncio", http="h11", ws="none", lifespan="off", interface="asgi3", log_config=None, access_log=False, proxy_headers=False, server_header=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[at])
