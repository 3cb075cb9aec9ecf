"""The house's own rules: who imports whom, one name at every level, what is never drawn or said."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mirror import charts, headlines, store, tables, vocabulary
from tests.test_pages import PAGES, PICTURES

ROOT = store.ROOT
PYTHON = [ROOT / "app.py", *(ROOT / "mirror").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]


def imports(path: Path) -> set[str]:
    """What a file imports: packages, and modules of ours as mirror.<name>."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
            if node.module == "mirror":
                found |= {f"mirror.{alias.name}" for alias in node.names}
            elif node.module.startswith("mirror."):
                found.add(node.module)
    return found


@pytest.mark.parametrize(
    "module",
    [
        "honesty",
        "hypothesis",
        "fragile",
        "words",
        "lens",
        "charts",
        "headlines",
        "tables",
        "reading",
        "fitting",
        "disclosure",
        "banded",
    ],
)
def test_what_is_reckoned_and_drawn_knows_neither_the_screen_nor_the_file(module: str) -> None:
    files = [path for path in PYTHON if module in (path.stem, path.parent.name)]
    assert files
    known = set[str]().union(*map(imports, files))
    assert not known & {"streamlit", "duckdb", "mirror.store", "mirror.ask", "mirror.view"}


def test_only_the_store_knows_duckdb() -> None:
    assert [path.name for path in PYTHON if "duckdb" in imports(path)] == ["store.py"]


def test_only_the_frame_the_pages_and_small_widgets_know_streamlit() -> None:
    inside = {path.stem for path in (ROOT / "mirror").rglob("*.py") if "streamlit" in imports(path)}
    assert inside == {
        "frame", "launch", "view", "address", "opened", "uploaded", "mapping_form", "forms",
        "fields", "asking", "blocks", "heatmaps", "holdings", "ledger", "loops", "reflecting",
        "since", "slips", "withdrawing", "wall", "presenting", "capture", "preparing", "scoring",
        "closing", "sheet_to_print", "steward", "about", "safekeeping",
        "screen", "one_cell", "partner", "partner_cell", "partners_frame", "seen_as",
        "adding", "own_notes", "spoken", "then", "visit", "welcome", "granting", "returning",
        "faults", "downloads",
    }  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_view_asks_and_never_reaches_the_file(page: str) -> None:
    assert "mirror.store" not in imports(ROOT / "pages" / f"{page}.py")


@pytest.mark.parametrize("page", PAGES)
def test_one_name_runs_through_page_query_chart_table_headline_and_question(page: str) -> None:
    assert (store.QUERIES / f"{page}.sql").exists()
    assert page not in PICTURES or callable(getattr(charts, page))
    assert callable(getattr(tables, page))
    assert callable(getattr(headlines, page))
    assert page in set(vocabulary.read("questions").page)


def test_every_module_says_its_one_reason_in_its_first_line() -> None:
    for path in PYTHON:
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert text and text.splitlines()[0].endswith((".", ".`")), path.name


def test_every_migration_and_every_sql_file_says_what_it_is_for() -> None:
    for path in [*store.QUERIES.rglob("*.sql"), *store.MIGRATIONS.glob("*.sql")]:
        assert path.read_text(encoding="utf-8").startswith("-- "), path.name


NEVER = re.compile(
    r"unsafe_allow_html|components\.v1|unsafe_allow_javascript|use_container_width"
    r"|\brank\(|st\.metric|sort=\"-?[xy]\"|\bRdYlGn|\bredyellowgreen",
    re.IGNORECASE,
)
#: What must never decide an order that is shown.
FIGURES = r"mean|strength|score|trust|level|gap|low|high"
BY_FIGURE = re.compile(
    rf"sort_values\(\s*(by=)?\[?\s*[\"']({FIGURES})\b|n(largest|smallest)\([^)]*\)(?!\.index\.sort_values\(\))|sort=alt\.(EncodingS|S)ort"
)
SCORECARD = re.compile(
    r"\b(best|worst|top performer|league|target|benchmark|score ?card|red|amber"
    r"|excellent|poor|improved|declined)\b",
    re.IGNORECASE,
)


def shown(path: Path) -> Iterator[str]:
    """The words in a file that may reach the screen: its strings, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in documented:
            yield text


def test_nothing_ranks_nothing_is_red_amber_green_and_no_html_is_let_through() -> None:
    for path in [*PYTHON, *store.QUERIES.rglob("*.sql")]:
        found = NEVER.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.name}: {found}"


def test_nothing_that_is_shown_stands_in_the_order_of_a_figure() -> None:
    for path in PYTHON:
        found = BY_FIGURE.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.name}: {found}"
    for path in store.QUERIES.glob("*.sql"):
        # The order of the answer stands at the margin; one inside tells who is next to whom.
        first = path.read_text(encoding="utf-8").partition("\nORDER BY")[2].partition(",")[0]
        assert not re.search(rf"\b({FIGURES})\b", first), path.name


def test_nothing_on_screen_speaks_like_a_scorecard_or_shouts() -> None:
    spoken = [text for path in PYTHON for text in shown(path)]
    spoken += [path.read_text(encoding="utf-8") for path in (ROOT / "mirror").rglob("*.html")]
    for name in (*vocabulary.TABLES, "phrases", "questions"):
        table = vocabulary.read(name).astype(str)
        spoken += table.drop(columns="position").to_numpy().ravel().tolist()
    for text in spoken:
        assert not SCORECARD.search(text), text
        assert not re.search(r"[a-z]!(\s|$)", text), text


def test_no_colour_is_a_verdict() -> None:
    """No green stands against a red: the hues of each look, apart from lines named in words."""
    looks = [charts.Look(), charts.Look(dark=True)]
    fills = [fill for look in looks for count in (3, 5) for fill, _ in look.shades(count)]
    for fill in fills:
        red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
        assert blue >= red and blue >= green, "a shade of presence is grey or blue"


def test_every_word_comes_plain_and_in_the_frameworks_own() -> None:
    for name in (*vocabulary.TABLES, "phrases"):
        table = vocabulary.read(name)
        assert (table.plain != "").all() and (table.title != "").all(), name
    assert len(vocabulary.read("behaviours")) == 9
    assert len(vocabulary.read("blocks")) == 9


def test_every_behaviour_has_cues_for_its_presence_and_its_absence() -> None:
    table = vocabulary.read("behaviours")
    for cues in [*table.present, *table.absent]:
        assert len(cues.split(" | ")) >= 3


def test_the_data_dictionary_names_every_table_and_column(empty: store.Store) -> None:
    told = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    held = empty.ask(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_name NOT LIKE '%_now' AND table_name <> 'spelling'"
    )
    for table, columns in held.groupby("table_name").column_name:
        assert f"`{table}`" in told, table
        section = told.split(f"\n### `{table}`", 1)[1].split("\n### ", 1)[0]
        missing = [column for column in columns if f"`{column}`" not in section]
        assert not missing, f"{table}: {missing}"


def test_the_configuration_asks_nothing_tells_nobody_and_stays_at_home() -> None:
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert told["browser"]["gatherUsageStats"] is False
    assert told["client"]["showErrorDetails"] == "none"
    assert told["server"]["address"] == "localhost"
    assert told["server"]["showEmailPrompt"] is False
    assert {"light", "dark"} <= set(told["theme"])


#: What a package is imported as, where that is not its own name.
IMPORTED_AS = {
    "streamlit[auth]": "streamlit",
    "python_pptx": "pptx",
    "vl_convert_python": "vl_convert",
}


def test_every_dependency_is_direct_and_held_to_a_series() -> None:
    product = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    tested = (ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8").split()
    assert all(
        re.fullmatch(r"[a-z0-9-]+(\[auth\])?~=\d+\.\d+(\.\d+)?", line) for line in product + tested
    )
    named = {line.split("~=")[0].replace("-", "_") for line in product}
    named = {IMPORTED_AS.get(name, name) for name in named}
    used = {name for path in PYTHON for name in imports(path) if not name.startswith("mirror")}
    assert named == used - set(sys.stdlib_module_names)
