"""A day of the house on a machine of its own: all that is opened and made, with nobody to ask.

`python -m tests.cut_off FOLDER` is run by `test_cut_off.py`, on a network of its own where there
can be one. It writes what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from mirror import export, pack, record, release, sample, store, vocabulary, workshop
from mirror.__main__ import main as command
from tests.elsewhere import listen, wake_loopback
from tests.served import free_port

PAGES = store.ROOT / "pages"
PLACE = "gateshead"
#: The views of the gathering whose pack is made.
LOOKED_AT = ("behaviours", "pace")
SIGN_IN = {
    "MIRROR_AUTH_CLIENT_ID": "mirror",
    "MIRROR_AUTH_CLIENT_SECRET": "a secret",
    "MIRROR_AUTH_SERVER_METADATA_URL": "https://login.example.org/.well-known/openid-configuration",
    "MIRROR_AUTH_REDIRECT_URI": "https://mirror.example.org/oauth2callback",
}


def ways_asked_for() -> int:
    """How often anything on this network asked the system for a way that there is not."""
    older, newer = (Path("/proc/net") / name for name in ("snmp", "snmp6"))
    names, figures = [
        line.split() for line in older.read_text().splitlines() if line.startswith("Ip:")
    ]
    found = int(dict(zip(names, figures, strict=True))["OutNoRoutes"])
    return found + int(re.findall(r"^Ip6OutNoRoutes\s+(\d+)", newer.read_text(), re.M)[0])


def by_command(folder: Path) -> dict[str, int]:
    """Of each thing that a command made how many bytes it has."""
    gathering = record.new_id()
    agenda = [workshop.Item(page, f"place={PLACE}", "What do we see?") for page in LOOKED_AT]
    with closing(store.open_store(store.data_path())) as held:
        vocabulary.bring_up_to_date(held)
        sample.fill(held)
        workshop.prepare(
            held, gathering, place=PLACE, held_on=date.today(), purpose="To look", agenda=agenda
        )
    rows = folder / "own.csv"
    rows.write_text("observed_on,place,behaviour\n2026-03-01,Aytown,PAR1\n", encoding="utf-8")
    do("import", rows, "--add", "place")
    made = {kind: folder / f"held.{kind}" for kind in export.FORMATS}
    for kind, file in made.items():
        do("export", "--place", PLACE, "--format", kind, "--out", file)
    packs = {f"pack as {kind}": folder / f"pack.{kind}" for kind in pack.FORMATS}
    for kind, file in zip(pack.FORMATS, packs.values(), strict=True):
        do("export", "--place", PLACE, "--gathering", gathering, "--format", kind, "--out", file)
    do("release", "--place", PLACE)
    do("backup")
    [backup] = store.backups(store.data_path()).iterdir()
    made |= packs | {"release": release.file_of(PLACE), "backup": backup}
    return {what: file.stat().st_size for what, file in made.items()}


def do(*arguments: object) -> None:
    """What a command does."""
    assert command([str(argument) for argument in arguments]) == 0, arguments


@contextmanager
def served(told: Path, *options: str, **environment: str) -> Iterator[int]:
    """The port of a house that is served until the end of the block."""
    port = free_port()
    house = subprocess.Popen(
        [
            sys.executable, "-m", "tests.elsewhere", told, "streamlit", "run", "app.py",
            "--server.headless=true", f"--server.port={port}", *options,
        ],
        cwd=store.ROOT, env={**os.environ, **environment}, stdout=sys.stderr,
    )  # fmt: skip
    try:
        while True:
            assert house.poll() is None, "the house stopped early"
            try:
                with urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        house.terminate()
        house.wait(20)


def seen(port: int, page: str, query: str) -> dict[str, Any]:
    """What a browser is sent of a page: its headings, how many pictures, its faults."""
    ask = BackMsg()
    ask.rerun_script.page_name = page
    ask.rerun_script.query_string = query
    found: dict[str, Any] = {"headings": [], "pictures": 0, "faults": []}
    with connect(
        f"ws://localhost:{port}/_stcore/stream", origin=Origin(f"http://localhost:{port}"),
        subprotocols=[Subprotocol("streamlit")], proxy=None, max_size=None,
    ) as line:  # fmt: skip
        line.send(ask.SerializeToString())
        while True:
            sent = ForwardMsg.FromString(line.recv(timeout=120, decode=False))
            ends = sent.WhichOneof("type") == "script_finished"
            if ends and sent.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return found
            element = sent.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "heading" and element.heading.tag == "h1":
                found["headings"].append(element.heading.body)
            if kind == "exception":
                found["faults"].append(element.exception.message)
            found["pictures"] += kind == "vega_lite_chart"


def main(folder: Path, is_on_a_network_of_its_own: bool) -> None:
    """Write what was made and opened, and how often anything asked for a way to elsewhere."""
    if is_on_a_network_of_its_own:
        wake_loopback()
    told = folder / "told"
    listen(told)
    os.environ["MIRROR_DATA"] = str(folder / "mirror.duckdb")
    with redirect_stdout(sys.stderr):
        made = by_command(folder)
    with served(told) as port:
        own = [path.stem for path in sorted(PAGES.glob("*.py"))]
        pages = {page: seen(port, page, f"place={PLACE}") for page in own}
        for path in sorted((PAGES / "partner").glob("*.py")):
            pages[f"partner/{path.stem}"] = seen(port, path.stem, f"place={PLACE}&as=partner")
    with served(told, "--server.address=0.0.0.0", **SIGN_IN) as port:
        pages["hosted"] = seen(port, "home", "")
    tried = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    ways = ways_asked_for() if is_on_a_network_of_its_own else None
    sys.stdout.write(json.dumps({"made": made, "pages": pages, "tried": tried, "ways": ways}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--own-network" in sys.argv[2:])
