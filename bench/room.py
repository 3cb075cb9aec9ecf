"""A room of phones votes at once while the wall counts: what is lost, doubled, slow or late.

`python -m bench.room [PHONES]` opens a house of its own with one round and a door, in a process of
its own, in which a reader counts every half second as the wall does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from mirror import record, rounds, sample, store, vocabulary
from mirror.door import Door

#: How many phones there are, how often each changes its mind, and how often the wall counts.
PHONES, CHANGES, EVERY = 25, 3, 0.5
NINE = ("PER1", "PER2", "PER3", "POW1", "POW2", "POW3", "PAR1", "PAR2", "PAR3")
#: Any port to begin with.
PORT = 8750

Heard = dict[int, list[tuple[float, float, dict[str, int]]]]


def prepare(path: Path) -> tuple[UUID, str]:
    """A gathering on the sample, and the code of the round that is open in it."""
    held = store.open_store(path)
    vocabulary.bring_up_to_date(held)
    sample.fill(held)
    gathering = record.new_id()
    record.gathering(held, gathering, place="gateshead", held_on=date.today())
    code = rounds.open_round(
        held, record.new_id(), gathering=gathering, place="gateshead", about="behaviour",
        part="frontline",
    )  # fmt: skip
    held.close()
    return gathering, code


def serve(path: Path, gathering: UUID) -> None:
    """Open the door, and say twice a second how many are in, until a line is read."""
    held = store.open_store(path)
    print(Door.open(held, gathering, PORT).port, flush=True)
    over = threading.Event()

    def listen() -> None:
        sys.stdin.readline()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    while not over.wait(EVERY):
        asked = rounds.current(held, gathering)
        assert asked is not None
        print(rounds.count(held, asked).phones_in, time.time(), flush=True)
    held.close()


def vote(who: int, port: int, code: str, start: threading.Barrier, heard: Heard) -> None:
    """Join, wait for the others, send, change and poll; note what was told to be in, and when."""

    def ask(method: str, path: str, body: str | None = None, cookie: str = "") -> tuple[str, str]:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request(method, path, body, {"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return text, (answer.getheader("Set-Cookie") or "").split(";")[0]

    _, cookie = ask("GET", f"/{code}")
    heard[who] = []
    start.wait()
    for turn in range(1 + CHANGES):
        answers = dict.fromkeys(NINE, (who + turn) % 11)
        body = urlencode({f"s.{behaviour}": value for behaviour, value in answers.items()})
        asked = time.time()
        text, _ = ask("POST", f"/{code}", body, cookie)
        if "Your answers are in." in text:
            heard[who].append((asked, time.time(), answers))
        ask("GET", "/now", cookie=cookie)


def main(phones: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "room.duckdb"
        gathering, code = prepare(path)
        wall = subprocess.Popen(
            [sys.executable, "-m", "bench.room", "serve", str(path), str(gathering)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert wall.stdin and wall.stdout
        port = int(wall.stdout.readline())
        start, heard = threading.Barrier(phones), Heard()
        room = [
            threading.Thread(target=vote, args=(who, port, code, start, heard))
            for who in range(phones)
        ]
        for each in room:
            each.start()
        for each in room:
            each.join()
        time.sleep(4 * EVERY)
        told, _ = wall.communicate("\n")
        counts = [(int(line.split()[0]), float(line.split()[1])) for line in told.splitlines()]
        report(path, gathering, heard, counts)


def report(path: Path, gathering: UUID, heard: Heard, counts: list[tuple[int, float]]) -> None:
    """Close the round, and print what became of all that was told to be in."""
    held = store.open_store(path)
    asked = rounds.current(held, gathering)
    assert asked is not None
    rounds.close(held, asked)
    kept = rounds.revealed(held, asked)
    ballots = len(held.ask("SELECT id FROM ballot"))
    held.close()
    told = [each for mine in heard.values() for each in mine]
    last = sorted(
        (subject, float(value))
        for mine in heard.values()
        if mine
        for subject, value in mine[-1][2].items()
    )
    found = sorted(zip(kept.subject, kept.score, strict=True))
    lost = sum(1 for each in set(last) for _ in range(last.count(each) - found.count(each)))
    doubled = sum(1 for each in set(found) for _ in range(found.count(each) - last.count(each)))
    firsts = sorted(mine[0][1] for mine in heard.values() if mine)
    late = [
        next((moment for many, moment in counts if many >= place), float("inf")) - when
        for place, when in enumerate(firsts, start=1)
    ]
    print(f"phones                            {len(heard):>8}")
    print(f"answers sent                      {len(heard) * (1 + CHANGES):>8}")
    print(f"told to be in                     {len(told):>8}")
    print(f"ballots kept                      {ballots:>8}")
    print(f"numbers lost                      {lost:>8}")
    print(f"numbers doubled                   {doubled:>8}")
    print(f"slowest answer, s                 {max(end - begin for begin, end, _ in told):>8.2f}")
    print(f"longest from told to counted, s   {max(late):>8.2f}")
    if lost or doubled or len(told) != ballots:
        sys.exit(1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]), UUID(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else PHONES)
