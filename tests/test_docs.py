"""Pages that describe the program say what it does today."""

from __future__ import annotations

import dataclasses
import json
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest

import actorgraph
from actorgraph.cli.views import RELATION_FIELDS
from actorgraph.extract import lexicon
from actorgraph.model import ACTOR_KINDS, STATUSES, Actor, Article, DateBasis, Evidence, Relation
from actorgraph.ontology import EVENTS, TIES
from actorgraph.records import from_record
from tests.test_records import RECORDS

ROOT = Path(__file__).parents[1]
RECORD_PAGE = (ROOT / "docs" / "relations-jsonl.md").read_text(encoding="utf-8")


def test_command_line_page_is_current():
    script = ROOT / "scripts" / "make_cli_docs.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_that_is_not_current_is_noticed():
    current = runpy.run_path(str(ROOT / "scripts" / "make_cli_docs.py"))["current"]
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert current(page) == page
    outdated = page.replace("--since DATE", "--from DATE")
    assert outdated != page
    assert current(outdated) == page
    with pytest.raises(SystemExit, match="no block `<!-- help NAME -->` for why"):
        current(page.replace("<!-- help why -->", "<!-- help -->"))


def documented(heading: str) -> set[str]:
    """The field names in the table under a heading."""
    part = RECORD_PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    first_cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}


def test_record_page_names_every_field_and_no_other():
    assert documented("A relation") == {key for record in RECORDS for key in record} | {"speakers"}
    assert documented("An actor") == {key for record in RECORDS for key in record["source"]}
    assert documented("A report: `evidence`") == {
        key for record in RECORDS for item in record["evidence"] for key in item
    }


def test_flat_fields_are_documented_ones():
    nested = {f"{end}_{key}" for end in ("source", "target") for key in ("id", "name", "kind")}
    assert set(RELATION_FIELDS) - nested < documented("A relation")


def test_the_example_on_the_record_page_can_be_loaded():
    (example,) = re.findall(r"```json\n(.+?)\n```", RECORD_PAGE)
    (reading,) = from_record(json.loads(example), "docs:1")
    (item,) = reading.evidence
    assert item.end == len(item.sentence)


PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "seeds/README.md", "cypher/*.md", "actorgraph/**/*.md")
    for path in ROOT.glob(pattern)
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
README_SCRIPT = ROOT / "scripts" / "make_readme.py"


def test_pages_show_what_the_commands_print():
    done = subprocess.run(
        [sys.executable, str(README_SCRIPT), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_shown_output_that_is_not_current_is_noticed(tmp_path: Path):
    script = runpy.run_path(str(README_SCRIPT))
    desk = script["Desk"](tmp_path, {"actorgraph stats": "now\n", "python -c 'print(1)\n'": "1\n"})
    shown = "$ actorgraph stats\n{}\n```\n<!-- end -->\n\nText stays.\n"
    page = "<!-- output -->\n```console\n" + shown
    assert script["current"](page.format("then"), desk) == page.format("now")
    page = "<!-- output -->\n```python\nprint(1)\n```\n\n```text\n{}```\n<!-- end -->\n"
    assert script["current"](page.format("2\n"), desk) == page.format("1\n")
    drawn = script["picture"]("\x1b[1mone two\x1b[0m\nthree\n")
    assert "onetwothree" in script["words"](drawn)
    assert script["words"](drawn) != script["words"](script["picture"]("one two\nfour\n"))
    assert "url(" not in drawn.replace("url(#", "")


def command(marker: str) -> str:
    """The one line under a marker in the README."""
    (line,) = re.findall(rf"<!-- {marker} -->\n```sh\n(.+)\n```\n", README)
    return line


def test_the_two_commands_are_lines_that_a_shell_can_read():
    for marker in ("build command", "test command"):
        subprocess.run(["bash", "-n", "-c", command(marker)], check=True)
        assert "python3 -m venv .venv && .venv/bin/pip install " in command(marker)
    built = command("build command")
    script = runpy.run_path(str(README_SCRIPT))
    assert f"&& .venv/bin/{script['BUILD']} && .venv/bin/{script['PICTURED']} --store graph.db" in built
    assert command("test command").endswith("&& .venv/bin/pytest")


def test_extras_and_commands_that_pages_name_exist():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    commands = set(re.findall(r"<!-- help (\w+) -->", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for extras in re.findall(r"""pip install (?:-e )?['"]\.\[([\w,]+)\]""", text):
            assert set(extras.split(",")) <= project["optional-dependencies"].keys(), page
        named = re.findall(r"^(?:\$| {4}|    cat \S+ \|) ?actorgraph (\w+)", text, re.M)
        named += re.findall(r"`actorgraph (\w+)", text)
        assert set(named) <= commands, page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        place, _, anchor = target.partition("#")
        if "://" in place:
            continue
        file = page.parent / place if place else page
        assert file.exists(), f"{page.name} links to {target}"
        assert file.resolve().is_relative_to(ROOT), f"{page.name} links out of the project: {target}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.M)
            slugs = {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}
            assert anchor in slugs, f"{page.name} links to {target}"


def test_the_tree_in_the_readme_is_the_layout():
    (tree,) = re.findall(r"<!-- layout -->\n```text\n(.+?)```", README, re.DOTALL)
    shown: set[str] = set()
    above: list[str] = []
    for line in tree.splitlines():
        name = line.split()[0]
        above[(len(line) - len(line.lstrip())) // 2 :] = [name]
        shown.add("".join(above))
    assert all((ROOT / name).is_dir() for name in shown)
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    names = [name.removeprefix("/") for name in packed["targets"]["sdist"]["include"]]
    folders = {f"{name}/" for name in names if (ROOT / name).is_dir() and not name.startswith(".")}
    parts = {f"actorgraph/{path.parent.name}/" for path in (ROOT / "actorgraph").glob("*/*.py")}
    assert folders | parts <= shown


def section(name: str, page: Path) -> str:
    """The text under a heading of the second level."""
    return page.read_text(encoding="utf-8").split(f"## {name}\n")[1].split("\n## ")[0]


DATA_MODEL = ROOT / "docs" / "data-model.md"


@pytest.mark.parametrize("value", [Article, Actor, Evidence, Relation], ids=lambda value: value.__name__)
def test_data_model_names_every_field_and_no_other(value: type):
    text = section(value.__name__, DATA_MODEL)
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = set(re.findall(r"`(\w+)`", " ".join(cells)))
    if value is Article:
        named |= set(re.findall(r"`(\w+)`", text.split("| field")[0]))
    fields = {field.name for field in dataclasses.fields(value)}
    assert named == fields | ({"id", "group"} if value is Evidence else set())


def test_data_model_names_every_word_of_the_model():
    text = DATA_MODEL.read_text(encoding="utf-8")
    words = {*STATUSES, *ACTOR_KINDS, *get_args(DateBasis), *EVENTS, *TIES}
    assert {word for word in words if f"`{word}`" not in text} == set()


def test_lexicon_page_names_the_columns_and_tables():
    page = ROOT / "docs" / "lexicon.md"
    columns = re.findall(r"^\| `(\w+)` \|", section("Columns", page).split("###")[0], re.M)
    assert columns == ["type", *lexicon._COLUMNS]
    folder = ROOT / "actorgraph" / "extract" / "lexicon"
    listed = dict(re.findall(r"^\| `(\w+\.tsv)` \| (.+?) \|", section("Word lists", page), re.M))
    others = {path.name for path in folder.glob("*.tsv") if path.stem.upper() not in EVENTS} - {"ties.tsv"}
    assert listed.keys() == others
    for name, named in listed.items():
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        header = next(line for line in lines if not line.startswith("#"))
        assert re.findall(r"`(\w+)`", named) == header.split("\t"), name


def test_changelog_has_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(actorgraph.__version__)}\b", text, re.M)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == actorgraph.__version__


def test_decisions_are_numbered_and_listed():
    folder = ROOT / "docs" / "decisions"
    pages = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    listed = (folder / "README.md").read_text(encoding="utf-8")
    for number, path in enumerate(pages, 1):
        title = path.read_text(encoding="utf-8").splitlines()[0]
        assert path.name.startswith(f"{number:04}-")
        assert title.startswith(f"# {number:04}: ")
        assert f"| [{number:04}]({path.name}) | {title.removeprefix(f'# {number:04}: ')} |" in listed


PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")]


@pytest.mark.parametrize("page", sorted(PAGES), ids=lambda page: page.name)
def test_rows_of_tables_have_as_many_cells_as_their_heads(page: Path):
    heads = 0
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        cells = len(re.findall(r"(?<!\\)\|", re.sub(r"`[^`]*`", "", line))) if line.startswith("|") else 0
        assert not (heads and cells) or cells == heads, f"{page.name}:{number}: {line}"
        heads = cells


def test_figures_go_into_their_blocks(tmp_path: Path):
    """The tables of a report, and no others, are written anew."""
    report = subprocess.run(
        [sys.executable, "-m", "actorgraph", "evaluate", str(ROOT / "tests/data/gold.jsonl"), "-f", "json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (tmp_path / "docs").mkdir()
    (tmp_path / "own.json").write_text(report.stdout, encoding="utf-8")
    page = tmp_path / "docs" / "evaluation.md"
    shown = ("levels", "types", "reliability", "marks", "version")
    blocks = [f"<!-- {name} {what} -->\nold\n<!-- end -->\n" for name in ("own", "other") for what in shown]
    page.write_text("\n".join(blocks), encoding="utf-8")
    script = str(ROOT / "scripts" / "make_evaluation_figures.py")

    def write(given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, script, given], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    assert write("own=own.json").returncode == 0
    text = page.read_text(encoding="utf-8")
    scores = json.loads(report.stdout)["levels"][0]["score"]
    assert text.count("old") == len(shown)
    assert f"{scores['hits']}/{scores['read']}/{scores['gold']} |" in text
    assert json.loads(report.stdout)["extractor"] in text
    assert "no block of strange" in write("strange=own.json").stderr
