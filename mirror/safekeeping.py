"""What the page Data says of backups: the newest, one more now, each to take away, the way back."""

from __future__ import annotations

import streamlit as st

from mirror import access, backup, screen, witness, words
from mirror.backup import Backup
from mirror.store import Refused, current

MEGABYTE = 1_000_000


def backups() -> None:
    """Say when a backup was made last, and offer one more, each to take away, and the way back.

    A backup holds every place, so it is for whoever may see all of each.
    """
    if not access.here().may("facilitate", access.EVERY_PLACE):
        return
    st.header("Backups", anchor=False)
    try:
        made = backup.of(current().path)
    except Refused as refusal:
        # What else can be done with the data goes on below.
        st.warning(words.literal(str(refusal)))
        return
    st.markdown(_newest(made))
    if wrong := backup.fault(current().path):
        st.warning(words.literal(f"The last backup that was tried was not made. {wrong}"))
    st.button("Back it up now", on_click=_make)
    if made:
        screen.a_few(made, "backups", _offer, "older backups")
        _how_to_go_back(made[0])


def _newest(made: list[Backup]) -> str:
    if not made:
        return "No backup was made yet. One is made each day, once something of your own is held."
    return (
        f"**The newest was made on {_moment(made[0])}.** One is made when Place Mirror opens, when "
        "a gathering is closed, and each day. Each is one file and holds every place, also what "
        "was taken back after it was made. Keep one on another disk. Click one to take it."
    )


def _offer(one: Backup) -> None:
    st.download_button(
        # Day and size stay on one line of a phone.
        f"{_moment(one)} · {one.size / MEGABYTE:,.1f}\N{NO-BREAK SPACE}MB",
        data=witness.taking(one.path.read_bytes, access.EVERY_PLACE, "a backup"),
        file_name=one.path.name, mime="application/octet-stream",
        on_click="ignore", key=f"backup {one.path.name}",
    )  # fmt: skip


def _how_to_go_back(newest: Backup) -> None:
    with st.expander("Go back to a backup, or move to another laptop"):
        st.markdown(
            "Close Place Mirror with Ctrl and C. Then type this in its folder, with the name of "
            "the backup that you want. On another laptop, install Place Mirror and name the file "
            "that you brought."
        )
        st.code(f'python -m mirror restore "{newest.path}"', language=None, wrap_lines=True)
        st.markdown(
            "The backup is tried first. The file that is here now is set aside beside the backups. "
            "What was taken back since that backup is there again, so take it back once more."
        )


def _moment(one: Backup) -> str:
    return f"{words.day(one.made_at)}, {one.made_at:%H:%M} UTC"


def _make() -> None:
    with screen.refusals_in_sight():
        access.needed("facilitate", access.EVERY_PLACE)
        made = backup.make(current())
        screen.say_in_sight("The backup is made." if made else backup.NOTHING_NEW)
