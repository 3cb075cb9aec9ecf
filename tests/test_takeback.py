"""What was brought in or said can be taken back, and what must be gone is gone from the file."""

from __future__ import annotations

import csv
import io
import json
import random
import string
import threading
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from mirror import (
    bringing,
    export,
    intake,
    panels,
    record,
    sample,
    snapshot,
    store,
    takeback,
    words,
)
from mirror.ask import overheard
from mirror.intake import COLUMNS, Report
from mirror.store import Refused, Store
from tests.test_house import imports

GOOD = {
    "observed_on": "2025-03-01", "place": "Aytown", "part": "frontline", "behaviour": "PAR1",
    "observer": "H-01", "sector": "council", "organisation": "Town hall", "strength": "7",
    "direction": "holding", "overtness": "3", "note": "They said so aloud.", "consent": "2",
}  # fmt: skip


def bring(held: Store, *rows: dict[str, str], name: str = "noticed.csv") -> Report:
    """Import a file of the good row with other cells, once for each."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows((GOOD | row).values() for row in rows)
    path = held.path.with_name(name)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    report = intake.bring_in(held, bringing.interchange(path), name, add=intake.GROWABLE)
    assert not report.refused
    return report


def one(held: Store, **cells: str) -> UUID:
    """The id of an observation that was just brought in."""
    bring(held, cells)
    terms = {"note": (GOOD | cells)["note"]}
    [identity] = held.ask("SELECT id FROM observation WHERE note = $note", terms).id
    assert isinstance(identity, UUID)
    return identity


def state(held: Store, without: Sequence[str] = ("change",)) -> dict[str, tuple[int, int]]:
    """How much every table holds, and a fingerprint of it."""
    names = held.ask("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").table_name
    each = (
        "SELECT '{0}' AS name, count(*) AS n, coalesce(bit_xor(hash(t)), 0) AS mark FROM {0} AS t"
    )
    text = " UNION ALL ".join(each.format(name) for name in names if name not in without)
    return {row.name: (row.n, row.mark) for row in held.ask(text).itertuples(index=False)}


def standing(held: Store, columns: str = "*", table: str = "observation") -> list[tuple[Any, ...]]:
    answer = held.ask(f"SELECT {columns} FROM {table}_now ORDER BY ALL").astype(object)
    return list(answer.where(answer.notna(), None).itertuples(index=False, name=None))


def secret(length: int) -> str:
    """A text that nothing compresses, so that it can be searched for in the file's bytes."""
    return "".join(random.choices(string.ascii_letters + string.digits, k=length))


def left_in_the_file(path: Path, *texts: str) -> list[str]:
    """Which of the texts, or a stretch of them, stand in the closed file or beside it."""
    stretches = {text: {text[:12], text[len(text) // 2 :][:12], text[-12:]} for text in texts}
    kept = b"".join(
        file.read_bytes() for file in path.parent.rglob(f"{path.name}*") if file.is_file()
    )
    return [text for text, some in stretches.items() if any(s.encode() in kept for s in some)]


# --- a batch ------------------------------------------------------------------------------------


def test_a_batch_that_is_undone_leaves_everything_as_it_was_before(tiny: Store) -> None:
    before = state(tiny)
    bring(tiny, {}, {"place": "Elsewhere", "part": "A new part", "behaviour": "A new behaviour"},
          {"observer": "H-02", "sector": "A new sector", "note": "Another"})  # fmt: skip
    assert state(tiny) != before
    [batch] = takeback.batches(tiny)
    assert takeback.undo_batch(tiny, batch.id) == 3
    assert state(tiny) == before
    [change] = tiny.ask("SELECT * FROM change WHERE what = 'undo batch'").itertuples()
    assert (change.subject, change.row_count) == ("noticed.csv", 3)


def test_what_was_amended_or_withdrawn_since_goes_with_its_batch(tiny: Store) -> None:
    before = state(tiny)
    bring(tiny, {}, {"note": "Another"}, {"note": "A third"})
    ids = tiny.ask("SELECT id FROM observation WHERE observer = 'H-01'").id
    takeback.amend_observation(
        tiny, takeback.amend_observation(tiny, ids[0], strength=1.0), part=None
    )
    takeback.withdraw_observation(tiny, ids[1])
    [batch] = takeback.batches(tiny)
    assert (batch.standing, batch.changed) == (2, 2)
    assert takeback.undo_batch(tiny, batch.id) == 6
    assert state(tiny) == before


def test_what_took_the_place_of_a_row_goes_with_it_wherever_it_was_typed(tiny: Store) -> None:
    before = state(tiny)
    identity = one(tiny)
    typed = (
        "INSERT INTO observation BY NAME"
        " SELECT * REPLACE (uuid() AS id, id AS supersedes, NULL AS batch)"
        " FROM observation WHERE id = $id"
    )
    tiny.write(lambda cursor: cursor.execute(typed, {"id": identity}))
    takeback.undo_batch(tiny, takeback.batches(tiny)[0].id)
    assert state(tiny) == before


def test_the_same_file_brought_in_after_an_undo_brings_it_all_back(tiny: Store) -> None:
    rows = [{}, {}, {"place": "Elsewhere"}]
    bring(tiny, *rows)
    said = "id, place, part, behaviour, observer, observed_on, strength, note, consent"
    before = standing(tiny, said)
    takeback.undo_batch(tiny, takeback.batches(tiny)[0].id)
    assert standing(tiny, said) != before
    assert bring(tiny, *rows).added == 3
    assert standing(tiny, said) == before


def test_an_undo_that_fails_on_the_way_leaves_all_of_it(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tiny, {}, {"place": "Elsewhere"})
    before = state(tiny, without=())
    text = store.sql

    def breaks(name: str) -> str:
        return "SELECT broken" if name == "takeback/forget_batch" else text(name)

    monkeypatch.setattr(store, "sql", breaks)
    with pytest.raises(Exception, match="broken"):
        takeback.undo_batch(tiny, UUID(str(tiny.ask("SELECT id FROM batch").id[0])))
    monkeypatch.undo()
    assert state(tiny, without=()) == before


def test_observers_places_and_words_that_something_else_mentions_stay(tiny: Store) -> None:
    new = {"place": "Elsewhere", "part": "A new part", "behaviour": "A new one", "sector": "Ours"}
    bring(tiny, new, name="first.csv")
    kept = state(tiny)
    bring(tiny, new | {"note": "Another"}, name="second.csv")
    second, first = takeback.batches(tiny)
    assert (first.source, second.source) == ("first.csv", "second.csv")
    takeback.undo_batch(tiny, second.id)
    assert state(tiny) == kept


def test_a_batch_of_several_places_says_so_and_goes_whole(tiny: Store) -> None:
    bring(tiny, {}, {"place": "Elsewhere"})
    [batch] = takeback.batches(tiny)
    assert batch.places == ("aytown", "elsewhere")
    takeback.undo_batch(tiny, batch.id)
    assert takeback.batches(tiny) == []


def test_a_batch_that_is_not_held_is_refused(tiny: Store) -> None:
    before = state(tiny, without=())
    with pytest.raises(Refused, match="not held"):
        takeback.undo_batch(tiny, uuid4())
    assert state(tiny, without=()) == before


def test_the_sample_is_one_batch_and_goes_with_what_was_changed_in_it(sampled: Store) -> None:
    [batch] = takeback.batches(sampled)
    held = sum(
        len(sampled.ask(f"SELECT id FROM {table}"))
        for table in ("observation", *sample.TABLES.values())
    )
    assert (batch.kind, batch.standing, batch.changed) == ("sample", held, 0)
    identity = sampled.ask("SELECT id FROM observation WHERE note IS NOT NULL LIMIT 1").id[0]
    takeback.amend_observation(sampled, identity, strength=1.0)
    takeback.withdraw_observer(sampled, "gateshead", "GA-07")
    assert takeback.undo_batch(sampled, batch.id) > 0
    for table in ("observation", *sample.TABLES.values(), "observer", "place", "batch"):
        assert sampled.ask(f"SELECT * FROM {table}").empty, table


# --- an observation -----------------------------------------------------------------------------


def test_an_amendment_stands_and_the_history_tells_how_it_came_to_be(tiny: Store) -> None:
    before = len(standing(tiny))
    first = one(tiny)
    second = takeback.amend_observation(
        tiny, first, strength=2.5, part=None, behaviour="POW3", direction=None, overtness=1,
        observed_on=date(2025, 2, 28), note=" In other words ",
    )  # fmt: skip
    third = takeback.change_consent(tiny, second, 4)
    assert len(standing(tiny)) == before + 1
    for asked in (first, second, third):
        rows = takeback.history(tiny, asked)
        assert rows.id.tolist() == [first, second, third]
        assert rows.strength.tolist() == [7, 2.5, 2.5]
        assert rows.note.tolist() == ["They said so aloud.", "In other words", "In other words"]
        assert rows.consent.tolist() == [2, 2, 4]
    said = "id, part, behaviour, strength, direction, overtness, observer, observed_on::VARCHAR"
    assert (third, None, "POW3", 2.5, None, 1, "H-01", "2025-02-28") in standing(tiny, said)
    assert tiny.ask("SELECT what FROM change").what.tolist()[-2:] == [
        "amend observation", "change consent",
    ]  # fmt: skip


def test_an_amendment_that_says_nothing_new_adds_nothing(tiny: Store) -> None:
    identity = one(tiny)
    before = state(tiny, without=())
    assert takeback.amend_observation(tiny, identity, strength=7, part="frontline") == identity
    assert takeback.change_consent(tiny, identity, 2) == identity
    assert state(tiny, without=()) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"strength": 11.0}, "A strength is a number from 0 to 10."),
        ({"strength": -0.5}, "A strength is a number from 0 to 10."),
        ({"strength": float("nan")}, "A strength is a number from 0 to 10."),
        ({"behaviour": "XXX"}, "This behaviour is not held here."),
        ({"behaviour": None}, "This behaviour is not held here."),
        ({"part": "nowhere"}, "This part is not held here."),
        ({"direction": "up"}, "This direction is not known."),
        ({"overtness": 5}, "This overtness is not known."),
        ({"consent": 5}, "This consent is not known."),
        ({"consent": None}, "This consent is not known."),
        ({"observed_on": date.today() + timedelta(days=1)}, "The day is not one that has been."),
        ({"observed_on": None}, "The day is not one that has been."),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(
    changes: Any, said: str, tiny: Store
) -> None:
    identity = one(tiny)
    before = state(tiny, without=())
    with pytest.raises(Refused) as refused:
        takeback.amend_observation(tiny, identity, **changes)
    assert str(refused.value).startswith(said)
    assert state(tiny, without=()) == before


ACTS: dict[str, Callable[[Store, UUID], Any]] = {
    "amend": lambda held, identity: takeback.amend_observation(held, identity, strength=1.0),
    "consent": lambda held, identity: takeback.change_consent(held, identity, 0),
    "generalise": lambda held, identity: takeback.generalise_note(held, identity, "In general"),
    "withdraw note": takeback.withdraw_note,
    "withdraw": takeback.withdraw_observation,
    "observer": lambda held, _identity: takeback.withdraw_observer(held, "aytown", "H-01"),
}
#: Those after which a text must be gone.
FORGETS = [name for name in ACTS if name not in ("amend", "consent")]


@pytest.mark.parametrize("act", [act for act in ACTS if act != "observer"])
def test_a_row_that_no_longer_stands_cannot_be_changed_again(act: str, tiny: Store) -> None:
    """Two people look at one row: the second is told, and no row is amended twice."""
    identity = one(tiny)
    takeback.amend_observation(tiny, identity, strength=3.0)
    before = state(tiny, without=())
    with pytest.raises(Refused, match="Look it up again"):
        ACTS[act](tiny, identity)
    assert state(tiny, without=()) == before


@pytest.mark.parametrize("act", ACTS)
def test_a_second_import_of_the_file_brings_nothing_back(act: str, tiny: Store) -> None:
    identity = one(tiny)
    ACTS[act](tiny, identity)
    before = state(tiny, without=("change", "observer", "batch"))
    assert bring(tiny, {}).added == 0
    assert state(tiny, without=("change", "observer", "batch")) == before


@pytest.mark.parametrize("note", ["They said so aloud.", None])
@pytest.mark.parametrize("act", ACTS)
def test_a_file_that_was_taken_out_before_brings_nothing_back_of_what_was_typed(
    act: str, note: str | None, tiny: Store
) -> None:
    identity = typed(tiny, note=note)
    content = export.interchange(tiny, "aytown")
    brought_back(tiny, content)
    ACTS[act](tiny, identity)
    before = state(tiny)
    assert brought_back(tiny, content).added == 0
    assert state(tiny) == before


def test_what_two_said_alike_is_held_twice_however_it_was_amended(tiny: Store) -> None:
    identity, _ = typed(tiny), typed(tiny)
    content = export.interchange(tiny, "aytown")
    back = takeback.amend_observation(
        tiny, takeback.amend_observation(tiny, identity, strength=1.0), strength=7.0
    )
    assert brought_back(tiny, content).added == 0, "it was said once, though it stands there twice"
    takeback.withdraw_observation(tiny, back)
    assert brought_back(tiny, content).added == 0
    line = content.decode().splitlines()[-1] + "\r\n"
    assert brought_back(tiny, content + line.encode()).added == 1, "a third one was never here"


def test_what_was_amended_keeps_nothing_out_that_was_never_here(tiny: Store) -> None:
    takeback.withdraw_observation(tiny, typed(tiny))
    takeback.amend_observation(tiny, typed(tiny, note=None, behaviour="PAR2"), strength=1.0)
    new = [{"strength": "8"}, {"observer": "H-02"}, {"behaviour": "PAR2", "note": "Said since"}]
    assert bring(tiny, *new).added == len(new)


def typed(held: Store, **said: Any) -> UUID:
    """The id of the good row, typed in."""
    identity = record.new_id()
    known = {
        "observed_on": date.fromisoformat(GOOD["observed_on"]), "place": "aytown", "strength": 7.0,
        "overtness": 3, "consent": 2,
    }  # fmt: skip
    terms: dict[str, Any] = GOOD | known | said
    record.observation(held, identity, **terms)
    return identity


def brought_back(held: Store, content: bytes) -> Report:
    """What comes of a file that was taken out before."""
    path = held.path.with_name("taken-out.csv")
    path.write_bytes(content)
    return bringing.bring_in(held, path)


def test_a_withdrawn_observation_counts_no_longer(tiny: Store) -> None:
    before = standing(tiny)
    identity = one(tiny)
    takeback.withdraw_observation(tiny, identity)
    assert standing(tiny) == before
    rows = takeback.history(tiny, identity)
    assert rows.withdrawn.tolist() == [False, True]
    assert rows.note.isna().all()


def test_a_note_that_is_withdrawn_leaves_the_rest_of_what_was_said(tiny: Store) -> None:
    identity = one(tiny)
    amended = takeback.amend_observation(tiny, identity, note="In other words")
    takeback.withdraw_note(tiny, amended)
    assert takeback.history(tiny, identity).note.isna().all()
    said = "observer, strength, note, consent"
    assert ("H-01", 7.0, None, 2) in standing(tiny, said)


def test_a_note_that_an_amendment_took_away_can_still_be_withdrawn(tiny: Store) -> None:
    identity = takeback.amend_observation(tiny, one(tiny), note=None)
    assert "They said so aloud." in takeback.history(tiny, identity).note.tolist()
    takeback.withdraw_note(tiny, identity)
    assert takeback.history(tiny, identity).note.isna().all()


def test_a_more_general_note_stands_alone_in_the_history(tiny: Store) -> None:
    identity = takeback.generalise_note(tiny, one(tiny), "Somebody said so")
    assert takeback.history(tiny, identity).note.dropna().tolist() == ["Somebody said so"]
    with pytest.raises(Refused, match="withdraw the note"):
        takeback.generalise_note(tiny, identity, "  ")


def test_a_note_kept_to_oneself_is_in_no_row_of_the_history(tiny: Store) -> None:
    identity = one(tiny)
    standing = takeback.change_consent(tiny, identity, 0)
    assert takeback.history(tiny, identity).note.isna().all()
    takeback.change_consent(tiny, standing, 1)
    assert takeback.history(tiny, identity).note.notna().all(), "its author said so again"


# --- one observer -------------------------------------------------------------------------------


def test_everything_of_one_observer_is_withdrawn_and_nobody_elses(tiny: Store) -> None:
    bring(tiny, {"place": "Beeville", "observer": "A1"})
    reflect = (
        "INSERT INTO reflection (id, place, page, lens, observer, observed_on, noticed, consent,"
        " recorded_at) VALUES (uuid(), 'aytown', 'pace', '', 'A1', '2025-01-01', 'x', 1, now())"
    )
    tiny.write(lambda cursor: cursor.execute(reflect))
    kinds = ("observation", "relationship", "block_view", "reflection")
    others = {
        kind: [
            row
            for row in standing(tiny, "observer, place, id", kind)
            if row[:2] != ("A1", "aytown")
        ]
        for kind in kinds
    }
    theirs = sum(len(standing(tiny, "id", kind)) - len(others[kind]) for kind in kinds)
    assert takeback.withdraw_observer(tiny, "aytown", "A1") == theirs == 12
    for kind in kinds:
        assert standing(tiny, "observer, place, id", kind) == others[kind]
    texts = tiny.ask(
        "SELECT note FROM observation WHERE observer = 'A1' AND place = 'aytown'"
        " UNION ALL SELECT evidence FROM block_view WHERE observer = 'A1'"
        " UNION ALL SELECT next_step FROM block_view WHERE observer = 'A1'"
        " UNION ALL SELECT noticed FROM reflection WHERE observer = 'A1'"
    )
    assert texts.note.isna().all()
    assert tiny.ask("SELECT place FROM observer WHERE code = 'A1'").place.tolist() == ["beeville"]
    with pytest.raises(Refused, match="Nothing of this observer"):
        takeback.withdraw_observer(tiny, "aytown", "A1")


def test_every_table_with_an_observer_or_a_batch_is_thought_of(empty: Store) -> None:
    """A table added later must be withdrawn, undone, counted and written anew as well."""
    facts = empty.ask(
        "SELECT table_name, bool_or(column_name = 'observer') AS said FROM duckdb_columns()"
        " WHERE table_name IN (SELECT table_name FROM duckdb_columns()"
        "  WHERE column_name = 'supersedes') AND table_name NOT LIKE '%_now' GROUP BY ALL"
    )
    assert len(facts) >= 8
    for row in facts.itertuples():
        for name in ("gone", "batches", "undo", "rewrite"):
            assert f"FROM {row.table_name}" in store.sql(f"takeback/{name}"), (row, name)
        if row.said:
            for name in ("said_by", "withdraw_observer"):
                assert f"FROM {row.table_name}_now" in store.sql(f"takeback/{name}"), (row, name)


def test_every_text_of_an_observer_is_thought_of(empty: Store) -> None:
    """A column that may hold free text is emptied when its author withdraws."""
    codes = {
        "place", "part", "behaviour", "observer", "direction", "party", "other_party", "said_for",
        "block", "effect", "page", "lens",
    }  # fmt: skip
    for table in ("observation", "relationship", "block_view", "reflection"):
        columns = empty.ask(
            "SELECT column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR'"
            " AND table_name = $table", {"table": table},
        ).column_name  # fmt: skip
        for column in set(columns) - codes:
            assert f"{column} = NULL" in store.sql("takeback/withdraw_observer"), (table, column)


# --- gone from the file -------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["in the log", "in the file"])
@pytest.mark.parametrize("act", [*FORGETS, "undo"])
def test_a_text_that_must_be_gone_is_gone_from_the_bytes_of_the_file(
    act: str, written: str, sampled: Store
) -> None:
    kept = [secret(40), secret(400)]
    bring(sampled, *({"observer": "K-01", "note": text} for text in kept), name="kept.csv")
    gone = [secret(length) for length in (12, 60, 900, 20_000)]
    ids = [one(sampled, note=text) for text in gone]
    if act != "undo":
        ids.append(one(sampled, note="To be amended"))
        gone.append(secret(50))
        ids[-1] = takeback.amend_observation(sampled, ids[-1], note=gone[-1])
    path = sampled.path
    if written == "in the file":
        sampled.close()
        assert left_in_the_file(path, *gone, *kept) == [*gone, *kept], "else this proves nothing"
        sampled = store.open_store(path)
    if act == "undo":
        for batch in takeback.batches(sampled):
            if batch.source == "noticed.csv":
                takeback.undo_batch(sampled, batch.id)
    else:
        for identity in ids[: 1 if act == "observer" else None]:
            ACTS[act](sampled, identity)
    sampled.close()
    path.with_name("noticed.csv").unlink()
    assert left_in_the_file(path, *gone) == []
    assert left_in_the_file(path, *kept) == kept, "and nobody else's text"


def test_a_name_in_any_column_of_a_wrong_file_is_gone_from_the_bytes_of_the_file(
    tiny: Store,
) -> None:
    columns = ("place", "part", "behaviour", "observer", "sector", "organisation", "note")
    names = {column: secret(24) for column in columns}
    for _ in range(2):
        bring(tiny, names)
        path = tiny.path
        tiny.close()
        tiny = store.open_store(path)
        [batch] = takeback.batches(tiny)
        takeback.undo_batch(tiny, batch.id)
    tiny.close()
    assert left_in_the_file(path, *names.values()) == []


def kept_view(held: Store, page: str, voices: str = "", more: str = "") -> str:
    """The id of a view of this page that was kept, with what it heard."""
    identity = record.new_id()
    with overheard() as heard:
        panel = panels.of(page, f"place=aytown{more}", "facilitator")
    snapshot.keep(
        held, identity, place="aytown", page=page, lens=f"place=aytown{more}",
        taken_on=date.today(), voices=voices or panel.voices, heard=heard,
    )  # fmt: skip
    return str(identity)


def views(held: Store) -> set[str]:
    return set(held.ask("SELECT CAST(id AS VARCHAR) AS id FROM snapshot").id)


@pytest.mark.parametrize("column", ["part", "behaviour", "sector", "organisation"])
def test_a_kept_view_that_shows_a_word_of_a_wrong_file_goes_with_it(
    column: str, tiny: Store
) -> None:
    name, pages = f"Jané Doe, {secret(12)}", ("home", "behaviours", "timing", "infrastructure")
    before = {kept_view(tiny, page) for page in pages}
    bring(tiny, {column: name})
    # An earlier Place Mirror kept with a view which organisation wrote most.
    most = f"{words.literal(name)} as a whole 60%." if column == "organisation" else ""
    after = {kept_view(tiny, page, most) for page in pages}
    texts = dict(
        tiny.ask("SELECT CAST(id AS VARCHAR), voices || answers FROM snapshot").itertuples(
            index=False, name=None
        )
    )
    shown = json.dumps(name)[1:-1], intake.slug(name), words.literal(name)
    wrong = {key for key, text in texts.items() if any(word in text for word in shown)}
    assert wrong and wrong <= after, "else this proves nothing"
    takeback.undo_batch(tiny, takeback.batches(tiny)[0].id)
    assert views(tiny) == (before | after) - wrong
    tiny.close()
    assert left_in_the_file(tiny.path, *shown) == []


def test_a_kept_view_that_names_for_whom_somebody_spoke_goes_with_them(tiny: Store) -> None:
    """No view is kept so any more, but one of an earlier Place Mirror may be."""
    theirs = "Riverside (tenants) & friends"
    bring(tiny, {"organisation": theirs}, {"observer": "H-02"}, {"observer": "H-03"})
    said = [
        f"One left 40%, {words.literal(name)} as a whole 60%." for name in (theirs, "Town hall")
    ]
    kept = [kept_view(tiny, "behaviours", voices) for voices in said]
    takeback.withdraw_observer(tiny, "aytown", "H-02")
    assert views(tiny) == set(kept), "others speak for it still"
    takeback.withdraw_observer(tiny, "aytown", "H-01")
    assert views(tiny) == {kept[1]}


def test_a_text_is_gone_while_others_are_reading(sampled: Store) -> None:
    gone = [secret(300) for _ in range(3)]
    ids = [one(sampled, note=text) for text in gone]
    reading, faults = True, []

    def read() -> None:
        while reading:
            try:
                sampled.ask("SELECT behaviour, avg(strength) FROM observation_now GROUP BY ALL")
            except Exception as fault:
                faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        for identity in ids:
            takeback.withdraw_note(sampled, identity)
    finally:
        reading = False
        for reader in readers:
            reader.join()
    assert not faults
    path = sampled.path
    sampled.close()
    assert left_in_the_file(path, *gone) == []


def test_a_text_is_gone_once_the_file_is_opened_again_where_that_was_cut_short(
    sampled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = secret(300)
    identity, path = one(sampled, note=gone), sampled.path
    sampled.close()
    sampled = store.open_store(path)
    with monkeypatch.context() as cut:
        cut.setattr(takeback, "_wipe", lambda held: None)
        takeback.withdraw_note(sampled, identity)
    sampled.close()
    assert left_in_the_file(path, gone) == [gone]
    sampled = store.open_store(path)
    takeback.finish(sampled)
    takeback.finish(sampled)
    sampled.close()
    assert left_in_the_file(path, gone) == []


def test_taking_a_text_out_leaves_no_table_behind_and_the_file_no_larger_each_time(
    sampled: Store,
) -> None:
    tables = "SELECT table_name FROM duckdb_tables() ORDER BY ALL"
    before = sampled.ask(tables).table_name.tolist()
    ids = sampled.ask("SELECT id FROM observation_now WHERE note IS NOT NULL LIMIT 12").id
    sizes = []
    for identity in ids:
        takeback.withdraw_note(sampled, identity)
        sizes.append(sampled.path.stat().st_size)
    assert sampled.ask(tables).table_name.tolist() == before
    assert sizes[-1] <= sizes[3], sizes


def test_nothing_that_was_written_stands_in_the_record_of_changes(tiny: Store) -> None:
    for act in FORGETS:
        text = f"What only {act} knows"
        ACTS[act](tiny, one(tiny, note=text, observer="H-01"))
        recorded = tiny.ask("SELECT CAST(c AS VARCHAR) AS line FROM change AS c").line
        assert len(recorded) and not any(text in line for line in recorded)


@pytest.mark.parametrize("module", ["takeback", "export"])
def test_what_is_done_to_the_file_knows_neither_the_screen_nor_the_engine(module: str) -> None:
    assert not imports(store.ROOT / "mirror" / f"{module}.py") & {"streamlit", "duckdb"}
