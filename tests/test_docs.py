"""Pages that describe the program say what it does today."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from actorgraph.cli.views import RELATION_FIELDS
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
