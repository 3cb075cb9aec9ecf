"""The door that phones come in by: a small server of its own on the local network.

It runs beside the dashboard in one process, since only one may have the file open, and serves the
phones of one gathering from when it is opened until it is closed.
"""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from contextlib import suppress
from uuid import UUID

from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from mirror import store
from mirror.phones import Phones
from mirror.store import Refused

#: How many ports are tried, from the one that is asked for.
PORTS = 10
#: For how many seconds one connection may last, and how many there may be at once.
LASTING, CONNECTIONS = 20, 200
#: How many seconds the server may take to start, or to stop.
PATIENCE = 10
#: Addresses to which no packet is sent: the one of them that a machine would take the way to a
#: network by tells its own address there. The first is everywhere else, so by the default route.
FAR = (
    "192.0.2.1", "10.255.255.254", "10.42.0.254", "172.31.255.254", "192.168.0.254",
    "192.168.1.254", "192.168.2.254", "192.168.43.254", "192.168.137.254",
)  # fmt: skip

_opening = threading.Lock()
_open: Door | None = None


class Door:
    """An open door: its gathering, its port, and the addresses that phones reach it at."""

    def __init__(self, held: store.Store, gathering: UUID, listener: socket.socket) -> None:
        self.gathering = gathering
        self.port: int = listener.getsockname()[1]
        self._server = Server(
            Config(
                Phones(held, gathering, own_addresses()), http=_Hurried, ws="none", loop="asyncio",
                lifespan="off", log_config=None, access_log=False, proxy_headers=False,
                server_header=False, limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=2,
                h11_max_incomplete_event_size=16 * 1024,
            )
        )  # fmt: skip
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="door", daemon=True
        )
        self._thread.start()
        until = time.monotonic() + PATIENCE
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                listener.close()
                raise Refused("The door for phones does not open. Use the printed sheet instead.")
            time.sleep(0.01)

    @classmethod
    def open(cls, held: store.Store, gathering: UUID, port: int) -> Door:
        """The open door of a gathering, at this port or the next that is free."""
        global _open
        with _opening:
            if (there := current()) is not None:
                if there.gathering == gathering:
                    return there
                raise Refused("Phones are let into another gathering now. Close that door first.")
            _open = cls(held, gathering, _listener(port))
            return _open

    @property
    def addresses(self) -> list[str]:
        """Where phones reach it, the most likely first; none where there is no network."""
        return [f"http://{address}:{self.port}" for address in own_addresses()]

    @property
    def is_open(self) -> bool:
        """Whether it is served."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Nothing: nobody comes in any more, and the port is free."""
        self._server.should_exit = True
        self._thread.join(PATIENCE)


def current() -> Door | None:
    """The door of this process that is open."""
    return _open if _open is not None and _open.is_open else None


def of(gathering: UUID) -> Door | None:
    """The door of a gathering, if it is open."""
    there = current()
    return there if there is not None and there.gathering == gathering else None


def own_addresses() -> list[str]:
    """The IPv4 addresses of this machine on its networks, that of the default route first."""
    found = [_own_address_towards(far) for far in FAR]
    if os.name == "nt":
        # Windows knows all of them by its own name; elsewhere that name may be asked of a network.
        with suppress(OSError):
            found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [
        address
        for address in dict.fromkeys(found)
        if address and not address.startswith(("127.", "169.254.", "0."))
    ]


def _own_address_towards(far: str) -> str:
    """This machine's address on the way to another; a datagram socket connects without a packet."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect((far, 9))
        except OSError:
            return ""
        return str(way.getsockname()[0])


def _listener(port: int) -> socket.socket:
    for tried in range(port, port + PORTS):
        with suppress(OSError, OverflowError):
            return socket.create_server(("0.0.0.0", tried))
    raise Refused(f"No port from {port} to {port + PORTS - 1} is free for phones to come in by.")


class _Hurried(H11Protocol):
    """A connection that is cut when it lasts too long, so that nobody holds the door."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._cut = self.loop.call_later(LASTING, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._cut.cancel()
        super().connection_lost(exc)
