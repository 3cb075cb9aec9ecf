"""The data page: what is held is counted, taken away, and taken back if asked for twice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from mirror import export, sample, store, takeback, vocabulary
from mirror.store import Store
from tests import served
from tests.test_browser import SIDEWAYS
from tests.test_pages import opened, said
from tests.test_takeback import bring, left_in_the_file, one, secret, standing, state


def choose(app: Any, label: str, starts: str) -> Any:
    """The page after something was chosen in a list, by how its label begins."""
    [box] = [box for box in app.selectbox if box.label == label]
    [option] = [option for option in box.options if option.startswith(starts)]
    return box.select_index(box.options.index(option)).run()


def press(app: Any, label: str) -> Any:
    """The page after a button was clicked."""
    [button] = [button for button in app.button if button.label == label]
    app = button.click().run()
    assert not app.exception
    return app


def table(app: Any, alt: str) -> Any:
    [shown] = [shown for shown in app.table if shown.proto.alt == alt]
    return shown.value


# --- what is held -------------------------------------------------------------------------------


def test_what_is_held_is_told_in_counts(tiny: Store) -> None:
    app = opened("data", place="aytown")
    assert not app.exception
    assert "**7 people** from **2 sectors**" in said(app)
    rows = table(app, "What is held").set_index("What")
    assert rows["How many"].to_dict() == {
        "Observations": "19", "Relationships": "11", "Views of building blocks": "6",
        "Events": "5",
    }  # fmt: skip
    assert rows.loc["Observations", "When"] == "31 December 2024 to 1 June 2025"
    assert rows.loc["Observations", "Said by"] == "7 people"
    assert rows.loc["Events", "Said by"] == ""


def test_a_place_of_which_nothing_is_held_says_so(empty: Store) -> None:
    sample.start_empty(empty)
    empty.write(
        lambda cursor: cursor.execute(
            "INSERT INTO place (code, title, invented) VALUES ('here', 'Here', false)"
        )
    )
    app = opened("data")
    assert not app.exception
    for sentence in (
        "Nothing is held of this place.", "No file was brought in.", "Nothing like this is held.",
        "Nobody has said anything of this place.",
    ):  # fmt: skip
        assert sentence in said(app)


def test_every_table_and_column_is_explained_on_the_page(tiny: Store) -> None:
    shown = said(opened("data"))
    for line in export.dictionary().splitlines():
        if line.startswith("### "):
            assert line in shown
    assert "\n# " not in shown, "the page has one headline"


def test_every_form_of_taking_it_away_is_offered(tiny: Store) -> None:
    labels = [button.label for button in opened("data").get("download_button")]
    assert labels == [form.title for form in export.FORMATS.values()]


def test_what_does_not_fit_into_a_workbook_is_not_offered_as_one(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "LONGEST_CELL", 5)
    app = opened("data", place="aytown")
    labels = [button.label for button in app.get("download_button")]
    assert export.FORMATS["xlsx"].title not in labels and len(labels) == 3
    assert "Take CSV or Parquet." in said(app)


# --- taken back ---------------------------------------------------------------------------------


def test_a_batch_goes_only_after_a_second_question(tiny: Store) -> None:
    before = state(tiny)
    bring(tiny, {}, {"place": "Beeville"})
    brought = state(tiny)
    app = choose(opened("data", place="aytown"), "Which one should be undone?", "noticed.csv")
    app = press(app, "Undo it")
    [warning] = app.warning
    assert "Beeville" in warning.value and "they come back" in warning.value
    app = press(app, "No, leave it as it is")
    assert not app.warning and state(tiny) == brought
    app = press(press(app, "Undo it"), "Yes, undo all of it")
    assert [done.value for done in app.success] == ["2 rows went\\."]
    assert state(tiny) == before
    assert "No file was brought in." in said(app)


def test_the_question_is_asked_anew_for_another_batch(tiny: Store) -> None:
    bring(tiny, {}, name="one.csv")
    bring(tiny, {"note": "Another"}, name="two.csv")
    app = choose(opened("data", place="aytown"), "Which one should be undone?", "one.csv")
    app = choose(press(app, "Undo it"), "Which one should be undone?", "two.csv")
    assert not app.warning


def test_an_observation_is_found_by_its_words_and_amended(tiny: Store) -> None:
    one(tiny, note="A needle in the hay")
    bring(tiny, {"note": "Hay"})
    app = opened("data", place="aytown")
    [field] = [field for field in app.text_input if field.label == "Words in the note"]
    app = field.input("NEEDLE").run()
    assert "1 observation." in said(app)
    app = choose(app, "Observation", "1 March 2025 · ")
    app = choose(app, "What should happen to it?", "Amend it")
    app.number_input[0].set_value(2.5)
    [part] = [box for box in app.selectbox if box.label == "Part"][1:]
    part.select_index(0)
    app = press(app, "Keep the change")
    shown = said(app)
    assert "strength 7" in shown and "strength 2.5" in shown
    assert "**First kept," in shown and "**Changed," in shown
    assert ("A needle in the hay", 2.5, None) in standing(tiny, "note, strength, part")
    assert app.success[0].value == "The change is kept\\."


@pytest.mark.parametrize(
    ("act", "field", "button", "left"),
    [
        ("Put the note in more general words", "In general", "Keep the more general words",
         ["In general"]),
        ("Withdraw the note", None, "Yes, withdraw the note", []),
        ("Withdraw the whole observation", None, "Yes, withdraw all of it", []),
    ],
)  # fmt: skip
def test_a_note_that_is_taken_back_is_told_no_more(
    act: str, field: str | None, button: str, left: list[str], tiny: Store
) -> None:
    identity = one(tiny, note="What must go")
    app = choose(opened("data", place="aytown"), "Observer", "H-01")
    app = choose(app, "Observation", "1 March 2025 · ")
    assert "What must go" in said(app)
    app = choose(app, "What should happen to it?", act)
    if field:
        app.text_area[0].set_value(field)
    else:
        [ask] = [one.label for one in app.button if one.label.startswith("Withdraw the")]
        app = press(app, ask)
        assert takeback.history(tiny, identity).note.tolist() == ["What must go"], "not yet"
    app = press(app, button)
    assert app.success and not app.error
    assert "What must go" not in said(app)
    assert takeback.history(tiny, identity).note.dropna().tolist() == left


def test_who_may_read_a_note_is_changed_and_the_page_keeps_to_it(tiny: Store) -> None:
    one(tiny, note="For me alone now")
    app = choose(opened("data", place="aytown"), "Observer", "H-01")
    app = choose(app, "Observation", "1 March 2025 · ")
    app = choose(app, "What should happen to it?", "Change who may read the note")
    app.radio[0].set_value("0")
    app = press(app, "Keep who may read it")
    assert ("For me alone now", 0) in standing(tiny, "note, consent")
    everything = said(app) + str([box.options for box in app.selectbox])
    assert "For me alone now" not in everything
    assert "it is for its author alone" in everything
    app = choose(app, "What should happen to it?", "Amend it")
    assert not app.text_area, "nor can it be read or lost by amending something else"
    app.number_input[0].set_value(1.0)
    app = press(app, "Keep the change")
    assert ("For me alone now", 0, 1.0) in standing(tiny, "note, consent, strength")


def test_a_note_kept_to_oneself_is_not_found_by_its_words(tiny: Store) -> None:
    one(tiny, note="A needle in the hay", consent="0")
    app = opened("data", place="aytown")
    [field] = [field for field in app.text_input if field.label == "Words in the note"]
    assert "Nothing like this is held." in said(field.input("needle").run())
    app = choose(opened("data", place="aytown"), "Observer", "H-01")
    app = choose(app, "Observation", "1 March 2025 · ")
    assert "needle" not in said(app) + str([box.options for box in app.selectbox])


def test_everything_of_one_person_goes_only_after_a_second_question(tiny: Store) -> None:
    app = choose(opened("data", place="aytown"), "Observer", "A1 ")
    app = choose(app, "Observation", "2 May 2025 · ")
    app = choose(app, "Whose words should go?", "A1 ")
    app = press(app, "Withdraw everything of theirs")
    assert [row for row in standing(tiny, "observer") if row == ("A1",)]
    app = press(app, "Yes, withdraw everything")
    assert not app.error
    assert not [row for row in standing(tiny, "observer, place") if row == ("A1", "aytown")]
    assert re.fullmatch(r"\d+ rows were withdrawn\\\.", app.success[0].value)


def test_a_row_that_somebody_else_changed_meanwhile_is_told_in_a_sentence(tiny: Store) -> None:
    identity = one(tiny)
    app = choose(opened("data", place="aytown"), "Observer", "H-01")
    app = choose(app, "Observation", "1 March 2025 · ")
    app = choose(app, "What should happen to it?", "Amend it")
    takeback.amend_observation(tiny, identity, strength=1.0)
    before = standing(tiny)
    app.number_input[0].set_value(4.25)
    app = press(app, "Keep the change")
    assert [fault.value for fault in app.error] == [
        "This observation was changed or withdrawn meanwhile. Choose it again."
    ]
    assert standing(tiny) == before


def test_what_people_typed_is_text_on_this_page_too(tiny: Store) -> None:
    typed = "![x](http://example.org/x.png) <script>alert(1)</script> **b**"
    bring(tiny, {"note": typed, "observer": typed, "organisation": typed}, name="**b**.csv")
    app = choose(opened("data", place="aytown"), "Observer", typed)
    app = choose(app, "Observation", "1 March 2025 · ")
    assert any(text.value == typed for text in app.text)
    read = "\n".join(part.value for part in [*app.markdown, *app.header, *app.warning])
    read += table(app, "What was brought in").to_string()
    assert "](http" not in read and "<script" not in read
    assert not re.search(r"(?<!\\)\*(?<!\\)\*b\*\*\.csv", read)


# --- in a browser -------------------------------------------------------------------------------

browser_only = pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")
NOTE = "Plain words that must be gone"


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A file of the sample, into which a file was brought whose note is secret."""
    held = store.open_store(tmp_path / "mirror.duckdb")
    vocabulary.bring_up_to_date(held)
    sample.fill(held)
    bring(held, {"place": "gateshead", "note": SECRET, "observer": "K-01"}, name="kept.csv")
    bring(held, {"place": "gateshead", "note": NOTE, "observer": "K-02"}, name="wrong.csv")
    held.close()
    for name in ("kept.csv", "wrong.csv"):
        (tmp_path / name).unlink()
    assert left_in_the_file(held.path, SECRET) == [SECRET]
    return held.path


SECRET = secret(60)


def shown(tab: Page) -> None:
    """Wait until the page's script has come to rest."""
    tab.get_by_text("What the columns mean").first.wait_for()
    tab.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def take(tab: Page, label: str, option: str) -> None:
    """Choose in a list with the keyboard, as a quick reader does.

    A choice before it may still be on its way, and shut this list or take this choice back: then
    it is made again, from an empty box, since a box that holds the same words opens no list.
    """
    box: Locator = tab.get_by_role("combobox", name=label, exact=True)
    for _ in range(8):
        tab.wait_for_timeout(600)
        shown(tab)
        box.focus()
        box.fill("")
        box.fill(option)
        try:
            tab.get_by_role("option").first.wait_for(timeout=4_000)
        except TimeoutError:
            continue
        box.press("Enter")
        tab.wait_for_timeout(400)
        shown(tab)
        if option in box.input_value():
            return
    raise AssertionError(f"{label}: {option} was not taken, but {box.input_value()!r}")


@browser_only
def test_a_file_is_undone_and_a_note_withdrawn_in_a_browser_and_the_bytes_are_gone(
    prepared: Path, chromium: Browser
) -> None:
    with served.house(prepared) as address:
        tab = chromium.new_page()
        tab.goto(f"{address}/data?place=gateshead")
        shown(tab)
        take(tab, "Which one should be undone?", "wrong.csv")
        tab.get_by_role("button", name="Undo it", exact=True).click()
        tab.get_by_role("button", name="Yes, undo all of it").click()
        expect(tab.get_by_text("1 row went.")).to_be_visible()
        expect(tab.get_by_role("cell", name="wrong.csv")).to_have_count(0)
        shown(tab)
        tab.get_by_label("Words in the note").fill(SECRET[:20])
        tab.keyboard.press("Enter")
        expect(tab.get_by_text("1 observation.")).to_be_visible()
        take(tab, "Observation", "K-01")
        expect(tab.get_by_text(SECRET, exact=True)).to_be_visible()
        take(tab, "What should happen to it?", "Withdraw the note")
        tab.get_by_role("button", name="Withdraw the note", exact=True).click()
        tab.get_by_role("button", name="Yes, withdraw the note").click()
        expect(tab.get_by_text("The note is withdrawn.")).to_be_visible()
        expect(tab.get_by_text(SECRET, exact=True)).to_have_count(0)
        tab.close()
    assert left_in_the_file(prepared, SECRET, NOTE) == []


@browser_only
def test_every_form_is_downloaded_in_a_browser(
    prepared: Path, chromium: Browser, tmp_path: Path
) -> None:
    with served.house(prepared) as address:
        tab = chromium.new_page()
        tab.goto(f"{address}/data?place=gateshead")
        shown(tab)
        for form, kept in export.FORMATS.items():
            file = served.taken(tab, tab.get_by_role("button", name=kept.title, exact=True))
            name = file.suggested_filename
            assert name.endswith(f"-gateshead-invented-perceptions-not-performance.{kept.suffix}")
            file.save_as(tmp_path / form)
        tab.close()
    assert SECRET in (tmp_path / "csv").read_text(encoding="utf-8-sig")
    for form in ("xlsx", "parquet", "tables"):
        assert (tmp_path / form).read_bytes().startswith(b"PK")


@browser_only
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut(
    scheme: str, width: int, prepared: Path, chromium: Browser
) -> None:
    with served.house(prepared) as address:
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="light" if scheme == "light" else "dark",
        )
        tab = context.new_page()
        tab.goto(f"{address}/data?place=gateshead")
        shown(tab)
        take(tab, "Which one should be undone?", "wrong.csv")
        tab.get_by_role("button", name="Undo it", exact=True).click()
        expect(tab.get_by_role("button", name="Yes, undo all of it")).to_be_visible()
        take(tab, "Observer", "K-01")
        take(tab, "Observation", "K-01")
        for act in ("Amend it", "Change who may read the note"):
            take(tab, "What should happen to it?", act)
            found = served.by_axe(tab, scheme=scheme)
            assert found.violations_count == 0, found.generate_report()
            assert tab.evaluate(SIDEWAYS) == 0, "the page scrolls sideways"
        tab.get_by_text("What the columns mean").click()
        found = served.by_axe(tab, scheme=scheme)
        assert found.violations_count == 0, found.generate_report()
        context.close()
