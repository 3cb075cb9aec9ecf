"""A Streamlit server in a process of its own, and a Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).parent.parent
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
#: A chart has been drawn when it has kept still for so many milliseconds.
QUIET = 300
BROWSER_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True)
class App:
    """An app to be served: the folder of its app.py, a chart, and the page that opens with it."""

    folder: Path
    chart: str
    environment: Mapping[str, str] = field(default_factory=dict)
    page: str = ""


@contextmanager
def serving(app: App) -> Iterator[str]:
    """The app's address, once it answers there; its server ends with the block."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    options = {
        "server.headless": "true",
        "server.address": "localhost",
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *flags],
        cwd=app.folder, env=os.environ | dict(app.environment), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://localhost:{port}"
        _await(server, f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _await(server: subprocess.Popen[bytes], health: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            with urlopen(health, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.005)
    raise RuntimeError("The server did not answer within a minute.")


@contextmanager
def browsing(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that has seen nothing yet."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    path = next((path for path in found if path), None)
    if path is None:
        sys.exit("This needs a Chromium on the PATH.")
    browser = playwright.chromium.launch(executable_path=path, args=list(BROWSER_FLAGS))
    try:
        yield browser
    finally:
        browser.close()


def tab(browser: Browser) -> Page:
    """A new page of a laptop's size."""
    return browser.new_page(viewport={"width": 1280, "height": 900})


def await_marks(page: Page, chart: str) -> None:
    """Return as soon as the chart of this accessible name has marks."""
    drawn = f'[role="graphics-document"][aria-label="{chart}"] [role="graphics-symbol"]'
    page.locator(drawn).first.wait_for(timeout=60_000)


def watch(page: Page, chart: str) -> None:
    """From the next press on, time the chart of this accessible name."""
    page.evaluate(WATCH, {"name": chart, "quiet": QUIET})


def drawn(page: Page) -> float:
    """How many milliseconds lay between the press and the chart's last new mark."""
    page.wait_for_function("window.benchWatch.drawn !== null", polling=50, timeout=60_000)
    taken: float = page.evaluate("window.benchWatch.drawn")
    return taken
