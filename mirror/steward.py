"""What the page of a release is made of: what partners will see, how finely, and which notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import access, banded, grain, passing, release, released, screen, vocabulary, words
from mirror.ask import ask
from mirror.grain import Grain, Merge
from mirror.guard import to_release
from mirror.lens import Lens
from mirror.release import Draft

#: What the cells of a release are about, as the pages are called that show them.
ABOUT = {"behaviours": "Behaviours", "pace": "Trust", "infrastructure": "Building blocks"}


def may_release(lens: Lens) -> bool:
    """Whether this visitor may release this place; where not, it is said."""
    if access.here().may("release", lens.place):
        return True
    st.write("You may not release this place. Whoever looks after Place Mirror can let you.")
    return False


# --- what partners read now -----------------------------------------------------------------------


def what_partners_read(lens: Lens) -> None:
    """Say what partners read now, and offer to take it back."""
    st.markdown(
        "Partners of this place see a copy, made for them: no names, no single scores, and nothing "
        "that fewer people than a handful said. It changes only when you release again."
    )
    file = release.file_of(lens.place)
    if not file.exists():
        st.markdown("**Nothing is released. Partners see nothing of this place.**")
        return
    try:
        [about] = released.ask(file, "about").itertuples()
    except released.Nothing:
        st.warning(
            "What was released cannot be read. Partners see nothing of this place until you "
            "release again."
        )
        return
    cells = int(ask("released", lens, release=about.id).cells[0])
    st.markdown(
        f"**Partners read the release of {words.day(about.released_on)}**, with "
        f"{words.counted(cells, 'figure')}."
    )
    if ask("changed_since", lens, release=about.id).is_other[0]:
        st.warning(
            "Somebody has changed something since, or taken it back. Release again, so that it "
            "goes from what partners see."
        )
    view_as_partner("Look at it as partners do", lens)
    with st.popover("Withdraw it"):
        st.write(
            "Partners see nothing of this place until you release again. What they kept of it "
            "cannot be taken back."
        )
        st.button("Yes, withdraw it", on_click=_withdraw, args=(about.id,))


def view_as_partner(label: str, lens: Lens, **more: str) -> None:
    """Lead to the first page as partners of the place see it."""
    seen = {"place": lens.place, "as": "partner", **more}
    st.page_link("../pages/home.py", label=label, query_params=seen)


def _withdraw(identity: str) -> None:
    with screen.refusals_in_sight():
        release.withdraw(to_release(), identity)
        screen.say_in_sight("It is withdrawn. Partners see nothing of this place now.")


# --- what they will see ---------------------------------------------------------------------------


def draft(lens: Lens) -> Draft:
    """What a release would show now; it is worked out once for each state of the file."""
    key = f"draft {lens.place}"
    drafted: Draft | None = st.session_state.get(key)
    if drafted is None or drafted.version != to_release().version:
        with st.spinner("Working out what may be shown"):
            drafted = release.draft(to_release(), [lens.place])
        st.session_state[key] = drafted
    return drafted


def what_they_will_see(drafted: Draft, lens: Lens) -> None:
    """Say what would be shown and what hidden, and why; and what would win figures back."""
    st.header("What partners will see", anchor=False)
    finely, reasons = drafted.grains[lens.place], drafted.reasons(lens.place)
    heard = drafted.shown(lens.place) + reasons.total()
    if not heard:
        st.write("Nobody has given a figure yet, so there is nothing to show.")
        return
    st.markdown(
        f"**{drafted.shown(lens.place):,} of {words.counted(heard, 'figure')}**, each of at least "
        f"{finely.fewest} people, and **{words.counted(len(drafted.notes), 'note')}**. "
        f"Of what was heard part by part and quarter by quarter, "
        f"**{drafted.share(lens.place):.0%}** can be read."
    )
    _won_back(drafted, lens)
    for about, title in ABOUT.items():
        _cells(drafted, about, title, lens)
    hidden = "".join(
        f"\n- {reasons[reason]:,}: {told}" for reason, told in release.REASONS.items()
        if reasons[reason]
    )  # fmt: skip
    if hidden:
        st.markdown(f"**{words.counted(reasons.total(), 'figure')} stay hidden:**{hidden}")
    if len(drafted.notes):
        with st.expander("The notes"):
            for row in drafted.notes.itertuples():
                st.text(row.said)


def _won_back(drafted: Draft, lens: Lens) -> None:
    """Where too little can be read: what would win most back, each with a button."""
    if lens.place not in drafted.merges:
        return
    won = drafted.merges[lens.place]
    if not won:
        st.write("Putting parts or quarters together would win no more back.")
        return
    st.markdown("**That is little. This would win most back, one after the other:**")
    titles = release.part_titles(to_release())
    finely = drafted.grains[lens.place]
    for merge, share in won:
        finely = finely.put_together(merge)
        with st.container(horizontal=True, vertical_alignment="center"):
            label = words.literal(grain.label(titles, merge))
            st.markdown(f"{label}: **{share:.0%}** could be read.")
            st.button("Put together", key=f"win {merge}", on_click=_choose, args=(lens, finely))


def _cells(drafted: Draft, about: str, title: str, lens: Lens) -> None:
    """Every cell of one kind, shown or hidden and why, as a table."""
    shown = drafted.cells[drafted.cells.about == about]
    hidden = drafted.hidden[drafted.hidden.about == about]
    if shown.empty and hidden.empty:
        return
    said = words.counted(len(shown) + len(hidden), "figure")
    with st.expander(f"{title}: {len(shown):,} of {said} shown"):
        cells = pd.concat(
            [
                shown.assign(told=[words.capital(banded.told(row)) for row in shown.itertuples()]),
                hidden.assign(
                    told=[f"Hidden: {release.REASONS[reason]}" for reason in hidden.reason]
                ),
            ]
        ).sort_values(["subject", "part", "period", "level"], na_position="first", kind="stable")
        st.dataframe(_named(cells, about, lens), hide_index=True, height=420)


def _named(cells: pd.DataFrame, about: str, lens: Lens) -> pd.DataFrame:
    """The cells with their names, and only the columns that tell one from another."""
    parts = release.part_titles(to_release())
    known = pd.concat([ask("behaviour_words", lens), ask("block_words", lens)])
    subjects = dict(zip(known.code, known.label, strict=True)) | {"trust": "Trust"}
    named = {"What": cells.subject.map(lambda code: subjects.get(code, code))}
    if about == "behaviours":
        named["Part"] = cells.part.map(lambda code: _part(parts, code))
    if about == "infrastructure":
        steps = vocabulary.read("levels").query("scale == 'readiness'").set_index("code").plain
        named["How far along"] = cells.level.map(
            lambda level: "Every step" if pd.isna(level) else steps[str(level)]
        )
    else:
        named["When"] = [banded.period(row.period, row.months) for row in cells.itertuples()]
    return pd.DataFrame(named | {"What partners see": cells.told})


def _part(titles: dict[str, str], code: object) -> str:
    if pd.isna(code):
        return "Every part"
    return words.listed([titles.get(one, one) for one in grain.apart(str(code))])


# --- how finely -----------------------------------------------------------------------------------


def how_finely(lens: Lens) -> None:
    """Let what is small be put together, and a sensitive place ask for more people."""
    st.header("How finely partners see it", anchor=False)
    finely = grain.kept(to_release(), lens.place)
    st.checkbox(
        "This place is sensitive: a figure needs 8 people, not 5",
        value=finely.is_sensitive, key=f"sensitive {lens.place} {finely.is_sensitive}",
        on_change=_choose, args=(lens, replace(finely, is_sensitive=not finely.is_sensitive)),
        help="Choose it where residents tell of their own lives, or where one team speaks.",
    )  # fmt: skip
    titles = release.part_titles(to_release())
    for merge in finely.merges:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{words.literal(grain.label(titles, merge))}.")
            st.button(
                "Take apart", key=f"apart {merge}", on_click=_choose,
                args=(lens, finely.taken_apart(merge)),
            )  # fmt: skip
    with st.expander("Put more together"):
        st.write(
            "What is said by few becomes readable when it is shown with more. Put small parts "
            "together, or show half years."
        )
        if not finely.half_years:
            _put_together(grain.label(titles, grain.HALF_YEARS), grain.HALF_YEARS, finely, lens)
        parts = [part for part in titles if finely.leads(part)]
        chosen = st.multiselect(
            "Parts to show as one", parts, format_func=lambda part: titles[part],
            key=f"parts {lens.place} {finely.together}",
        )  # fmt: skip
        if len(chosen) > 1:
            _put_together("Show these as one", tuple(chosen), finely, lens)


def _put_together(label: str, merge: Merge, finely: Grain, lens: Lens) -> None:
    st.button(label, on_click=_choose, args=(lens, finely.put_together(merge)), key=f"put {label}")


def _choose(lens: Lens, finely: Grain) -> None:
    with screen.refusals_in_sight():
        grain.choose(to_release(), lens.place, finely)


# --- notes ----------------------------------------------------------------------------------------


def notes(lens: Lens) -> None:
    """Show each note that partners may read by its author's consent, for a person to pass it."""
    st.header("Notes that await you", anchor=False)
    waiting = passing.waiting(to_release(), lens.place)
    looked_at = passing.passed(to_release(), lens.place)
    st.write(
        "Their authors let partners read these. What a pattern knows, such as an e-mail address, "
        "is taken out already. Only a person sees that “the only housing officer in Felling” is "
        "somebody. A passed note is shown once enough other people’s stand beside it."
    )
    if waiting.empty:
        st.markdown("**None.** Every note that partners may read was looked at.")
    screen.a_few(list(waiting.itertuples()), f"waiting {lens.place}", lambda row: _note(row, lens))
    if len(looked_at):
        with st.expander(f"{words.counted(len(looked_at), 'note')} you looked at"):
            screen.a_few(
                list(looked_at.itertuples()), f"passed {lens.place}", lambda row: _passed(row, lens)
            )


def _note(row: Any, lens: Lens) -> None:
    """A note that awaits a person: as it was written, and as partners would read it."""
    with st.container(border=True):
        st.markdown(f"**{words.literal(row.behaviour_label)}**")
        if row.redacted != row.note:
            st.text(f"As written: {row.note}")
        if row.needs_an_eye:
            st.markdown("**A name may stand in it.**")
        field = f"said {row.id}"
        st.text_area("As partners will read it", value=row.redacted, key=field, height=96)
        with st.container(horizontal=True):
            st.button(
                "Let it pass", key=f"pass {row.id}", on_click=_pass, args=(lens, row.id, field)
            )
            st.button(
                "Keep it back", key=f"keep {row.id}", on_click=_keep_back, args=(lens, row.id)
            )


def _passed(row: Any, lens: Lens) -> None:
    """A note that was looked at, and the other thing that can be done with it."""
    with st.container(border=True):
        st.markdown(f"**{words.literal(row.behaviour_label)}**")
        if isinstance(row.said, str):
            st.text(row.said)
            st.button(
                "Keep it back", key=f"keep {row.id}", on_click=_keep_back, args=(lens, row.id)
            )
        else:
            st.text(f"Kept back: {row.note}")
            st.button(
                "Look at it again", key=f"again {row.id}", on_click=_again, args=(lens, row.id)
            )


def _offer_to_keep_back(row: Any, lens: Lens) -> None:
    st.button("Keep it back", key=f"keep {row.id}", on_click=_keep_back, args=(lens, row.id))


def _pass(lens: Lens, identity: UUID, field: str) -> None:
    with screen.refusals_in_sight():
        passing.let_pass(to_release(), lens.place, identity, st.session_state[field])


def _keep_back(lens: Lens, identity: UUID) -> None:
    with screen.refusals_in_sight():
        passing.keep_back(to_release(), lens.place, identity)


def _again(lens: Lens, identity: UUID) -> None:
    with screen.refusals_in_sight():
        passing.look_again(to_release(), lens.place, identity)


# --- letting it out -------------------------------------------------------------------------------


def let_it_out(drafted: Draft, lens: Lens) -> None:
    """Offer a look at the draft through partners' eyes, and the button that lets it out."""
    with st.container(horizontal=True):
        st.button("Look at it as partners will", on_click=_see, args=(drafted, lens))
        st.button("Release this to partners", on_click=_release, args=(drafted, lens))
    if st.session_state.get("seen draft") == (lens.place, drafted.version):
        view_as_partner("Open the draft", lens, release="draft")


def _see(drafted: Draft, lens: Lens) -> None:
    with screen.refusals_in_sight():
        release.let_see(to_release(), drafted, release.draft_of(lens.place))
        st.session_state["seen draft"] = lens.place, drafted.version


def _release(drafted: Draft, lens: Lens) -> None:
    with screen.refusals_in_sight():
        release.publish(to_release(), drafted, release.file_of(lens.place))
        release.draft_of(lens.place).unlink(missing_ok=True)
        screen.say_in_sight("It is released. Partners see this from now on.")
