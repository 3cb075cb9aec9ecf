"""Everything of a place, to take away: as the interchange file, a workbook, or a zip of tables.

What leaves is what stands: rows that were amended or withdrawn stay behind, and so does every text
that its author keeps to themselves.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import xlsxwriter

from mirror import store, words
from mirror.lens import CONSENT_NEEDED
from mirror.store import Refused

#: What is taken out, and what a reader calls it. Each is asked for by queries/export/<kind>.sql.
KINDS = {
    "observation": "Observations",
    "relationship": "Relationships",
    "event": "Events",
    "entry_step": "Entry steps",
    "help": "Help given",
    "block_view": "Views of building blocks",
    "reflection": "Reflections",
    "loop": "Assumptions",
    "remark": "Said at gatherings",
    "observer": "Observers",
    "gathering": "Gatherings",
}
#: The most characters in a workbook's cell, and the most rows below a sheet's header.
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_575

# The tables beside its own that columns of a kind are taken from.
_BESIDE = {"observation": ("observer",), "gathering": ("gathering_room",)}
# How each type of the file is held in a table, so that days stay days and steps whole numbers.
_PANDAS = {
    "VARCHAR": "str", "UUID": "str", "DATE": "date32[day][pyarrow]", "DOUBLE": "float64",
    "TINYINT": "Int8", "INTEGER": "Int32", "BOOLEAN": "boolean",
}  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A form in which a place can be taken away: its title, its file's ending, how it is made."""

    title: str
    suffix: str
    mime: str
    make: Callable[[store.Store, str], bytes]


def interchange(held: store.Store, place: str) -> bytes:
    """The observations of a place as the interchange file, which can be brought in again."""
    return _as_csv(_table(held, place, "observation"))


def workbook(held: store.Store, place: str) -> bytes:
    """Everything of a place as an Excel workbook: what it is for, then a sheet for each kind."""
    if said := too_much_for_a_workbook(held, place):
        raise Refused(said)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    first = book.add_worksheet("About")
    first.set_column(0, 0, 100)
    for line, said in enumerate(about(held, place)):
        first.write_string(line, 0, said)
    bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    for kind, table in _tables(held, place):
        sheet = book.add_worksheet(KINDS[kind])
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(table):
            sheet.write_string(0, column, name, bold)
        for line, cells in enumerate(table.itertuples(index=False), start=1):
            for column, cell in enumerate(cells):
                write_cell(sheet, line, column, cell, text)
    book.close()
    return file.getvalue()


def parquet_tables(held: store.Store, place: str) -> bytes:
    """Everything of a place as a zip of Parquet files, one for each kind."""
    return _zipped(held, place, "parquet", lambda table: table.to_parquet(None, index=False))


def csv_tables(held: store.Store, place: str) -> bytes:
    """Everything of a place as a zip of CSV files, one for each kind."""
    return _zipped(held, place, "csv", _as_csv)


#: The forms in which a place can be taken away, by what the command calls them.
FORMATS = {
    "csv": Format("Observations, as CSV", "csv", "text/csv", interchange),
    "xlsx": Format(
        "Everything, as an Excel workbook", "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook,
    ),
    "parquet": Format("Everything, as Parquet tables", "zip", "application/zip", parquet_tables),
    "tables": Format("Everything, as CSV tables", "zip", "application/zip", csv_tables),
}  # fmt: skip


def file_name(held: store.Store, place: str, form: str) -> str:
    """What the file is called: of which place, that it is invented if it is, what it is not."""
    kept = "observations" if form == "csv" else "everything"
    invented = "-invented" if _place(held, place)[1] else ""
    return f"{kept}-{place}{invented}-perceptions-not-performance.{FORMATS[form].suffix}"


def about(held: store.Store, place: str) -> list[str]:
    """What stands before everything that is taken out."""
    title, invented = _place(held, place)
    return [
        f"{title}, taken out of Place Mirror on {words.day(date.today())}.",
        *([words.INVENTED] if invented else []),
        words.PURPOSE,
        "Texts that their authors keep to themselves are left out. So is what was withdrawn.",
    ]


def too_much_for_a_workbook(held: store.Store, place: str) -> str:
    """Why a place does not fit into a workbook, in a sentence; empty if it does."""
    [most] = held.ask(store.sql("export/largest"), {"place": place}).itertuples()
    if most.row_count > MOST_ROWS:
        return f"Excel shows at most {MOST_ROWS:,} rows. Take CSV or Parquet."
    if most.longest > LONGEST_CELL:
        return (
            f"A note is longer than the {LONGEST_CELL:,} characters of an Excel cell. "
            "Take CSV or Parquet."
        )
    return ""


def dictionary() -> str:
    """What every table and column means, as data/README.md says it."""
    return (store.ROOT / "data" / "README.md").read_text(encoding="utf-8")


def _tables(held: store.Store, place: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each kind of which anything is held; the observations always."""
    for kind in KINDS:
        table = _table(held, place, kind)
        if kind == "observation" or len(table):
            yield kind, table


def _table(held: store.Store, place: str, kind: str) -> pd.DataFrame:
    _place(held, place)
    text = store.sql(f"export/{kind}")
    offered = {"place": place, "consent": CONSENT_NEEDED["facilitator"]}
    table = held.ask(text, {name: offered[name] for name in store.parameters(text)})
    columns = held.ask(store.sql("export/types"), {"tables": [kind, *_BESIDE.get(kind, ())]})
    types = dict(zip(columns.column_name, columns.data_type, strict=True))
    return table.astype({column: _PANDAS[types[column]] for column in table})


def _place(held: store.Store, place: str) -> tuple[str, bool]:
    """What a place is called, and whether it is invented."""
    found = held.ask(store.sql("export/place"), {"place": place})
    if found.empty:
        raise Refused(f"The place “{place}” is not held here.")
    return str(found.title[0]), bool(found.invented[0])


def _as_csv(table: pd.DataFrame) -> bytes:
    safe = table.assign(
        **{
            column: table[column].map(words.harmless, na_action="ignore")
            for column in table.select_dtypes("str")
        }
    )
    text: str = safe.to_csv(index=False, lineterminator="\r\n", float_format=_number)
    return text.encode("utf-8-sig")


def _number(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(float(number))


def write_cell(sheet: Any, line: int, column: int, cell: Any, text: Any) -> None:
    """Write one cell: text as text, whatever it looks like."""
    if pd.isna(cell):
        return
    if pd.api.types.is_bool(cell):
        sheet.write_boolean(line, column, bool(cell))
    elif isinstance(cell, str | date):
        # These two are no characters, and damage a workbook.
        said = str(cell).translate({0xFFFE: None, 0xFFFF: None})
        # An apostrophe that somebody typed needs one before it, as in CSV; all else is plain text.
        safe = words.harmless(said)
        shown = safe if said.startswith(("'", "<r>")) else said
        if sheet.write_string(line, column, shown, text if safe != said else None):
            raise Refused("A text is too long for an Excel cell. Take CSV or Parquet.")
    elif float(f"{cell:.16G}") == cell:
        sheet.write_number(line, column, float(cell))
    else:
        # A workbook's numbers have 16 figures; what needs one more is kept as text.
        sheet.write_string(line, column, repr(float(cell)))


def _zipped(
    held: store.Store, place: str, suffix: str, write: Callable[[pd.DataFrame], bytes]
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about.txt", "\n".join(about(held, place)) + "\n")
        archive.writestr("what-the-columns-mean.md", dictionary())
        for kind, table in _tables(held, place):
            stem = KINDS[kind].lower().replace(" ", "-")
            archive.writestr(f"{stem}.{suffix}", write(table))
    return file.getvalue()
