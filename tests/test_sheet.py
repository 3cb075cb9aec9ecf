"""A file is read as rows of text, or refused in one sentence; nothing in it is run or unpacked."""

from __future__ import annotations

import csv
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import event, given, settings
from hypothesis import strategies as st

from mirror import sheet, store
from mirror.sheet import Row
from mirror.store import Refused
from tests import held

ROWS = [["Date", "Who", "Note"], ["2025-03-14", "Zoë", "a café"], ["2025-03-15", "Bo", "£5 – “so”"]]


def rows(path: Path, place: int = 0) -> list[Row]:
    return list(sheet.read(path)[place].rows())


def refusal(path: Path) -> str:
    """The one sentence, or two, with which a file is refused."""
    with pytest.raises(Refused) as refused:
        for one in sheet.read(path):
            list(one.rows())
    sentence = str(refused.value)
    assert sentence.endswith(".") and "\n" not in sentence and "Traceback" not in sentence
    return sentence


def written(tmp_path: Path, content: bytes, name: str = "file.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_read_whatever_its_encoding_separator_and_line_ends(
    encoding: str, separator: str, end: str, tmp_path: Path
) -> None:
    path = held.text(tmp_path / "f.csv", *map(separator.join, ROWS), encoding=encoding, end=end)
    assert rows(path) == list(enumerate(ROWS, start=1))


def test_a_row_has_the_line_that_it_begins_on(tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", "a,b", '"one', "two", 'three",x', "", " , ", "y,z")
    assert rows(path) == [(1, ["a", "b"]), (2, ["one\r\ntwo\r\nthree", "x"]), (7, ["y", "z"])]


def test_separators_inside_quotation_marks_part_nothing(tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", '"a;b;c","d"', '"1;2;3","4"', '"5;6","7"')
    assert rows(path)[0] == (1, ["a;b;c", "d"])


def test_spaces_around_and_spaces_that_do_not_break_are_tidied(tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", "\u00a0Date ,Who\u202f\u2019s it", " x\u00a0,\ufeffy")
    [shown] = [one.look() for one in sheet.read(path)]
    assert shown == [(1, ["Date", "Who ’s it"]), (2, ["x", "y"])]


def test_duplicated_and_missing_headers_become_distinct(tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", "Score,Score (2),,Score ,Score,", "1,2,3,4,5,6")
    names, below = sheet.table(sheet.read(path)[0], 1)
    assert names == ["Score", "Score (2)", "Column 3", "Score (3)", "Score (4)", "Column 6"]
    assert [line for line, _ in below] == [2]


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        (["A title,,,", ",,,", "Date,Place,Behaviour,Note", "x,y,z,w", "x,y,z,w"], 3),
        (["Date,Place,Behaviour,", "14/03/2025,Aytown,PAR1,a note", "15/03/2025,A,B,c"], 1),
        ([",Place,Behaviour,Score", "0,Aytown,PAR1,7", "1,Aytown,PAR1,7"], 1),
        (["Date,Place,Score", "2025-03-14,Aytown,5"], 1),
        (["one,two", "a,b"], 1),
        (["1,2", "3,4"], 1),
        (["alone"], 1),
    ],
)
def test_the_header_is_found_below_titles_and_never_among_the_data(
    lines: list[str], header: int, tmp_path: Path
) -> None:
    assert sheet.header_line(sheet.read(held.text(tmp_path / "f.csv", *lines))[0]) == header


def test_a_header_on_a_line_that_holds_nothing_is_refused(tmp_path: Path) -> None:
    [one] = sheet.read(held.text(tmp_path / "f.csv", "a,b", "", "1,2"))
    for line in (0, 2, 9):
        with pytest.raises(Refused, match=f"has nothing on line {line}"):
            sheet.table(one, line)


def test_a_workbook_is_read_sheet_by_sheet_as_a_person_would_type_it(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("Empty")
        first = book.add_worksheet("First")
        first.write_row(3, 2, ["Day", "Value"])
        first.write_datetime(4, 2, datetime(2025, 3, 14), day)
        first.write_datetime(5, 2, datetime(2025, 3, 14, 9, 2, 11), day)
        first.write_datetime(6, 2, datetime.combine(datetime(1899, 12, 31), time(9, 30)), day)
        for row, value in enumerate((7, 7.25, 0.1)):
            first.write_number(4 + row, 3, value)
        first.write_formula(7, 3, "=1+1", None, 2)
        first.write_formula(8, 3, '=HYPERLINK("http://x")', None, "shown")
        first.write_boolean(9, 3, True)
        first.write_formula(10, 3, "=1/0", None, "#DIV/0!")
        first.write_string(11, 3, "=cmd|' /C calc'!A0")
        second = book.add_worksheet("Second")
        second.write_row(0, 0, ["a", "b"])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=First!$D$5:$D$7"})
        book.add_chartsheet("Chart").set_chart(chart)
    sheets = sheet.read(path)
    assert [one.name for one in sheets] == ["First", "Second"]
    read = list(sheets[0].rows())
    assert read[:3] == [
        (4, ["Day", "Value"]),
        (5, ["2025-03-14", "7"]),
        (6, ["2025-03-14 09:02:11", "7.25"]),
    ]
    assert [(line, cells[1]) for line, cells in read[3:]] == [
        (7, "0.1"), (8, "2"), (9, "shown"), (10, "1"), (12, "=cmd|' /C calc'!A0"),
    ]  # fmt: skip
    assert sheets[0].look() == sheets[0].look(), "as often as asked for"


def test_script_tags_and_formulas_are_text(tmp_path: Path) -> None:
    typed = ["<script>alert(1)</script>", "=1+1", "@SUM(A1)", "+44", "-x", "=cmd|' /C calc'!A0"]
    path = held.text(tmp_path / "f.csv", "a,b", *(f"{cell},x" for cell in typed))
    assert [cells[0] for _, cells in rows(path)[1:]] == typed


# --- the quick reader and the careful one ---------------------------------------------------------


def in_columns(path: Path, header: int = 1) -> list[list[str]] | None:
    """The rows as the quick reader has them; None where it leaves them to the careful one."""
    [one] = sheet.read(path)
    names, _ = sheet.table(one, header)
    table = sheet.columns(one, header, len(names))
    return None if table is None else [[cell or "" for cell in row] for row in rows_of(table)]


def rows_of(table: pa.Table) -> list[list[str | None]]:
    return [list(row) for row in zip(*(column.to_pylist() for column in table), strict=True)]


def one_by_one(path: Path) -> list[list[str]]:
    """The rows as the careful reader has them."""
    return [cells for _, cells in sheet.table(sheet.read(path)[0], 1)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_plainly_written_file_is_read_quickly_and_all_the_same(
    encoding: str, separator: str, end: str, tmp_path: Path
) -> None:
    lines = [
        separator.join(cells)
        for cells in (
            ["Date", "Who", "Note"],
            ["1", '"Zoë"', '"“so”"'],
            ["", '""', f'"one{end}two ""and"" {separator} three"'],
            [" x", " \u00a0", "'=1"],
            ["", "", ""],
            [" ", "\u00a0", ""],
            [" ", "\u00a0", "\ufeff" if encoding != "cp1252" else "last"],
        )
    ]
    path = held.text(tmp_path / "f.csv", *lines, "", encoding=encoding, end=end)
    quick = in_columns(path)
    assert quick == one_by_one(path)
    assert (
        quick is not None
        and len(quick) == 4
        and quick[1] == ["", "", f'one{end}two "and" {separator} three']
    )


@pytest.mark.parametrize(
    "row",
    [
        '1,2,3"', '1,2"2,3', '1,"2"2,3', '1,2,"3', '"1, "2, 3"', "1,2",
        "1,2,3,4", "1,2," + "3" * 1_000_001,
    ],
)  # fmt: skip
def test_where_the_readers_may_differ_the_careful_one_has_the_word(
    row: str, tmp_path: Path
) -> None:
    below_the_look = ["1,2,3"] * sheet.A_LOOK
    assert in_columns(held.text(tmp_path / "f.csv", "a,b,c", *below_the_look)) is not None
    assert in_columns(held.text(tmp_path / "f.csv", "a,b,c", *below_the_look, row)) is None


def test_a_header_below_a_title_is_left_to_the_careful_reader(tmp_path: Path) -> None:
    path = held.text(tmp_path / "f.csv", "A title,,", "a,b,c", "1,2,3")
    assert in_columns(path, header=2) is None


@pytest.mark.parametrize("quoted", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_long_file_is_read_quickly_and_all_the_same(quoted: int, tmp_path: Path) -> None:
    """Longer than what is read at a time, with cells of every length at every place of it."""
    path = tmp_path / "f.csv"
    notes = ('say "so"', "two\r\nlines", "", "plain words", "é, è", '"', "\n\n")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=quoted)  # type: ignore[arg-type]
        writer.writerow(["nth", "note", "more"])
        writer.writerows(
            [nth, notes[nth % 7] * (nth % 50), notes[nth % 5]] for nth in range(30_000)
        )
    assert path.stat().st_size > 3 * 2**20
    quick = in_columns(path)
    assert quick is not None and len(quick) == 30_000
    assert quick == one_by_one(path)


odd = st.text("ab1'\",;\t|\n\r \u00a0\u200b\ufeff\u2028\x1c\x85é=", max_size=4)


@st.composite
def written_somehow(draw: st.DrawFn) -> bytes:
    """A file of three columns as a program writes it, of which a bit may be other text."""
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=draw(st.sampled_from(",;\t|")),
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    writer.writerow(["Date", "Who", "Note"])
    # Further down than the careful reader looks before it is asked.
    writer.writerows([["1", "2", "3"]] * draw(st.sampled_from([0, sheet.A_LOOK])))
    writer.writerows(draw(st.lists(st.tuples(odd, odd, odd), max_size=6)))
    whole = text.getvalue()
    if draw(st.booleans()):
        start = len(whole) - draw(st.integers(0, min(len(whole), 60)))
        whole = whole[:start] + draw(odd) + whole[start + draw(st.integers(0, 3)) :]
    return whole.encode(
        draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])), "replace"
    )


@given(content=written_somehow())
@settings(max_examples=400, deadline=None)
def test_the_quick_reader_reads_the_same_as_the_careful_one_or_leaves_it_to_that(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "somehow.csv"
    path.write_bytes(content)
    try:
        [one] = sheet.read(path)
        sheet.table(one, 1)
    except Refused:
        return
    quick = in_columns(path)
    event("read quickly" if quick is not None else "left to the careful reader")
    if quick is not None:
        assert quick == one_by_one(path)


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "f.csv", "f.csv is empty. Choose a file with a header row and some rows."),
        (b"", "f.xlsx", "f.xlsx is empty. Choose a file with a header row and some rows."),
        (b" \n,,\n\xc2\xa0\n", "f.csv", "f.csv holds no rows."),
        (b"\xef\xbb\xbf", "f.csv", "f.csv holds no rows."),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(500), "f.csv", "f.csv is not a table."),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(500), "f.xlsx", "f.xlsx is not a whole workbook."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "f.xlsx", "f.xlsx is not a whole"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "f.xls", "f.xls is not a table."),
        (b"a,b\n" + b"1,2\n" * 2000 + b"3,\x00\n", "f.csv", "f.csv holds NUL bytes."),
        ("a,b\nżółć,2\n".encode() + "é,2\n".encode("cp1252") * 2 + "é,â€™\n".encode(), "f.csv",
         "f.csv mixes encodings."),
        ("a,b\ncafé,2\n".encode() + "café,2\n".encode("cp1252"), "f.csv",
         "f.csv mixes encodings. Save it anew as “CSV UTF-8”."),
        (b"a,b\n\x81\x8d,\xff\n", "f.csv", "f.csv mixes encodings."),
        (b'a,b\n1,2\n"open,2\n3,4\n', "f.csv", "f.csv, line 3: a quotation mark is opened"),
        (b'a,b\n1,"x"y\n', "f.csv", "f.csv, line 2: a quotation mark"),
        (b"a,b\n1,2\n3," + b"x" * 10_000_000 + b"\n", "f.csv",
         "f.csv, line 3: a cell is longer than 1,000,000 characters; shorten it."),
        (b"," * 4999 + b"\n" + b"1," * 4999 + b"1\n", "f.csv",
         "f.csv, line 1: 5,000 columns. At most 1,000 are read."),
        (b"a,b\n" + b"1," * 4999 + b"1\n", "f.csv", "f.csv, line 2: 5,000 columns."),
        (b"PK\x03\x04 and no more", "f.xlsx", "f.xlsx is damaged or locked."),
        (b"PK\x03\x04 and no more", "f.csv", "f.csv is damaged or locked."),
        (b"not a workbook at all", "f.xlsx", "f.xlsx is not a whole workbook."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_remedy(
    content: bytes, name: str, sentence: str, tmp_path: Path
) -> None:
    assert refusal(written(tmp_path, content, name)).startswith(sentence)


def test_a_renamed_file_of_our_own_is_refused(tmp_path: Path) -> None:
    store.open_store(tmp_path / "mirror.duckdb").close()
    for name in ("mirror.csv", "mirror.xlsx"):
        path = written(tmp_path, (tmp_path / "mirror.duckdb").read_bytes(), name)
        assert refusal(path).startswith(f"{name} is not")


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path)
    assert "cannot be read" in refusal(tmp_path / "none.csv")


def test_a_workbook_cut_short_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = held.sheet_one_hot(tmp_path).read_bytes()
    for part in (0.1, 0.5, 0.9, 0.999):
        path = written(tmp_path, whole[: int(len(whole) * part)], "cut.xlsx")
        assert refusal(path) == (
            "cut.xlsx is damaged or locked. Open it in Excel and save it anew."
        )


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(tmp_path / "f.xlsx").startswith("f.xlsx is not an Excel workbook.")


def test_a_workbook_with_too_many_columns_or_too_long_a_cell_is_refused(tmp_path: Path) -> None:
    wide = held.workbook(tmp_path / "wide.xlsx", {"S": [[f"c{n}" for n in range(5000)]] * 2})
    assert refusal(wide) == "The sheet “S” has 5,000 columns. At most 1,000 are read."
    long = remade(tmp_path, {"xl/sharedStrings.xml": lambda old: old.replace(
        b"<t>a</t>", b"<t>" + b"".join(b"%d " % n for n in range(200_000)) + b"</t>")})  # fmt: skip
    assert refusal(long) == (
        "bomb.xlsx, line 1: a cell is longer than 1,000,000 characters; shorten it."
    )


def remade(tmp_path: Path, changed: dict[str, Callable[[bytes], bytes]], more: int = 0) -> Path:
    """A small workbook of which some parts are changed, and `more` parts added."""
    small = held.workbook(tmp_path / "small.xlsx", {"S": [["a", "b"], [1, 2]]})
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(small) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, changed.get(part.filename, bytes)(old.read(part)))
        for nth in range(more):
            new.writestr(f"xl/media/{nth}.png", b"")
    assert path.stat().st_size < 3 * 2**20
    return path


def padded(old: bytes) -> bytes:
    return old.replace(b"<sheetData>", b"<sheetData>" + b" " * 150 * 2**20)


def laughs(before: int) -> Callable[[bytes], bytes]:
    """Entities that would unfold to a thousand million, after so many spaces."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'{" " * before}<!DOCTYPE s [<!ENTITY l0 "lol">{entities}]>'
    return lambda old: old.replace(b"<sst", doctype.encode() + b"<sst", 1).replace(
        b"<t>a</t>", b"<t>&l9;</t>"
    )


def far(old: bytes) -> bytes:
    return old.replace(
        b"</sheetData>", b'<row r="1048576"><c r="ALL1048576"><v>1</v></c></row></sheetData>'
    )


def forged(path: Path) -> Path:
    """The same file with its sizes told as small, in the directory and in the parts."""
    raw = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := raw.find(mark, at + 1)) >= 0:
            if struct.unpack_from("<I", raw, at + place)[0] > 2**20:
                struct.pack_into("<I", raw, at + place, 5000)
    path.write_bytes(raw)
    return path


BOMBS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "zip bomb": (
        lambda folder: remade(folder, {"xl/worksheets/sheet1.xml": padded}),
        "bomb.xlsx unpacks to far more than it holds. It was not opened.",
    ),
    "zip bomb that lies about its size": (
        lambda folder: forged(remade(folder, {"xl/worksheets/sheet1.xml": padded})),
        "bomb.xlsx is damaged or locked. Open it in Excel and save it anew.",
    ),
    "too many parts": (
        lambda folder: remade(folder, {}, more=600),
        "bomb.xlsx unpacks to far more than it holds. It was not opened.",
    ),
    "billion laughs": (
        lambda folder: remade(folder, {"xl/sharedStrings.xml": laughs(0)}),
        "bomb.xlsx defines its own entities. It was not opened.",
    ),
    "billion laughs far below": (
        lambda folder: remade(folder, {"xl/sharedStrings.xml": laughs(5000)}),
        "bomb.xlsx is damaged or locked. Open it in Excel and save it anew.",
    ),
    "a stray cell at the far end": (
        lambda folder: remade(folder, {"xl/worksheets/sheet1.xml": far}),
        "bomb.xlsx has a cell in line 1,048,576 and one in column 1,000. Clear what lies beyond "
        "the table, and save it anew.",
    ),
}  # fmt: skip
READ = """
import resource, sys
from pathlib import Path
from mirror import sheet, store
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    [one.look() for one in sheet.read(Path(sys.argv[1]))]
except store.Refused as refusal:
    print(refusal)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux does")
@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused_before_it_is_unpacked(kind: str, tmp_path: Path) -> None:
    make, sentence = BOMBS[kind]
    done = subprocess.run(
        [sys.executable, "-c", READ, make(tmp_path)],
        cwd=store.ROOT, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.stderr == ""
    told, megabytes = done.stdout.splitlines()
    assert told == sentence
    assert int(megabytes) < 40


def test_formatted_cells_that_hold_nothing_are_not_in_the_way(tmp_path: Path) -> None:
    path = remade(tmp_path, {"xl/worksheets/sheet1.xml": lambda old: far(old).replace(
        b'<c r="ALL1048576"><v>1</v></c>', b'<c r="ALL1048576" s="0"/>')})  # fmt: skip
    assert rows(path) == [(1, ["a", "b"]), (2, ["1", "2"])]


# --- whatever the bytes -------------------------------------------------------------------------


def workbook_bytes() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("S").write_row(0, 0, ["Date", "Place", 5])
    return file.getvalue()


WHOLE = workbook_bytes()


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A workbook of which some bytes are other ones."""
    raw = bytearray(WHOLE)
    for _ in range(draw(st.integers(1, 6))):
        raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw)


@given(
    content=st.binary(max_size=300)
    | st.text("a,;\t|\"\n\r é\u00a0\x00", max_size=60).map(str.encode)
    | st.text("ab,\n", max_size=60).map(lambda text: text.encode("utf-16"))
    | spoilt()
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_whatever_the_bytes_there_are_rows_of_text_or_one_sentence(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.csv"
    path.write_bytes(content)
    try:
        for one in sheet.read(path):
            names, below = sheet.table(one, sheet.header_line(one))
            assert names and len(set(names)) == len(names)
            last = 0
            for line, cells in below:
                assert line > last and all(isinstance(cell, str) for cell in cells)
                last = line
    except Refused as refused:
        assert str(refused).endswith(".") and "\n" not in str(refused)
