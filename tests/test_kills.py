"""A kill in the midst of any work loses nothing that was told, doubles nothing, halves nothing.

This is the short form; `python -m bench.kills` is the long one.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mirror import backup, release, store, whole
from tests.killed import KINDS, ONCE, Trial, prepare

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


# --- moments that chance seldom finds -------------------------------------------------------------


def killed(code: str, path: Path) -> None:
    """Run this on the file at the path, in a process that ends itself as a kill would."""
    beginning = "import os, sys\nfrom pathlib import Path\n"
    done = subprocess.run(
        [sys.executable, "-c", beginning + code, path], cwd=store.ROOT, text=True,
        env={**os.environ, "MIRROR_DATA": str(path)}, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 9, done.stderr


BEFORE_ITS_FILE_IS_THERE = """
from mirror import release, store
held = store.open_store(Path(sys.argv[1]))
drafted = release.draft(held, ["aytown"])
Path.replace = lambda *_: os._exit(9)
release.publish(held, drafted, release.file_of("aytown"))
"""

BEFORE_ITS_FILE_IS_GONE = """
from mirror import release, store
held = store.open_store(Path(sys.argv[1]))
one = release.publish(held, release.draft(held, ["aytown"]), release.file_of("aytown"))
Path.unlink = lambda *_, **__: os._exit(9)
release.withdraw(held, str(one))
"""

WITH_A_LOG = """
from mirror import store
from tests.test_trouble import save
save(store.open_store(Path(sys.argv[1])))
os._exit(9)
"""

BEFORE_THE_BACKUP_IS_THERE = """
from mirror import backup
path, replace = Path(sys.argv[1]), Path.replace
Path.replace = lambda one, to: os._exit(9) if to == path else replace(one, to)
backup.restore(path.with_name("kept.duckdb"), path)
"""


@pytest.fixture
def path(data: Path) -> Path:
    prepare(data, "restore")
    return data


def test_a_release_that_was_remembered_and_not_put_there_is_so_when_the_house_opens(
    path: Path,
) -> None:
    killed(BEFORE_ITS_FILE_IS_THERE, path)
    file = release.file_of("aytown")
    assert not file.exists()
    with closing(store.open_store(path)) as held:
        release.finish(held)
        [remembered] = held.ask("SELECT CAST(id AS VARCHAR) AS id FROM release").id
        with closing(release.open_release(file)) as opened:
            assert str(opened.ask("about").id[0]) == remembered
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_release_that_was_withdrawn_and_not_taken_away_is_so_when_the_house_opens(
    path: Path,
) -> None:
    killed(BEFORE_ITS_FILE_IS_GONE, path)
    assert release.file_of("aytown").exists()
    with closing(store.open_store(path)) as held:
        release.finish(held)
    assert not list(release.file_of("aytown").parent.iterdir())


def test_a_file_whose_log_is_taken_away_in_a_restore_has_all_of_it(path: Path) -> None:
    killed(WITH_A_LOG, path)
    assert store.log_of(path).exists()
    killed(BEFORE_THE_BACKUP_IS_THERE, path)
    with closing(store.open_store(path)) as held:
        assert len(held.ask("FROM observation")) == 13
    backup.restore(path.with_name("kept.duckdb"), path)
    assert not [one for one in path.parent.iterdir() if ".restoring-" in one.name]


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
