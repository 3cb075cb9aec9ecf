"""Every view ends in an open question, and keeps what people made of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest

from mirror import record, store, vocabulary
from mirror.store import Refused
from tests.test_pages import PAGES, opened, said


def kept(held: store.Store) -> Any:
    return held.ask("SELECT * FROM reflection")


def button(app: Any, label: str, form: str = "") -> Any:
    """The one button of this label: in a form, if it is named, else outside of all."""
    labelled = [button for button in app.button if button.label == label]
    [found] = [button for button in labelled if button.proto.form_id == form]
    return found


def answer(app: Any, page: str, **fields: str) -> Any:
    for field, text in fields.items():
        app.text_area(key=f"reflection {page} {field}").input(text)
    return button(app, "Save", f"reflect {page}").click().run()


@pytest.mark.parametrize("page", PAGES)
def test_what_people_make_of_a_view_stands_below_it_with_the_way_back(
    page: str, tiny: store.Store
) -> None:
    app = opened(page, place="aytown", since="2025-02-01")
    answer(app, page, noticed="It is *quiet*", could_be_wrong="few were there")
    assert not app.exception and not app.error
    assert "**Noticed:** It is \\*quiet\\*" in said(app)
    assert "few were there" in said(app)
    [row] = kept(tiny).itertuples()
    bank = vocabulary.read("questions")
    assert row.question in set(bank[bank.page == page].question)
    assert (row.page, row.observed_on.date(), row.consent) == (page, date.today(), 1)
    back = dict(parse_qsl(row.lens))
    assert back["place"] == "aytown" and back["since"] == "2025-02-01" and back["until"]


def test_an_opened_cell_is_part_of_what_was_looked_at(tiny: store.Store) -> None:
    app = opened("behaviours", place="aytown", cell="PAR1.frontline")
    answer(app, "behaviours", noticed="all of us")
    assert dict(parse_qsl(kept(tiny).lens[0]))["cell"] == "PAR1.frontline"


def test_nothing_said_is_told_in_a_sentence_and_nothing_is_kept(tiny: store.Store) -> None:
    app = answer(opened("pace"), "pace")
    assert "nothing is said yet" in app.error[0].value.replace("\\", "")
    assert kept(tiny).empty


def test_what_its_authors_keep_to_themselves_is_not_shown(tiny: store.Store) -> None:
    record.reflection(
        tiny, record.new_id(), place="aytown", page="pace", lens="place=aytown", question="Who?",
        observed_on=date(2025, 3, 1), noticed="between us", consent=0,
    )  # fmt: skip
    assert "between us" not in said(opened("pace", place="aytown"))


def test_a_reflection_is_kept_once_and_a_page_tells_only_its_own(tiny: store.Store) -> None:
    identity = record.new_id()
    for first in (True, False):
        added = record.reflection(
            tiny, identity, place="aytown", page="pace", lens="place=aytown", question="Who?",
            observed_on=date(2025, 3, 1), noticed="we hurry",
        )  # fmt: skip
        assert added is first
    assert "we hurry" in said(opened("pace", place="aytown"))
    assert "we hurry" not in said(opened("pace", place="beeville"))
    assert "we hurry" not in said(opened("behaviours", place="aytown"))


def test_a_reflection_on_a_place_that_is_not_held_is_refused(tiny: store.Store) -> None:
    with pytest.raises(Refused, match="Place"):
        record.reflection(
            tiny, record.new_id(), place="nowhere", page="pace", lens="", question=None,
            observed_on=date(2025, 3, 1), noticed="x",
        )  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_another_question_can_be_drawn_until_all_were_asked(page: str, tiny: store.Store) -> None:
    bank = vocabulary.read("questions")
    questions = set(bank[bank.page == page].question)
    app = opened(page)
    asked = []
    for _ in questions:
        asked += [head.value for head in app.header if head.value in questions]
        button(app, "Ask another question").click().run()
    assert set(asked) == questions and len(asked) == len(questions) >= 3


def test_the_words_that_were_chosen_are_remembered_for_the_place(tiny: store.Store) -> None:
    app = opened("pace", place="aytown")
    app.button_group[0].set_value("framework").run()
    again = opened("behaviours", place="aytown")
    assert again.title[0].value == "Where are the system behaviours present?"
    assert opened("behaviours", place="beeville").title[0].value.startswith("Where do people")
    sent = opened("behaviours", place="aytown", words="plain")
    assert sent.title[0].value.startswith("Where do people"), "an address outranks the memory"
