"""The store keeps what it is given, refuses in words what it cannot open, and shuts other doors."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier

import duckdb
import pandas as pd
import pytest

from mirror import store, vocabulary

TABLES = {
    "batch", "behaviour", "block", "block_view", "change", "entry_step", "event", "gathering",
    "gathering_room", "help", "level", "loop", "migration", "observation", "observer", "part",
    "place", "reflection", "relationship", "sector",
}  # fmt: skip
#: The change log serves as a table to write in: a number a row.
PUT = (
    "INSERT INTO change VALUES"
    " ($number, uuid(), TIMESTAMP '2026-01-01', 'a test', NULL, $number, NULL, '')"
)
PUT_MANY = (
    "INSERT INTO change SELECT range, uuid(), TIMESTAMP '2026-01-01', 'a test', NULL, range, NULL,"
    " '' FROM range(20000)"
)
#: Where DuckDB's three headers end and its blocks begin, and how long a block is.
BLOCKS_BEGIN, BLOCK = 12288, 262144

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and signals are POSIX's here")


@contextmanager
def opened(path: Path, migrations: Path = store.MIGRATIONS) -> Iterator[store.Store]:
    held = store.open_store(path, migrations)
    try:
        yield held
    finally:
        held.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mirror.duckdb"


@pytest.fixture
def held(path: Path) -> Iterator[store.Store]:
    with opened(path) as kept:
        yield kept


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound file with a few blocks of rows."""
    path = tmp_path_factory.mktemp("sound") / "mirror.duckdb"
    with opened(path) as held:
        vocabulary.bring_up_to_date(held)
        held.write(lambda cursor: cursor.execute(PUT_MANY))
    return path.read_bytes()


def put(held: store.Store, number: int) -> None:
    held.write(lambda cursor: cursor.execute(PUT, {"number": number}))


def numbers(held: store.Store) -> list[int]:
    return [int(n) for n in held.ask("SELECT row_count FROM change ORDER BY 1").row_count]


def tables(held: store.Store) -> set[str]:
    return set(held.ask("SELECT table_name FROM duckdb_tables()").table_name)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder but the locks."""
    return {
        file.name: file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".lock"
    }


def refusal(path: Path) -> str:
    """The plain sentence with which a file is refused; nothing beside it has changed."""
    before = contents(path.parent)
    with pytest.raises(store.Refused) as refused:
        store.open_store(path).close()
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert path.name in sentence
    assert contents(path.parent) == before
    return sentence


def run(code: str, *arguments: object, obey: bool = False) -> subprocess.Popen[str]:
    """A Python process of its own, in the repository's folder."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=store.ROOT, text=True,
        preexec_fn=obey_permissions if obey and sys.platform == "linux" else None,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


# A file's life: made, reopened, migrated.


def test_a_new_file_holds_every_table_and_says_which_migrations_it_has_been_through(
    path: Path,
) -> None:
    with opened(path) as held:
        assert tables(held) >= TABLES
        for table in TABLES - {"migration"}:
            assert held.ask(f'FROM "{table}"').empty
        applied = held.ask("SELECT name FROM migration ORDER BY name").name.tolist()
    assert applied == sorted(step.stem for step in store.MIGRATIONS.glob("*.sql"))


def test_a_file_reopened_holds_what_it_held(path: Path) -> None:
    with opened(path) as held:
        put(held, 1)
        put(held, 2)
    with opened(path) as held:
        assert numbers(held) == [1, 2]
        assert len(held.ask("FROM migration")) == len(list(store.MIGRATIONS.glob("*.sql")))
    assert not store.backups(path).exists()


def test_a_file_opened_twice_in_one_process_is_one_store(path: Path) -> None:
    with opened(path) as held:
        assert store.open_store(path) is held


@pytest.mark.parametrize("folder", ["plain", "St Mary's files", "Küste & “Überblick”"])
def test_an_older_file_is_copied_aside_before_it_is_migrated(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "our place.duckdb"
    steps = shutil.copytree(store.MIGRATIONS, tmp_path / "steps")
    with opened(path, steps) as held:
        put(held, 7)
    (steps / "9001_motto.sql").write_text("ALTER TABLE place ADD COLUMN motto VARCHAR")
    with opened(path, steps) as held:
        assert numbers(held) == [7]
        assert "motto" in held.ask("FROM place")
    with opened(path, steps) as held:
        assert numbers(held) == [7]
    [copy] = store.backups(path).glob("*.duckdb")
    with duckdb.connect(str(copy), read_only=True) as before:
        assert before.execute("SELECT row_count FROM change").fetchall() == [(7,)]
        assert "motto" not in before.execute("FROM place").df()
        assert "9001_motto" not in before.execute("SELECT name FROM migration").df().name.tolist()


def test_a_copy_set_aside_opens_as_the_file_it_was(tmp_path: Path, path: Path) -> None:
    steps = shutil.copytree(store.MIGRATIONS, tmp_path / "steps")
    with opened(path, steps) as held:
        put(held, 7)
    (steps / "9001_motto.sql").write_text("ALTER TABLE place ADD COLUMN motto VARCHAR")
    store.open_store(path, steps).close()
    [copy] = store.backups(path).glob("*.duckdb")
    with opened(copy) as held:
        assert numbers(held) == [7]
        assert tables(held) >= TABLES
        assert len(held.ask("FROM observation_now")) == 0


def test_a_migration_that_fails_leaves_the_file_as_it_was_before_it(
    tmp_path: Path, path: Path
) -> None:
    steps = shutil.copytree(store.MIGRATIONS, tmp_path / "steps")
    with opened(path) as held:
        put(held, 7)
    wrong = steps / "9001_wrong.sql"
    wrong.write_text("CREATE TABLE half (a INTEGER); DELETE FROM change; SELECT no_such_column")
    with pytest.raises(duckdb.Error):
        store.open_store(path, steps)
    with opened(path) as held:
        assert numbers(held) == [7]
        assert "half" not in tables(held)


# What cannot be opened is refused in words and left as it is.


def test_a_file_of_a_newer_place_mirror_is_refused_and_left_as_it_was(path: Path) -> None:
    store.open_store(path).close()
    with duckdb.connect(str(path)) as handle:
        handle.execute("INSERT INTO migration VALUES ('9999_later', now()::TIMESTAMP)")
    assert "newer" in refusal(path)


FOREIGN = {
    "text": b"observed_on,place\n2025-01-01,Here\n",
    "a word": b"hello",
    "nothing": b"",
    "SQLite": b"SQLite format 3\0" + bytes(4080),
    "zeroes": bytes(20_000),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_another_kind_is_refused_and_left_as_it_was(path: Path, kind: str) -> None:
    path.write_bytes(FOREIGN[kind])
    assert "is not a Place Mirror file" in refusal(path)


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TABLE sales AS SELECT 1 AS amount",
        "CREATE VIEW sales AS SELECT 1 AS amount",
        pytest.param(
            "CREATE TABLE migration AS SELECT 1 AS version",
        ),
        pytest.param(
            "CREATE MACRO double(n) AS n * 2",
        ),
    ],
)
def test_a_duckdb_file_made_by_somebody_else_is_refused_and_left_as_it_was(
    path: Path, made: str
) -> None:
    with duckdb.connect(str(path)) as handle:
        handle.execute(made)
    assert "is not a Place Mirror file" in refusal(path)


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir()
    (path / "inside").write_text("kept")
    assert "is a folder" in refusal(path)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5])
def test_a_file_cut_short_is_refused_as_damaged(path: Path, sound: bytes, share: float) -> None:
    path.write_bytes(sound[: max(12, int(len(sound) * share))])
    assert "is damaged" in refusal(path)


@pytest.mark.parametrize("position", [0, 20, 4096 + 40, 8192 + 40, BLOCKS_BEGIN + 100])
def test_a_file_whose_bytes_were_flipped_is_refused_as_damaged(
    path: Path, sound: bytes, position: int
) -> None:
    path.write_bytes(flipped(sound, position))
    assert "is damaged" in refusal(path)


def flipped(whole: bytes, position: int) -> bytes:
    return whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :]


def blocks(whole: bytes) -> range:
    return range(BLOCKS_BEGIN, len(whole), BLOCK)


def test_a_damaged_block_never_gives_wrong_rows(path: Path, sound: bytes) -> None:
    noticed = 0
    for start in blocks(sound):
        path.write_bytes(flipped(sound, start + 5000))
        try:
            with opened(path) as held:
                assert numbers(held) == list(range(20_000))
        except (store.Refused, duckdb.Error):
            noticed += 1
    assert noticed > 0


def test_a_damaged_block_is_told_in_words_whenever_it_is_read(path: Path, sound: bytes) -> None:
    for start in blocks(sound):
        path.write_bytes(flipped(sound, start + 5000))
        try:
            with opened(path) as held:
                vocabulary.bring_up_to_date(held)
                numbers(held)
        except store.Refused as refused:
            assert str(refused).endswith(".")


def test_a_file_that_another_program_has_open_is_refused(path: Path) -> None:
    store.open_store(path).close()
    other = run(HOLD_AS_ANOTHER_PROGRAM, path)
    with other:
        assert other.stdout and other.stdout.readline() == "open\n"
        with pytest.raises(store.Refused, match="is open in another program"):
            store.open_store(path)
        other.kill()


HOLD_AS_ANOTHER_PROGRAM = """
import sys, duckdb
handle = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""

OPEN_AND_TELL = """
import sys
from pathlib import Path
from mirror import store
try:
    store.open_store(Path(sys.argv[1]))
except store.Refused as refusal:
    print(refusal)
else:
    print("opened")
"""


def told(path: Path, obey: bool = False) -> str:
    """What another process is told when it opens the file."""
    output, errors = run(OPEN_AND_TELL, path, obey=obey).communicate()
    assert not errors, errors
    return output.strip()


def test_a_second_process_is_told_where_the_first_one_shows_the_file(
    path: Path, held: store.Store
) -> None:
    put(held, 1)
    assert (
        told(path) == f"{path.name} is already open in another Place Mirror and has not said where."
    )
    held.say_where("http://localhost:9999")
    assert told(path) == (
        f"{path.name} is already open in another Place Mirror at http://localhost:9999."
    )
    put(held, 2)
    assert numbers(held) == [1, 2]


def test_of_those_that_open_a_file_at_once_each_has_it_or_is_told_that_it_is_open(
    path: Path,
) -> None:
    at_once = [run(OPEN_AGAIN_AND_AGAIN, path) for _ in range(3)]
    assert [one.communicate()[0] for one in at_once] == ["", "", ""]


OPEN_AGAIN_AND_AGAIN = """
import sys
from pathlib import Path
from mirror import store

for _ in range(2000):
    try:
        with store.closed(Path(sys.argv[1])):
            pass
    except store.AlreadyOpen:
        pass
    except store.Refused as refusal:
        print(refusal)
        break
"""


def test_a_file_that_was_closed_opens_elsewhere(path: Path) -> None:
    with opened(path) as held:
        held.say_where("http://localhost:9999")
    assert told(path) == "opened"


def test_an_address_left_by_a_killed_dashboard_is_not_told_for_the_next_one(path: Path) -> None:
    killed = run("import os; " + LEAVE_WORD, path)
    assert killed.wait() == 9
    with opened(path):
        assert "http" not in told(path)


LEAVE_WORD = """
import sys
from pathlib import Path
from mirror import store
store.open_store(Path(sys.argv[1])).say_where("http://localhost:9999")
os._exit(9)
"""


# Permissions.


def obey_permissions() -> None:
    """Give up root's power to read and write what it may not, in a process about to begin."""
    for power in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, power)


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def told_when_it_may_not(path: Path, write_in: Path) -> str:
    """What a process is told of a file, if it really may not write where it would have to."""
    may = run("import os, sys; print(os.access(sys.argv[1], os.W_OK))", write_in, obey=True)
    if may.communicate()[0] != "False\n":
        pytest.skip("whoever runs this may write everywhere")
    return told(path, obey=True)


@posix
def test_a_folder_that_cannot_be_written_in_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o555)
    for path in (folder / "mirror.duckdb", folder / "deeper" / "mirror.duckdb"):
        assert told_when_it_may_not(path, folder) == (
            f"Place Mirror cannot write in the folder {path.parent}. Choose another folder."
        )
    assert not list(folder.iterdir())


@posix
def test_a_folder_that_can_no_longer_be_written_in_is_refused(path: Path) -> None:
    with opened(path) as held:
        put(held, 1)
    path.parent.chmod(0o555)
    try:
        assert told_when_it_may_not(path, path.parent) == (
            f"Place Mirror cannot write in the folder {path.parent}. Choose another folder."
        )
    finally:
        path.parent.chmod(0o755)


@posix
@pytest.mark.parametrize(
    "mode",
    [
        pytest.param(0o444),
        pytest.param(0o000),
    ],
)
def test_a_file_that_may_not_be_written_is_refused_and_not_called_damaged(
    path: Path, sound: bytes, mode: int
) -> None:
    path.write_bytes(sound)
    path.chmod(mode)
    sentence = told_when_it_may_not(path, path)
    assert sentence.endswith(".")
    assert path.name in sentence
    assert "damaged" not in sentence
    assert path.read_bytes() == sound


# Every other door is shut.

DOORS = [
    "SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM '{folder}/secret.csv'",
    "SELECT * FROM read_text('{folder}/secret.csv')",
    "SELECT * FROM read_blob('{folder}/secret.csv')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_csv('https://example.org/a.csv')",
    "ATTACH '{folder}/other.duckdb' AS other",
    "ATTACH '{folder}/new.duckdb' AS fresh",
    "COPY change TO '{folder}/out.csv'",
    "COPY change FROM '{folder}/secret.csv'",
    "EXPORT DATABASE '{folder}/export'",
    "IMPORT DATABASE '{folder}'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET memory_limit = '8GB'",
    "SET threads = 1",
    "RESET enable_external_access",
    "PRAGMA temp_directory = '{folder}'",
    # The folder of backups is open, and nothing is reached by way of it.
    "SELECT * FROM read_csv('{folder}/backups/../secret.csv')",
    "SELECT * FROM read_csv('{folder}/backups/way out/secret.csv')",
    "SELECT * FROM read_csv('{folder}/backups.csv')",
    "ATTACH '{folder}/backups/../other.duckdb' AS other",
    "ATTACH '{folder}/backups/way out/new.duckdb' AS fresh",
    "COPY change TO '{folder}/backups/../out.csv'",
    "COPY change TO '{folder}/backups/way out/out.csv'",
    "COPY change TO '{folder}/backups beside/out.csv'",
    "SET allowed_directories = ['{folder}']",
    "RESET allowed_directories",
]


@pytest.mark.parametrize("door", DOORS)
def test_no_question_reaches_past_the_file(held: store.Store, tmp_path: Path, door: str) -> None:
    for name in ("secret.csv", "backups.csv"):
        (tmp_path / name).write_text("a,b\n1,2\n")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("CREATE TABLE theirs AS SELECT 1 AS a")
    for folder in ("backups", "backups beside"):
        (tmp_path / folder).mkdir()
    if os.name == "posix":
        (tmp_path / "backups" / "way out").symlink_to(tmp_path)
    before = {str(file) for file in tmp_path.rglob("*")}
    with pytest.raises(duckdb.Error):
        held.ask(door.format(folder=tmp_path))
    assert {str(file) for file in tmp_path.rglob("*")} == before


def test_a_file_that_is_only_read_reaches_not_even_the_folder_of_backups(
    held: store.Store, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    copy = tmp_path / "backups" / "copy.duckdb"
    held.copy(copy)
    (tmp_path / "backups" / "secret.csv").write_text("a,b\n1,2\n")
    opened = store.open_apart(copy)
    try:
        with pytest.raises(duckdb.Error):
            opened.ask(f"SELECT * FROM read_csv('{tmp_path}/backups/secret.csv')")
    finally:
        opened.close()


OUTSIDE = pd.DataFrame({"a": [1]})


def test_a_table_in_pythons_hands_is_not_reachable_by_its_name(held: store.Store) -> None:
    inside = pd.DataFrame({"a": [1]})
    assert len(inside) == len(OUTSIDE)
    for name in ("inside", "OUTSIDE"):
        with pytest.raises(duckdb.CatalogException):
            held.ask(f"SELECT * FROM {name}")


# Writes: whole or not at all, and none lost.


def test_a_write_that_fails_leaves_nothing_and_the_next_one_works(held: store.Store) -> None:
    def break_off(cursor: store.Cursor) -> None:
        cursor.execute(PUT, {"number": 1})
        raise ValueError("in the middle")

    def break_a_rule(cursor: store.Cursor) -> None:
        cursor.execute(PUT, {"number": 2})
        cursor.execute("INSERT INTO place (code) VALUES ('a place without a title')")

    before = held.version
    with pytest.raises(ValueError, match="in the middle"):
        held.write(break_off)
    with pytest.raises(duckdb.ConstraintException):
        held.write(break_a_rule)
    assert numbers(held) == []
    assert held.version == before
    put(held, 3)
    assert numbers(held) == [3]


def test_a_write_gives_back_what_its_work_gives_back(held: store.Store) -> None:
    assert held.write(lambda cursor: cursor.execute("SELECT 42").fetchall()) == [(42,)]


def test_a_write_raises_the_version_and_a_question_does_not(held: store.Store) -> None:
    before = held.version
    put(held, 1)
    numbers(held)
    assert held.version == before + 1


def test_a_write_that_lost_a_race_is_tried_again_and_lands_once(held: store.Store) -> None:
    put(held, 100)
    attempts = 0

    def add_one(cursor: store.Cursor) -> None:
        nonlocal attempts
        attempts += 1
        cursor.execute(PUT, {"number": 1})
        cursor.execute("SELECT row_count FROM change").fetchall()
        if attempts < 4:
            held.ask("UPDATE change SET row_count = row_count + 10 WHERE row_count >= 100")
        cursor.execute("UPDATE change SET row_count = row_count + 1 WHERE row_count >= 100")

    held.write(add_one)
    assert attempts == 4
    assert numbers(held) == [1, 131]


def test_eight_threads_that_write_at_once_lose_nothing(held: store.Store) -> None:
    """Each adds rows of its own and counts on in one row that all of them share."""
    put(held, -1)
    start = Barrier(8)

    def write_many(thread: int) -> None:
        start.wait()
        for turn in range(25):
            held.write(partial(count_on, number=thread * 25 + turn))

    def count_on(cursor: store.Cursor, number: int) -> None:
        [(so_far,)] = cursor.execute("SELECT min(row_count) FROM change").fetchall()
        cursor.execute(PUT, {"number": number})
        cursor.execute(
            "UPDATE change SET row_count = $next WHERE row_count = $so_far",
            {"next": so_far - 1, "so_far": so_far},
        )

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write_many, range(8)))
    assert numbers(held) == [-201, *range(200)]
    assert held.version == 201


def test_eight_threads_that_ask_at_once_each_get_their_own_answer(held: store.Store) -> None:
    start = Barrier(8)
    question = "SELECT $n AS n, sum(range) AS total, count(*) AS amount FROM range(1000 + $n)"

    def ask_many(thread: int) -> list[tuple[int, int, int]]:
        start.wait()
        return [
            next(held.ask(question, {"n": n}).itertuples(index=False, name=None))
            for n in range(thread * 50, thread * 50 + 50)
        ]

    with ThreadPoolExecutor(8) as threads:
        answers = [answer for some in threads.map(ask_many, range(8)) for answer in some]
    assert answers == [(n, sum(range(1000 + n)), 1000 + n) for n in range(400)]


def test_questions_asked_while_another_thread_writes_see_whole_writes_only(
    held: store.Store,
) -> None:
    def pair(cursor: store.Cursor, number: int) -> None:
        cursor.execute(PUT, {"number": number})
        cursor.execute(PUT, {"number": -number})

    def write_pairs() -> None:
        for number in range(1, 60):
            held.write(partial(pair, number=number))

    with ThreadPoolExecutor(2) as threads:
        writing = threads.submit(write_pairs)
        while not writing.done():
            seen = held.ask("SELECT count(*) AS n, coalesce(sum(row_count), 0) AS s FROM change")
            assert seen.n[0] % 2 == 0
            assert seen.s[0] == 0
        writing.result()


# Crashes.

KEEP_WRITING = f"""
import itertools, sys
from pathlib import Path
from mirror import store

held = store.open_store(Path(sys.argv[1]))

def pair(cursor):
    cursor.execute({PUT!r}, {{"number": number}})
    cursor.execute({PUT!r}, {{"number": -number}})

for number in itertools.count(int(sys.argv[2])):
    held.write(pair)
    print(number, flush=True)
"""


def test_a_kill_in_the_midst_of_writing_loses_nothing_that_was_acknowledged(path: Path) -> None:
    acknowledged: list[int] = []
    for some in (1, 17, 60, 150):
        with run(KEEP_WRITING, path, 1000 * len(acknowledged) + 1) as writer:
            assert writer.stdout
            lines = [writer.stdout.readline() for _ in range(some)]
            writer.kill()
            lines += writer.stdout.readlines()
        acknowledged += [int(line) for line in lines if line.endswith("\n")]
        with opened(path) as held:
            kept = Counter(numbers(held))
        assert len(acknowledged) >= some
        assert set(kept.values()) == {1}
        assert kept.keys() >= set(acknowledged)
        assert {-number for number in kept} == kept.keys(), "a write was torn"


def leave_a_log(path: Path) -> Path:
    """A file whose last writes stand in its log, as a crash leaves it."""
    with run(KEEP_WRITING, path, 1) as writer:
        assert writer.stdout
        assert [int(writer.stdout.readline()) for _ in range(20)] == list(range(1, 21))
        writer.kill()
    return path.with_name(path.name + ".wal")


def test_a_log_cut_short_gives_the_whole_writes_before_the_cut(path: Path) -> None:
    log = leave_a_log(path)
    log.write_bytes(log.read_bytes()[:-30])
    with opened(path) as held:
        kept = sorted(number for number in numbers(held) if number > 0)
        assert kept == list(range(1, len(kept) + 1))
        assert {-number for number in kept} | set(kept) == set(numbers(held))


def test_a_damaged_log_is_refused_as_damaged_and_kept_for_repair(path: Path) -> None:
    log = leave_a_log(path)
    whole = log.read_bytes()
    log.write_bytes(flipped(whole, len(whole) // 2))
    assert "is damaged" in refusal(path)


# The question's own names.


def test_a_text_knows_which_names_it_binds() -> None:
    assert store.parameters("SELECT $one, $two + $one") == {"one", "two"}
    assert store.parameters("SELECT '$none' -- $none") == set()


def test_the_file_is_the_one_that_mirror_data_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MIRROR_DATA", str(tmp_path / "a b.duckdb"))
    assert store.data_path() == tmp_path / "a b.duckdb"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MIRROR_DATA", "~/b.duckdb")
    assert store.data_path() == tmp_path / "b.duckdb"
    monkeypatch.delenv("MIRROR_DATA")
    assert store.data_path() == store.ROOT / "data" / "mirror.duckdb"
