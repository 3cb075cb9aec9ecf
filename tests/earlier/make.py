"""Make a file by the code of each schema's own time: `python -m tests.earlier.make`.

Of each migration for which no file is kept yet it checks out the newest commit in which it was the
newest one, fills a house by that commit's own code, and keeps a copy of its file, beside what was
counted in it then. It needs the history, and what `requirements.txt` installs.
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent


def git(*arguments: str | Path) -> str:
    """What git says."""
    ran = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return ran.stdout.strip()


def ages() -> dict[str, str]:
    """Of each migration, in their order, the newest commit in which it was the newest one.

    A branch counts once it was merged: within it, another's migrations may be missing.
    """
    newest: dict[str, str] = {}
    for commit in git("rev-list", "--first-parent", "--reverse", "HEAD").splitlines():
        held = git("ls-tree", "--name-only", commit, "data/migrations/").splitlines()
        newest[Path(held[-1]).stem] = commit
    return newest


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """A folder with the files of that commit."""
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        git("worktree", "add", "--detach", tree, commit)
        try:
            yield tree
        finally:
            git("worktree", "remove", "--force", tree)


def without_gaps(file: Path) -> Path:
    """A copy of all that is in the file; in its gaps chance stands, once notes are gone."""
    copy = file.with_suffix(".copy")
    with duckdb.connect(config={"storage_compatibility_version": "v1.5.0"}) as both:
        both.execute(f"ATTACH '{file}' AS original (READ_ONLY)")
        both.execute(f"ATTACH '{copy}' AS copy")
        both.execute("COPY FROM DATABASE original TO copy")
    return copy


def make(migration: str, commit: str) -> None:
    """Keep the file that this commit's code makes, and what it counts in it."""
    with TemporaryDirectory() as folder, checked_out(commit) as tree:
        file = Path(folder) / "mirror.duckdb"
        ran = subprocess.run(
            [sys.executable, FOLDER / "fill.py", file],
            cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        kept = lzma.compress(without_gaps(file).read_bytes(), preset=9 | lzma.PRESET_EXTREME)
    told = {"commit": commit, **json.loads(ran.stdout)}
    (FOLDER / f"{migration}.duckdb.xz").write_bytes(kept)
    written = json.dumps(told, indent=2) + "\n"
    (FOLDER / f"{migration}.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    for migration, commit in ages().items():
        if not (FOLDER / f"{migration}.duckdb.xz").exists():
            make(migration, commit)
