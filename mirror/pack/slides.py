"""The pack as PowerPoint: titles, texts and tables to edit, and each picture with words for it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
import pptx
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Pt

from mirror import words
from mirror.pack import drawn
from mirror.pack.fitting import LEADING, Text, first_sheet, shortened, width_of, wrapped
from mirror.pack.leaves import Leaf, Pack, Told, untold
from mirror.panels import Drawing, Rows

#: A slide of 16 to 9, its margin, and where its footer begins; all in points.
WIDE, TALL, MARGIN, TOP, FOOT, BOTTOM = 960.0, 540.0, 40.0, 24.0, 486.0, 530.0
ROOM = WIDE - 2 * MARGIN
#: The least width of the words beside a tall picture.
COLUMN = 236.0
#: The sizes of letters: the title of the pack, of a slide, and all else.
COVER, TITLE, LEAST = 40.0, 28.0, 16.0
#: The most lines of a title; what is longer stands whole below it.
TITLE_LINES = 3
#: The most rows of a table that a picture shows too, and the most lines of a cell.
MOST_ROWS, CELL_LINES, LONG_CELL_LINES = 10, 3, 14
#: The most rows of a table that no picture shows: three slides of them are read by nobody.
MOST_ALONE = 24
#: Air beside and above the words of a cell.
BESIDE, ABOVE = 6.0, 4.0
#: The least that a picture's letters of 16 pixels may shrink to where words stand above it.
SMALLEST = 9.0
#: The most characters of the words for a picture.
LONGEST_ALT = 600
#: The most characters of the title that a file says it has.
LONGEST_TITLE = 255
#: What the house draws with, in place of the colours and the typeface of an empty PowerPoint.
THEME = {b"4F81BD": b"12436D", b"1F497D": b"12436D", b"Calibri": b"Arial"}
GREY = RGBColor.from_string("404040")


def slides(pack: Pack, told: Told = untold) -> bytes:
    """The pack as a PowerPoint file: some slides for each leaf, their notes with how to read it."""
    deck = _Deck(pack)
    for turn, leaf in enumerate(pack.leaves):
        told(turn / len(pack.leaves), leaf.panel.title)
        if turn:
            deck.add(leaf)
        else:
            deck.add_cover(leaf)
    told(1, "")
    return deck.as_bytes()


class _Slide(NamedTuple):
    """A slide that was begun: how far down it is filled, and how wide its words are, in points."""

    slide: Any
    filled: float
    wide: float


class _Deck:
    """A presentation in the making."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.file = pptx.Presentation()
        self.layout = _own_look(self.file)
        about = self.file.core_properties
        about.title = words.legal(pack.title)[:LONGEST_TITLE]
        about.author, about.last_modified_by = "", ""
        about.language = "en-GB"
        # Of all that an empty PowerPoint says of its own making, nothing stays.
        about.comments = about.keywords = about.subject = about.category = ""

    def as_bytes(self) -> bytes:
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()

    def add_cover(self, leaf: Leaf) -> None:
        """The first slide, and who was there."""
        texts = [Text(line, 20) for line in leaf.panel.said.splitlines()]
        self._footer(self._texts(self.pack.title, texts, [], size=COVER))
        for rows in leaf.panel.rows:
            self._table(rows, [])

    def add(self, leaf: Leaf) -> None:
        """The slides of one view: pictures, tables, then its question and what was made of it."""
        panel, notes = leaf.panel, _notes(leaf)
        said = [Text(line, LEAST) for line in panel.said.splitlines()]
        if leaf.seen:
            said.insert(0, Text(leaf.seen, LEAST))
        for place, drawing in enumerate(panel.drawings):
            self._picture(drawing.name if place else panel.title, [] if place else said, drawing,
                          leaf)  # fmt: skip
        rows = list(panel.rows)
        if said and not panel.drawings:
            begun = self._texts(panel.title, said, notes)
            if rows:
                self._table(rows.pop(0), notes, begun)
            else:
                self._footer(begun)
        elif rows:
            self._table(rows.pop(0), notes)
        for one in rows:
            if not one.is_drawn or len(one.table) <= MOST_ROWS:
                self._table(one, notes)
        self._question(leaf)

    def _question(self, leaf: Leaf) -> None:
        """What is asked of the view, what people made of it, and whose voices it holds."""
        made = [
            Text(said, LEAST, lead)
            for one in leaf.made
            for lead, said in (
                (words.day(one.said_on), ""), *((f"{told}: ", said) for told, said in one.said)
            )
        ]  # fmt: skip
        if not leaf.question and not made:
            return
        if leaf.question and not made:
            made = [Text("Nobody has written down yet what they make of this view.", LEAST)]
        title = leaf.question or "What people made of other views"
        texts = [*made, *(Text(line, LEAST) for line in leaf.panel.voices.splitlines())]
        self._footer(self._texts(title, texts, _notes(leaf)))

    def _texts(
        self, title: str, texts: Sequence[Text], notes: Sequence[str], size: float = TITLE
    ) -> _Slide:
        """As many slides of words as they need; the last of them, which has no footer yet."""
        cut = shortened(words.legal(title), ROOM, size, TITLE_LINES, is_bold=True)
        if cut != words.legal(title):
            texts = [Text(title, LEAST), *texts]
        return self._flow(self._begin(cut, notes, size), title, texts, notes)

    def _flow(
        self, begun: _Slide, title: str, texts: Sequence[Text], notes: Sequence[str]
    ) -> _Slide:
        """Put paragraphs below what a slide holds, and on further slides where it is full."""
        waiting = [line for text in texts for line in _lines(text)]
        while waiting:
            sheet, waiting = first_sheet(waiting, ROOM, FOOT - begun.filled)
            begun = self._write(begun, sheet)
            if waiting:
                self._footer(begun)
                begun = self._begin(_continued(title), notes)
        return begun

    def _picture(
        self, title: str, said: Sequence[Text], drawing: Drawing, leaf: Leaf
    ) -> None:  # fmt: skip
        """A picture with its title and what is said: above it, beside it, or on a slide before."""
        image = drawn.draw(drawing.chart, footer=False)
        said = [text._replace(said=words.legal(text.said)) for text in said]
        above, beside, alone = (
            placed(image, title, words_there, self.pack.footer)
            for placed, words_there in ((_above, said), (_beside, said), (_above, []))
        )
        found = max(above, beside, key=lambda place: place.scale)
        if found.scale * 16 < SMALLEST and found.scale < 0.93 * alone.scale:
            self._footer(self._texts(title, said, _notes(leaf)))
            title, said = drawing.name, []
            found = max(
                _above(image, title, [], self.pack.footer),
                _beside(image, title, [], self.pack.footer), key=lambda place: place.scale,
            )  # fmt: skip
        notes = [f"How to read it: {drawing.read}", *_notes(leaf)]
        begun = self._write(
            self._begin(_brief(title, found.column), notes, wide=found.column), said
        )
        wide, tall = image.width * found.scale, image.height * found.scale
        picture = begun.slide.shapes.add_picture(
            io.BytesIO(image.png()), Pt(found.left), Pt(found.top), Pt(wide), Pt(tall)
        )
        told = " ".join([f"{drawing.name}.", *leaf.panel.said.splitlines()])
        properties = picture._element.nvPicPr.cNvPr
        properties.set("name", words.legal(drawing.name))
        properties.set("descr", words.legal(told)[:LONGEST_ALT])
        self._footer(begun)

    def _table(self, rows: Rows, notes: Sequence[str], begun: _Slide | None = None) -> None:
        """A table to edit: of many rows that a picture shows too, what one slide has room for.

        It begins on a slide of its own, or below what that holds which was `begun`.
        """
        name = f"{rows.name}, as a table" if rows.is_drawn else rows.name
        table = rows.table[list(rows.columns)].astype(object)
        table = table.map(
            lambda cell: "" if pd.isna(cell) else " ".join(words.legal(str(cell)).split())
        )
        if begun is not None and len(table):
            begun = self._flow(begun, name, [Text(name, LEAST, is_bold=True)], notes)
        if len(table.columns) == 1:
            texts = [Text(f"– {cell}", LEAST) for cell in rows.table[rows.columns[0]]]
            begun = begun or self._begin(_brief(name), notes)
            self._footer(self._flow(begun, name, texts, notes))
            return
        widths = _widths(table)
        lines = CELL_LINES if rows.is_drawn else LONG_CELL_LINES
        beyond = 0 if rows.is_drawn else max(len(table) - MOST_ALONE, 0)
        whole = table.head(len(table) - beyond).to_numpy().tolist()
        cells = [
            [
                shortened(said, width - 2 * BESIDE, LEAST, lines)
                for said, width in zip(row, widths, strict=True)
            ]
            for row in whole
        ]
        is_cut = rows.is_drawn and len(cells) > MOST_ROWS
        # Room for a line below that says where the rest stands.
        foot = FOOT - 28 if is_cut or beyond or cells != whole else FOOT
        place = 0
        while place < len(cells):
            is_fresh = begun is None
            begun = begun or self._begin(_continued(name) if place else _brief(name), notes)
            offered, room = cells[place : place + MOST_ROWS], foot - begun.filled
            count = max(_fitting(offered, list(table), widths, room), is_fresh)
            last = place + count
            if count:
                begun = self._rows(begun, list(table), cells[place:last], widths)
            said = []
            if is_cut:
                said.append(
                    f"And {words.counted(len(cells) - last, 'more row')}: see the workbook."
                )
                last = len(cells)
            elif beyond and last == len(cells):
                said.append(f"And {words.counted(beyond, 'more row')}: see the workbook.")
            elif cells[place:last] != whole[place:last]:
                said.append("Longer texts stand whole in the workbook.")
            self._footer(self._write(begun, [Text(line, LEAST) for line in said]))
            place, begun = last, None
        if begun is not None:
            self._footer(begun)

    def _rows(
        self, begun: _Slide, heads: list[str], cells: list[list[str]], widths: list[float]
    ) -> _Slide:
        """Put rows on a slide, under their headings."""
        heights = [_tall(row, widths, is_bold=row is heads) for row in (heads, *cells)]
        frame = begun.slide.shapes.add_table(
            len(cells) + 1, len(heads), Pt(MARGIN), Pt(begun.filled), Pt(ROOM), Pt(sum(heights))
        )
        for column, width in zip(frame.table.columns, widths, strict=True):
            column.width = Pt(width)
        for line, (row, said) in enumerate(zip(frame.table.rows, (heads, *cells), strict=True)):
            row.height = Pt(heights[line])
            for cell, text in zip(row.cells, said, strict=True):
                cell.margin_left = cell.margin_right = Pt(BESIDE)
                cell.margin_top = cell.margin_bottom = Pt(ABOVE)
                cell.vertical_anchor = MSO_ANCHOR.TOP
                _say(cell.text_frame.paragraphs[0], text, LEAST, is_bold=line == 0)
        return begun._replace(filled=begun.filled + sum(heights) + 8)

    def _begin(
        self, title: str, notes: Sequence[str], size: float = TITLE, wide: float = ROOM
    ) -> _Slide:
        """A new slide with its title, of a width, and its notes."""
        slide = self.file.slides.add_slide(self.layout)
        shape = slide.shapes.title
        tall = _title_height(title, wide, size)
        shape.left, shape.top, shape.width, shape.height = map(Pt, (MARGIN, TOP, wide, tall))
        _plain_frame(shape.text_frame)
        _say(shape.text_frame.paragraphs[0], title, size, is_bold=True)
        said = [*notes, self.pack.footer]
        slide.notes_slide.notes_text_frame.text = "\n".join(map(words.legal, said))
        return _Slide(slide, TOP + tall + 10, wide)

    def _write(self, begun: _Slide, texts: Sequence[Text]) -> _Slide:
        """Put paragraphs on a slide, below what it holds."""
        if not texts:
            return begun
        tall = sum(text.height(begun.wide) for text in texts)
        box = begun.slide.shapes.add_textbox(Pt(MARGIN), Pt(begun.filled), Pt(begun.wide), Pt(tall))
        _plain_frame(box.text_frame)
        for place, text in enumerate(texts):
            frame = box.text_frame
            paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
            paragraph.space_after = Pt(0.4 * text.size)
            if text.lead:
                _say(paragraph, text.lead, text.size, is_bold=True)
            if text.said:
                _say(paragraph, text.said, text.size, text.is_bold)
        return begun._replace(filled=begun.filled + tall)

    def _footer(self, begun: _Slide) -> None:
        """Who, when and what for, at the foot of a slide and last to be read."""
        footer, wide = words.legal(self.pack.footer), begun.wide
        tall = len(wrapped(footer, wide, LEAST)) * LEAST * LEADING
        box = begun.slide.shapes.add_textbox(Pt(MARGIN), Pt(BOTTOM - tall), Pt(wide), Pt(tall))
        _plain_frame(box.text_frame)
        run = _say(box.text_frame.paragraphs[0], footer, LEAST)
        run.font.color.rgb = GREY


class _Place(NamedTuple):
    """Where a picture stands on a slide, how much smaller, and how wide its words are beside."""

    scale: float
    left: float
    top: float
    column: float


def _above(image: drawn.Drawn, title: str, said: Sequence[Text], footer: str) -> _Place:
    """The place of a picture below its words, across the slide."""
    used = TOP + _title_height(_brief(title), ROOM) + 10
    top = used + sum(text.height(ROOM) for text in said)
    scale = min(ROOM / image.width, (FOOT - top - 8) / image.height)
    return _Place(scale, MARGIN + (ROOM - image.width * scale) / 2, top, ROOM)


def _beside(image: drawn.Drawn, title: str, said: Sequence[Text], footer: str) -> _Place:
    """The place of a tall picture at the right of its words; of no size where they do not fit."""
    scale = min((ROOM - COLUMN - 24) / image.width, (BOTTOM - TOP) / image.height)
    column = ROOM - image.width * scale - 24
    used = TOP + _title_height(_brief(title, column), column) + 10
    used += sum(text.height(column) for text in said)
    used += len(wrapped(footer, column, LEAST)) * LEAST * LEADING
    return _Place(scale if used <= BOTTOM else 0, MARGIN + column + 24, TOP, column)


def _title_height(title: str, wide: float, size: float = TITLE) -> float:
    return len(wrapped(title, wide, size, is_bold=True)) * size * LEADING


def _own_look(file: Any) -> Any:
    """Give an empty PowerPoint the house's shape, typeface and colours; the one layout it keeps."""
    file.slide_width, file.slide_height = Emu(Pt(WIDE)), Emu(Pt(TALL))
    keep = file.slide_layouts.get_by_name("Title Only")
    for layout in list(file.slide_layouts):
        if layout is not keep:
            file.slide_layouts.remove(layout)
    master = file.slide_master
    for shape in [*master.placeholders, *keep.placeholders]:
        if shape.placeholder_format.idx in (10, 11, 12):
            shape._element.getparent().remove(shape._element)
        else:
            shape.left, shape.top, shape.width, shape.height = map(Pt, (MARGIN, 24, ROOM, 70))
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for old, new in THEME.items():
        theme._blob = theme.blob.replace(old, new)
    [title] = master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr")
    title.set("algn", "l")
    return keep


def _plain_frame(frame: Any) -> None:
    """Words begin at the edge of their box, wrap, and keep their size."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _say(paragraph: Any, said: str, size: float, is_bold: bool = False) -> Any:
    """Add words to a paragraph, in British English."""
    run = paragraph.add_run()
    run.text = words.legal(said)
    run.font.size, run.font.bold = Pt(size), is_bold
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
    return run


def _notes(leaf: Leaf) -> list[str]:
    """What whoever presents a slide may want to know beside it."""
    asked = [f"The question: {leaf.question}"] if leaf.question else []
    return [*asked, *leaf.panel.voices.splitlines()]


def _lines(text: Text) -> Iterator[Text]:
    """A paragraph for each line that somebody typed, what stands bold before the first alone."""
    first, *others = words.legal(text.said).splitlines() or [""]
    yield text._replace(said=first)
    for line in others:
        yield text._replace(said=line, lead="")


def _brief(title: str, wide: float = ROOM) -> str:
    """A title in two lines, or where it stands beside a picture in as many as it needs there."""
    return shortened(words.legal(title), wide, TITLE, 2 if wide == ROOM else 5, is_bold=True)


def _continued(title: str) -> str:
    return _brief(
        f"{shortened(words.legal(title), ROOM - 150, TITLE, 1, is_bold=True)} (continued)"
    )


def _widths(table: pd.DataFrame) -> list[float]:
    """How wide each column is: its heading's longest word at least, and room for what it says."""
    least = [
        max(width_of(word, LEAST, is_bold=True) for word in name.split()) + 2 * BESIDE
        for name in table
    ]
    wanted = [
        max(most, *(min(width_of(said, LEAST) + 2 * BESIDE + 2, 0.45 * ROOM)
                    for said in (name, *table[name])))
        for most, name in zip(least, table, strict=True)
    ]  # fmt: skip
    if sum(wanted) <= ROOM:
        return [ROOM * width / sum(wanted) for width in wanted]
    share = (ROOM - sum(least)) / (sum(wanted) - sum(least))
    return [few + (width - few) * share for few, width in zip(least, wanted, strict=True)]


def _tall(row: Sequence[str], widths: Sequence[float], is_bold: bool = False) -> float:
    lines = [
        len(wrapped(said, width - 2 * BESIDE, LEAST, is_bold))
        for said, width in zip(row, widths, strict=True)
    ]
    return max(lines) * LEAST * LEADING + 2 * ABOVE


def _fitting(cells: list[list[str]], heads: list[str], widths: list[float], room: float) -> int:
    """How many rows there is room for below a heading."""
    room -= _tall(heads, widths, is_bold=True) + ABOVE
    count = 0
    for row in cells:
        room -= _tall(row, widths)
        if room < 0:
            break
        count += 1
    return count
