"""Looks for bytes at which a reader of what comes from outside breaks off without a sentence.

`python -m bench.fuzz [SECONDS] [READER ...]` gives each reader of `bench.readers` so many seconds,
60 if none are said, in a process of its own. Which bytes come next follows from what the reader did
with those before: what reaches a line that none has reached is built upon. It prints what was tried
and exits with 1 where anything was found; what it found stands in a file that it names.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

#: The readers, each with the most bytes that it is given.
LONGEST = {
    "csv": 4_000, "workbook": 4_000, "sheet": 4_000, "mapping": 2_000, "grants": 1_000,
    "token": 200, "days": 400, "phone": 9_000,
}  # fmt: skip
#: The most megabytes that a reader may take, and seconds for any one input.
MEMORY, PATIENCE = 1_500, 10
#: Whose lines count as reached.
OURS = ["mirror", "csv", "tomllib", "zipfile", "starlette"]


def main(seconds: int, readers: list[str]) -> int:
    """The exit code: 1 where a fault was found."""
    print(f"{'reader':10}{'inputs':>12}{'new lines by':>14}{'faults':>8}")
    faults = 0
    for name in readers:
        tried, reached, found = fuzzed(name, seconds)
        print(f"{name:10}{tried:>12,}{reached:>14,}{len(found):>8}", flush=True)
        for line in found:
            print(f"  {line}", flush=True)
        faults += len(found)
    return 1 if faults else 0


def fuzzed(name: str, seconds: int) -> tuple[int, int, list[str]]:
    """How many inputs a reader was given, how many reached something new, and what broke it."""
    with tempfile.TemporaryDirectory() as corpus:
        broken = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
        ran = subprocess.run(
            [
                sys.executable, "-m", "bench.fuzz", "--one", name, corpus,
                f"-max_total_time={seconds}", f"-max_len={LONGEST[name]}", f"-timeout={PATIENCE}",
                f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={broken}/", "-print_final_stats=1",
                "-verbosity=1",
            ],
            capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        told = ran.stderr + ran.stdout
        found = [f"{one}: {_why(told)}" for one in sorted(broken.iterdir())]
        if ran.returncode and not found:
            found = [_why(told)]
        if not found:
            broken.rmdir()
        return _figure(told, "number_of_executed_units"), _figure(told, "new_units_added"), found


def _figure(told: str, name: str) -> int:
    figures = re.findall(rf"stat::{name}:\s*(\d+)", told)
    return int(figures[-1]) if figures else 0


def _why(told: str) -> str:
    """The last line of a traceback, or what the fuzzer says itself."""
    raised = re.findall(r"^ *(?:\w+\.)*\w+(?:Error|Exception)\b.*", told, re.MULTILINE)
    said = raised or re.findall(r"^SUMMARY: .*|^.*ERROR: .*", told, re.MULTILINE)
    return said[-1].strip()[:300] if said else told[-300:]


def run_one(name: str, corpus: Path, flags: list[str]) -> None:
    """Give one reader bytes until the time is over; the process ends with it."""
    import atheris

    with atheris.instrument_imports(include=OURS):
        from bench.readers import READERS, SEEDS

    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
        READERS[name](seed)
    atheris.Setup([sys.argv[0], *flags, str(corpus)], READERS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_one(sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
    else:
        given = sys.argv[1:]
        lasting = int(given.pop(0)) if given and given[0].isdigit() else 60
        sys.exit(main(lasting, given or list(LONGEST)))
