"""The rows of a pack as an Excel workbook: a sheet for each table that was shown."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator

import pandas as pd
import xlsxwriter

from mirror import words
from mirror.export import LONGEST_CELL, write_cell
from mirror.pack.leaves import Pack, Told, untold

#: The most characters of a sheet's name, and what Excel allows in none.
LONGEST_NAME, FORBIDDEN = 31, r"[\[\]:*?/\\']"
#: On each sheet: which view it is of, and who, when and what for; then its headings.
HEADINGS = 3


def workbook(pack: Pack, told: Told = untold) -> bytes:
    """A workbook of the rows that the pack shows, every column of them, text as text."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    first = book.add_worksheet("About")
    first.set_column(0, 0, 100)
    for line, said in enumerate(pack.about):
        first.write_string(line, 0, _short(said))
    bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    names = {"about"}
    tables = list(_tables(pack))
    for turn, (view, name, table) in enumerate(tables):
        told(turn / len(tables), name)
        called = _unique(name, names)
        names.add(called.lower())
        sheet = book.add_worksheet(called)
        sheet.set_column(0, len(table.columns) - 1, 24)
        sheet.freeze_panes(HEADINGS + 1, 0)
        for line, said in enumerate((view, pack.footer)):
            write_cell(sheet, line, 0, _short(said), text)
        for column, heading in enumerate(table):
            sheet.write_string(HEADINGS, column, heading, bold)
        for line, cells in enumerate(table.itertuples(index=False), start=HEADINGS + 1):
            for column, cell in enumerate(cells):
                write_cell(sheet, line, column, _short(cell), text)
    book.close()
    told(1, "")
    return file.getvalue()


def _tables(pack: Pack) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """The view, the name and the rows of each table, then what people made of the views."""
    for leaf in pack.leaves:
        for rows in leaf.panel.rows:
            yield leaf.panel.title, rows.name, rows.table
    made = [
        {"View": leaf.panel.title, "Question": leaf.question, "When": words.day(one.said_on)}
        | dict(one.said)
        for leaf in pack.leaves
        for one in leaf.made
    ]
    if made:
        columns = ["View", "Question", "When", *words.REFLECTED.values()]
        name = "What people made of it"
        yield name, name, pd.DataFrame(made, columns=columns).astype(object)


def _unique(name: str, taken: Collection[str]) -> str:
    """A name that Excel allows a sheet, and that no other sheet has."""
    plain = " ".join(re.sub(FORBIDDEN, " ", name).split()) or "Rows"
    called, turn = plain[:LONGEST_NAME].strip(), 1
    while called.lower() in taken:
        turn += 1
        ending = f" {turn}"
        called = plain[: LONGEST_NAME - len(ending)].strip() + ending
    return called


def _short(cell: object) -> object:
    """The cell, ended with dots where Excel has no room for all of it."""
    is_long = isinstance(cell, str) and len(cell) > LONGEST_CELL - 1
    return f"{str(cell)[: LONGEST_CELL - 2]}…" if is_long else cell
