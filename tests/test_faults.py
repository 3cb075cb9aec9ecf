"""When something goes wrong: what is told, under which reference, and that no word gets out."""

from __future__ import annotations

import logging
import os
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from mirror import backup, faults, intake, log, released, store
from mirror.__main__ import main
from mirror.store import Refused
from tests import served
from tests.test_browser import assert_axe_finds_nothing
from tests.test_command import ROW, written
from tests.test_pages import opened as page
from tests.test_record import notice, save

#: What somebody wrote, which stands in what every fault here says, and in no log.
MARK = "Ann said that the chair bullies her"
REFERENCE = re.compile(r"\b[A-Z3479]{4}-[A-Z3479]{4}\b")

#: A page that fails in every way in which a page can, with what somebody wrote in what it says.
FAILS = f'''
import streamlit as st

def fail():
    raise ValueError("{MARK}")

def refuse():
    from mirror.store import Refused
    raise Refused("The door of *the house* is shut.")

st.title("What can go wrong?")
st.text_input("Note")
st.button("Click", on_click=fail)
st.button("Refuse", on_click=refuse)
st.download_button("Take", data=fail, file_name="f.csv", on_click="ignore")
if "fail" in st.query_params:
    fail()
st.write("The page is whole.")
'''


@pytest.fixture
def told_by_us(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While the test lasts, what others tell of a fault, they tell as we do."""
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)
    before = logging.getLogRecordFactory()
    faults.told_by_us()
    yield
    logging.setLogRecordFactory(before)


def logs(folder: Path) -> str:
    """All that stands in the logs of a folder."""
    return "".join(one.read_text(encoding="utf-8") for one in sorted(folder.glob("*.log*")))


# --- the log --------------------------------------------------------------------------------------


def failed(work: str, note: str) -> BaseException:
    """A fault of DuckDB or of ours, which says the note."""
    try:
        if work == "a value":
            duckdb.execute("SELECT CAST($note AS INTEGER)", {"note": note})
        if work == "one behind another":
            try:
                int(note)
            except ValueError as first:
                raise Refused(f"“{note}” is no number.") from first
        if work == "one hidden behind another":
            try:
                int(note)
            except ValueError:
                raise KeyError(note) from None
        if work == "a text":
            raise RuntimeError(note)
    except Exception as fault:
        return fault
    raise AssertionError("nothing failed")


@pytest.mark.parametrize(
    ("work", "kinds"),
    [
        ("a value", ["ConversionException"]), ("a text", ["builtins.RuntimeError"]),
        ("one behind another", ["builtins.ValueError", "mirror.store.Refused"]),
        ("one hidden behind another", ["builtins.ValueError", "builtins.KeyError"]),
    ],
)  # fmt: skip
def test_a_fault_is_in_the_log_with_its_way_and_without_what_it_says(
    work: str, kinds: list[str], tmp_path: Path
) -> None:
    fault = failed(work, MARK)
    assert MARK in str(fault)
    reference = log.fault(tmp_path / "mirror.duckdb", fault, "on the page /pace")
    assert REFERENCE.fullmatch(reference)
    said = (tmp_path / "mirror.log").read_text(encoding="utf-8")
    first, *lines = said.splitlines()
    moment, _, told = first.partition("  ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", moment)
    assert told == f"{reference} Something went wrong on the page /pace."
    places = [said.index(kind) for kind in kinds]
    assert places == sorted(places)
    assert re.search(r"^ {4}tests/test_faults\.py:\d+ in failed$", said, re.MULTILINE)
    assert lines and not any(
        word in said for word in (*MARK.split()[:1], "chair", str(Path.home()))
    )


@pytest.mark.parametrize(
    "name", ["uvicorn.error", "asyncio", "streamlit.runtime.app_session", "mirror.fields"]
)
def test_what_is_told_on_stderr_quotes_nobody_either_whoever_tells_it(
    name: str, told_by_us: None, caplog: pytest.LogCaptureFixture
) -> None:
    telling, fault = logging.getLogger(name), failed("one behind another", MARK)
    telling.addHandler(caplog.handler)
    try:
        telling.error("A %s\nfuture: %r", "fault", fault, exc_info=fault)
    finally:
        telling.removeHandler(caplog.handler)
    said = logging.Formatter().format(caplog.records[0])
    assert said.startswith("A fault\n  builtins.ValueError\n    tests/test_faults.py:")
    assert "mirror.store.Refused" in said and "chair" not in said


def test_a_thread_that_fails_does_so_in_the_log_and_quotes_nobody(
    told_by_us: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fails() -> None:
        raise ValueError(MARK)

    monkeypatch.setenv("MIRROR_DATA", str(tmp_path / "mirror.duckdb"))
    failing = threading.Thread(target=fails)
    failing.start()
    failing.join()
    assert re.search(r"builtins\.ValueError\n.* in fails\n", logs(tmp_path), re.DOTALL)
    assert MARK not in logs(tmp_path) + capsys.readouterr().err


@pytest.mark.parametrize("why", ["a value", "a text"])
def test_a_form_that_fails_says_so_with_a_reference_and_nobodys_words_get_out(
    why: str, tiny: store.Store, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise failed(why, MARK)

    app = notice(page("record"), note=MARK)
    monkeypatch.setattr(intake, "record_change", fails)
    save(app)
    told = app.error[0].value.replace("\\", "")
    found = REFERENCE.search(told)
    assert found and f"{found[0]} Something went wrong in saving a form." in logs(tiny.path.parent)
    assert "it may not be saved" in told and "kept once" in told
    assert app.text_area(key="observation note").value == MARK
    assert MARK not in told + logs(tiny.path.parent) + "".join(capfd.readouterr())


def test_a_release_that_cannot_be_read_is_told_on_stderr_without_what_the_fault_says(
    told_by_us: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / f"{MARK}.duckdb"
    file.write_bytes(b"x" * 9000)
    with pytest.raises(released.Nothing, match="cannot be read just now"):
        released.ask(file, "places")
    assert "A release could not be read." in caplog.text and "mirror.store." in caplog.text
    assert MARK not in caplog.text


def test_a_log_is_set_aside_when_it_is_long_and_a_few_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "SIZE", 2_000)
    for number in range(500):
        log.note(tmp_path / "mirror.duckdb", f"Line {number}.")
    kept = sorted(tmp_path.iterdir())
    assert [one.name for one in kept] == ["mirror.log", *(f"mirror.log.{n}" for n in range(1, 5))]
    assert all(one.stat().st_size <= 2_000 for one in kept)
    assert "Line 499." in kept[0].read_text() and "Line 0." not in logs(tmp_path)


def test_a_log_that_cannot_be_written_stops_nobody_and_is_told_once(
    empty: store.Store, capsys: pytest.CaptureFixture[str]
) -> None:
    log.of(empty.path).mkdir()
    empty.write(lambda cursor: cursor.execute("INSERT INTO place VALUES ('a', 'A', false, NULL)"))
    empty.write(lambda cursor: intake.record_change(cursor, "test", "a", 1))
    assert backup.make(empty) is not None
    log.note(empty.path, "And then.")
    assert re.fullmatch(r"The log mirror\.log cannot be written: .*\.\n", capsys.readouterr().err)


def test_a_log_is_never_the_file_itself(tmp_path: Path) -> None:
    for name, called in {"mirror.duckdb": "mirror.log", "notes.log": "notes.log.log"}.items():
        assert log.of(tmp_path / name) == tmp_path / called


def test_backups_are_in_the_log_made_or_not(empty: store.Store) -> None:
    empty.write(lambda cursor: intake.record_change(cursor, "test", "a", 1))
    assert backup.make(empty) is not None
    assert logs(empty.path.parent).endswith("UTC  A backup was made.\n")
    shutil.rmtree(store.backups(empty.path))
    store.backups(empty.path).write_text("in the way")
    empty.write(lambda cursor: intake.record_change(cursor, "test", "b", 1))
    with pytest.raises(Refused):
        backup.make(empty)
    assert "Something went wrong in making a backup." in logs(empty.path.parent)


def test_a_command_that_fails_says_so_with_a_reference_and_without_a_traceback(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError(MARK)

    monkeypatch.setattr("mirror.bringing.bring_in", fails)
    file = written(tmp_path, ROW.replace("Said aloud.", MARK))
    assert main(["import", str(file), "--add", "place"]) == 1
    told = capsys.readouterr().err
    found = REFERENCE.search(told)
    assert found and found[0] in logs(tmp_path) and "Traceback" not in told
    assert MARK not in told + logs(tmp_path) and "our notes" not in logs(tmp_path)


def test_damage_is_in_the_log_and_no_other_refusal_is(tmp_path: Path) -> None:
    path = tmp_path / "mirror.duckdb"
    log.refused(path, Refused("No."), "in a command")
    assert logs(tmp_path) == ""
    log.refused(path, store.Damaged(path), "in a command")
    assert "mirror.store.Damaged" in logs(tmp_path)


# --- the page -------------------------------------------------------------------------------------


@dataclass
class Failing:
    """A house one of whose pages fails, the folder of its log, and what it says on stderr."""

    address: str
    folder: Path
    errors: Path

    def log_of(self, told: str) -> str:
        """What stands in the log under the reference that was told."""
        found = REFERENCE.search(told)
        assert found, told
        _, _, after = logs(self.folder).partition(found[0])
        return after.split(" UTC ")[0]


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Failing]:
    """The house as it is, but that in its tree the page Learning fails."""
    folder = tmp_path_factory.mktemp("failing")
    tree = folder / "tree"
    for part in ("mirror", "pages", "queries", "data", "docs", ".streamlit"):
        shutil.copytree(
            served.ROOT / part, tree / part,
            ignore=shutil.ignore_patterns("__pycache__", "*.duckdb*", "backups", "releases"),
        )  # fmt: skip
    shutil.copy(served.ROOT / "app.py", tree)
    (tree / "pages" / "learning.py").write_text(FAILS, encoding="utf-8")
    with (tree / "mirror" / "gate.py").open("a", encoding="utf-8") as gate:
        gate.write(f"\n\ndef fails(request):\n    raise ValueError({MARK!r})\n\n\n")
        gate.write("ROUTES.append(Route('/fails/{token}', fails))\n")
    data = folder / "data" / "mirror.duckdb"
    with (
        (folder / "errors").open("wb") as errors,
        served.house_of(tree, data, errors=errors) as address,
    ):
        yield Failing(address, data.parent, folder / "errors")
    # Elsewhere it is stopped as by a kill.
    if os.name == "posix":
        assert logs(data.parent).endswith("UTC  The house closed.\n")


@pytest.fixture(scope="module")
def tab(failing: Failing, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    yield context.new_page()
    context.close()


def panel(tab: Page) -> str:
    """What the page says in its panel, which is all that it says of the fault."""
    alert = tab.get_by_role("alert")
    expect(alert).to_contain_text("Something went wrong here.")
    expect(alert).to_contain_text("What was saved stays saved")
    expect(tab.get_by_text("This app has encountered an error")).to_have_count(0)
    assert MARK not in tab.locator("body").inner_text()
    return alert.inner_text()


def test_the_house_says_in_its_log_what_it_is_made_of(failing: Failing) -> None:
    assert re.search(
        r"The house opened: Python 3\.\d+\.\d+, duckdb [\d.]+, streamlit 1\.\d+\.\d+\.",
        logs(failing.folder),
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_fails_says_what_to_do_and_a_reference(
    scheme: str, failing: Failing, chromium: Browser
) -> None:
    with chromium.new_context(
        viewport={"width": 1280, "height": 720},
        color_scheme="light" if scheme == "light" else "dark",
    ) as context:
        tab = context.new_page()
        tab.goto(f"{failing.address}/learning?fail=1&place=secret-place")
        way = failing.log_of(panel(tab))
        assert "on the page /learning." in way and "builtins.ValueError" in way
        assert re.search(r"pages/learning\.py:\d+ in fail\n", way)
        assert_axe_finds_nothing(tab, None, 720, scheme)
    errors = failing.errors.read_text(encoding="utf-8")
    assert "builtins.ValueError" in errors and MARK not in errors
    assert "secret-place" not in logs(failing.folder) and MARK not in logs(failing.folder)


def test_a_click_that_fails_says_what_to_do_and_the_page_comes_again(
    failing: Failing, tab: Page
) -> None:
    tab.goto(f"{failing.address}/learning")
    tab.get_by_label("Note").fill(MARK)
    tab.get_by_label("Note").press("Enter")
    tab.get_by_role("button", name="Click").click()
    assert "in fail\n" in failing.log_of(panel(tab).strip())
    tab.reload()
    expect(tab.get_by_text("The page is whole.")).to_be_visible()
    expect(tab.get_by_role("alert")).to_have_count(0)
    assert MARK not in logs(failing.folder)


def test_a_click_that_is_refused_says_the_refusal_itself(failing: Failing, tab: Page) -> None:
    tab.goto(f"{failing.address}/learning")
    tab.get_by_role("button", name="Refuse").click()
    expect(tab.get_by_role("alert")).to_have_text("The door of *the house* is shut.")


def test_a_fault_outside_every_page_is_told_in_a_page_of_its_own(failing: Failing) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{failing.address}/fails/a-secret-link", timeout=20)
    told = refused.value.read().decode()
    assert refused.value.code == 500 and "Something went wrong. Try again in a minute." in told
    assert "on the way /fails." in failing.log_of(told)
    assert not any(word in told + logs(failing.folder) for word in (MARK, "a-secret-link"))


def test_a_file_that_cannot_be_made_says_so_below_its_button(failing: Failing, tab: Page) -> None:
    tab.goto(f"{failing.address}/learning")
    tab.get_by_role("button", name="Take").click()
    told = tab.get_by_test_id("stDownloadButtonError")
    expect(told).to_contain_text("The file could not be made. Try again. Reference:")
    assert "in a file to take away." in failing.log_of(told.inner_text())
    assert MARK not in logs(failing.folder)
