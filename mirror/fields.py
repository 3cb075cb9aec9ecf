"""What a form is made of: fields that remember what was chosen, and a button that saves once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import log, record, redaction, store, words
from mirror.ask import ask
from mirror.lens import Lens
from mirror.store import Refused

#: The fields that take a few sentences, in which somebody may be named.
TOLD_IN_WORDS = (
    "note", "evidence", "next_step", "noticed", "so_what", "now_what", "could_be_wrong",
    "seen_otherwise", "assumption_before", "tried", "happened", "assumption_now",
)  # fmt: skip
SAVED_OR_NOT = (
    "Something went wrong, so it may not be saved. What you typed is still here: save it again, "
    "and it is kept once. If it fails again, tell whoever looks after this Place Mirror, and give "
    "them this reference: {}"
)
KEPT_BEFORE = (
    "What you saved before you changed it was kept after all, as it was then. To keep this as "
    "well, save it again."
)
KEPT_ONCE = "It is the same as the one before, so it is kept once. If it is another, save it again."
UNHEARD = "The line was lost before you were told. Nothing needs to be typed again."


@dataclass(frozen=True)
class Form:
    """The form of one kind of thing, seen through a lens; its fields are named by the kind.

    A field keeps its value for the session, until it is one of those that a saving empties.
    """

    kind: str
    lens: Lens

    def said(self, field: str) -> Any:
        """What stands in the field; None where nothing does."""
        return st.session_state.get(self._key(field))

    def step(self, field: str) -> int | None:
        """The number of the step that was chosen in the field."""
        chosen = self.said(field)
        return None if chosen is None else int(chosen)

    def choose(self, label: str, field: str, options: Mapping[str, str]) -> str | None:
        """The code chosen in a list, which gives each code its label; once chosen, never none."""
        chosen: str | None = st.selectbox(
            label, list(options), index=None, required=True, placeholder="Choose",
            format_func=lambda code: options.get(code, code),
            key=self._key(field), persist_state="session",
        )  # fmt: skip
        return chosen

    def perhaps(
        self, label: str, field: str, options: Mapping[str, str], nothing: str = "Not said"
    ) -> str:
        """A code chosen in a list, or an empty one: nothing said."""
        offered = {"": nothing, **options}
        chosen: str = st.selectbox(
            label, list(offered), format_func=lambda code: offered.get(code, code),
            key=self._key(field), persist_state="session",
        )  # fmt: skip
        return chosen

    def few(self, label: str, field: str, options: Mapping[str, str]) -> None:
        """A choice among a few that stand side by side; a second click takes it back."""
        st.pills(
            label, list(options), format_func=lambda code: words.literal(options.get(code, code)),
            key=self._key(field), persist_state="session", wrap=True,
        )  # fmt: skip

    def steps(self, label: str, field: str, scale: str) -> None:
        """A choice among the steps of a scale."""
        self.few(label, field, labels(self.scale(scale)))

    def scale(self, scale: str) -> pd.DataFrame:
        """The steps of a scale, each with its code, its label and its meaning."""
        return ask("levels", self.lens, scale=scale)

    def named(
        self, label: str, field: str, names: Iterable[str], hint: str = "", required: bool = False
    ) -> str | None:
        """A name chosen among those held in this place, or a new one."""
        chosen: str | None = st.selectbox(
            label, list(names), index=None, accept_new_options=True, required=required,
            placeholder=hint or "Choose or type, then Enter",
            key=self._key(f"{field} {self.lens.place}"), persist_state="session",
        )  # fmt: skip
        return chosen

    def name(self, field: str) -> str | None:
        """The name that was chosen in this place."""
        name: str | None = self.said(f"{field} {self.lens.place}")
        return name

    def line(self, label: str, field: str) -> None:
        """A line of text."""
        st.text_input(label, value=None, key=self._key(field), persist_state="session")

    def note(self, label: str, field: str = "note") -> None:
        """A few lines of text."""
        st.text_area(label, value=None, height=96, key=self._key(field), persist_state="session")

    def number(self, label: str, field: str, step: float, hint: str = "") -> None:
        """A number, of whatever size: a bound kept in the browser would drop what was typed."""
        st.number_input(
            label, value=None, step=step, format="%g" if step < 1 else "%d", placeholder=hint,
            key=self._key(field), persist_state="session",
        )  # fmt: skip

    def heads(self, label: str) -> dict[str, str]:
        """How many people there are, sector by sector; each number's field, with its sector."""
        sectors = labels(ask("sector_words", self.lens)) | {"": "Sector not said"}
        st.write(label)
        with st.grid(len(sectors), min_column_width=150, vertical_alignment="bottom"):
            for sector, called in sectors.items():
                self.number(words.literal(called), f"people {sector}", 1)
        return {f"people {sector}": sector for sector in sectors}

    def counted(self, heads: Mapping[str, str]) -> dict[str, int | None]:
        """How many people were said to be there, by sector."""
        return {sector: self.step(field) for field, sector in heads.items()}

    def day(
        self, label: str, field: str = "when", first: Literal["today"] | None = "today"
    ) -> date | None:
        """A day, today at first or none.

        It has no bounds here: what lies outside them the browser would drop, and save the rest.
        """
        chosen: date | None = st.date_input(
            label, value=first, min_value=date.min, max_value=date.max, format="DD/MM/YYYY",
            key=self._key(field), persist_state="session",
        )  # fmt: skip
        return chosen

    def time(self, label: str, field: str) -> None:
        """A time of the day, or none."""
        st.time_input(label, value=None, key=self._key(field), persist_state="session")

    def several(
        self, label: str, field: str, options: Mapping[str, str], default: Sequence[str]
    ) -> None:
        """Any number of codes, in the order of the options."""
        st.pills(
            label, list(options), default=list(default), selection_mode="multi", wrap=True,
            format_func=lambda code: words.literal(options.get(code, code)),
            key=self._key(field), persist_state="session",
        )  # fmt: skip

    def consent(self, label: str = "Who may read the note?") -> None:
        """Who may read it, each step with its meaning in words."""
        levels = self.scale("consent")
        told = {
            row.code: f"**{words.literal(row.label)}.** {words.literal(row.meaning)}"
            for row in levels.itertuples()
        }
        st.radio(
            label, list(told), index=list(told).index("1"), format_func=told.__getitem__,
            key=self._key("consent"), persist_state="session",
        )  # fmt: skip

    def grid(self, rows: Sequence[str], headings: Mapping[str, str], last: Sequence[str]) -> None:
        """A grid of empty cells: a row for each letter, a column for each heading, one to choose.

        Its cells are text, so that a word in place of a number is told and not dropped.
        """
        text = st.column_config.TextColumn
        empty = pd.DataFrame(
            {"person": rows, **dict.fromkeys(headings, ""), "sector": [None] * len(rows)}
        )
        st.data_editor(
            empty, hide_index=True, num_rows="fixed", height=420, placeholder="", key=self._grid(),
            alt="What each person says of each behaviour",
            column_config={
                "person": text("Person", disabled=True, pinned=True, width=70),
                # As narrow as lets all nine be seen, and the beginning of each label be read.
                **{
                    code: text(label, help=words.literal(label), width=100)
                    for code, label in headings.items()
                },
                "sector": st.column_config.SelectboxColumn("Speaks for", options=list(last)),
            },
        )  # fmt: skip

    def cells(self) -> dict[int, dict[str, str | None]]:
        """The cells of the grid in which something was typed, by row and by column."""
        edited: dict[int, dict[str, str | None]]
        edited = st.session_state.get(self._grid(), {}).get("edited_rows", {})
        return edited

    def save_button(self, keep: Callable[[Form, UUID], str], empties: Sequence[str]) -> None:
        """The button that saves the form, and below it what became of the last saving.

        The id to be saved under is made of the button's and of what stands in the form: a second
        click on it brings the same, and what was changed in between another.
        """
        identity = self._identity()
        # Without a shortcut: its hint is too faint to read. Ctrl+Enter saves from the note anyway.
        st.form_submit_button(
            "Save", key=f"save {identity}", on_click=self._save, args=(identity, keep, empties)
        )
        # Told once: whatever is chosen next is about something else.
        saved, told = st.session_state.pop(self._memo("told"), None) or self._unheard()
        if told:
            (st.success if saved else st.error)(words.literal(told))

    def _save(
        self, identity: UUID, keep: Callable[[Form, UUID], str], empties: Sequence[str]
    ) -> None:
        """Keep what was typed and empty the form for the next; or leave it there and say why.

        A second click saves nothing and is told the same as the first: one on the button as it
        was brings the id that was saved under, one on the next button a form just emptied. All
        that was saved, sent once more, may come from a tab that lost its line before it was told,
        or be another that is the same: it is kept once, told so, and kept again on the next click.
        """
        state, last, told = st.session_state, self._memo("last"), self._memo("told")
        left, kept = self._memo("left"), self._memo("kept")
        filled = self._filled()
        if identity == self._identity() and filled != state.get(left):
            if filled == state.pop(kept, None):
                state[told] = True, f"{state[last][1]} {KEPT_ONCE}"
                return
            state[last] = self._tried(record.id_of(identity, filled), keep)
            if state[last][0]:
                state[self._memo("id")] = record.new_id()
                state[kept] = filled
        state[told] = saved, _ = state[last]
        if saved:
            for field in empties:
                state[self._key(field)] = None
        state[left] = self._filled() if saved else None

    def _tried(self, identity: UUID, keep: Callable[[Form, UUID], str]) -> tuple[bool, str]:
        """Whether it is saved, and what is told of it.

        A try that failed may be in: before something else is saved in its place, that is looked up.
        """
        failed = self._memo("failed")
        before = st.session_state.get(failed, identity)
        try:
            # Of the whole file, since partners have forms too; it was made by chance in this tab.
            if before != identity and record.is_held(store.current(), before):
                del st.session_state[failed]
                return False, KEPT_BEFORE
            st.session_state[failed] = identity
            saved = f"Saved: {keep(self, identity)}.{self._of_names()}"
            del st.session_state[failed]
            return True, saved
        except Refused as refusal:
            return False, str(refusal)
        except Exception as fault:
            # Whatever the fault, somebody typed this: it is told, and what was typed stays.
            reference = log.fault(store.data_path(), fault, "in saving a form")
            return False, SAVED_OR_NOT.format(reference)

    def _unheard(self) -> tuple[bool, str]:
        """What was told of the last saving, where what was saved is there again without a click.

        Its tab lost its line before it was told. A grid alone does not come again: it is another.
        """
        state, now, left = st.session_state, self._filled(), self._memo("left")
        kept, emptied = state.get(self._memo("kept")), state.get(left)
        if not kept or not emptied or now == emptied or now | {"cells": kept["cells"]} != kept:
            return True, ""
        # A click on the button that comes next is told the same, and empties the form.
        state[left] = now
        return True, f"{state[self._memo('last')][1]} {UNHEARD}"

    def _of_names(self) -> str:
        """What was taken out of the texts that were typed, and whether somebody may stand there."""
        texts = [text for field in TOLD_IN_WORDS if (text := self.said(field))]
        said = ""
        if any(redaction.redacted(text) != text for text in texts):
            said += " What looked like an address or a number of somebody was taken out."
        if any(redaction.needs_an_eye(redaction.redacted(text)) for text in texts):
            said += " A name may still stand in it, so read it once more."
        return said

    def _filled(self) -> dict[str, Any]:
        """All that stands in the form, with its place and with who speaks."""
        who = Form("who", self.lens).name("observer")
        ours = self._key(""), f"who {who} "
        fields = {
            str(key): value
            for key, value in st.session_state.items()
            if str(key).startswith(ours) and not str(key).startswith(self._key("grid "))
        }
        return {"place": self.lens.place, "who": who, "cells": self.cells(), **fields}

    def _identity(self) -> UUID:
        """The id that the next saving brings."""
        identity: UUID = st.session_state.setdefault(self._memo("id"), record.new_id())
        return identity

    def _grid(self) -> str:
        """The name of the grid, another one for each saving: a grid cannot be emptied."""
        return self._key(f"grid {self._identity()}")

    def _key(self, field: str) -> str:
        """What a field of the form is called in the session."""
        return f"{self.kind} {field}"

    def _memo(self, what: str) -> str:
        """What is remembered of the form's savings, apart from its fields."""
        return f"saving {self.kind}: {what}"


def labels(table: pd.DataFrame) -> dict[str, str]:
    """What each code of a vocabulary is called."""
    return dict(zip(table.code, table.label, strict=True))
