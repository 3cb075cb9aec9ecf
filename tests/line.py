"""A line between a browser and a house that can be cut, as a room's Wi-Fi cuts it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Line:
    """Passes on whatever comes, until it is cut, and again once it is mended."""

    def __init__(self, house: str) -> None:
        self._house = urlsplit(house).port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends = set[socket.socket]()
        self._is_cut = False
        self.address = f"http://localhost:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """From now on nothing comes through, and all that was open is gone."""
        self._is_cut = True
        for end in list(self._ends):
            self._end(end)

    def mend(self) -> None:
        """From now on what is opened anew comes through."""
        self._is_cut = False

    def close(self) -> None:
        """Cut it for good."""
        self.cut()
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if self._is_cut:
                    near.close()
                    continue
                far = socket.create_connection(("localhost", self._house or 0))
                self._ends |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(65_536):
                other.sendall(said)
        self._end(one)
        self._end(other)

    def _end(self, end: socket.socket) -> None:
        self._ends.discard(end)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def line(house: str) -> Iterator[Line]:
    """A line to the house at this address, to the end of the block."""
    laid = Line(house)
    try:
        yield laid
    finally:
        laid.close()
