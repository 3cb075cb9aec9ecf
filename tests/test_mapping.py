"""What a table may mean is suggested and asked; a mapping is applied, kept by name, and loaded."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirror import dates, mapping, vocabulary
from mirror.intake import COLUMNS
from mirror.mapping import Mapping, Suggestion
from mirror.scales import Scale
from mirror.store import Refused

KEY = b"a key of this house"
BEHAVIOURS = vocabulary.read("behaviours")
KNOWN: dict[str, dict[str, str]] = {
    "place": {"aytown": "aytown", "beeville & sea": "beeville-sea"},
    "part": {"frontline": "frontline", "leadership": "governance"},
    "behaviour": {
        spelling.casefold(): row.code
        for row in BEHAVIOURS.itertuples()
        for spelling in (row.code, row.title, row.plain)
    },
    "sector": {"council": "council"},
    "direction": {"slipping": "slipping"},
}


def suggested(header: str, *rows: str, mark: str = ",") -> Suggestion:
    table = [(line, row.split(mark)) for line, row in enumerate(rows, start=2)]
    return mapping.suggest(header.split(mark), table, KNOWN)


def about(suggestion: Suggestion) -> list[str]:
    return [question.about for question in suggestion.questions]


def applied(
    used: Mapping, header: str, *rows: str, mark: str = ",", key: bytes = KEY
) -> list[dict[str, str]]:
    """The observations, what is not said left out."""
    table = [(line, row.split(mark)) for line, row in enumerate(rows, start=2)]
    return [
        {name: cell for name, cell in zip(COLUMNS, cells, strict=True) if cell}
        for _, cells in mapping.apply(used, header.split(mark), table, key)
    ]


# --- suggesting ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "recognised"),
    [
        ("ID,Start time,Completion time,Email,Name,Q", "Microsoft Forms"),
        ("Timestamp,Email Address,Q", "Google Forms"),
        ("start,end,Q,_id,_uuid,_submission_time", "KoboToolbox"),
        ("Date,Place,Behaviour,Score", "a table"),
    ],
)
def test_what_made_the_file_is_recognised_by_its_columns(header: str, recognised: str) -> None:
    assert suggested(header).recognised == recognised


def test_columns_are_found_by_their_names_and_by_the_words_that_they_hold() -> None:
    found = suggested(
        "grp/When?,Where are you,Seen [What did you notice?],How it goes,What you saw,Score:",
        "2025-03-14,Aytown,a note,slipping,We see the whole;We share a purpose;,3",
        "2025-03-15,Aytown,more,slipping,PAR1,7",
    )
    assert found.mapping.columns == {
        "observed_on": "grp/When?", "place": "Where are you", "behaviour": "What you saw",
        "strength": "Score:", "direction": "How it goes",
        "note": "Seen [What did you notice?]",
    }  # fmt: skip
    assert found.mapping.parted_by == ";"
    assert about(found) == ["scale"]


@pytest.mark.parametrize(
    ("cells", "mark", "codes"),
    [
        ("PER1;PAR3;", ";", ["PER1", "PAR3"]),
        ("per1 par3", " ", ["PER1", "PAR3"]),
        ("We see the whole We share a purpose", " ", ["PER1", "PER3"]),
        ("We see the whole, We share a purpose", ", ", ["PER1", "PER3"]),
        ("People share a vision, Power is shared, and equality of voice actively promoted, PER1",
         ", ", ["PER3", "POW1", "PER1"]),
        ("PER1|PER1|PER3", "|", ["PER1", "PER3"]),
        ("Power is shared, and equality of voice actively promoted", "", ["POW1"]),
    ],
)  # fmt: skip
def test_several_answers_in_a_cell_are_parted_and_a_title_is_not(
    cells: str, mark: str, codes: list[str]
) -> None:
    row = f"2025-03-14\taytown\t{cells}"
    used = suggested("Date\tPlace\tBehaviour", row, mark="\t")
    assert used.mapping.parted_by == mark
    assert "values.behaviour" not in about(used)
    found = applied(used.mapping, "Date\tPlace\tBehaviour", row, mark="\t")
    assert [KNOWN["behaviour"][one["behaviour"].casefold()] for one in found] == codes


def test_a_word_that_is_not_known_is_asked_with_the_nearest_that_is() -> None:
    found = suggested(
        "Date,Place,Behaviour", "2025-03-14,Aytown,We shared a purpose", "2025-03-15,Nowhere,Zeal"
    )
    asked = [question.asked for question in found.questions]
    assert "Does “We shared a purpose” mean PER3?" in asked
    assert "What does “Zeal” mean?" in asked and "What does “Nowhere” mean?" in asked
    assert found.mapping.values == {"behaviour": {"We shared a purpose": "PER3"}}


def test_nothing_is_settled_that_only_a_person_can_say() -> None:
    bare = suggested("Remark,Other", "well,1", "so,2")
    assert about(bare) == ["observed_on", "place", "behaviour"]
    full = suggested(
        "Date,PER1,PER3,Notes", "01/02/2025,1,5,NA", "03/04/2025,99,4,-", "03/04/2025,9,3,"
    )
    assert about(full) == ["days", "place", "scale", "missing"]
    assert full.mapping.days is None
    assert full.mapping.missing == ("-", "9", "99", "na")
    assert next(q for q in full.questions if q.about == "days").asked == (
        "How are the days written? They read 3 either way."
    )


@pytest.mark.parametrize(("score", "missing"), [("10", ()), ("5", ("9",)), ("8", ())])
def test_a_nine_is_taken_for_a_hole_only_where_it_stands_apart(
    score: str, missing: tuple[str, ...]
) -> None:
    found = suggested("Date,Place,Behaviour,Score", "2025-03-14,aytown,PER1,9",
                      f"2025-03-14,aytown,PER1,{score}")  # fmt: skip
    assert found.mapping.missing == missing


def test_columns_of_nought_and_one_are_marks_and_no_scores() -> None:
    header, row = "Date,Place,PER1,PER3,PAR1", "2025-03-14,aytown,1,0,"
    found = suggested(header, row)
    assert found.mapping.marks and about(found) == []
    assert applied(found.mapping, header, row) == [
        {"observed_on": "2025-03-14", "place": "aytown", "behaviour": "PER1"}
    ]


@pytest.mark.parametrize(
    ("columns", "behaviours", "scale"),
    [
        ({"behaviour": "Seen", "strength": "How much"}, {}, Scale(1, 5)),
        ({}, {"How much": "PER1", "Other": "PAR1"}, Scale(1, 5)),
        ({"behaviour": "Seen"}, {}, None),
    ],
)
def test_what_is_asked_follows_from_the_columns_that_somebody_has_chosen(
    columns: dict[str, str], behaviours: dict[str, str], scale: Scale | None
) -> None:
    names = ["Visit", "Seen", "How much", "Other"]
    rows = [(2, ["13/04/2025", "Zeal", "5", "4"]), (3, ["14/04/2025", "PAR1", "1", "2"])]
    columns |= {"observed_on": "Visit"}
    chosen = mapping.as_chosen(names, rows, KNOWN, columns, behaviours)
    assert (chosen.mapping.columns, chosen.mapping.behaviours) == (columns, behaviours)
    assert chosen.mapping.days == "day first" and chosen.mapping.scale == scale
    assert ("scale" in about(chosen)) == (scale is not None)
    assert ("values.behaviour" in about(chosen)) == ("behaviour" in columns)


def test_no_score_is_read_on_a_scale_that_nobody_has_said(tmp_path: Path) -> None:
    header, row = "Date,How openly,How kindly", "2025-03-14,5,1"
    mapping.save(suggested(header, row).mapping, tmp_path / "m.toml")
    used = replace(mapping.load(tmp_path / "m.toml"), behaviours={"How openly": "PAR1"})
    with pytest.raises(Refused, match="Nobody has said on which scale the scores were given"):
        applied(used, header, row)
    assert applied(replace(used, marks=True, fixed={"strength": "7"}), header, "2025-03-14,1,1")
    assert applied(replace(used, scale=Scale(1, 5)), header, row)[0]["strength"] == "10"


@pytest.mark.parametrize("pattern", ["[", "/", "1", "a@", ".a", " ", "a ", ";", "a;", "Mr "])
def test_a_long_cell_and_a_long_header_are_gone_through_once(pattern: str) -> None:
    began = time.perf_counter()
    for after in ("", "]", "!"):
        long = pattern * (200_000 // len(pattern)) + after
        found = suggested(f"Date\tBehaviour\tScore\t{long}", f"{long}\t{long}\t{long}\t{long}",
                          mark="\t")  # fmt: skip
        used = replace(found.mapping, days="day first", scale=Scale(0, 10))
        assert applied(
            used, f"Date\tBehaviour\tScore\t{long}", f"{long}\tPER1\t{long}\t", mark="\t"
        )
    assert time.perf_counter() - began < 60


# --- privacy ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cell"),
    [("Your name", "Bo"), ("E-mail", "x"), ("grp/phone", "1"), ("IP address", "x"),
     ("Surname", "x"), ("Contact", "a@b.example"), ("From", "192.168.1.20"), ("Username", "x")],
)  # fmt: skip
def test_a_column_that_looks_personal_is_left_out_and_said_to_be(name: str, cell: str) -> None:
    header, row = f"Date,Place,PER1,PER3,Participant,{name}", f"2025-03-14,aytown,1,5,H-01,{cell}"
    found = suggested(header, row)
    assert found.dropped == (name,)
    assert name not in found.mapping.columns.values()
    assert applied(found.mapping, header, row) == [
        {"observed_on": "2025-03-14", "place": "aytown", "behaviour": code, "observer": "H-01",
         "strength": strength}
        for code, strength in (("PER1", "0"), ("PER3", "10"))
    ]  # fmt: skip


def test_a_column_that_is_asked_for_is_not_left_out() -> None:
    found = suggested("Date,Place,PER1,PER3,Name", "2025-03-14,aytown,1,5,Ann")
    assert found.mapping.columns["observer"] == "Name" and found.dropped == ()
    assert not found.mapping.pseudonyms


@pytest.mark.parametrize("column", ["Participant", "Observer", "Respondent", "Email", "_uuid"])
@pytest.mark.parametrize("who", ["Ann Example", "Ann", "ann@here.example", "0b54d7f1-5d0e-4f0a"])
def test_a_name_becomes_a_pseudonym_whatever_its_column_is_called(column: str, who: str) -> None:
    header, row = f"Date,Place,Behaviour,{column}", f"2025-03-14,aytown,PER1,{who}"
    [found] = applied(suggested(header, row).mapping, header, row)
    assert found["observer"].startswith("P-") and len(found["observer"]) == 10
    assert who not in str(found)


@pytest.mark.parametrize("code", ["H-01", "P12", "r 7", "9", "P-ABCDEFGH"])
def test_a_code_stays_as_it_is(code: str) -> None:
    header, row = "Date,Place,Behaviour,Participant", f"2025-03-14,aytown,PER1,{code}"
    [found] = applied(suggested(header, row).mapping, header, row)
    assert found["observer"] == code


@pytest.mark.parametrize("who", ["ann@here.example", "Ann", "Bob12", "10.0.0.1", "07700900123"])
def test_a_name_is_never_taken_for_a_code_though_the_mapping_says_so(who: str) -> None:
    used = Mapping(columns={"observer": "Who", "behaviour": "What"}, pseudonyms=True)
    [found] = applied(used, "Who,What", f"{who},PER1")
    assert found["observer"].startswith("P-")


def test_a_pseudonym_is_the_same_for_a_name_in_a_place_and_in_no_other() -> None:
    used = Mapping(columns={"observer": "Who", "behaviour": "What", "place": "Where"})

    def who(row: str, key: bytes = KEY) -> str:
        return applied(used, "Who,What,Where", row, key=key)[0]["observer"]

    ann = who("Ann@here.example,PER1,Beeville & Sea")
    assert who("  ann@HERE.example,PER3,beeville-sea") == ann
    assert who("bo@here.example,PER1,Beeville & Sea") != ann
    assert who("ann@here.example,PER1,Aytown") != ann
    assert who("ann@here.example,PER1,Beeville & Sea", key=b"another house") != ann


@pytest.mark.parametrize(
    ("who", "place", "pseudonym"),
    [
        ("Ann Example", "Aytown", "P-DAJTT65K"),
        ("ANN example", "aytown", "P-DAJTT65K"),
        ("ann@here.example", "Beeville & Sea", "P-TW4KJJP4"),
        ("Zoë O’Brien", "aytown", "P-CSNYYZJE"),
        ("Straße", "Aytown", "P-MG5GAYSE"),
        ("H-01", "Aytown", "P-X2QERYV9"),
    ],
)
def test_a_pseudonym_that_was_made_in_an_earlier_version_is_made_again(
    who: str, place: str, pseudonym: str
) -> None:
    used = Mapping(columns={"observer": "Who", "behaviour": "What", "place": "Where"})
    [row] = mapping.apply(used, ["Who", "What", "Where"], [(2, [who, "PER1", place])], KEY,
                          KNOWN["place"])  # fmt: skip
    assert row[1][mapping.AT["observer"]] == pseudonym


def known_as(who: str, place: str, *spoken: str, **answers: Any) -> str:
    """The pseudonym of somebody in a place whose code is none of its titles' slugs."""
    used = Mapping(columns={"observer": "Who", "behaviour": "What", "place": "Where"}, **answers)
    [(_, row)] = mapping.apply(
        used, ["Who", "What", "Where"], [(2, [who, "PER1", place])], KEY,
        {"bee-and-sea": "bee-and-sea", "bee & sea": "bee-and-sea"},
        {"bee-and-sea": {one.lower() for one in spoken}},
    )  # fmt: skip
    return row[mapping.AT["observer"]]


@pytest.mark.parametrize("place", ["Bee & Sea", "bee-and-sea", "Bee and Sea", " BEE & SEA\u200b"])
@pytest.mark.parametrize(
    "who",
    ["Zoë Example", "zoë  example ", "Zoë\u00a0Example", "Zoe\u0308 Example", "Zoë Exam\u2060ple"],
)
def test_a_person_has_one_pseudonym_however_the_place_and_the_name_are_written(
    who: str, place: str
) -> None:
    assert known_as(who, place) == known_as("Zoë Example", "bee-and-sea")


@pytest.mark.parametrize("place", ["Bee & Sea", "bee-and-sea"])
def test_whoever_came_in_under_a_pseudonym_of_an_earlier_version_keeps_it(place: str) -> None:
    formerly = mapping.pseudonym(KEY, "bee-sea", "ann example")
    assert known_as("Ann Example", place) != formerly
    assert known_as("Ann Example", place, formerly) == formerly
    spaced = mapping.pseudonym(KEY, "bee-and-sea", "ann  example")
    assert known_as("Ann  Example", "bee-and-sea", spaced) == spaced


def test_a_code_that_is_held_here_is_that_person_whatever_else_stands_in_its_column() -> None:
    made = known_as("H-01", "bee-and-sea")
    assert made.startswith("P-")
    assert known_as("H-01", "bee-and-sea", "H-01") == "H-01"
    assert known_as("H-01", "bee-and-sea", pseudonyms=True) == "H-01"
    assert known_as("H-01", "bee-and-sea", made, pseudonyms=True) == made
    # Where one came in both ways, each file stays as it was.
    assert known_as("H-01", "bee-and-sea", made, "H-01") == made
    assert known_as("H-01", "bee-and-sea", made, "H-01", pseudonyms=True) == "H-01"


@pytest.mark.parametrize("nobody", ["anonymous", "Guest", "n/a", "-", "Unknown"])
def test_codes_stay_codes_where_somebody_is_not_named(nobody: str) -> None:
    header = "Date,Place,Behaviour,Participant"
    rows = [f"2025-03-14,aytown,PER1,{who}" for who in ("H-01", nobody, "9")]
    found = applied(suggested(header, *rows).mapping, header, *rows)
    assert [one.get("observer") for one in found] == ["H-01", None, "9"]
    assert not suggested(header, rows[1]).mapping.pseudonyms


def test_anonymous_rows_are_a_person_each_only_when_somebody_has_said_so() -> None:
    header = "Date,Place,PER1,PER3,Name"
    rows = ["2025-03-14,aytown,1,5,anonymous", "2025-03-15,aytown,2,5,", "2025-03-16,aytown,,3,"]
    used = Mapping(
        columns={"observed_on": "Date", "place": "Place", "observer": "Name"},
        behaviours={"PER1": "PER1", "PER3": "PER3"},
    )
    assert all("observer" not in one for one in applied(used, header, *rows))
    each = applied(replace(used, anonymous=True), header, *rows)
    assert len({one["observer"] for one in each}) == 3
    assert each[0]["observer"] == each[1]["observer"], "one person's two answers"


def test_a_note_is_redacted_and_told_once() -> None:
    used = Mapping(columns={"note": "Note"}, behaviours={"PER1": "PER1", "PER3": "PER3"})
    found = applied(used, "PER1,PER3,Note", "1,5,Ring 07700 900123")
    assert [one.get("note") for one in found] == ["Ring [phone]", None]


# --- applying -----------------------------------------------------------------------------------


def test_it_refuses_to_go_on_while_nobody_has_said_how_days_are_written() -> None:
    with pytest.raises(Refused, match="Say first how they are written"):
        applied(Mapping(days=None), "Date", "01/02/2025")


@pytest.mark.parametrize(
    "used", [Mapping(columns={"note": "Gone"}), Mapping(behaviours={"Gone": "PER1"})]
)
def test_a_mapping_for_another_file_is_refused_by_the_column_it_lacks(used: Mapping) -> None:
    with pytest.raises(Refused, match="no column “Gone”"):
        applied(used, "Date", "2025-03-14")


def test_what_cannot_be_read_is_passed_on_for_the_check_to_refuse() -> None:
    used = Mapping(
        columns={"observed_on": "Date", "behaviour": "What", "strength": "Score"},
        days="day first", scale=Scale(1, 5),
    )  # fmt: skip
    found = applied(used, "Date,What,Score", "31/02/2025,Zeal,seven", "1/2/2025,PER1,11")
    assert found[0] == {"observed_on": "31/02/2025", "behaviour": "Zeal", "strength": "seven"}
    assert found[1]["strength"] == "11 (on a scale from 1 to 5)"


def test_a_missing_code_is_a_hole_and_a_participant_of_that_number_is_none() -> None:
    used = Mapping(
        columns={"observer": "Who", "strength": "Score", "behaviour": "What", "note": "Note"},
        missing=("9", "na"), pseudonyms=True,
    )  # fmt: skip
    found = applied(used, "Who,What,Score,Note", "9,PER1,9,NA", "NA,PER1,8,none")
    assert found == [
        {"observer": "9", "behaviour": "PER1"},
        {"behaviour": "PER1", "strength": "8", "note": "none"},
    ]


@pytest.mark.parametrize(
    "typed", ["Referrals & care", "REFERRALS & CARE", "referrals  &\u00a0care "]
)
@pytest.mark.parametrize("parted_by", ["", ";"])
def test_a_word_means_the_same_whatever_its_case_and_the_spaces_in_it(
    typed: str, parted_by: str, tmp_path: Path
) -> None:
    (tmp_path / "m.toml").write_text(
        f'parted_by = "{parted_by}"\n[columns]\nbehaviour = "What"\npart = "Where"\n'
        '[values.behaviour]\n"Referrals & Care" = "PAR1"\n'
        '[values.part]\n"Front  Desk" = "frontline"\n'
        '[scale.words]\n"A Lot" = 10\n',
        encoding="utf-8",
    )  # fmt: skip
    used = mapping.load(tmp_path / "m.toml")
    [found] = applied(used, "What,Where", f"{typed},front desk")
    assert found == {"behaviour": "PAR1", "part": "frontline"}
    assert used.scale is not None and used.scale.strength("a  LOT") == "10"


def test_of_two_words_that_differ_in_case_alone_each_means_its_own() -> None:
    used = Mapping(
        columns={"behaviour": "What"}, values={"behaviour": {"Trust": "PAR1", "TRUST": "PAR2"}}
    )
    found = applied(used, "What", "Trust", "TRUST", "Hope")
    assert [one["behaviour"] for one in found] == ["PAR1", "PAR2", "Hope"]


def test_of_very_many_words_only_the_first_are_asked_about() -> None:
    rows = [f"2025-03-14,Aytown,Zeal {n}" for n in range(3 * mapping.MOST_ASKED)]
    found = suggested("Date,Place,Behaviour", *rows)
    assert found.unknown["behaviour"] == tuple(f"Zeal {n}" for n in range(mapping.MOST_ASKED))


def test_a_short_row_says_less_and_a_mark_that_is_none_is_refused_by_its_line() -> None:
    used = Mapping(columns={"note": "Note"}, behaviours={"PER1": "PER1"}, marks=True)
    assert applied(used, "PER1,Note", "1", "x,so", "no,but") == [
        {"behaviour": "PER1"}, {"behaviour": "PER1", "note": "so"}
    ]  # fmt: skip
    with pytest.raises(Refused, match=r"^Line 2: “2” stands where a 1 or a 0 is expected"):
        applied(used, "PER1,Note", "2,x")


# --- keeping ------------------------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)
tables = st.dictionaries(words, words, max_size=3)
fields = st.sampled_from(COLUMNS)
mappings = st.builds(
    Mapping,
    sheet=words,
    header=st.integers(1, 99),
    columns=st.dictionaries(fields, words, max_size=4),
    fixed=st.dictionaries(fields, words, max_size=2),
    behaviours=tables,
    marks=st.booleans(),
    parted_by=st.sampled_from(["", ";", ", ", " "]),
    whole=st.lists(words, max_size=2).map(tuple),
    values=st.dictionaries(fields, tables, max_size=2),
    scale=st.none() | st.builds(
        Scale, st.integers(-5, 0), st.integers(1, 9), st.booleans(),
        st.dictionaries(words.map(str.casefold).filter(lambda w: w == w.casefold()),
                        st.integers(0, 9), max_size=2),
    ),
    missing=st.lists(words, max_size=3).map(tuple),
    days=st.sampled_from([None, *dates.ORDERS]),
    pseudonyms=st.booleans(),
    anonymous=st.booleans(),
)  # fmt: skip


@given(kept=mappings)
@settings(max_examples=150, deadline=None)
def test_a_mapping_kept_and_loaded_is_the_same(
    kept: Mapping, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "kept.toml"
    mapping.save(kept, path)
    assert mapping.load(path) == kept


def test_an_empty_mapping_reads_an_interchange_like_table(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("", encoding="utf-8")
    assert mapping.load(tmp_path / "m.toml") == Mapping()


WRONG: Sequence[tuple[str, str]] = (
    ("this is not TOML", "is not a mapping: it is not TOML"),
    ("a = " + "[" * 20_000, "is not a mapping: it is not TOML"),
    ("surprise = 1", "it has “surprise”"),
    ("header = 'one'", "it has “header”"),
    ("marks = 1", "it has “marks”"),
    ("columns = []", "it has “columns”"),
    ("[columns]\nnote = 1", "“columns” must give words for words"),
    ("[columns]\nweight = 'W'", "names a field that is not known: weight"),
    ("[values]\nplace = 'x'", "“place” must give words for words"),
    ("[values.colour]\na = 'b'", "names a field that is not known: colour"),
    ("days = 'some day'", "reads days in no known way"),
    ("[scale]\nlow = 'a'", "has a scale that is not made of numbers"),
    ("[scale]\nwords = 'often'", "has a scale that is not made of numbers"),
    ("[scale]\nlow = 5\nhigh = 1", "has a scale that does not run upwards"),
    ("[scale]\nlow = nan", "has a scale that does not run upwards"),
    ("[scale]\nhigh = inf", "has a scale that does not run upwards"),
)


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_what_is_no_mapping_is_refused_with_its_reason(
    text: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        mapping.load(path)
    assert str(refused.value).startswith("m.toml ") and reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_no_text_and_what_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "m.toml", tmp_path / "none.toml", tmp_path):
        with pytest.raises(Refused, match=r"^[^\n]*\.$"):
            mapping.load(path)


@given(text=st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_whatever_the_text_there_is_a_mapping_or_one_sentence(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.toml"
    path.write_text(text, encoding="utf-8")
    try:
        mapping.load(path)
    except Refused as refused:
        assert str(refused).endswith(".")
