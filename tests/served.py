"""A house served for real, and a browser to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
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


@contextmanager
def house(data: Path, at: str = "") -> Iterator[str]:
    """The address of a house that is served from this file until the end of the block."""
    port = int(at.rsplit(":", 1)[1]) if at else free_port()
    server = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
            f"--server.port={port}", "--server.fileWatcherType=none",
        ],
        cwd=ROOT, env=os.environ | {"MIRROR_DATA": str(data)},
    )  # fmt: skip
    address = f"http://localhost:{port}"
    _servers[address] = server
    try:
        for _ in range(300):
            try:
                with urlopen(f"{address}/_stcore/health", timeout=1):
                    break
            except OSError:
                assert server.poll() is None, "the server stopped early"
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(20)


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
