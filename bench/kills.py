"""Place Mirror is killed in the midst of its work: what is lost, doubled, or half there?

`python -m bench.kills [KILLS]` shares the kills among the kinds of work in tests/killed.py, looks
at the file after each, and prints a line for each kind. `--seed N` makes the moments others.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from tests.killed import KINDS, Trial

#: Kinds of work that are tried at one time.
AT_ONCE = 3


def main(kills: int, seed: int) -> int:
    """The exit code: 0 where nothing was lost, doubled or half there."""
    shares = [kills // len(KINDS) + (place < kills % len(KINDS)) for place in range(len(KINDS))]
    said = f"{'killed in':<12}{'kills':>7}{'told':>7}{'lost':>7}{'doubled':>9}{'half':>7}"
    print(f"{said}{'mended':>8}", flush=True)
    trials = []
    with ProcessPoolExecutor(AT_ONCE) as workers:
        for trial in workers.map(tried, KINDS, shares, repeat(seed)):
            trials.append(trial)
            _say(trial.kind, [trial])
    _say("all", trials)
    for line in (line for trial in trials for line in trial.lines):
        print(line)
    return int(any(trial.wrong for trial in trials))


def tried(kind: str, kills: int, seed: int) -> Trial:
    """What became of one kind of work that was killed so often."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(kind, Path(folder), random.Random(f"{seed} {kind}"))
        trial.prepare()
        for _ in range(kills):
            trial.kill()
    return trial


def _say(name: str, trials: list[Trial]) -> None:
    counts = [sum(trial.kills for trial in trials), sum(trial.told for trial in trials)]
    wrong = [sum(trial.wrong[what] for trial in trials) for what in ("lost", "doubled", "half")]
    mended = sum(trial.mended for trial in trials)
    print(
        f"{name:<12}{counts[0]:>7}{counts[1]:>7,}{wrong[0]:>7}{wrong[1]:>9}{wrong[2]:>7}{mended:>8}",
        flush=True,
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    asked.add_argument("kills", type=int, nargs="?", default=200)
    asked.add_argument("--seed", type=int, default=1)
    chosen = asked.parse_args()
    sys.exit(main(chosen.kills, chosen.seed))
