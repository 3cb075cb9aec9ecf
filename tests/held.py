"""Files as people hold them, each written by hand after its documented shape, messy on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

#: A space that does not break, as forms and word processors leave behind.
NBSP = "\u00a0"
Cell = str | float | date | datetime


def text(path: Path, *lines: str, encoding: str = "utf-8", end: str = "\r\n") -> Path:
    """A text file of these lines."""
    path.write_bytes("".join(line + end for line in lines).encode(encoding))
    return path


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[Cell]]]) -> Path:
    """A workbook; a cell such as “=B2*1 → 7” is a formula with the value kept beside it."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "m/d/yy h:mm:ss"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(y, x, cell, moment)
                    elif isinstance(cell, date):
                        sheet.write_datetime(y, x, cell, day)
                    elif isinstance(cell, str) and " → " in cell:
                        formula, kept = cell.split(" → ")
                        sheet.write_formula(y, x, formula, None, float(kept))
                    elif isinstance(cell, str):
                        sheet.write_string(y, x, cell)
                    else:
                        sheet.write_number(y, x, cell)
    return path


# --- Microsoft Forms ----------------------------------------------------------------------------


def microsoft_likert(folder: Path) -> Path:
    """Nobody named; American days with years of two figures; a column for each Likert row."""
    return text(
        folder / "How we work together(1-3).csv",
        "ID,Start time,Completion time,Email,Name,"
        f"Which part of the system?{NBSP},We see the whole{NBSP},Power and voice are shared,"
        "We learn together and adapt,What did you notice?",
        "1,3/14/25 9:02:11,3/14/25 9:05:40,anonymous,,Frontline,Agree,Strongly disagree,"
        f"Neutral,{NBSP}Ring me on 07700 900123.{NBSP}",
        "2,3/14/25 9:02:45,3/14/25 9:06:02,anonymous,,Culture,Strongly agree,,Disagree,",
        '3,4/2/25 16:40:00,4/2/25 16:48:13,anonymous,,Frontline,Agree,Agree,N/A,"Two lines,\r\n'
        'one ""quoted""."',
        encoding="utf-8-sig",
    )


def microsoft_chosen(folder: Path) -> Path:
    """A workbook with names; true moments; several behaviours in a cell, each closed by `;`."""
    return workbook(
        folder / "Noticing.xlsx",
        {
            "Sheet1": [
                [
                    "Id", "Start time", "Completion time", "Email", "Name",
                    f"Which{NBSP}behaviour?", "How strongly?", "Comments",
                ],
                [
                    1, datetime(2025, 5, 1, 9, 0), datetime(2025, 5, 1, 9, 4),
                    "ann.example@council.example", "Ann Example",
                    "We see the whole;We learn together and adapt;", 10,
                    "Write to ann.example@council.example",
                ],
                [
                    2, datetime(2025, 5, 1, 23, 58), datetime(2025, 5, 2, 0, 3),
                    "bob@charity.example", "Bob", f"We share a purpose{NBSP};", 1, "",
                ],
            ]
        },
    )  # fmt: skip


def microsoft_again(folder: Path) -> Path:
    """The next month, by one of the same people: days that can be read two ways, a last `;`."""
    return text(
        folder / "Noticing, June.csv",
        "Id,Start time,Completion time,Email,Name,Which behaviour?,How strongly?,Comments,",
        "1,6/2/25 8:00:00,6/2/25 8:03:00,Ann.Example@council.example,Ann Example,"
        "Leadership comes from anywhere;,4,Cllr Jane Doe came,",
        "2,6/3/25 8:00:00,6/3/25 8:03:00,cy@nhs.example,Cy,We share a purpose;,7,,",
        encoding="utf-8",
    )


# --- Google Forms -------------------------------------------------------------------------------


def google_grid(folder: Path) -> Path:
    """Year first with zones; a grid, each row of it a column; nobody named."""
    ask = "How far is each there?"
    return text(
        folder / "Place check-in (Responses) - Form Responses 1.csv",
        f'"Timestamp","Which part of the system?","{ask} [We see the whole]",'
        f'"{ask} [We answer to each other]","{ask} [Decisions sit close to people]",'
        '"What happened?"',
        '"2025/03/14 9:02:11 AM GMT+1","Frontline","5","1","3","See https://example.org/x?y=1 now"',
        '"2025/03/14 11:30:00 PM GMT-5","Leadership","4","","2",""',
        '"2025/03/15 12:00:00 AM GMT","Frontline","1","5","4","=HYPERLINK(""x"")"',
        end="\n",
    )


def google_mixed(folder: Path, last: str = "3/16/2025 18:00:00") -> Path:
    """Days in three ways of writing; an e-mail address; titles with commas joined by commas."""
    return text(
        folder / "Noticing (Responses).csv",
        "Timestamp,Email Address,Which behaviours?,Score,Notes",
        "14/03/2025 09:02:11,dee@here.example,"
        '"Power is shared, and equality of voice actively promoted, People share a vision",8,',
        "2025-03-15T10:00:00+00:00,Dee@Here.example,People share a vision,3,SW1A 1AA was shut",
        "3/4/2025 18:00:00,eve@here.example,Accountability is mutual,99,",
        f"{last},eve@here.example,Accountability is mutual,-,",
        end="\n",
    )


def google_long(folder: Path) -> Path:
    """A row an observation; the month as a word; direction and consent in words."""
    return text(
        folder / "What we saw.csv",
        "Timestamp,Email Address,Area,Behaviour,Score,Which way?,Who may read this?,Comment",
        "14 March 2025 09:02,dee@here.example,Aytown ,We share a purpose,80%,Slipping back,"
        "The room,",
        "15 March 2025 09:02,fay@here.example,Aytown,We shared a purpose,100%,Holding,,<b>Bold</b>",
        "16 Mar 2025 09:02,dee@here.example,aytown,Trust,0%,unclear,,",
        end="\n",
    )


# --- KoboToolbox --------------------------------------------------------------------------------

UUID = "0b54d7f1-5d0e-4f0a-9d8c-7d2c1f000"
KOBO_END = '"_id";"_uuid";"_submission_time";"_status"'


def kobo_one_cell(folder: Path) -> Path:
    """XML names with their group, moments with zones, several behaviours parted by a space."""
    return text(
        folder / "aKobo_-_all_versions_-_False_-_2025-04-01-09-00-00.csv",
        f'"start";"end";"obs/part";"obs/behaviour";"obs/strength";"obs/note";{KOBO_END}',
        '"2025-03-14T09:02:11.123+01:00";"2025-03-14T09:05:00.000+01:00";"frontline";'
        f'"per1 par3";"3";"A note; with a separator";"101";"{UUID}101";"2025-03-14T08:05:30";'
        '"submitted_via_web"',
        '"2025-03-31T23:30:00.000+01:00";"2025-03-31T23:40:00.000+01:00";"community";"pow2";'
        f'"7";"";"102";"{UUID}102";"2025-03-31T22:40:30";"submitted_via_web"',
        end="\n",
    )


def kobo_columns(folder: Path) -> Path:
    """XML names; a column of 0 and 1 for each behaviour; one strength for all."""
    return text(
        folder / "kobo columns.csv",
        f'"today";"obs/part";"obs/seen/PER1";"obs/seen/PAR3";"obs/seen/POW2";"obs/strength";'
        f"{KOBO_END}",
        f'"2025-03-14";"frontline";"1";"0";"1";"4";"201";"{UUID}201";"2025-03-14T08:05:30";""',
        f'"2025-03-15";"culture";"0";"0";"0";"9";"202";"{UUID}202";"2025-03-15T08:05:30";""',
        f'"2025-03-16";"culture";"0";"1";"";"";"203";"{UUID}203";"2025-03-16T08:05:30";""',
        end="\n",
    )


def kobo_both(folder: Path) -> Path:
    """Labels for headers; the choice as one cell and again as a column each; a ladder of words."""
    ask = "Which behaviours did you see?"
    return text(
        folder / "kobo both.csv",
        f'"When?";"{ask}";"{ask}/We see the whole";"{ask}/We learn together and adapt";'
        f'"How strongly";"Anything else?";{KOBO_END}',
        '"2025-03-14";"We see the whole We learn together and adapt";"1";"1";"Often";'
        f'"NHS number 943 476 5919, please";"301";"{UUID}301";"2025-03-14T08:05:30";""',
        f'"2025-03-15";"We learn together and adapt";"0";"1";"Never";"";"302";"{UUID}302";'
        '"2025-03-15T08:05:30";""',
        encoding="utf-8-sig",
        end="\n",
    )


# --- spreadsheets -------------------------------------------------------------------------------


def sheet_one_hot(folder: Path) -> Path:
    """Title rows, sheets, themes marked 1 with a score apart, true days, formulas, odd holes."""
    return workbook(
        folder / "Theme tracker v3 FINAL.xlsx",
        {
            "Read me": [["Made by the team. Do not edit."]],
            "Data ": [
                ["Theme tracker"],
                [],
                ["", "", "Themes", "", "", "", "", ""],
                ["Date", "Organisation", "We see the whole ", "We share a purpose",
                 "We answer to each other", "Score", "Notes", "Notes"],
                [date(2025, 3, 14), "Town hall  ", 1, 0, 1, "=3+4 → 7", "  Well said ", "x"],
                [date(2025, 3, 15), "The Hub", 0, 1, 0, 99, "-", ""],
                [date(2024, 12, 31), "Town hall", "", 1, "", 2, f"{NBSP}", ""],
                ["", "", "", "", "", "", "", ""],
                [date(2025, 4, 1), "The Hub", 0, 0, 0, 5, "Nothing seen", ""],
            ],
            "Lists": [["Yes"], ["No"]],
        },
    )  # fmt: skip


def sheet_of_words(folder: Path, encoding: str = "cp1252", second: str = "03/15/2025") -> Path:
    """Scores as words, days of both orders in one column, in the old Western encoding."""
    return text(
        folder / f"café notes {encoding}.csv",
        "Date;Who;Behaviour;Score;Score;Comment",
        "14/03/2025;Zoë;We see the whole;High;3;The café’s “open hour” – a start",
        f"{second};Zoë;We share a purpose ;very low;;NA",
        "04/05/2025;Noël;We share a purpose;Medium;4;",
        "2025-03-20;Noël;We answer to each other;NA;;£5",
        encoding=encoding,
    )


def sheet_wide(folder: Path, encoding: str, separator: str) -> Path:
    """A column a behaviour, 1 to 7, with 9 for “not said”; Excel's day numbers."""
    rows = [
        ["Date", "Area", "Participant", "PER1", "PER3", "PAR3"],
        ["45730", "Aytown", "H-01", "7", "9", "1"],
        ["45731", "Aytown", "H-02", "4", "", "9"],
        ["45732", "Aytown", "H-01", "2", "6", "5"],
    ]
    return text(
        folder / f"wide {encoding}.txt", *map(separator.join, rows), encoding=encoding, end="\n"
    )
