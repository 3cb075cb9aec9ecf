"""A file brought to the page: chosen, looked at, checked, and kept at a second click."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from mirror import bringing, intake, mapping, sheet, store, words
from mirror.bringing import Offer
from mirror.intake import Report
from mirror.mapping import Mapping, Suggestion
from mirror.sheet import Progress
from mirror.store import Refused

#: The largest file that is taken, in megabytes.
MOST_MEGABYTES = 100
#: The most characters of a file's name that are kept, of up to four bytes each.
LONGEST_NAME = 60

Found = TypeVar("Found")


def choose() -> Path:
    """The file that was chosen, as a file of its own for as long as the session lasts."""
    chosen = st.file_uploader(
        "A CSV file or an Excel workbook", type=["csv", "tsv", "txt", "xlsx", "xlsm"],
        max_upload_size=MOST_MEGABYTES,
    )  # fmt: skip
    if chosen is None:
        for what in ("uploaded", "uploaded_folder", "found_in_it"):
            st.session_state.pop(what, None)
        st.stop()
    if st.session_state.get("uploaded") != chosen.file_id:
        folder = tempfile.TemporaryDirectory(prefix="place-mirror-")
        path = Path(folder.name) / safe(chosen.name)
        path.write_bytes(chosen.getvalue())
        # The folder goes when the session lets go of it.
        st.session_state.uploaded, st.session_state.uploaded_folder = chosen.file_id, folder
        st.session_state.found_in_it = {}
    return Path(st.session_state.uploaded_folder.name) / safe(chosen.name)


def safe(name: str) -> str:
    """A name that every system takes for a file: the end of a long one, where its kind stands."""
    return re.sub(r"[^\w.\- ]", "_", Path(name).name)[-LONGEST_NAME:].strip(" .") or "file"


def sheet_of(held: store.Store, file: Path) -> Offer:
    """The sheet to bring in, and the line that names its columns."""
    sheets = _once("sheets", None, lambda: sheet.read(file))
    names = [one.name for one in sheets]
    name = st.selectbox("Sheet", names) if len(sheets) > 1 else names[0]
    chosen = sheets[names.index(name)]
    likely = _once("header", name, lambda: sheet.header_line(chosen))
    header = st.number_input("The line that names the columns", min_value=1, value=likely, step=1)
    # What is suggested follows from the words that are held, which may grow meanwhile.
    asked = (name, int(header), bringing.spellings(held))
    return _once("offer", asked, lambda: bringing.offer(held, chosen, int(header)))


def as_chosen(
    held: store.Store, offer: Offer, columns: dict[str, str], behaviours: dict[str, str]
) -> Suggestion:
    """What the sheet means, and what it asks, where the reader has said which column is what."""
    known = bringing.spellings(held)
    asked = (offer.sheet.name, offer.header, known, columns, behaviours)
    return _once("chosen", asked, lambda: bringing.as_chosen(held, offer, columns, behaviours))


def _once(what: str, asked: object, read: Callable[[], Found]) -> Found:
    """What is found in the file, read anew only when something else is asked of it."""
    found: dict[str, tuple[object, Found]] = st.session_state.found_in_it
    if what not in found or found[what][0] != asked:
        found[what] = (asked, read())
    return found[what][1]


def look(offer: Offer) -> None:
    """Show the first rows as they stand, and what the file looks like."""
    rows = [cells for _, cells in offer.look[:8]]
    names = list(offer.names)
    table = pd.DataFrame(
        [(cells + [""] * len(names))[: len(names)] for cells in rows], columns=names
    )
    st.dataframe(table, hide_index=True, alt="The first rows of the file")
    if offer.suggestion is None:
        st.write("This is an interchange file. It comes in as it is.")
        return
    st.write(f"This looks like {offer.suggestion.recognised}.")
    for name in offer.suggestion.dropped:
        st.text(f"The column “{name}” looks personal and is left out.")


def saved_mapping(held: store.Store, offer: Offer) -> Mapping | None:
    """A mapping kept before that fits these columns, if the reader chooses one."""
    fitting = {}
    for path in sorted(_folder(held).glob("*.toml")):
        try:
            kept = mapping.load(path)
        except Refused as refusal:
            st.text(str(refusal))
            continue
        if {*kept.columns.values(), *kept.behaviours} <= set(offer.names):
            fitting[path.stem] = kept
    if not fitting:
        return None
    name = st.selectbox("A mapping from before", ["– make a new one –", *fitting])
    if name not in fitting:
        return None
    kept = mapping.for_the_next(fitting[name])
    return replace(kept, sheet=offer.sheet.name, header=offer.header)


def keep_mapping(held: store.Store, used: Mapping) -> None:
    """Keep the mapping by name, for the next file like this."""
    with st.expander("Keep these answers for the next file like this"):
        name = st.text_input("Name", max_chars=60, key="mapping name")
        if st.button("Keep the answers") and name:
            path = _folder(held) / f"{intake.slug(name)}.toml"
            mapping.save(mapping.for_the_next(used), path)
            st.write(f"Kept as {path.name}, which `--map` takes too.")


def _folder(held: store.Store) -> Path:
    return held.path.parent / "mappings"


def check_then_keep(held: store.Store, file: Path, offer: Offer, used: Mapping | None) -> None:
    """Check the rows at one click, keep them at another, and say what became of them."""
    add = st.multiselect(
        "Add words that are not held here to", intake.GROWABLE,
        format_func={"place": "the places", "part": "the parts", "behaviour": "the behaviours",
                     "sector": "the sectors"}.__getitem__,
    )  # fmt: skip
    check, keep = st.columns(2)
    if check.button("Check it", width="stretch"):
        with _progress() as told:
            report = bringing.bring_in(held, file, used, add=add, dry_run=True, told=told)
        _say(report, file, "would come in")
        if used is not None:
            _ask_for_an_eye(bringing.to_be_looked_at(offer.sheet, used))
    if keep.button("Bring it in", width="stretch"):
        with _progress() as told:
            report = bringing.bring_in(held, file, used, add=add, told=told)
        _say(report, file, "came in")


@contextmanager
def _progress() -> Iterator[Progress]:
    """Until the end of the block, a bar shows how far the reading is."""
    bar = st.progress(0.0, "Reading the rows")

    def told(rows: int, share: float) -> None:
        bar.progress(share, f"{words.counted(rows, 'row')} read")

    try:
        yield told
    finally:
        bar.empty()


def _ask_for_an_eye(notes: list[tuple[int, str]]) -> None:
    """Name the notes in which somebody may still be named: no pattern knows a bare name."""
    if notes:
        count = words.counted(len(notes), "note")
        more = " or more" if len(notes) == bringing.MOST_NOTES else ""
        with st.expander(f"{count}{more} may still name somebody"):
            for line, note in notes[:100]:
                st.text(f"Line {line}: {note}")


def _say(report: Report, file: Path, became: str) -> None:
    for word in report.grown:
        st.text(f"New {word.kind}: {word.spelling}")
    if report.unnamed:
        st.text(
            f"{words.counted(report.unnamed, 'row')} without a name: those of one sector and "
            "organisation count as one voice."
        )
    st.text(words.rows_read(report.read, report.lines, report.rows))
    if report.left_out:
        st.text(words.left_out(report.left_out))
    if not report.refused:
        st.success(
            f"{words.counted(report.added, 'row')} {became}, {report.already_held:,} held already."
        )
        return
    lines = words.counted(report.refused_lines, "line")
    st.error(f"{lines} cannot be taken in, so nothing was kept.")
    for unknown in report.unknown[:20]:
        st.text(
            f"The {unknown.kind} “{unknown.spelling}” is not held here. Add it above, or map it."
        )
    for cell in report.refused[:20]:
        st.text(str(cell))
    all_or_first = "all" if len(report.refused) == report.refused_cells else "the first"
    st.download_button(
        f"Download {all_or_first} {len(report.refused):,} reasons",
        data=lambda: refusals(report),
        file_name=f"{file.stem}-refused.csv",
        mime="text/csv",
        on_click="ignore",
    )


def refusals(report: Report) -> bytes:
    """The refused cells as CSV: line, column, value, reason."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["line", "column", "value", "reason"])
    for cell in report.refused:
        # A reason may begin with what the file calls somebody.
        writer.writerow(
            [cell.line, cell.column, words.harmless(cell.value), words.harmless(cell.reason)]
        )
    return text.getvalue().encode("utf-8-sig")
