"""An identifier that somebody typed into a note is taken out; what is none stays as written."""

from __future__ import annotations

import importlib.util
import re
import time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirror import redaction, store
from mirror.words import harmless, literal, plain

REFERENCE = store.ROOT.parent / "shared" / "reference" / "redaction.py"

IDENTIFIERS = {
    "[email]": ["ann.example@council.example", "o'neil+x@a-b.example.org", "ANN@X.EXAMPLE"],
    "[link]": ["https://example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "www.example.org/x"],
    "[NI number]": ["AB123456C", "ab 12 34 56 c"],
    "[NHS number]": ["943 476 5919", "9434765919", "943-476-5919"],
    "[phone]": ["07700 900123", "+44 7700 900123", "(020) 7946 0018", "0161 496 0000"],
    "[postcode]": ["SW1A 1AA", "m1 1ae", "B338TH", "GIR 0AA"],
    "[handle]": ["@ann_example", "@abc"],
    "[date of birth]": ["born on 3/4/1961", "DOB: 03.04.1961", "born 3 April 1961"],
    "[name]": ["Mrs Ann Example", "Cllr. O’Brien", "Dr Smith-Jones", "Dame Zoë"],
}

NEAR_MISSES = [
    "We met @ ten, and @12 more came",
    "5 of 10 people, in 2025, spent £1,234,567 on 3 things",
    "The number 943 476 5918 is no NHS number",
    "Version 1.2.3 of the plan, page 12/14",
    "On 3/4/2025 we met again",
    "A B2B plan for the M25, Q3 and Covid19",
    "mrs and mr, or dr, in small letters",
    "Drive, Missing, Professor, Sirens",
    "the e-mail was never sent",
    "0 to 10, 07 and 0800",
    "Ring 999 or 111",
]


@pytest.mark.parametrize(
    ("mark", "typed"), [(mark, typed) for mark, each in IDENTIFIERS.items() for typed in each]
)
def test_each_kind_of_identifier_is_taken_out(mark: str, typed: str) -> None:
    assert redaction.redacted(f"Well, {typed} it was.") == f"Well, {mark} it was."
    assert redaction.redacted(typed) == mark
    assert redaction.redacted(f"{typed}\n{typed}") == f"{mark}\n{mark}"


@pytest.mark.parametrize("typed", ["ann@council.example", "https://example.org/a", "www.x.org"])
def test_what_was_copied_from_a_page_is_taken_out_too(typed: str) -> None:
    copied = literal(typed).replace("\\", "")
    assert copied != typed, "it has a joint in it"
    assert re.fullmatch(r"See \[(email|link)\] today", redaction.redacted(f"See {copied} today"))


@pytest.mark.parametrize("note", NEAR_MISSES)
def test_what_only_resembles_one_stays(note: str) -> None:
    assert redaction.redacted(note) == note


@pytest.mark.parametrize(
    "note",
    ["We heard Ann say it", "it was Zoë", "he is called Édouard", "said O’Brien", "one, Bo, left",
     "Yes. But Smith stayed"],
)  # fmt: skip
def test_a_name_that_no_pattern_knows_is_left_for_an_eye(note: str) -> None:
    assert redaction.redacted(note) == note
    assert redaction.needs_an_eye(note)


@pytest.mark.parametrize(
    "note", ["", "They said it. We listened! Why? Because.", "[email] wrote, [NHS number] too",
             "We and I were there", "“Good” they said", "the NHS and the DWP"],
)  # fmt: skip
def test_a_note_without_a_name_needs_no_eye(note: str) -> None:
    assert not redaction.needs_an_eye(note)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("a@x.org+b@y.org", "[email][email]"),
        ("a@x.org.b@y.org", "[email]@y.org"),
        ("a@x.orgé@y.org'c@z.org", "[email][email][email]"),
        (f"{'long.' * 40}name@x.org", "[email]"),
        (f"a@{'sub.' * 40}org", "[email]"),
        ("é@x.org", "[email]"),
    ],
)
def test_an_address_is_taken_out_whole_whatever_it_stands_beside(note: str, told: str) -> None:
    assert redaction.redacted(note) == told


#: What is repeated until it is a long cell: gone through anew from each letter, it takes minutes.
LONG = ["1", "a1", "x.", "a-", "a'", "07", "www.", "@", "a@", "a@b", "[", "[a", "A", "Aa", "Mr ",
        " ", "0 ", "(0", ":", ":a", "\u2060", "é"]  # fmt: skip


@pytest.mark.parametrize("pattern", LONG)
def test_a_long_cell_is_gone_through_once(pattern: str) -> None:
    began = time.perf_counter()
    for before, after in (("", ""), ("1@", "!"), ("x@y.z ", "@")):
        note = before + pattern * (200_000 // len(pattern)) + after
        redaction.needs_an_eye(redaction.redacted(note))
        plain(literal(note))
        harmless(note)
    assert time.perf_counter() - began < 60


def reference() -> ModuleType:
    """The reference that was measured for us."""
    spec = importlib.util.spec_from_file_location("reference", REFERENCE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLAIN = ["we met", "at", "the café,", "(twice)", "on Monday.", "“well”", "–", "5", "10/12", "Ann:"]
TYPED = [typed for mark, each in IDENTIFIERS.items() if mark != "[date of birth]" for typed in each]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not here")
@given(
    words=st.lists(st.sampled_from([*PLAIN, *TYPED]) | st.text(max_size=6), max_size=8),
    joint=st.sampled_from([" ", ", ", "\n", "; ", "/"]),
)
@settings(max_examples=300, deadline=None)
def test_whatever_the_reference_takes_out_is_taken_out_here(words: list[str], joint: str) -> None:
    note = joint.join(words)
    theirs, ours = reference().redact(note), redaction.redacted(note)
    for typed in TYPED:
        assert ours.count(typed) <= theirs.count(typed), typed


@given(note=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_redacted_note_has_nothing_left_to_redact(note: str) -> None:
    once = redaction.redacted(note)
    assert redaction.redacted(once) == once
