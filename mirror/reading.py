"""How to read each picture, in words that stand beside it on the screen and on paper."""

from __future__ import annotations

BEHAVIOURS = (
    "The stronger the shade, the more people notice it, from 0 to 10. The figures are the "
    "range in which a typical person plausibly stands. Fewer than 5 who said how strongly: "
    "only how many spoke. Dashed: not heard yet, which is not a low score."
)
FAMILIES = (
    "A row is a family of behaviours. A cell says how many people spoke of any of them, and of "
    "how many of them. It has no shade: an average would say what nobody said."
)
TWO_TIMES = (
    "Each cell twice: the range before, and since, each with its people. Fewer than 5 who said "
    "how strongly: only how many spoke. A dash: nobody. Other people may have spoken since, unless "
    "only those who spoke both times are counted. Where the ranges overlap, it is not enough to "
    "tell."
)
CELL = "A dot is one person, where that person puts it from 0 to 10."
PACE = (
    "A dot: people, larger for more. A broad line: the range in which a typical person "
    "plausibly stands, with a tick at the middle, from 5 people on. The number below: people "
    "heard. A dashed line joins two times only where 5 or more of the same people spoke. Grey: "
    "a pressure."
)
RELATIONSHIPS = (
    "Each side stands on its own line with its latest view in this period: a circle for the "
    "side named first, a square for the other, a diamond for somebody who looks on. A line "
    "joins the two sides, broad where they differ. Further right is not always better: some "
    "work needs no more than a good phone call. Quiet: nobody has looked at it for half a "
    "year or more, counted to the end of this period. That is not a decline."
)
TIMING = (
    "A dot is a quarter: further right, partners trust each other further; higher up, the "
    "behaviours are named more openly. Thin lines are the ranges in which a typical person "
    "plausibly stands. Only quarters in which 5 or more people spoke of each are drawn."
)
OPENNESS = "A dot counts the people who said so at that time, each step of the scale on its own."
APPROACH = (
    "A dot is one thing that somebody did for somebody else. It stands twice: left of the line "
    "beside who gave it, right of the line beside who received it. Filled: it was not about our "
    "own objectives. Open: it was. A small diamond: nobody said. Parties stand in the order of the "
    "alphabet; to give or to receive much is neither good nor bad."
)
INFRASTRUCTURE = (
    "A dot counts the people who put the block there: each person once, by their latest view. "
    "A square counts those for whom that would be good enough. Left: how far along it is. "
    "Right: what it does to the behaviours. How it moved is told of the same people only, from "
    "their first view in this period to their latest. It may go back again."
)
BLOCKS_AND_BEHAVIOURS = (
    "A dot counts the people who say so: each person once for a pair, by their latest view. In "
    "a cell from left to right: it undermines the behaviour, does both, supports it. Dashed: "
    "nobody has a view yet."
)
BLOCK = (
    "A dot counts the people of a sector who put the block there. A square: for whom that would "
    "be good enough."
)
RELEASED_BEHAVIOURS = (
    "The stronger the shade, the more people notice it, from 0 to 10. The figures are the range in "
    "which a typical person plausibly stands, and below it how many people stand behind it: 5–9, "
    "10–19 or 20+. “Views were alike”: so few people lie so close together that a range would "
    "tell what each said. “Seen two ways”: people see two different things; a middle would hide "
    "both. “Too few to show”: a few people spoke, or nobody did. That is not a low score. A "
    "list leaves such parts out."
)
RELEASED_PACE = (
    "A broad line is the range in which a typical person plausibly stands. Below it: how many "
    "people stand behind it, 5–9, 10–19 or 20+. “Alike”: their views lie so close together that a "
    "range would tell them. “Two ways”: people see two different things. “Too few”, or a dash: a "
    "few people spoke, or nobody did. That is not a decline."
)
RELEASED_INFRASTRUCTURE = (
    "How many people put a building block at each step, by their latest view: 5–9, 10–19 or 20+. "
    "“Views were alike”: they all put it at the same step. “Too few to show”: a few people did, or "
    "nobody. There is no middle, and no step is a mark."
)
RELEASED_DOTS = "A dot is one person, in no order. From 10 people on, and of a part over all time."
SCORING = (
    "A dot counts the people who chose that step. The broad line is the range in which a typical "
    "person plausibly stands, from 5 people on; levels of a block are counted and have none. Open "
    "dots: before talking."
)
TOGETHER = (
    "Grey bands are pressures: each hangs down from its name behind everything, deeper where "
    "two lie on each other. Trust: as on the page Pace. What people notice: one vote a person "
    "in the whole place, a tile with a range and its people (3–6 · 7), shaded from little to "
    "much. Small and white: too few gave a figure for a range. Apart: people see two "
    "different things. A dot: nobody spoke, which is not a low score. Below, each block is a "
    "line: what supports the behaviours stands on it, what undermines them hangs from it, "
    "with the number of people who said so at that time. A dashed edge: nobody said what it "
    "does. No row is made of others."
)


def entry(narrowest: str, widest: str) -> str:
    """How to read the route into a place, with what the ends of its scale are called."""
    return (
        f"A dot: a step on the way in, from “{narrowest}” to “{widest}”. The thin line joins "
        "the steps in the order of time: it is one route, and not a trend. Below: where people "
        "wanted to go, from the first day to the last."
    )
