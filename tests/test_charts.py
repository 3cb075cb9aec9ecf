"""The pictures' specifications: what is drawn, in which order, with which words and sizes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import altair as alt
import pandas as pd
import pytest

from mirror import charts, honesty, hypothesis, store
from mirror.ask import ask
from mirror.charts import Look, Signal, paper, timeline
from mirror.lens import Lens

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
SIGNALS = [Signal("trust", "Trust", 5), Signal("behaviour", "Honest", 10)]
LOOKS = [
    Look(), Look(dark=True), Look(tight=True), Look(narrow=True), Look(dark=True, narrow=True),
]  # fmt: skip
LABELS = {
    **{column: column for column in charts.LEVELS},
    **{enough: f"enough {enough}" for enough in charts.ENOUGH},
    **{effect: effect for effect in charts.EFFECTS},
}

STEPS = {
    **{f"trust_{step}": f"trust {step}" for step in range(6)},
    **{f"overtness_{step}": f"open {step}" for step in range(1, 5)},
}


def behaviours(look: Look) -> Any:
    return charts.behaviours(honesty.judged(ask("behaviours", YEAR)), look).to_dict(validate=True)


def families(look: Look) -> Any:
    return charts.families(ask("families", YEAR), look).to_dict(validate=True)


def two_times(look: Look) -> Any:
    then, since = (
        honesty.judged(ask("behaviours", replace(YEAR, since=first, until=last)))
        for first, last in ((YEAR.since, date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 4, 30)))
    )
    return charts.two_times(then, since, look).to_dict(validate=True)


def pace(look: Look) -> Any:
    answer = ask("pace", YEAR, behaviour="PAR1")
    table = pd.concat(
        [honesty.judged(answer[answer.signal == signal.name], signal.top) for signal in SIGNALS]
    )
    dots = ask("pace_dots", YEAR, behaviour="PAR1")
    return charts.pace(table, dots, ask("events", YEAR), SIGNALS, look).to_dict(validate=True)


def timing(look: Look) -> Any:
    return charts.timing(hypothesis.points(ask("timing", YEAR)), STEPS, look).to_dict(validate=True)


def openness(look: Look) -> Any:
    times = hypothesis.points(ask("timing", YEAR)).assign(step_2=3, open_people=3)
    times.loc[1, ["step_2", "open_people"]] = 0
    return charts.openness(times, STEPS, look).to_dict(validate=True)


def approach(look: Look) -> Any:
    acts = pd.DataFrame(
        {
            "id": list("abc"), "observed_on": pd.Timestamp(2025, 1, 1), "given_by": "Org 1",
            "given_to": ["Org 2", "Org 2", "Org 3"], "title": "Helped", "pressure_met": None,
            "beyond_objectives": [True, False, None], "note": None,
        }
    )  # fmt: skip
    sides = {"approach.gave": "gave", "approach.received": "received"}
    return charts.approach(acts, sides, look).to_dict(validate=True)


def infrastructure(look: Look) -> Any:
    return charts.infrastructure(ask("infrastructure", YEAR), LABELS, look).to_dict(validate=True)


def block(look: Look) -> Any:
    people = ask("block", YEAR, block="governance").assign(good_enough=3)
    return charts.block(people, LABELS, look).to_dict(validate=True)


def blocks_and_behaviours(look: Look) -> Any:
    pairs = ask("blocks_and_behaviours", YEAR)
    spoken = (pairs.block == "funding") & (pairs.behaviour == "POW2")
    pairs.loc[spoken, ["people", "undermines", "supports"]] = 4, 3, 1
    return charts.blocks_and_behaviours(pairs, LABELS, look).to_dict(validate=True)


def relationships(look: Look) -> Any:
    pairs = ask("relationships", YEAR, of="trust")
    steps = {f"{step}": f"Step {step}" for step in range(6)}
    return charts.relationships(pairs, steps, YEAR.until, look).to_dict(validate=True)


def together(look: Look) -> Any:
    answer = ask("pace", YEAR, behaviour="", months=YEAR.months)
    return charts.together(
        honesty.judged(answer[answer.signal == "trust"], top=5),
        ask("pace_dots", YEAR, behaviour="", months=YEAR.months),
        honesty.judged(ask("together", YEAR)), ask("together_blocks", YEAR), ask("events", YEAR),
        charts.Called("Trust", "Behaviours", "Blocks", {name: name for name in charts.EFFECTS}),
        look,
    ).to_dict(validate=True)  # fmt: skip


def cell(look: Look) -> Any:
    people = ask("cell", YEAR, behaviour="PAR1", part="frontline")
    return charts.cell(people, look).to_dict(validate=True)


def cell_history(look: Look) -> Any:
    answer = ask("cell_history", YEAR, behaviour="PAR1", part="frontline")
    return charts.cell_history(honesty.judged(answer), "Honest · Frontline", look).to_dict(
        validate=True
    )


CHARTS = [
    cell_history,
    approach,
    behaviours, families, two_times, pace, relationships, timing, openness, infrastructure, block,
    blocks_and_behaviours, together, cell,
]  # fmt: skip


def rows(spec: Any) -> list[dict[str, Any]]:
    """Every row of every table in a specification."""
    return [row for table in spec["datasets"].values() for row in table]


def cells(spec: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["behaviour"], row["part"]): row for row in rows(spec) if "behaviour" in row}


def everything(node: Any, key: str) -> list[Any]:
    """Every value under this key, however deep."""
    found = []
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key:
                found.append(value)
            found += everything(value, key)
    if isinstance(node, list):
        for value in node:
            found += everything(value, key)
    return found


def test_a_cell_says_its_range_and_its_people_and_never_a_mean(tiny: store.Store) -> None:
    drawn = cells(behaviours(Look()))
    assert drawn["PAR1", "frontline"]["text"] == "3–9 · 5 people"
    assert drawn["PER1", "community"]["text"] == "2 people"
    assert drawn["POW2", "commissioning"]["text"] == "seen two ways\n6 people"
    assert drawn["POW3", "governance"]["text"] == "not heard yet"
    assert "mean" not in drawn["PAR1", "frontline"]


def test_only_a_range_has_a_shade(tiny: store.Store) -> None:
    drawn = cells(behaviours(Look()))
    shaded = {where for where, row in drawn.items() if row["fill"] != "#ffffff"}
    assert shaded == {("PAR1", "frontline")}


def test_silence_is_dashed_and_low_is_not(tiny: store.Store) -> None:
    spec = behaviours(Look())
    [dashed] = [layer for layer in spec["layer"] if "strokeDash" in layer["mark"]]
    states = {row["state"] for row in spec["datasets"][dashed["data"]["name"]]}
    assert states == {"unheard"}


@pytest.mark.parametrize(("voters", "shades"), [(14, 3), (15, 5)])
def test_five_shades_only_where_every_cell_can_bear_them(voters: int, shades: int) -> None:
    means = [0.5, 2.5, 4.5, 6.5, 8.5]
    table = pd.DataFrame(
        {
            "family_label": "F", "behaviour": list("abcde"), "behaviour_label": list("abcde"),
            "part": "p", "part_label": "P", "people": voters, "voters": voters, "notes": voters,
            "mean": means, "low": means, "high": means, "gap": 0.0, "state": "range",
        }
    )  # fmt: skip
    drawn = cells(charts.behaviours(table, Look()).to_dict(validate=True))
    assert len({row["fill"] for row in drawn.values()}) == shades


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("count", [3, 5])
def test_text_in_a_cell_can_be_read_on_its_shade(dark: bool, count: int) -> None:
    for fill, ink in Look(dark=dark).shades(count):
        assert contrast(fill, ink) >= 4.5
    assert all(contrast(*pair) >= 4.5 for pair in charts.EFFECTS.values())


@pytest.mark.parametrize("dark", [False, True])
def test_shades_run_from_the_page_away(dark: bool) -> None:
    look = Look(dark=dark)
    for count in (3, 5):
        away = [contrast(fill, look.paper) for fill, _ in look.shades(count)]
        assert away == sorted(away)


def contrast(first: str, second: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("look", LOOKS)
def test_no_text_is_smaller_than_sixteen_pixels(draw: Any, look: Look, tiny: store.Store) -> None:
    spec = draw(look)
    sizes = everything(spec, "fontSize") + everything(spec, "labelFontSize")
    assert sizes and min(sizes) >= 16
    assert all(limit == 0 for limit in everything(spec, "labelLimit"))


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("look", LOOKS)
def test_who_when_and_what_for_are_burned_into_the_picture(
    draw: Any, look: Look, tiny: store.Store
) -> None:
    said = Look(look.dark, look.narrow, footer=("Invented for illustration.", "Not performance."))
    assert draw(said)["title"]["text"] == ["Invented for illustration.", "Not performance."]


@pytest.mark.parametrize("draw", CHARTS)
@pytest.mark.parametrize("look", LOOKS)
def test_a_picture_follows_the_page_in_its_width_and_the_reader_in_its_ink(
    draw: Any, look: Look, tiny: store.Store
) -> None:
    spec = draw(look)
    assert spec["width"] == "container"
    assert spec["config"]["axis"]["labelColor"] == "currentColor"


def test_rows_and_columns_keep_the_vocabularys_order(tiny: store.Store) -> None:
    spec = behaviours(Look())
    encoding = spec["layer"][0]["encoding"]
    families = [row.split(paper.JOINT)[0] for row in encoding["y"]["scale"]["domain"]]
    assert list(dict.fromkeys(families)) == [
        "How we see each other", "Who decides", "How we work together",
    ]  # fmt: skip
    assert encoding["x"]["sort"][:2] == ["Frontline", "Commissioning"]


def test_on_a_narrow_screen_every_cell_is_a_row_of_its_own(tiny: store.Store) -> None:
    spec = behaviours(Look(narrow=True))
    assert "x" not in spec["layer"][0]["encoding"]
    assert len(spec["layer"][0]["encoding"]["y"]["scale"]["domain"]) == 9 * (1 + 7)


def test_a_cell_can_be_picked_by_behaviour_and_part(tiny: store.Store) -> None:
    for look in LOOKS:
        [picked] = behaviours(look)["params"]
        assert picked["name"] == "cell" and picked["select"]["fields"] == ["behaviour", "part"]


def test_quarters_are_linked_only_by_five_of_the_same_people(tiny: store.Store) -> None:
    links = [row for row in rows(pace(Look())) if "to_mean" in row]
    assert [(row["at"], row["to"]) for row in links] == [(0.5, 1.5)]


def test_a_quiet_quarter_is_drawn_as_quiet_and_not_as_low(tiny: store.Store) -> None:
    drawn = rows(pace(Look()))
    quiet = [row for row in drawn if row.get("said") == "quiet"]
    assert [row["at"] for row in quiet if row["signal"] == "trust"] == [2.5]
    assert not [row for row in drawn if row.get("at") == 2.5 and "low_at" in row]


def test_a_pressure_is_a_band_and_a_slip_is_a_neutral_mark(tiny: store.Store) -> None:
    drawn = {row["kind"]: row for row in rows(pace(Look())) if "leftwards" in row}
    assert drawn["pressure"]["at"] == 0, "it began before the period, and is cut at its start"
    assert drawn["pressure"]["to"] == pytest.approx(1 / 3), "the first of February"
    assert drawn["slip"]["text"] == "Slipping back: A slip"


@pytest.mark.parametrize("look", [Look(), Look(narrow=True)])
def test_words_on_the_timeline_never_lie_on_each_other(look: Look) -> None:
    crowd = pd.DataFrame(
        {
            "kind": "pressure", "kind_label": "Pressure",
            "title": [f"A pressure with rather a long name, number {n}" for n in range(30)],
            "started_on": pd.to_datetime(["2025-02-01"] * 30),
            "ended_on": pd.to_datetime(["2025-04-01"] * 30),
        }
    )  # fmt: skip
    quarters = tuple(date(2025, month, 1) for month in (1, 4, 7, 10))
    packed = timeline.packed(crowd, timeline.Times(quarters, months=3), 0, look)
    assert packed.text_down.is_unique


def test_a_dot_counts_people_and_is_absent_where_nobody_is(tiny: store.Store) -> None:
    drawn = [row for row in rows(infrastructure(Look())) if "count" in row]
    assert sum(row["count"] for row in drawn if row["column"] in charts.LEVELS) == 3
    assert min(row["count"] for row in drawn) > 0


def test_good_enough_is_a_square_beside_the_level_it_names(tiny: store.Store) -> None:
    table = ask("infrastructure", YEAR)
    table.loc[table.block == "governance", "enough_3"] = 2
    for look in (Look(), Look(narrow=True)):
        drawn = charts.infrastructure(table, LABELS, look).to_dict(validate=True)
        squares = [row for row in rows(drawn) if row.get("column") in charts.ENOUGH]
        assert {(row["count"], row["told"]) for row in squares} == {
            (2, "Good enough: enough enough_3: 2 people")
        }
    wide = rows(charts.infrastructure(table, LABELS, Look()).to_dict(validate=True))
    level = {row["at"] for row in wide if row.get("column") in ("level_3", "enough_3")}
    assert level == {2}


def test_a_block_can_be_picked(tiny: store.Store) -> None:
    for look in LOOKS:
        [picked] = infrastructure(look)["params"]
        assert picked["name"] == "block" and picked["select"]["fields"] == ["block"]


def test_those_who_moved_alike_are_one_row_from_first_to_latest(tiny: store.Store) -> None:
    moved = [row for row in rows(block(Look())) if "from" in row and row.get("way")]
    told = {(row["from"], row["at"], row["count"], row["way"]) for row in moved}
    assert told == {(0, 2, 1, "Further along"), (3, 1, 1, "Back")}
    listed = {row["text"] for row in rows(block(Look(narrow=True))) if row.get("kind") == "moved"}
    assert listed == {"From level_1 to level_3", "From level_4 to level_2"}


def test_a_step_back_in_between_is_told() -> None:
    people = pd.DataFrame(
        {"level": [2], "good_enough": [None], "at_first": [2], "at_last": [2], "lowest": [1]}
    )
    drawn = rows(charts.block(people, LABELS, Look()).to_dict(validate=True))
    assert {row["way"] for row in drawn if row.get("way")} == {"As before, after a step back"}


def test_a_pair_that_nobody_spoke_of_is_dashed_and_has_no_dot(tiny: store.Store) -> None:
    spec = blocks_and_behaviours(Look())
    told = [row["told"] for row in rows(spec) if "left" in row and "told" in row]
    assert len(told) == 81 and told.count("no view yet") == 80
    dots = [row for row in rows(spec) if "effect" in row]
    assert [(row["effect"], row["count"]) for row in dots] == [("undermines", 3), ("supports", 1)]
    assert dots[0]["at"] < dots[1]["at"], "each effect has its own place in the cell"
    dashed = [layer for layer in spec["layer"] if "strokeDash" in layer["mark"]]
    assert [layer["mark"]["type"] for layer in dashed] == ["rect", "square"], "a cell, the legend"


def test_blocks_and_behaviours_keep_the_vocabularys_order(tiny: store.Store) -> None:
    spec = blocks_and_behaviours(Look())
    [domain] = {
        tuple(scale["domain"])
        for scale in everything(spec, "scale")
        if scale and "paddingInner" in scale
    }
    assert domain[0] == "Plans for the place" and len(domain) == 10, "nine, and the legend"
    heads = [row for row in rows(spec) if "family_label" in row and "left" in row]
    names = list(dict.fromkeys(row["family_label"] for row in heads))
    assert names == ["How we see each other", "Who decides", "How we work together"]


@pytest.mark.parametrize("many", [False, True])
def test_on_a_narrow_screen_or_with_very_many_behaviours_only_pairs_spoken_of_are_listed(
    many: bool, tiny: store.Store
) -> None:
    pairs = ask("blocks_and_behaviours", YEAR)
    pairs.loc[3, ["people", "mixed"]] = 2
    if many:
        more = [pairs.assign(behaviour=pairs.behaviour + name, people=0) for name in "xy"]
        pairs = pd.concat([pairs, *more])
    spec = charts.blocks_and_behaviours(pairs, LABELS, Look(narrow=not many)).to_dict(validate=True)
    sides = {row["side"] for row in rows(spec) if "behaviour_label" in row}
    assert sides == {"Power and voice are shared"}


def test_a_block_without_a_view_says_so(tiny: store.Store) -> None:
    drawn = rows(infrastructure(Look()))
    silent = [row["row"] for row in drawn if row.get("text") == "no view yet"]
    assert len(silent) == 8 and "How we decide" not in silent


def test_times_are_called_by_quarter_or_by_year_as_there_is_room() -> None:
    quarters = timeline.Times((date(2025, 1, 1), date(2025, 4, 1)), months=3)
    assert quarters.labels(Look()) == ["Jan–Mar\n2025", "Apr–Jun\n2025"]
    assert quarters.labels(Look(narrow=True)) == ["2025", ""]
    years = timeline.Times((date(2024, 1, 1), date(2025, 1, 1)), months=12)
    assert years.labels(Look()) == ["2024", "2025"]
    assert years.along(date(2024, 7, 1)) == 0.5


def test_very_many_parts_are_a_list_on_any_screen(tiny: store.Store) -> None:
    def add(cursor: store.Cursor) -> None:
        for number in range(5):
            terms = {"code": f"part-{number}", "title": f"Part {number}"}
            cursor.execute(store.sql("keep/house_part"), terms)

    tiny.write(add)
    assert "x" not in behaviours(Look())["layer"][0]["encoding"]


@pytest.mark.parametrize("draw", CHARTS)
def test_a_picture_is_small_enough_to_be_drawn_in_marks(
    draw: Any, sampled: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above 2,000 marks a screen reader finds nothing, and the ink turns black."""
    whole = Lens("gateshead", date(2024, 1, 1), date(2026, 12, 31))
    monkeypatch.setitem(globals(), "YEAR", whole)
    assert sum(len(table) for table in draw(Look())["datasets"].values()) < 2000


def test_long_words_of_an_event_end_within_the_picture_and_stand_whole_in_its_tooltip() -> None:
    times = timeline.Times((date(2025, 1, 1), date(2025, 4, 1)), 3)
    title = "A long title " * 15
    events = pd.DataFrame(
        {
            "kind": ["slip", "pressure", "slip"], "kind_label": "It", "title": title, "text": title,
            "started_on": pd.to_datetime(["2025-01-02", "2025-03-01", "2025-06-20"]),
            "ended_on": pd.to_datetime([None, "2025-06-01", None]),
        }
    )  # fmt: skip
    for row in timeline.stacked(events, times, 500).itertuples():
        length = (len(row.text) * 7.5 + 22) * times.count / 500
        first, last = (-length, 0) if row.leftwards else (0, length)
        assert row.words_at + first >= 0 and row.words_at + last <= times.count
        assert row.text.endswith("…") and row.told.startswith(f"It: {title}")


def test_the_same_rows_for_the_same_look_are_drawn_once_and_any_others_anew(
    tiny: store.Store,
) -> None:
    def told(picture: paper.Picture) -> str:
        with alt.data_transformers.enable(consolidate_datasets=False):
            return json.dumps(picture.to_dict(), sort_keys=True)

    paper._drawn.cache_clear()
    heard = honesty.judged(ask("behaviours", YEAR))
    before = told(charts.behaviours(heard, Look()))
    assert told(charts.behaviours(honesty.judged(ask("behaviours", YEAR)), Look())) == before
    assert paper._drawn.cache_info().misses == 1
    assert told(charts.behaviours(heard, Look(dark=True))) != before
    assert told(charts.behaviours(heard, Look(footer=("Another day.",)))) != before
    assert told(charts.behaviours(heard.assign(people=heard.people + 1), Look())) != before
