"""A kill in the midst of any work loses nothing that was told, doubles nothing, halves nothing.

This is the short form; `python -m bench.kills` is the long one.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from mirror import whole
from tests.killed import KINDS, ONCE, Trial

#: Kinds of work whose steps are many or slow are killed once, the others twice.
KILLS = dict.fromkeys(KINDS, 2) | {"restore": 1, "settings": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_told_is_there_once_and_whole_after_a_kill(kind: str, tmp_path: Path) -> None:
    trial = Trial(kind, tmp_path, random.Random(), most=3)
    trial.prepare()
    for _ in range(KILLS[kind]):
        trial.kill()
    assert trial.told or kind in ONCE
    assert not trial.wrong, trial.lines


# --- a small file of ours -------------------------------------------------------------------------


def test_a_small_file_that_cannot_be_put_there_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "access.toml"
    whole.put(file, b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        whole.put(file, b"after")
    assert file.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_what_a_kill_left_beside_a_small_file_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mirror.key"
    (tmp_path / "mirror.key.part").write_bytes(b"half")
    whole.put(file, b"whole\r\nnow\n", 0o600)
    assert file.read_bytes() == b"whole\r\nnow\n"
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
