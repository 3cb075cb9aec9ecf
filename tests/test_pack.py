"""The pack opens in what people have, says who and what for on every leaf, and runs nothing."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID
from xml.etree import ElementTree

import pptx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx.util import Pt
from python_calamine import CalamineWorkbook

from mirror import pack, panels, record, sample, snapshot, store, takeback, vocabulary, words
from mirror.__main__ import main
from mirror.ask import overheard
from mirror.pack import FORMATS, Pack, fitting
from mirror.pack.fitting import Text

#: What nobody at a gathering may read: whoever wrote it shares it with the facilitator alone.
UNSHARED = "Shared with the facilitator alone"
LONG = "A long thought that goes on and on. " * 138
HOSTILE = [
    '=HYPERLINK("A1")', "<script>alert(1)</script>", "a" * 5_000, LONG, "😀🪞👩🏽‍💻",
    "مرحبا بالجميع", "Zażółć gęślą jaźń", "#panic() *bold* $x$ `raw` <label> \\ //",
    "a & b < c ]]>",
    '"><img src=x onerror=alert(1)>', 'id="clip0" ="url(#clip0)', "{{ 7 * 7 }} {% raw %}",
    "漢字 \u202e", "One line\n\nand another\ttoo",
]  # fmt: skip
#: What the gathering looked at: words alone, pictures side by side and beside their words.
LOOKED_AT = ("home", "behaviours", "pace", "learning")
PLACE = "Barking & <b>Dagenham</b> ąę"


class World(NamedTuple):
    """Two packs and the files of each: a sample's, and a gathering's in which people typed all."""

    held: store.Store
    gathering: UUID
    packs: Mapping[str, Pack]
    files: Mapping[str, Mapping[str, bytes]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A house with the sample and a place of its own, of which every file is made once."""
    path = tmp_path_factory.mktemp("pack") / "mirror.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIRROR_DATA", str(path))
        held = store.open_store(path)
        vocabulary.bring_up_to_date(held)
        sample.fill(held)
        gathering = met(held, vocabulary.add_place(held, PLACE))
        packs = {
            "sample": pack.of_place(held, "gateshead"),
            "gathering": pack.of_gathering(held, gathering),
        }
        files = {
            of: {name: form.make(made, pack.untold) for name, form in FORMATS.items()}
            for of, made in packs.items()
        }
        yield World(held, gathering, packs, files)
        held.close()


def met(held: store.Store, place: str) -> UUID:
    """A gathering that looked at some views and one that has no panel, and said hostile things."""
    gathering, day = record.new_id(), date(2025, 6, 3)
    record.gathering(
        held, gathering, place=place, held_on=day, purpose=HOSTILE[1],
        people={"council": 3, "residents": 2, "": 1},
    )  # fmt: skip
    for turn in range(6):
        record.observation(
            held, record.new_id(), place=place, observer=f"P{turn}", behaviour="PAR1",
            part="frontline", strength=turn, observed_on=day, sector="council",
            organisation=HOSTILE[9], note=UNSHARED if turn else HOSTILE[1], consent=1 + (turn == 0),
        )  # fmt: skip
    items = [(page, HOSTILE[turn]) for turn, page in enumerate(LOOKED_AT)]
    items.append(("nowhere", "A question alone?"))
    # Whatever an address says, a gathering looks at its own place.
    lens = urlencode({"place": "gateshead", "cell": "PAR1.frontline"})
    held.write(
        lambda cursor: cursor.executemany(
            "INSERT INTO agenda VALUES (uuid(), ?, ?, ?, ?, ?)",
            [[gathering, turn, page, lens, asked] for turn, (page, asked) in enumerate(items)],
        )
    )
    for text in HOSTILE:
        for kind in record.REMARKS:
            record.remark(
                held, record.new_id(), place=place, kind=kind, said=text, gathering=gathering,
                who=text[:60] if kind == "step" else None,
                by_when=date(2025, 9, 1) if kind == "step" else None,
            )  # fmt: skip
        record.event(
            held, record.new_id(), place=place, kind="slip", title=text[:200], note=text,
            started_on=day, consent=2, gathering=gathering,
        )  # fmt: skip
        record.reflection(
            held, record.new_id(), place=place, page="behaviours", lens=lens, question=text,
            observed_on=day, noticed=text, could_be_wrong=text, consent=2, gathering=gathering,
        )  # fmt: skip
    record.remark(
        held, record.new_id(), place=place, kind="note", said=UNSHARED, gathering=gathering,
        consent=1,
    )  # fmt: skip
    for page in ("behaviours", "record"):
        record.reflection(
            held, record.new_id(), place=place, page=page, lens=lens, question="", observed_on=day,
            noticed=UNSHARED, consent=1, gathering=gathering,
        )  # fmt: skip
    record.event(
        held, record.new_id(), place=place, kind="slip", title=UNSHARED, started_on=day,
        consent=1, gathering=gathering,
    )  # fmt: skip
    return gathering


BOTH = pytest.mark.parametrize("of", ["sample", "gathering"])


# --- what is in it ------------------------------------------------------------------------------


def test_a_place_as_it_stands_has_every_view_in_the_order_of_the_menu(world: World) -> None:
    made = world.packs["sample"]
    assert [leaf.panel.page for leaf in made.leaves] == ["about", *panels.PAGES]
    assert all(leaf.question.endswith("?") for leaf in made.leaves[1:])
    assert made.invented and made.title == "Gateshead" and made.day == date.today()
    assert any(leaf.made for leaf in made.leaves)


def test_a_gathering_begins_with_who_was_there_and_ends_with_what_was_said(world: World) -> None:
    made = world.packs["gathering"]
    first, *views, last = made.leaves
    assert made.day == date(2025, 6, 3) and not made.invented and made.purpose == HOSTILE[1]
    assert first.panel.rows[0].table.People.tolist() == [3, 2, 1]
    assert "6 people" in first.panel.said
    assert [leaf.panel.page for leaf in views] == [*LOOKED_AT, "nowhere"]
    assert [leaf.question for leaf in views[:4]] == HOSTILE[:4]
    assert all(leaf.panel.title for leaf in views)
    assert [rows.name for rows in last.panel.rows] == [
        "Next steps", "Questions parked for later", "Notes", "Slips, and ways back",
    ]  # fmt: skip
    steps = last.panel.rows[0].table
    assert steps.What.tolist() == [text.strip() for text in HOSTILE]
    assert set(steps["By when"]) == {"1 September 2025"}


def test_a_gathering_looks_at_its_own_place_whatever_an_address_says(world: World) -> None:
    behaviours = world.packs["gathering"].leaves[2]
    assert behaviours.panel.said.startswith("6 people left 6 notes.")


def test_what_people_made_of_a_view_stands_with_it_or_at_the_end(world: World) -> None:
    leaves = world.packs["gathering"].leaves
    assert len(leaves[2].made) == len(HOSTILE)
    assert leaves[2].made[0].said[1] == ("We could be wrong, because", HOSTILE[0])
    assert not any(leaf.made for leaf in leaves if leaf is not leaves[2])


def test_a_view_that_was_kept_at_the_gathering_is_told_by_its_figures(world: World) -> None:
    held, place = world.held, world.packs["gathering"].place
    gathering, lens, day = record.new_id(), f"place={place}", date(2025, 6, 4)
    record.gathering(held, gathering, place=place, held_on=day)
    with overheard() as heard:
        panels.of("behaviours", lens)
    snapshot.keep(
        held, record.new_id(), place=place, page="behaviours", lens=lens, taken_on=day,
        voices="**Voices:** those of then.", heard=heard,
    )  # fmt: skip
    held.write(
        lambda cursor: (
            cursor.execute("UPDATE snapshot SET gathering = ?", [gathering]),
            cursor.execute(
                "INSERT INTO agenda VALUES (uuid(), ?, 1, 'behaviours', ?, 'Then?')",
                [gathering, lens],
            ),
        )
    )
    later = record.new_id()
    record.observation(
        held, later, place=place, observer="Late", behaviour="PAR1", strength=9,
        observed_on=date(2025, 6, 5),
    )  # fmt: skip
    try:
        leaf = pack.of_gathering(held, gathering).leaves[1]
        assert leaf.seen == "As we saw it on 4 June 2025."
        assert leaf.panel.said.startswith("6 people left 6 notes.")
        assert leaf.panel.voices == "Voices: those of then."
        assert panels.of("behaviours", lens).said.startswith("7 people left 7 notes.")
    finally:
        held.write(
            lambda cursor: cursor.execute("DELETE FROM observation WHERE id = ?", [str(later)])
        )


def looked_at(held: store.Store, page: str, more: str = "") -> UUID:
    """A gathering of 4 June 2025 in Aytown, that kept a view of this page as closing does."""
    gathering = record.new_id()
    record.gathering(held, gathering, place="aytown", held_on=date(2025, 6, 4))
    lens = panels.fixed(page, f"place=aytown{more}")
    with overheard() as heard:
        panel = panels.of(page, lens)
    snapshot.keep(
        held, record.new_id(), place="aytown", page=page, lens=lens, taken_on=date(2025, 6, 4),
        voices=panel.voices, heard=heard, gathering=gathering,
    )  # fmt: skip
    terms = {"gathering": gathering, "page": page, "lens": lens}
    item = "INSERT INTO agenda VALUES (uuid(), $gathering, 1, $page, $lens, 'Then?')"
    held.write(lambda cursor: cursor.execute(item, terms))
    return gathering


THEN = "As we saw it on 4 June 2025."


@pytest.mark.parametrize(
    ("page", "more", "then", "rest"),
    [
        ("home", "", True, True),
        ("behaviours", "", True, False),
        ("behaviours", "&cell=PAR1.frontline", True, True),
        ("pace", "", True, True),
        ("timing", "", True, False),
        ("infrastructure", "", True, False),
        ("together", "", True, True),
        ("entry", "", False, True),
        ("approach", "", False, True),
        ("learning", "", False, True),
    ],
)
def test_a_leaf_says_of_which_day_it_is(
    page: str, more: str, then: bool, rest: bool, tiny: store.Store
) -> None:
    gathering, today = looked_at(tiny, page, more), words.day(date.today())
    before = pack.of_gathering(tiny, gathering).leaves[1]
    assert (THEN in before.seen, today in before.seen) == (then, rest)
    for day in (date.today(), date(2025, 3, 3)):
        record.observation(
            tiny, record.new_id(), place="aytown", observer="Late", strength=10, behaviour="PAR1",
            part="frontline", observed_on=day,
        )  # fmt: skip
    after = pack.of_gathering(tiny, gathering).leaves[1]
    assert after.seen == before.seen
    if then:
        assert after.panel.said == before.panel.said


def test_a_kept_view_stays_as_it_was_where_its_first_day_was_taken_back(tiny: store.Store) -> None:
    gathering = looked_at(tiny, "behaviours")
    before = pack.of_gathering(tiny, gathering).leaves[1]
    days = "SELECT id FROM observation_now WHERE place = 'aytown' ORDER BY observed_on"
    ids = tiny.ask(days).id
    for identity in (ids.iloc[0], ids.iloc[-1]):
        takeback.withdraw_observation(tiny, identity)
    after = pack.of_gathering(tiny, gathering).leaves[1]
    assert (after.seen, after.panel.said) == (THEN, before.panel.said)
    assert after.panel.voices == before.panel.voices


def test_an_older_kept_view_that_lacks_a_figure_is_not_told_as_seen_then(
    tiny: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(snapshot, "FIGURES", ("behaviours", "pace"))
        home, pace = looked_at(tiny, "home"), looked_at(tiny, "pace")
    for gathering in (home, pace):
        leaf = pack.of_gathering(tiny, gathering).leaves[1]
        assert leaf.seen == f"As it stands on {words.day(date.today())}."


def test_an_empty_place_and_a_gathering_that_looked_at_nothing_make_every_file(
    empty: store.Store,
) -> None:
    place = vocabulary.add_place(empty, "Aytown")
    gathering = record.new_id()
    record.gathering(empty, gathering, place=place, held_on=date(2025, 6, 3))
    made = pack.of_gathering(empty, gathering)
    assert [leaf.panel.page for leaf in made.leaves] == ["about", "said"]
    assert "Nobody has written down anything" in made.leaves[-1].panel.said
    for one in (made, pack.of_place(empty, place)):
        assert all(form.make(one, pack.untold) for form in FORMATS.values())


# --- what nobody may read -----------------------------------------------------------------------


def words_in(form: str, content: bytes) -> str:
    """Every word in a file, wherever it stands."""
    if form == "html":
        return content.decode()
    if form == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if not name.endswith((".png", ".jpeg"))]
        return "\n".join(archive.read(name).decode(errors="replace") for name in parts)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_shared_with_the_facilitator_alone_is_in_no_file(form: str, world: World) -> None:
    found = words_in(form, world.files["gathering"][form])
    assert words.PURPOSE[:30] in found
    assert UNSHARED not in found and "facilitator alone" not in found


@BOTH
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_file_runs_or_is_fetched(form: str, of: str, world: World) -> None:
    found = words_in(form, world.files[of][form])
    if form == "html":
        assert not re.search(r"<script|<img|<link|<iframe|@import|\son\w+=\"", found)
        assert not re.search(r'(src|href)="(?!#)', found)
    if form == "xlsx":
        assert "<f>" not in found
    if form == "png":
        assert "<script" not in found.partition("<svg")[2]
    if form in ("pptx", "xlsx"):
        assert 'TargetMode="External"' not in found


# --- slides -------------------------------------------------------------------------------------


def deck(of: str, world: World) -> Any:
    return pptx.Presentation(io.BytesIO(world.files[of]["pptx"]))


def texts(shape: Any) -> Iterator[Any]:
    """The paragraphs of a shape, those of its cells if it is a table."""
    if shape.has_table:
        for cell in shape.table.iter_cells():
            yield from cell.text_frame.paragraphs
    elif shape.has_text_frame:
        yield from shape.text_frame.paragraphs


@BOTH
def test_every_slide_has_a_title_who_when_and_what_for_and_notes(of: str, world: World) -> None:
    for slide in deck(of, world).slides:
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.shapes[0] == slide.shapes.title, "it is read first"
        footer = slide.shapes[-1].text_frame.text
        assert footer == world.packs[of].footer and words.PURPOSE in footer
        assert (words.INVENTED in footer) == (of == "sample")
        assert footer in slide.notes_slide.notes_text_frame.text


@BOTH
def test_slides_have_pictures_with_words_and_tables_to_edit(of: str, world: World) -> None:
    shapes = [shape for slide in deck(of, world).slides for shape in slide.shapes]
    pictures = [shape for shape in shapes if hasattr(shape, "image")]
    drawings = [drawing for leaf in world.packs[of].leaves for drawing in leaf.panel.drawings]
    assert len(pictures) == len(drawings)
    for picture, drawing in zip(pictures, drawings, strict=True):
        told = picture._element.nvPicPr.cNvPr.get("descr")
        assert told.startswith(f"{drawing.name}.") and len(told) > len(drawing.name) + 20
    tables = [shape.table for shape in shapes if shape.has_table]
    assert len(tables) > 3
    assert all(2 <= len(table.rows) <= 11 and len(table.columns) <= 5 for table in tables)


def test_the_notes_say_how_to_read_it_what_is_asked_and_whose_voices(world: World) -> None:
    [notes] = [
        slide.notes_slide.notes_text_frame.text
        for slide in deck("sample", world).slides
        if slide.shapes.title.text_frame.text == "Where do people notice the behaviours?"
    ]
    assert "How to read it: The stronger the shade" in notes
    assert "The question: What would somebody who is not in this picture say?" in notes
    assert "Voices: 26 people, 692 notes" in notes


@BOTH
def test_a_slide_is_wide_its_letters_are_large_and_its_language_is_said(
    of: str, world: World
) -> None:
    opened = deck(of, world)
    assert opened.slide_width / opened.slide_height == pytest.approx(16 / 9)
    for slide in opened.slides:
        for shape in slide.shapes:
            least = 28 if shape == slide.shapes.title else 16
            for paragraph in texts(shape):
                for run in paragraph.runs:
                    assert run.font.size.pt >= least
                    assert run.font.language_id is not None and run.font.language_id.name == (
                        "ENGLISH_UK"
                    )


@BOTH
def test_nothing_on_a_slide_leaves_it_or_lies_on_anything_else(of: str, world: World) -> None:
    opened = deck(of, world)
    for number, slide in enumerate(opened.slides, start=1):
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= opened.slide_width, number
            assert 0 <= shape.top <= shape.top + shape.height <= opened.slide_height, number
        for one, other in combinations(slide.shapes, 2):
            is_apart = (
                one.left + one.width <= other.left or other.left + other.width <= one.left
                or one.top + one.height <= other.top or other.top + other.height <= one.top
            )  # fmt: skip
            assert is_apart, f"slide {number}: {one.name} and {other.name}"


def test_all_that_was_said_is_on_the_slides_however_long(world: World) -> None:
    said = "".join(
        paragraph.text for slide in deck("gathering", world).slides for shape in slide.shapes
        for paragraph in texts(shape)
    )  # fmt: skip
    on_slides = squeezed(said)
    made = world.packs["gathering"].leaves[2].made
    for text in (text for one in made for _, text in one.said):
        assert len(text) > 1_000 or squeezed(text) in on_slides
    assert on_slides.count("a" * 300) > 10
    assert "_x00" not in said and "and another\ttoo" in said


def test_slides_tell_nobody_who_made_them(world: World) -> None:
    about = deck("sample", world).core_properties
    assert about.title == "Gateshead"
    assert not about.author and not about.last_modified_by and not about.comments


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@BOTH
def test_another_program_opens_every_slide(of: str, world: World, tmp_path: Path) -> None:
    file = tmp_path / "pack.pptx"
    file.write_bytes(world.files[of]["pptx"])
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = pypdf.PdfReader(tmp_path / "pack.pdf").pages
    slides = list(deck(of, world).slides)
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        laid = pieces(page)
        for shape in slide.shapes:
            if hasattr(shape, "image"):
                continue
            inside = "".join(
                text for text, x, y in laid
                if shape.left - Pt(1) <= Pt(x) <= shape.left + shape.width
                and shape.top <= slide_height(page) - Pt(y) <= shape.top + shape.height
            )  # fmt: skip
            told = "".join(paragraph.text for paragraph in texts(shape))
            # Emoji and Arabic come back in another order or not at all; no letter is left outside.
            assert of != "sample" or squeezed(inside) == squeezed(told), told[:60]
            assert shape != slide.shapes[-1] or squeezed(inside) == squeezed(told)


def pieces(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """The words of a page, each with where they begin, in points from the left and from below."""
    found: list[tuple[str, float, float]] = []

    def seen(text: str, matrix: Any, at: Any, font: Any, size: Any) -> None:
        if text.strip():
            across, up = at[4] * matrix[0] + matrix[4], at[5] * matrix[3] + matrix[5]
            found.append((text, across, up))

    page.extract_text(visitor_text=seen)
    return found


def slide_height(page: pypdf.PageObject) -> int:
    return Pt(float(page.mediabox.height))


def squeezed(text: str) -> str:
    return "".join(text.split())


# --- fitting ------------------------------------------------------------------------------------


@given(st.text(max_size=400), st.floats(60, 900), st.sampled_from([16.0, 28.0]))
def test_lines_and_sheets_lose_no_letter(text: str, width: float, size: float) -> None:
    assert squeezed("".join(fitting.wrapped(text, width, size))) == squeezed(text)
    waiting, sheets = [Text(text, size, "Lead: "), Text(text, size)], []
    while waiting:
        sheet, waiting = fitting.first_sheet(waiting, width, 180)
        sheets.append(sheet)
    told = [one.lead + one.said for sheet in sheets for one in sheet]
    assert squeezed("".join(told)) == squeezed(f"Lead: {text}{text}")
    assert all(sum(one.height(width) for one in sheet) <= 180 + 2 * size for sheet in sheets)


# --- on paper -----------------------------------------------------------------------------------


class _Seen(HTMLParser):
    """The tags of a page, each with what it says of itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [said for name, said in self.tags if name == tag]


@BOTH
def test_the_page_to_print_is_one_file_that_can_be_heard(of: str, world: World) -> None:
    text = world.files[of]["html"].decode()
    made, page = world.packs[of], _Seen(text)
    drawings = [drawing for leaf in made.leaves for drawing in leaf.panel.drawings]
    assert page.all("html") == [{"lang": "en-GB"}]
    assert len(page.all("h1")) == 1 and len(page.all("h2")) == len(made.leaves) - 1
    assert len(page.all("svg")) == len(page.all("figure")) == len(drawings)
    assert [figure["aria-label"] for figure in page.all("figure")] == [
        drawing.name for drawing in drawings
    ]
    assert page.all("table") and len(page.all("caption")) == len(page.all("table"))
    assert all(cell["scope"] in ("col", "row") for cell in page.all("th"))
    assert len(page.all("footer")) == len(made.leaves)
    assert text.count(words.PURPOSE) >= len(made.leaves)
    if of == "sample":
        assert text.count(words.INVENTED) >= len(made.leaves)
    ids = [str(said["id"]) for _, said in page.tags if "id" in said]
    assert len(ids) == len(set(ids))


def test_what_people_typed_stands_on_the_page_as_they_typed_it(world: World) -> None:
    text = world.files["gathering"]["html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "مرحبا بالجميع" in text and "{{ 7 * 7 }}" in text and "a" * 5_000 in text


@BOTH
def test_the_pdf_has_words_to_select_and_to_hear_on_every_page(of: str, world: World) -> None:
    reader = pypdf.PdfReader(io.BytesIO(world.files[of]["pdf"]))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    assert reader.metadata is not None and reader.metadata.title == world.packs[of].title
    assert not reader.metadata.author
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert all("Not for comparing places or people." in page for page in pages)
    assert all((words.INVENTED in page) == (of == "sample") for page in pages)
    text = " ".join(pages)
    for leaf in world.packs[of].leaves:
        assert not leaf.panel.title.isascii() or " ".join(leaf.panel.title.split()) in text


def test_what_people_typed_is_no_markup_of_the_pdf(world: World) -> None:
    text = words_in("pdf", world.files["gathering"]["pdf"])
    assert "#panic() *bold* $x$ `raw` <label>" in text
    assert "Zażółć gęślą jaźń" in text and "<script>alert(1)</script>" in text


# --- pictures and rows --------------------------------------------------------------------------


def test_pictures_are_named_in_order_and_say_who_when_and_what_for(world: World) -> None:
    with zipfile.ZipFile(io.BytesIO(world.files["sample"]["png"])) as archive:
        assert archive.namelist()[:3] == [
            "about.txt", "01-behaviours-heatmap.svg", "01-behaviours-heatmap.png",
        ]  # fmt: skip
        drawings = [leaf.panel.drawings for leaf in world.packs["sample"].leaves]
        assert len(archive.namelist()) == 1 + 2 * sum(map(len, drawings))
        for name in archive.namelist()[1::2]:
            svg = archive.read(name).decode()
            root = ElementTree.fromstring(svg)
            assert words.INVENTED in svg and "currentColor" not in svg
            assert root.get("width") == "1180"
            png = archive.read(name.replace(".svg", ".png"))
            wide, tall = struct.unpack(">II", png[16:24])
            assert wide == 2 * 1180 and tall == pytest.approx(2 * float(root.attrib["height"]), 1)


def test_a_picture_of_more_rows_than_a_browser_bears_is_drawn(world: World) -> None:
    import altair as alt
    import pandas as pd

    from mirror.charts.paper import Look, finished, layered
    from mirror.pack.drawn import draw

    many = pd.DataFrame({"x": range(6_000), "y": 1})
    chart = finished(layered([alt.Chart(many).mark_point().encode(x="x:Q", y="y:Q")], 90), Look())
    with pytest.raises(alt.MaxRowsError):
        chart.to_dict()
    assert draw(chart).svg.startswith("<svg")
    with pytest.raises(alt.MaxRowsError):
        chart.to_dict()


@BOTH
def test_the_workbook_has_a_sheet_for_each_table_that_was_shown(of: str, world: World) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(world.files[of]["xlsx"]))
    made = world.packs[of]
    tables = [rows for leaf in made.leaves for rows in leaf.panel.rows]
    assert book.sheet_names[0] == "About" and len(book.sheet_names) == 2 + len(tables)
    assert all(len(name) <= 31 for name in book.sheet_names)
    assert len({name.lower() for name in book.sheet_names}) == len(book.sheet_names)
    for name, rows in zip(book.sheet_names[1:], tables, strict=False):
        view, mark, _, heads, *cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert view[0] and words.PURPOSE in str(mark[0])
        assert (words.INVENTED in str(mark[0])) == made.invented
        assert heads[: len(rows.table.columns)] == list(rows.table)
        assert len(cells) == len(rows.table)


def test_what_looks_like_a_formula_is_text_in_the_workbook(world: World) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(world.files["gathering"]["xlsx"]))
    steps = book.get_sheet_by_name("Next steps").to_python()
    assert '=HYPERLINK("A1")' in [row[0] for row in steps]
    assert "<f>" not in words_in("xlsx", world.files["gathering"]["xlsx"])


# --- by the command -----------------------------------------------------------------------------


def test_the_command_makes_the_pack_and_says_what_it_is(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, out = world.packs["gathering"].place, tmp_path / "pack.xlsx"
    asked = ["--place", place, "--gathering", str(world.gathering), "--format", "xlsx"]
    # The command closes the file that it opens; the world's own stays with its fixture.
    assert ran(world, "export", *asked, "--out", str(out)) == 0
    names = CalamineWorkbook.from_path(out).sheet_names
    assert "Next steps" in names and "Observations" not in names
    assert words.PURPOSE in capsys.readouterr().out


@pytest.mark.parametrize(
    ("gathering", "place", "form", "sentence"),
    [
        ("nonsense", "own", "pptx", "The gathering “nonsense” is not held here."),
        (str(UUID(int=7)), "own", "pdf", f"The gathering “{UUID(int=7)}” is not held here."),
        ("held", "gateshead", "html", "was not of the place “gateshead”."),
        ("held", "own", "csv", "A gathering is taken out as pptx, pdf, html, xlsx or png."),
        (None, "atlantis", "pptx", "The place “atlantis” is not held here."),
    ],
)
def test_what_cannot_be_packed_is_one_sentence_and_no_file(
    gathering: str | None, place: str, form: str, sentence: str, world: World, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / "pack"
    of = world.packs["gathering"].place if place == "own" else place
    known = str(world.gathering) if gathering == "held" else gathering
    more = ["--gathering", known] if known else []
    assert ran(world, "export", "--place", of, *more, "--format", form, "--out", str(out)) == 1
    told = capsys.readouterr().err.strip()
    assert sentence in told and len(told.splitlines()) == 1
    assert not out.exists()


def test_the_name_of_a_file_says_what_it_is_and_what_it_is_not(world: World) -> None:
    today = date.today().isoformat()
    assert pack.file_name(world.packs["sample"], "png") == (
        f"pack-gateshead-{today}-invented-perceptions-not-performance.zip"
    )


def test_the_making_tells_how_far_it_is(world: World) -> None:
    def shares(make: Callable[[pack.Told], object]) -> list[float]:
        told: list[float] = []
        make(lambda share, what: told.append(share))
        return told

    made = world.packs["gathering"]
    assert len(shares(lambda told: pack.of_gathering(world.held, world.gathering, told))) == 5
    for form in FORMATS.values():
        told = shares(partial(form.make, made))
        assert told == sorted(told) and 0 <= told[0] < told[-1] == 1


def ran(world: World, *arguments: str) -> int:
    """The exit code of the command on the world's file, which stays open for the other tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store.Store, "close", lambda held: None)
        return main(arguments)
