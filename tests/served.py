"""A house served for real, and a browser to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.request import urlopen

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import (
    Browser,
    Download,
    Locator,
    Page,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parent.parent
#: The one without windows first: it draws the same in less time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Letters as wide as on a screen: rounded to whole pixels, two fields touch that do not.
    "--font-render-hinting=none",
]  # fmt: skip


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


_servers: dict[str, subprocess.Popen[bytes]] = {}


def kill(address: str) -> None:
    """Stop the house at this address as a laptop does whose battery is empty."""
    _servers[address].kill()


def memory(address: str) -> int:
    """How many bytes of memory the house at this address holds; on Linux."""
    told = Path(f"/proc/{_servers[address].pid}/status").read_text(encoding="utf-8")
    [resident] = (line.split()[1] for line in told.splitlines() if line.startswith("VmRSS:"))
    return 1024 * int(resident)


@contextmanager
def house(data: Path, at: str = "", **environment: str) -> Iterator[str]:
    """The address of a house that is served from this file until the end of the block."""
    with house_of(ROOT, data, at, environment) as address:
        yield address


@contextmanager
def house_of(
    tree: Path,
    data: Path,
    at: str = "",
    environment: Mapping[str, str] | None = None,
    errors: IO[bytes] | None = None,
) -> Iterator[str]:
    """The same of a tree of its own, in which something may be other than it is here."""
    address, server = _started(tree, data, at, environment or {}, errors)
    _servers[address] = server
    try:
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _started(
    tree: Path, data: Path, at: str, environment: Mapping[str, str], errors: IO[bytes] | None
) -> tuple[str, subprocess.Popen[bytes]]:
    """A house that answers; somebody else may take a free port before it does, so it is retried."""
    for _ in range(5):
        address = at or f"http://localhost:{free_port()}"
        server = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
                f"--server.port={address.rsplit(':', 1)[1]}", "--server.fileWatcherType=none",
            ],
            cwd=tree, env={**os.environ, "MIRROR_DATA": str(data), **environment},
            stderr=errors,
        )  # fmt: skip
        while server.poll() is None:
            try:
                with urlopen(f"{address}/_stcore/health", timeout=1):
                    return address, server
            except OSError:
                time.sleep(0.1)
    raise AssertionError("the server stopped early")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a screen."""
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield opened
        opened.close()


def marks(tab: Page, name: str) -> Locator:
    """The drawn marks of the picture of this accessible name."""
    return tab.locator(f'[role="graphics-document"][aria-label="{name}"] [role="graphics-symbol"]')


def settle(tab: Page, name: str | None = None) -> None:
    """Wait until the page's picture is drawn, if it has one, and its script has come to rest."""
    awaited = marks(tab, name) if name else tab.get_by_role("heading", level=1)
    # A line straight down has no width, and counts as hidden where it is drawn.
    awaited.first.wait_for(state="attached", timeout=30_000)
    tab.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def by_axe(
    tab: Page, context: Mapping[str, Any] | None = None, *, scheme: str = "light", **options: Any
) -> AxeResults:
    """What axe finds wrong with a page; in the dark with its colours, the rest being as in light.

    Of what is right it says nothing, which halves its time.
    """
    if scheme == "dark":
        options["runOnly"] = {"type": "rule", "values": ["color-contrast"]}
    return Axe().run(tab, context=context, options={"resultTypes": ["violations"], **options})


def open_all(tab: Page) -> None:
    """Open all that is folded; what opens moves what stands below it, so they open at once."""
    closed = tab.locator("details:not([open])")
    closed.locator("> summary").evaluate_all("all => all.forEach(one => one.click())")
    expect(closed).to_have_count(0)


def taken(tab: Page, button: Locator) -> Download:
    """What a click on the button gives to take away: its file is made when it is asked for."""
    with tab.expect_download() as download:
        button.click()
    return download.value
