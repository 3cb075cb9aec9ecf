"""What is taken out of a place is what stands, is safe to open, and comes in again as it was."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mirror import bringing, export, intake, store, takeback, vocabulary, words
from mirror.__main__ import main
from mirror.export import FORMATS
from mirror.intake import COLUMNS
from mirror.store import Refused, Store
from mirror.words import as_typed, harmless

#: What is the same about an observation wherever it is held.
SAID = (
    "id, place, part, behaviour, observer, observed_on, strength, direction, overtness, note, "
    "consent"
)
ROW = {
    "observed_on": "2025-03-01", "place": "here", "part": "frontline", "behaviour": "PAR1",
    "observer": "H-01", "sector": "council", "organisation": "Town hall", "strength": "7",
    "direction": "holding", "overtness": "3", "note": "They said so aloud.", "consent": "2",
}  # fmt: skip
FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "|calc", "%0A",
    "'=1", "''=1", "' =1", "'", "''", "'quoted'", "  =1", "\n=1", '=HYPERLINK("http://x")',
    "- a list", "<r><t>x</t></r>", "'<r></r>", 'a,"b"\r\nc;\td', "\ufeff=1", "\u200b=1", "_x0041_",
    "<b>&amp;", "https://example.org", "mailto:a@b", "0001", "1e5", "true",
    "é 漢字 🪞 \u202eabc",
]  # fmt: skip
#: What people write: NUL is refused in words, and the last two are no characters.
WRITTEN = st.characters(exclude_characters="\0\ufffe\uffff", exclude_categories=["Cs"])


def kept(held: Store, said: str = SAID, table: str = "observation_now") -> list[tuple[Any, ...]]:
    answer = held.ask(f"SELECT {said} FROM {table} ORDER BY ALL").astype(object)
    return list(answer.where(answer.notna(), None).itertuples(index=False, name=None))


def bring(held: Store, content: bytes) -> intake.Report:
    """Import a file that holds the bytes, as the page and the command do."""
    path = held.path.with_name("offered.csv")
    path.write_bytes(content)
    report = bringing.bring_in(held, path, add=intake.GROWABLE)
    assert not report.refused, report.refused[:3]
    return report


def offer(held: Store, *rows: dict[str, str]) -> None:
    """Bring rows in past any file, as they are."""
    cells = ((line, list((ROW | row).values())) for line, row in enumerate(rows, start=2))
    assert not intake.bring_in(held, cells, "rows", add=intake.GROWABLE).refused


def sheet_as_csv(workbook: bytes, name: str) -> bytes:
    """A sheet of a workbook as a spreadsheet saves it: its cells as they stand."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_name(name).to_python()
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
            for cell in cells
        ]
        for cells in rows
    )
    return text.getvalue().encode()


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def all_of(form: str, content: bytes) -> str:
    """All that can be read in an export."""
    if form == "csv":
        return content.decode()
    parts = files(content)
    parts.pop("what-the-columns-mean.md", None)
    parquet = [
        pd.read_parquet(io.BytesIO(part)).to_csv()
        for name, part in parts.items() if name.endswith(".parquet")
    ]  # fmt: skip
    return "\n".join(parquet + [part.decode("utf-8", "ignore") for part in parts.values()])


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A new file, which has its words and nothing else; a test leaves in it what it likes."""
    held = store.open_store(tmp_path_factory.mktemp("other") / "mirror.duckdb")
    vocabulary.bring_up_to_date(held)
    yield held
    held.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    held = store.open_store(tmp_path_factory.mktemp("house") / "mirror.duckdb")
    vocabulary.bring_up_to_date(held)
    yield held
    held.close()


def emptied(held: Store) -> Store:
    def work(cursor: store.Cursor) -> None:
        for table in ("observation", "observer", "place", "batch"):
            cursor.execute(f"DELETE FROM {table}")

    held.write(work)
    return held


# --- there and back -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "xlsx", "tables"])
@pytest.mark.parametrize("place", ["gateshead", "barking-and-dagenham"])
def test_a_place_that_is_taken_out_comes_into_a_new_file_as_it_was(
    place: str, form: str, sampled: Store, other: Store
) -> None:
    content = FORMATS[form].make(sampled, place)
    if form == "xlsx":
        content = sheet_as_csv(content, "Observations")
    if form == "tables":
        content = files(content)["observations.csv"]
    bring(emptied(other), content)
    here = f"observation_now WHERE place = '{place}'"
    shown = "CASE WHEN consent > 0 THEN note END AS note"
    said = SAID.replace("note", shown).removeprefix("id, ")
    assert kept(other, said, here) == kept(sampled, said, here)
    # An id follows from what is said, and so is another where a text was left out.
    written = f"{here} AND (consent > 0 OR note IS NULL)"
    assert set(kept(other, SAID, written)) >= set(kept(sampled, SAID, written))
    spoke = f"observer WHERE code IN (SELECT observer FROM observation) AND place = '{place}'"
    assert kept(other, "*", spoke) == kept(sampled, "*", spoke)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_that_was_taken_out_adds_nothing_where_it_came_from(
    form: str, sampled: Store
) -> None:
    """Nor do rows that were typed, amended or lost their text since, whose ids are not derived."""
    typed = "INSERT INTO observation BY NAME SELECT * REPLACE (uuid() AS id, NULL AS batch)"
    sampled.write(lambda cursor: cursor.execute(f"{typed} FROM observation LIMIT 5"))
    ids = sampled.ask(
        "SELECT id FROM observation WHERE note IS NOT NULL AND consent > 0 LIMIT 3"
    ).id
    takeback.amend_observation(sampled, ids[0], strength=1.0)
    takeback.withdraw_note(sampled, ids[1])
    takeback.withdraw_observation(sampled, ids[2])
    before = kept(sampled, table="observation")
    for place in ("gateshead", "barking-and-dagenham"):
        path = sampled.path.with_name(f"taken-out.{form}")
        path.write_bytes(FORMATS[form].make(sampled, place))
        report = bringing.bring_in(sampled, path)
        assert (report.added, report.refused) == (0, ())
        assert report.rows > 600
    assert kept(sampled, table="observation") == before


def test_the_first_line_is_the_interchange_files_own(sampled: Store) -> None:
    text = export.interchange(sampled, "gateshead").decode("utf-8-sig")
    assert text.splitlines()[0] == ",".join(COLUMNS)


def test_whoever_was_not_named_is_left_empty_and_counts_as_one_voice_again(
    empty: Store, other: Store
) -> None:
    unnamed = {"observer": ""}
    offer(
        empty, unnamed, unnamed | {"sector": ""}, unnamed | {"organisation": ""},
        unnamed | {"sector": "", "organisation": ""}, {"observer": "unnamed:not ours"},
    )  # fmt: skip
    content = export.interchange(empty, "here")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert sorted(row["observer"] for row in rows) == ["", "", "", "", "unnamed:not ours"]
    bring(emptied(other), content)
    assert kept(other) == kept(empty)
    assert kept(other, "*", "observer") == kept(empty, "*", "observer")


@settings(
    max_examples=20, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    rows=st.lists(
        st.tuples(
            st.text(WRITTEN, max_size=60)
            | st.sampled_from(FORMULAS)
            | st.sampled_from(FORMULAS).map(lambda text: text * 2),
            st.sampled_from(["H-01", "=H", "-H", "'H", "Zoë"]),
            st.sampled_from(["", "0", "10", "7.5", "0.1", "3.3333333333333335", "1e-7"]),
        ),
        min_size=1, max_size=30,
    ),
    form=st.sampled_from(["csv", "xlsx"]),
)  # fmt: skip
@example(rows=[(text, "H-01", "7") for text in FORMULAS], form="csv")
@example(rows=[(text, "H-01", "7") for text in FORMULAS], form="xlsx")
def test_whatever_was_written_comes_back_as_it_was(
    rows: list[tuple[str, str, str]], form: str, house: Store, other: Store
) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for note, observer, strength in rows:
        writer.writerow(ROW | {"note": note, "observer": observer, "strength": strength})
    bring(emptied(house), text.getvalue().encode())
    content = FORMATS[form].make(house, "here")
    bring(emptied(other), sheet_as_csv(content, "Observations") if form == "xlsx" else content)
    assert kept(other) == kept(house)


# --- safe to open -------------------------------------------------------------------------------


@given(st.text() | st.sampled_from(FORMULAS))
def test_a_cell_made_harmless_can_always_be_told_from_what_was_typed(cell: str) -> None:
    assert as_typed(harmless(cell)) == cell


@given(st.text(st.sampled_from("'= \t\r\n<r>-＝|a\ufeff"), max_size=8))
def test_no_cell_begins_with_what_a_spreadsheet_runs(cell: str) -> None:
    made = harmless(cell)
    assert not re.match(r"[\s\ufeff]*[=+\-@|%＝＋－＠]", made)
    assert made in (cell, f"'{cell}")


@pytest.mark.parametrize("form", ["csv", "tables"])
def test_no_cell_of_a_csv_file_is_run_by_a_spreadsheet(form: str, empty: Store) -> None:
    offer(empty, *({"note": text, "observer": "=A", "organisation": "+B"} for text in FORMULAS))
    content = FORMATS[form].make(empty, "here")
    every = {"observations.csv": content} if form == "csv" else files(content)
    assert any(name.endswith(".csv") for name in every)
    for name, part in every.items():
        if name.endswith(".csv"):
            for cells in csv.reader(io.StringIO(part.decode("utf-8-sig"), newline="")):
                assert not [
                    cell for cell in cells if re.match(r"[\s\ufeff]*[=+\-@|%＝＋－＠]", cell)
                ]


def test_a_workbook_holds_text_and_no_formula_link_or_markup(empty: Store) -> None:
    offer(empty, *({"note": text, "observer": "=A", "organisation": "+B"} for text in FORMULAS))
    content = export.workbook(empty, "here")
    for name, part in files(content).items():
        text = part.decode("utf-8", "ignore")
        assert not re.search(r"<f[ >]|<hyperlink|<externalLink|<r><t>", text), name
    sheet = sheet_as_csv(content, "Observations").decode()
    notes = {row["note"] for row in csv.DictReader(io.StringIO(sheet, newline=""))}
    assert {"=1+1", "- a list", "''=1", "'<r><t>x</t></r>", "https://example.org"} <= notes


def test_what_does_not_fit_into_a_workbook_is_told_in_a_sentence(empty: Store) -> None:
    offer(empty, {"note": "x" * export.LONGEST_CELL})
    assert export.too_much_for_a_workbook(empty, "here") == ""
    assert (
        "x" * export.LONGEST_CELL
        in sheet_as_csv(export.workbook(empty, "here"), "Observations").decode()
    )
    offer(empty, {"note": "x" * (export.LONGEST_CELL + 1)})
    with pytest.raises(Refused, match="A note is longer than the 32,767 characters"):
        export.workbook(empty, "here")
    assert len(export.interchange(empty, "here")) > export.LONGEST_CELL


def test_a_text_that_would_be_cut_is_refused_wherever_it_stands(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(empty, {"organisation": "x" * (export.LONGEST_CELL + 1)})
    with pytest.raises(Refused, match="too long for an Excel cell"):
        export.workbook(empty, "here")


# --- what is in it, and what is not -------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_says_what_it_is_not_for_and_that_it_is_invented(
    form: str, sampled: Store, tiny: Store
) -> None:
    name = export.file_name(sampled, "gateshead", form)
    assert "gateshead-invented" in name and "perceptions-not-performance" in name
    if form != "csv":
        text = all_of(form, FORMATS[form].make(sampled, "gateshead"))
        assert words.PURPOSE in text and words.INVENTED in text
    assert "invented" not in export.file_name(tiny, "aytown", form)
    assert words.INVENTED not in all_of(form, FORMATS[form].make(tiny, "aytown"))


def test_the_first_sheet_says_what_the_workbook_is(sampled: Store) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(export.workbook(sampled, "gateshead")))
    assert book.sheet_names[0] == "About"
    said = [str(cells[0]) for cells in book.get_sheet_by_index(0).to_python()]
    assert said[0].startswith("Gateshead, taken out of Place Mirror on ")
    assert said[1:3] == [words.INVENTED, words.PURPOSE]


@pytest.mark.parametrize("form", FORMATS)
def test_a_text_that_its_author_keeps_is_left_out_and_its_row_stays(form: str, tiny: Store) -> None:
    content = FORMATS[form].make(tiny, "aytown")
    text = all_of(form, content)
    assert "the facilitator" in text and "the room" in text
    assert "only me" not in text
    if form != "csv":
        assert "Private step" not in text and "Kept to oneself" not in text
    rows = csv.DictReader(io.StringIO(export.interchange(tiny, "aytown").decode("utf-8-sig")))
    assert [row["strength"] for row in rows if row["consent"] == "0"] == ["2"]


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_amended_or_withdrawn_is_not_taken_out(form: str, empty: Store) -> None:
    offer(empty, {"note": "First words"}, {"note": "To be withdrawn"})
    first, second = empty.ask("SELECT id FROM observation ORDER BY note").id
    takeback.amend_observation(empty, first, note="Second words")
    takeback.withdraw_observation(empty, second)
    text = all_of(form, FORMATS[form].make(empty, "here"))
    assert "Second words" in text
    assert "First words" not in text and "To be withdrawn" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_another_place_is_not_taken_out(form: str, sampled: Store) -> None:
    text = all_of(form, FORMATS[form].make(sampled, "gateshead"))
    assert "barking-and-dagenham" not in text and "BD-0" not in text


def test_every_kind_is_taken_out_in_full(sampled: Store) -> None:
    tables = {
        "observations": "observation", "relationships": "relationship", "events": "event",
        "entry-steps": "entry_step", "help-given": "help",
        "views-of-building-blocks": "block_view", "observers": "observer",
        "reflections": "reflection", "assumptions": "loop",
        "gatherings": "gathering JOIN gathering_room ON gathering = gathering.id",
    }  # fmt: skip
    for form, suffix in (("parquet", "parquet"), ("tables", "csv")):
        parts = files(FORMATS[form].make(sampled, "gateshead"))
        assert set(parts) == {
            "about.txt", "what-the-columns-mean.md", *(f"{name}.{suffix}" for name in tables),
        }  # fmt: skip
        for name, table in tables.items():
            file = io.BytesIO(parts[f"{name}.{suffix}"])
            rows = pd.read_csv(file) if suffix == "csv" else pd.read_parquet(file)
            held = sampled.ask(f"SELECT * FROM {table} WHERE place = 'gateshead'")
            assert len(rows) == len(held) > 0, name


def test_parquet_keeps_days_as_days_and_steps_as_whole_numbers(sampled: Store) -> None:
    parts = files(FORMATS["parquet"].make(sampled, "gateshead"))
    rows = pd.read_parquet(io.BytesIO(parts["observations.parquet"]), dtype_backend="pyarrow")
    assert list(rows) == list(COLUMNS)
    kinds = rows.dtypes.astype(str)
    assert kinds.observed_on == "date32[day][pyarrow]"
    assert (kinds.strength, kinds.overtness, kinds.consent) == (
        "double[pyarrow]", "int8[pyarrow]", "int8[pyarrow]",
    )  # fmt: skip


def test_heads_are_taken_out_as_numbers_though_a_release_tells_them_in_bands(
    sampled: Store,
) -> None:
    held = sampled.ask(
        "SELECT people FROM gathering_room JOIN gathering ON id = gathering"
        " WHERE place = 'gateshead' ORDER BY ALL"
    ).people.tolist()
    parts = files(FORMATS["parquet"].make(sampled, "gateshead"))
    rows = pd.read_parquet(io.BytesIO(parts["gatherings.parquet"]), dtype_backend="pyarrow")
    assert sorted(rows.people) == held
    book = CalamineWorkbook.from_filelike(io.BytesIO(FORMATS["xlsx"].make(sampled, "gateshead")))
    head, *lines = book.get_sheet_by_name("Gatherings").to_python()
    assert sorted(line[head.index("people")] for line in lines) == held


def test_every_table_of_facts_is_thought_of(empty: Store) -> None:
    facts = empty.ask(
        "SELECT DISTINCT table_name FROM duckdb_columns() WHERE column_name = 'supersedes'"
        " AND table_name NOT LIKE '%_now'"
    )
    assert set(facts.table_name) <= set(export.KINDS)
    for kind in export.KINDS:
        assert (store.QUERIES / "export" / f"{kind}.sql").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_of_which_nothing_is_held_can_be_taken_out_too(form: str, empty: Store) -> None:
    empty.write(
        lambda cursor: cursor.execute(
            "INSERT INTO place (code, title, invented) VALUES ('here', 'Here', false)"
        )
    )
    assert "observed_on" in all_of(form, FORMATS[form].make(empty, "here"))


# --- by the command -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_what_the_page_gives(
    form: str, sampled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    code = main(["export", "--place", "gateshead", "--format", form, "--out", str(out)])
    assert code == 0
    assert out.stat().st_size > 1_000
    said = capsys.readouterr().out
    assert words.PURPOSE in said and words.INVENTED in said
    if form == "csv":
        assert out.read_bytes().startswith(b"\xef\xbb\xbfobserved_on,")


def test_the_command_refuses_in_a_sentence_what_it_cannot_do(
    tiny: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = store.data_path()
    out = tmp_path / "out.csv"
    for place, file, said in (
        ("nowhere", out, "The place “nowhere” is not held here."),
        ("aytown", tmp_path / "no folder" / "out.csv", "cannot be written"),
        ("aytown", data, "is the file of observations itself"),
    ):
        before = data.stat().st_size
        assert main(["export", "--place", place, "--format", "csv", "--out", str(file)]) == 1
        assert said in capsys.readouterr().err
        assert not out.exists()
        assert data.stat().st_size >= before
    assert store.open_store(data).ask("SELECT count(*) AS n FROM observation").n[0] > 0
