"""Open the house: the file, its words, on first use its sample; and say where it is shown."""

from __future__ import annotations

import sys
import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.error import URLError
from urllib.request import urlopen

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.secrets import SecretsValue

from mirror import (
    access,
    backup,
    door,
    faults,
    grants,
    log,
    release,
    sample,
    store,
    takeback,
    visit,
    vocabulary,
)

_ready: set[store.Store] = set()
_readying = threading.Lock()


def house() -> store.Store:
    """The open file with its words up to date; a file never used before is given the sample."""
    with _readying:
        held = store.current()
        if held not in _ready:
            vocabulary.bring_up_to_date(held)
            try:
                takeback.finish(held)
            except takeback.Unfinished:
                print(
                    "A text that was taken back may still be in the file: it is too busy, or the "
                    "disk is full. It goes when Place Mirror is opened again.",
                    file=sys.stderr, flush=True,
                )  # fmt: skip
            release.finish(held)
            if sample.is_untouched(held):
                sample.fill(held)
            _ready.add(held)
        return held


def open_or_leave() -> None:
    """Open the house before anything is served, or leave with one sentence.

    Where it would be open to a network without a sign-in, it is not opened at all. Where another
    Place Mirror has the file open, its address is opened in the browser and
    this one leaves content; where the file cannot be used, it leaves with a fault.
    """
    try:
        _look_who_may_come()
        house()
    except store.AlreadyOpen as elsewhere:
        print(elsewhere, flush=True)
        if elsewhere.address and not config.get_option("server.headless"):
            webbrowser.open(elsewhere.address)
        sys.exit(0 if elsewhere.address else 1)
    except store.Refused as refusal:
        log.refused(store.data_path(), refusal, "at opening")
        print(refusal, file=sys.stderr, flush=True)
        sys.exit(1)


def _look_who_may_come() -> None:
    """Nothing, where it is known who may come; raises Refused where anybody could."""
    is_by_sign_in = visit.is_by_sign_in()
    if not (is_by_sign_in or visit.is_at_home()):
        raise store.Refused(
            "Place Mirror would be open to everybody on the network, so it does not start. "
            "Set up a sign-in, or leave server.address at localhost."
        )
    access.told_by(visit.visitor)
    if wrong := grants.fault():
        print(wrong, file=sys.stderr, flush=True)


def secrets() -> dict[str, SecretsValue] | None:
    """What Streamlit is to know of the sign-in, where the environment says it."""
    settings = visit.sign_in()
    return {"auth": dict(settings)} if settings else None


@asynccontextmanager
async def serving(_app: st.App) -> AsyncIterator[None]:
    """While the house is served: its address stands beside the file, and backups are made."""
    address = f"http://localhost:{config.get_option('server.port')}"
    house().say_where(address)
    log.opened(house().path)
    faults.told_by_us()
    print(f"Place Mirror is open at {address}. To close it, press Ctrl and C.", flush=True)
    if not config.get_option("server.headless"):
        threading.Thread(target=_show_when_served, args=(address,), daemon=True).start()
    closing = threading.Event()
    keeping = threading.Thread(target=backup.go_on_making, args=(house(), closing), daemon=True)
    keeping.start()
    yield
    closing.set()
    keeping.join()
    if (phones := door.current()) is not None:
        phones.close()
    log.note(house().path, "The house closed.")
    house().close()


class LetsGo:
    """Whether the house is there is asked and answered on a connection that is then closed.

    A tab asks this again and again once it has lost its house. Where its connection was made in
    the moment of closing, the house would wait for it to be quiet, and it never is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the house does, and let go of whoever only asked for it."""

        async def closing(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"connection", b"close")]
            await send(message)

        only_asks = scope["type"] == "http" and scope["path"].startswith("/_stcore/")
        await self._app(scope, receive, closing if only_asks else send)


def _show_when_served(address: str) -> None:
    for _ in range(100):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                webbrowser.open(address)
                return
        except (URLError, OSError):
            time.sleep(0.1)
