"""What the data page is made of: what is held, how it is taken away, how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import export, panels, takeback, view, witness, words
from mirror.ask import ask
from mirror.fields import labels
from mirror.guard import current
from mirror.lens import Lens
from mirror.store import Refused

#: What may be done with an observation that stands.
ACTS = {
    "amend": "Amend it",
    "generalise": "Put the note in more general words",
    "consent": "Change who may read the note",
    "note": "Withdraw the note",
    "all": "Withdraw the whole observation",
}
NOT_SAID = "Not said"


# --- what is held, and how it is taken away -----------------------------------------------------


def what_is_held(lens: Lens) -> None:
    """Say how much of each kind is held, from when to when, and by how many people."""
    table = ask("data", lens)
    if table.empty:
        st.write("Nothing is held of this place.")
        return
    total = next(row for row in table.itertuples() if not row.kind)
    reach = f"It reaches from {words.day(total.first_day)} to {words.day(total.last_day)}."
    if total.people:
        reach = (
            f"**{words.people(total.people)}** from **{words.counted(total.sectors, 'sector')}** "
            f"said something. {reach}"
        )
    st.markdown(reach)
    kinds = [row for row in table.itertuples() if row.kind]
    shown = pd.DataFrame(
        {
            "What": [export.KINDS[row.kind] for row in kinds],
            "How many": [f"{row.row_count:,}" for row in kinds],
            "When": [words.span(row.first_day, row.last_day) for row in kinds],
            "Said by": [words.people(row.people) if row.people else "" for row in kinds],
        }
    )
    st.table(shown, hide_index=True, border="horizontal", alt="What is held")


def take_it_away(place: str) -> None:
    """Offer everything of the place as files."""
    st.header("Take it with you", anchor=False)
    st.text(words.PURPOSE)
    st.write(
        "The first file can be brought in again. It opens safely in Excel. What people keep to "
        "themselves is in none of them."
    )
    too_much = export.too_much_for_a_workbook(current(), place)
    with st.container(horizontal=True):
        for form, kept in export.FORMATS.items():
            if form == "xlsx" and too_much:
                continue
            st.download_button(
                kept.title, mime=kept.mime,
                data=witness.taking(partial(kept.make, current(), place), place, kept.title),
                file_name=export.file_name(current(), place, form), on_click="ignore",
                key=f"take {form}",
            )  # fmt: skip
    if too_much:
        st.text(too_much)


def what_the_columns_mean() -> None:
    """Show the data dictionary."""
    with st.expander("What the columns mean"):
        st.markdown(export.dictionary().replace("\n#", "\n##").replace("# What", "## What", 1))


# --- batches ------------------------------------------------------------------------------------


def undo_a_batch(place: str) -> None:
    """Offer to undo all of what one file brought in."""
    st.header("Undo what was brought in", anchor=False)
    mine = set(view.places().code)
    batches = {
        str(one.id): one for one in takeback.batches(current())
        if place in one.places and mine.issuperset(one.places)
    }  # fmt: skip
    if not batches:
        st.write("No file was brought in.")
        return
    shown = pd.DataFrame(
        {
            "From": [words.literal(_source(one)) for one in batches.values()],
            "When": [_moment(one.recorded_at) for one in batches.values()],
            "Rows that stand": [f"{one.standing:,}" for one in batches.values()],
            "Changed since": [f"{one.changed:,}" for one in batches.values()],
        }
    )
    st.table(shown, hide_index=True, border="horizontal", alt="What was brought in")
    chosen = _one_of(
        "Which one should be undone?",
        "batch",
        {key: f"{_source(one)}, {_moment(one.recorded_at)}" for key, one in batches.items()},
    )
    if chosen is None:
        return
    one = batches[chosen]
    others = [view.title_of(code) for code in one.places if code != place]
    warning = (
        "Everything that came with it goes, out of the file too, with every change made to it "
        "since, and with each kept view that shows a word that goes. "
        f"{words.counted(one.standing, 'row')} of it now count."
    )
    if others:
        warning += f" Some of them speak of {words.listed(others)}."
    if one.kind != "sample":
        warning += " If you bring the same file in again, they come back."
    _confirmed(
        f"undo {chosen}", "Undo it", words.literal(warning), "Yes, undo all of it",
        lambda: f"{words.counted(takeback.undo_batch(current(), one.id), 'row')} went.",
    )  # fmt: skip


def _source(batch: takeback.Batch) -> str:
    return "The sample, invented for illustration" if batch.kind == "sample" else batch.source


# --- one observation ----------------------------------------------------------------------------


def change_an_observation(lens: Lens) -> None:
    """Look an observation up, tell its history, and let it be changed or withdrawn."""
    st.header("Look up an observation", anchor=False)
    chosen = _look_up(lens)
    if chosen is None:
        return
    rows = takeback.history(current(), UUID(chosen))
    _tell(rows, lens)
    last = rows.iloc[-1]
    if last.withdrawn:
        return
    private = last.consent < lens.consent
    acts = {act: title for act, title in ACTS.items() if not (private and act == "generalise")}
    act = _one_of("What should happen to it?", f"act {chosen}", acts)
    match act:
        case "amend":
            _amend(last, lens, private)
        case "generalise":
            _generalise(last)
        case "consent":
            _change_consent(last, lens)
        case "note":
            _confirmed(
                f"note {chosen}", "Withdraw the note",
                "The text goes from every row of its history, and from the file. The rest stays.",
                "Yes, withdraw the note",
                lambda: _followed(
                    takeback.withdraw_note(current(), last.id), "The note is withdrawn."
                ),
            )  # fmt: skip
        case "all":
            _confirmed(
                f"all {chosen}", "Withdraw the observation",
                "It counts no longer. Its text goes from every row of its history, and from the "
                "file.",
                "Yes, withdraw all of it",
                lambda: _followed(
                    takeback.withdraw_observation(current(), last.id),
                    "The observation is withdrawn.",
                ),
            )  # fmt: skip


def _look_up(lens: Lens) -> str | None:
    """The id of the observation that was chosen among those that the filters let through."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        behaviour = _filter("Behaviour", "look behaviour", labels(ask("behaviour_words", lens)))
        part = _filter("Part", "look part", labels(ask("part_words", lens)))
        observer = _filter("Observer", "look observer", _speakers(lens))
        said = st.text_input("Words in the note", key="look said", width=240)
    found = ask(
        "observations", lens, behaviour=behaviour, part=part, observer=observer, said=said or ""
    )
    if found.empty:
        st.write("Nothing like this is held.")
        return None
    count, shown = int(found.found[0]), len(found)
    st.write(
        f"{words.counted(count, 'observation')}."
        + (f" The latest {shown} can be chosen below." if count > shown else "")
    )
    if "follow" in st.session_state:
        st.session_state.observation = st.session_state.pop("follow")
    _say_if_overtaken(set(found.id))
    lines = dict(zip(found.id, map(_line, found.itertuples()), strict=True))
    return _one_of("Observation", "observation", lines)


def _say_if_overtaken(standing: set[str]) -> None:
    """Tell whoever looks at an observation that somebody else has changed it since."""
    chosen = st.session_state.get("observation")
    if chosen and chosen not in standing:
        rows = takeback.history(current(), UUID(chosen))
        if rows.empty or str(rows.id.iloc[-1]) != chosen:
            st.error("This observation was changed or withdrawn meanwhile. Choose it again.")


def _line(row: Any) -> str:
    """An observation in one line."""
    said = [words.day(row.observed_on), row.behaviour_label, row.part_label, row.observer]
    if row.withdrawn:
        said.append("withdrawn")
    elif isinstance(row.note, str):
        note = " ".join(row.note.split())
        said.append(f"“{note if len(note) < 60 else note[:59] + '…'}”")
    return " · ".join(filter(None, said))


def _tell(rows: pd.DataFrame, lens: Lens) -> None:
    """The history of an observation, from its first row to its last."""
    called = {
        **labels(ask("behaviour_words", lens)), **labels(ask("part_words", lens)),
        **panels.labels(lens, direction="", overtness="overtness ", consent="consent "),
    }  # fmt: skip
    for place, row in enumerate(rows.itertuples()):
        became = "Withdrawn" if row.withdrawn else "Changed" if place else "First kept"
        st.markdown(f"**{became}, {_moment(row.recorded_at)}**")
        if row.withdrawn:
            continue
        said = [
            f"Noticed on {words.day(row.observed_on)} by {row.observer}",
            called.get(row.behaviour, row.behaviour),
            "" if pd.isna(row.part) else called.get(row.part, row.part),
            "not sure how strongly" if pd.isna(row.strength) else f"strength {row.strength:g}",
            "" if pd.isna(row.direction) else called[row.direction].lower(),
            "" if pd.isna(row.overtness) else called[f"overtness {row.overtness:.0f}"].lower(),
            f"may be read by: {called[f'consent {row.consent}'].lower()}",
        ]
        st.text(", ".join(filter(None, said)) + ".")
        if isinstance(row.note, str):
            st.text(row.note)
    if rows.iloc[-1].consent < lens.consent:
        st.text("If a note was written, it is for its author alone.")


def _amend(row: Any, lens: Lens, private: bool) -> None:
    behaviours, parts = labels(ask("behaviour_words", lens)), labels(ask("part_words", lens))
    directions, overtness = panels.labels(lens, direction=""), panels.labels(lens, overtness="")
    with st.form(f"amend {row.id}"):
        day = st.date_input(
            "When it was noticed", row.observed_on, max_value=date.today(), format="DD/MM/YYYY"
        )
        changes = takeback.Changes(
            behaviour=_pick("Behaviour", behaviours, row.behaviour) or row.behaviour,
            part=_pick("Part", parts, row.part),
            strength=st.number_input(
                "Strength, from 0 to 10. Empty is “not sure”.", 0.0, 10.0,
                None if pd.isna(row.strength) else float(row.strength), step=1.0, format="%g",
            ),
            direction=_pick("Direction", directions, row.direction),
            overtness=_whole(
                _pick(
                    "How openly it was named", overtness,
                    None if pd.isna(row.overtness) else f"{row.overtness:.0f}",
                )
            ),
        )  # fmt: skip
        if isinstance(day, date):
            changes["observed_on"] = day
        if not private:
            changes["note"] = st.text_area("Note", row.note if isinstance(row.note, str) else "")
        st.text(
            "The earlier wording stays in the history. To be rid of it, make the note more "
            "general instead."
        )
        if st.form_submit_button("Keep the change"):
            _do(lambda: _kept(row.id, takeback.amend_observation(current(), row.id, **changes)))


def _generalise(row: Any) -> None:
    with st.form(f"generalise {row.id}"):
        text = st.text_area(
            "The note in more general words", row.note if isinstance(row.note, str) else ""
        )
        st.text("The earlier wording goes from its history and from the file.")
        if st.form_submit_button("Keep the more general words"):
            _do(lambda: _kept(row.id, takeback.generalise_note(current(), row.id, text)))


def _change_consent(row: Any, lens: Lens) -> None:
    levels = ask("levels", lens, scale="consent")
    options = {level.code: f"{level.label}. {level.meaning}" for level in levels.itertuples()}
    with st.form(f"consent {row.id}"):
        codes = list(options)
        chosen = st.radio(
            "Who may read the note", codes, codes.index(str(row.consent)),
            format_func=lambda code: words.literal(options[code]),
        )  # fmt: skip
        st.text("Let more people read it only if its author said so.")
        if st.form_submit_button("Keep who may read it"):
            _do(lambda: _kept(row.id, takeback.change_consent(current(), row.id, int(chosen))))


def _followed(standing: UUID, said: str) -> str:
    """What to say, once the row that now stands is the one that is looked at."""
    st.session_state.follow = str(standing)
    return said


def _kept(before: UUID, standing: UUID) -> str:
    said = "Nothing was new." if standing == before else "The change is kept."
    return _followed(standing, said)


# --- one person ---------------------------------------------------------------------------------


def withdraw_a_person(lens: Lens) -> None:
    """Offer to withdraw everything that one person said."""
    st.header("Withdraw everything of one person", anchor=False)
    speakers = _speakers(lens)
    if not speakers:
        st.write("Nobody has said anything of this place.")
        return
    chosen = _one_of("Whose words should go?", "person", speakers)
    if chosen is None:
        return
    _confirmed(
        f"person {chosen}", "Withdraw everything of theirs",
        "All that they said of this place counts no longer. Their texts go from the file, and so "
        "does for whom they spoke, with each kept view that tells it.",
        "Yes, withdraw everything",
        lambda: (
            f"{words.counted(takeback.withdraw_observer(current(), lens.place, chosen), 'row')} "
            "were withdrawn."
        ),
    )  # fmt: skip


def _speakers(lens: Lens) -> dict[str, str]:
    """Who said something that stands, by pseudonym, each with for whom and how much."""
    return {
        row.observer: " · ".join(
            filter(
                None,
                [
                    "Not named" if row.unnamed else row.observer, row.sector_label,
                    row.organisation, words.counted(row.row_count, "row"),
                ],
            )
        )
        for row in ask("speakers", lens).itertuples()
    }  # fmt: skip


# --- anything else ------------------------------------------------------------------------------


def take_something_back(lens: Lens) -> None:
    """Look up anything but an observation that somebody said, and let it be taken back."""
    st.header("Take something else back", anchor=False)
    kinds = {kind: export.KINDS[kind] for kind in takeback.KINDS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _one_of("What is it?", "take kind", kinds)
        said = st.text_input("Words in it", key="take said", width=240)
    if kind is None:
        return
    found = ask("said", lens, kind=kind, said=said or "")
    if found.empty:
        st.write("Nothing like this is held.")
        return
    lines = {
        row.id: words.day(row.held_on) + " · " + " ".join(row.line.split())[:120]
        for row in found.itertuples()
    }
    if len(lines) < found.found[0]:
        st.write(f"The latest {len(lines)} of {found.found[0]:,} can be chosen below.")
    chosen = _one_of("Which one?", f"take {kind}", lines)
    if chosen is None:
        return
    _confirmed(
        f"take {chosen}", "Take it back",
        "It is shown and counted no longer. Its words go from every row of its history, and from "
        "the file.",
        "Yes, take it back",
        lambda: _taken(kind, UUID(chosen)),
    )  # fmt: skip


def _taken(kind: str, identity: UUID) -> str:
    takeback.withdraw(current(), kind, identity)
    return "It is taken back."


# --- small widgets ------------------------------------------------------------------------------


def what_was_done() -> None:
    """Say what the last click did."""
    done, refused = st.session_state.pop("done", None), st.session_state.pop("refused", None)
    if done:
        st.success(words.literal(done))
    if refused:
        st.error(words.literal(refused))


def _do(work: Callable[[], str]) -> None:
    """Do something to the file, say what became of it, and show what is held then."""
    st.session_state.follow = ""
    try:
        st.session_state.done = work()
    except Refused as refusal:
        st.session_state.refused = str(refusal)
        st.session_state.pop("follow")
    st.session_state.pop("asked", None)
    st.rerun()


def _confirmed(key: str, title: str, warning: str, yes: str, work: Callable[[], str]) -> None:
    """A button that says first what will happen, and then asks once more."""
    if st.session_state.get("asked") != key:
        st.button(title, on_click=lambda: st.session_state.update(asked=key))
        return
    st.warning(warning)
    with st.container(horizontal=True):
        sure = st.button(yes)
        st.button("No, leave it as it is", on_click=lambda: st.session_state.pop("asked", None))
    if sure:
        _do(work)


def _one_of(label: str, key: str, options: dict[str, str]) -> str | None:
    """The code chosen among `options`, which gives each code its label; at first none."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        label, list(options), None, key=key, format_func=lambda code: options.get(code, code),
        placeholder="Choose one",
    )  # fmt: skip
    return chosen


def _filter(label: str, key: str, options: dict[str, str]) -> str:
    """The code chosen to narrow a list; empty for all of it."""
    if st.session_state.get(key, "") not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(
        label, ["", *options], key=key, width=240,
        format_func=lambda code: options.get(code, "All"),
    )  # fmt: skip
    return str(chosen)


def _pick(label: str, options: dict[str, str], now: Any) -> str | None:
    """The code chosen in a form, at first the one that stands; None for “not said”."""
    codes = ["", *options]
    standing = "" if pd.isna(now) else str(now)
    if standing not in codes:
        codes.append(standing)
    chosen = st.selectbox(
        label, codes, codes.index(standing),
        format_func=lambda code: options.get(code, code) or NOT_SAID,
    )  # fmt: skip
    return chosen or None


def _whole(code: str | None) -> int | None:
    return None if code is None else int(code)


def _moment(when: Any) -> str:
    return f"{words.day(when)}, {when:%H:%M} UTC"
