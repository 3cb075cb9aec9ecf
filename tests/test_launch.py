"""Launching Place Mirror: it comes up by itself, once a file, or leaves with one sentence."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from mirror import backup, store, visit
from mirror.intake import record_change

#: How long a dashboard may take to come up before a test gives up on it, in seconds.
PATIENCE = 60
SAMPLE = store.ROOT / "data" / "sample" / "observations.csv"

posix = pytest.mark.skipif(os.name != "posix", reason="signals and permissions are POSIX's here")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        return int(taken.getsockname()[1])


@dataclass
class Launched:
    """A dashboard in a process of its own, and where it says things."""

    process: subprocess.Popen[bytes]
    address: str
    folder: Path

    def is_healthy(self) -> bool:
        with suppress(URLError, OSError), urlopen(f"{self.address}/_stcore/health") as answer:
            return bool(answer.read() == b"ok")
        return False

    def come_up(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.is_healthy():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.05)

    def leave(self) -> int:
        """The exit code of a dashboard that leaves by itself."""
        return self.process.wait(PATIENCE)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    @property
    def output(self) -> str:
        return (self.folder / "output").read_text(encoding="utf-8")

    @property
    def errors(self) -> str:
        return (self.folder / "errors").read_text(encoding="utf-8")

    def said(self) -> str:
        return self.output + self.errors


def environment(path: Path, home: Path, **more: str) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    return kept | {"MIRROR_DATA": str(path), "HOME": str(home), "USERPROFILE": str(home)} | more


@contextmanager
def launched(
    path: Path, home: Path, *, headless: bool = True, obey: bool = False, **more: str
) -> Iterator[Launched]:
    """The dashboard as the README has it, at a free port, with nobody to answer a question."""
    folder = home.parent / f"said-{len(list(home.parent.glob('said-*')))}"
    folder.mkdir()
    port = free_port()
    with (folder / "output").open("wb") as output, (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", "app.py",
                "--server.headless", str(headless).lower(), "--server.port", str(port),
            ],
            cwd=store.ROOT, env=environment(path, home, **more),
            stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            preexec_fn=obey_permissions if obey and sys.platform == "linux" else None,
        )  # fmt: skip
    try:
        yield Launched(process, f"http://localhost:{port}", folder)
    finally:
        process.kill()
        process.wait()


def obey_permissions() -> None:
    """Give up root's power to read and write what it may not, in a process about to begin."""
    for power in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, power)


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def count(path: Path, table: str) -> int:
    """How many rows a file holds that nobody has open."""
    held = store.open_store(path)
    try:
        return len(held.ask(f"FROM {table}"))
    finally:
        held.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mirror.duckdb"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Launched, Path]]:
    """A dashboard that is up, and the file that it shows."""
    folder = tmp_path_factory.mktemp("running")
    path = folder / "mirror.duckdb"
    with launched(path, folder / "home") as first:
        first.come_up()
        yield first, path


@posix
def test_a_first_launch_asks_nothing_and_makes_its_file_and_its_sample(
    path: Path, home: Path
) -> None:
    with launched(path, home) as first:
        first.come_up()
        assert "email" not in first.said().lower()
        assert not first.errors
        first.stop()
    assert not list(home.iterdir())
    assert not path.with_name(path.name + ".open").exists()
    assert count(path, "place WHERE invented") == 2
    assert count(path, "observation") > 1000


def test_a_second_launch_names_the_first_ones_address_and_leaves_content(
    running: tuple[Launched, Path], home: Path
) -> None:
    first, path = running
    with launched(path, home) as second:
        assert second.leave() == 0
        assert (
            f"{path.name} is already open in another Place Mirror at {first.address}.\n"
            in second.output
        )
        assert not second.errors
    assert first.is_healthy()


def test_a_second_launch_names_no_address_but_the_first_ones(
    running: tuple[Launched, Path], home: Path
) -> None:
    first, path = running
    with launched(path, home) as second:
        second.leave()
        assert first.address in second.output
        assert second.address not in second.output


def test_an_import_while_the_dashboard_is_open_is_refused_with_its_address(
    running: tuple[Launched, Path], home: Path
) -> None:
    first, path = running
    command = subprocess.run(
        [sys.executable, "-m", "mirror", "import", SAMPLE],
        cwd=store.ROOT, env=environment(path, home), capture_output=True, text=True,
    )  # fmt: skip
    assert command.returncode == 1
    assert command.stderr == (
        f"{path.name} is already open in another Place Mirror at {first.address}.\n"
    )
    assert not command.stdout
    assert first.is_healthy()


@posix
def test_a_launch_shows_the_dashboard_in_the_browser_and_a_second_one_shows_the_first(
    path: Path, home: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{asked}"\n')
    browser.chmod(0o755)
    with launched(path, home, headless=False, BROWSER=f"{browser} %s") as first:
        first.come_up()
        until = time.monotonic() + PATIENCE
        while not asked.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert asked.read_text() == f"{first.address}\n"
        with launched(path, home, headless=False, BROWSER=f"{browser} %s") as second:
            assert second.leave() == 0
        assert asked.read_text() == f"{first.address}\n" * 2


@posix
def test_a_house_that_was_launched_makes_a_backup_by_itself_and_closes_as_ever(
    path: Path, home: Path
) -> None:
    held = store.open_store(path)
    held.write(lambda cursor: record_change(cursor, "a test", None, 1))
    held.close()
    with launched(path, home) as first:
        first.come_up()
        until = time.monotonic() + PATIENCE
        while not (made := backup.of(path)):
            assert time.monotonic() < until, first.said()
            time.sleep(0.1)
        assert not first.errors
        first.stop()
    assert len(made) == 1
    assert not path.with_name(path.name + ".open").exists()


@posix
def test_after_a_kill_the_next_launch_comes_up_with_all_that_was_there(
    path: Path, home: Path
) -> None:
    with launched(path, home) as first:
        first.come_up()
        first.kill()
    left = path.with_name(path.name + ".open")
    assert first.address in left.read_text()
    with launched(path, home) as next_one:
        next_one.come_up()
        assert first.address not in next_one.said()
        assert next_one.address in left.read_text()
        next_one.stop()
    assert count(path, "place") == 2
    assert count(path, "batch WHERE kind = 'sample'") == 2


def test_whoever_only_asks_whether_the_house_is_there_does_not_hold_it_open(
    running: tuple[Launched, Path],
) -> None:
    """A tab that lost its house asks for ever: a connection kept for it would be for ever too."""
    first, _ = running
    asking = HTTPConnection(first.address.removeprefix("http://"))

    def is_let_go(path: str) -> bool:
        asking.request("GET", path)
        answer = asking.getresponse()
        assert answer.read()
        return answer.will_close

    assert not is_let_go("/"), "the page itself comes in one go"
    assert is_let_go("/_stcore/health")
    assert is_let_go("/_stcore/host-config")
    asking.close()


def said_by_one_that_cannot_start(path: Path, home: Path, *, obey: bool = False) -> str:
    """What a launch says in leaving, once it has left with a fault and without a traceback."""
    with launched(path, home, obey=obey) as refused:
        assert refused.leave() == 1
    assert "Traceback" not in refused.said()
    assert refused.errors.endswith(".\n")
    assert refused.errors.count("\n") == 1
    return refused.errors.strip()


def test_a_foreign_file_ends_the_launch_with_one_sentence(path: Path, home: Path) -> None:
    content = b"observed_on,place\n2025-01-01,Here\n"
    path.parent.mkdir()
    path.write_bytes(content)
    assert said_by_one_that_cannot_start(path, home) == (
        f"{path.name} is not a Place Mirror file. It was left as it is."
    )
    assert path.read_bytes() == content


def test_a_folder_in_the_files_place_ends_the_launch_with_one_sentence(
    path: Path, home: Path
) -> None:
    path.mkdir(parents=True)
    assert "is a folder" in said_by_one_that_cannot_start(path, home)


@posix
def test_a_folder_that_cannot_be_written_in_ends_the_launch_with_one_sentence(
    path: Path, home: Path
) -> None:
    path.parent.mkdir(mode=0o555)
    may = subprocess.run(
        [sys.executable, "-c", f"import os; exit(os.access({str(path.parent)!r}, os.W_OK))"],
        preexec_fn=obey_permissions if sys.platform == "linux" else None,
    )
    if may.returncode:
        pytest.skip("whoever runs this may write everywhere")
    assert said_by_one_that_cannot_start(path, home, obey=True) == (
        f"Place Mirror cannot write in the folder {path.parent}. Choose another folder."
    )
    assert not list(path.parent.iterdir())


def test_a_file_with_a_damaged_block_ends_the_launch_with_one_sentence(
    path: Path, home: Path
) -> None:
    """The block is one that the vocabulary is read from, before any page is."""
    launch_once = "from mirror import launch; launch.house().close()"
    subprocess.run(
        [sys.executable, "-c", launch_once],
        cwd=store.ROOT, env=environment(path, home), check=True,
    )  # fmt: skip
    whole = path.read_bytes()
    place = whole.index(b"People view themselves as part of an interconnected whole")
    path.write_bytes(whole[:place] + b"Q" + whole[place + 1 :])
    assert "is damaged" in said_by_one_that_cannot_start(path, home)


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_a_house_without_sign_in_opens_to_no_network(path: Path, home: Path, address: str) -> None:
    with launched(path, home, STREAMLIT_SERVER_ADDRESS=address) as refused:
        assert refused.leave() == 1
        assert refused.errors.strip() == (
            "Place Mirror would be open to everybody on the network, so it does not start. "
            "Set up a sign-in, or leave server.address at localhost."
        )
    assert not path.exists()


def test_a_house_with_a_sign_in_opens_to_a_network_in_a_folder_that_is_not_there_yet(
    path: Path, home: Path
) -> None:
    told: dict[str, Any] = {f"MIRROR_AUTH_{name.upper()}": "x" for name in visit.NEEDED}
    with launched(path, home, STREAMLIT_SERVER_ADDRESS="0.0.0.0", **told) as hosted:
        hosted.come_up()
        assert path.with_name("mirror.key").exists()


def test_half_a_sign_in_is_told_and_none(path: Path, home: Path) -> None:
    with launched(path, home, MIRROR_AUTH_CLIENT_ID="x") as refused:
        assert refused.leave() == 1
        assert refused.errors.strip() == (
            "The sign-in is not complete: MIRROR_AUTH_CLIENT_SECRET is missing. "
            "Set it, or take the others away."
        )


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "mirror.example.org"},
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Origin": "https://elsewhere.example.org"},
    ],
)
@pytest.mark.parametrize("way", ["/", "/data", "/_stcore/stream", "/media/x.csv"])
def test_a_house_at_home_answers_nobody_from_elsewhere(
    way: str, headers: dict[str, str], running: tuple[Launched, Path]
) -> None:
    port = int(running[0].address.rsplit(":", 1)[1])
    connection = HTTPConnection("localhost", port, timeout=20)
    connection.request("GET", way, headers=headers)
    answer = connection.getresponse()
    assert answer.status == 403
    assert b"open to the person at its own machine alone" in answer.read()
    connection.close()
