"""neighbours, why, timeline, path, actors, stats: what they print, in every format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from actorgraph.cli.app import app
from actorgraph.records import from_record
from tests.story import fill

Run = Callable[..., Result]
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
QUESTIONS: dict[str, Sequence[str]] = {
    "neighbours": ("Belarus",),
    "why": ("Putin", "Lukashenko"),
    "timeline": ("Lukashenko",),
    "path": ("Tikhanovskaya", "Putin"),
    "actors": (),
    "stats": (),
}


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fill(tmp_path_factory.mktemp("story") / "graph.db")


@pytest.fixture
def run(location: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ACTORGRAPH_STORE", location)
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *args: CliRunner().invoke(app, args)


def records(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_neighbours_for_people(run: Run):
    lines = run("neighbours", "Belarus").stdout.splitlines()
    assert lines[0].split("  ")[0] == "when"
    # ties first, by start, then events by date, the undated last, each with its quotation
    assert [line.split()[0] for line in lines[1::2]] == ["since", "since", "2020-10-02", "-"]
    assert lines[1].startswith("since 1999-12-08 ...   <->  allied with (union)        Russia")
    assert lines[2] == '    "RUS allied_with BLR, says call."'
    assert "<-   sanction                   European Union  asserted" in lines[5]
    assert "- reported 2020-08-15" in lines[7]
    assert "planned, says EU ministers" in lines[7]
    assert lines[7].endswith("1 (1)")
    assert all(line.isascii() for line in lines)


def test_neighbours_of_a_claim_and_a_tie_that_holds(run: Run):
    lines = run("neighbours", "Lukashenko", "--all").stdout.splitlines()
    assert any("claimed by Alexander Lukashenko" in line and "<-   agree" in line for line in lines)
    assert any("denied by Warsaw" in line for line in lines)
    assert any(line.startswith("holds, last reported 2020-08-15") for line in lines)
    assert any(line.startswith("2020-08   ") and "accuse" in line for line in lines)
    assert any("2 (2)" in line and "consult (phone)" in line for line in lines)


@pytest.mark.parametrize("name", ["belarus", "Republic of Belarus", "BLR", "by", "BÉLARUS"])
def test_every_spelling_finds_the_actor(run: Run, name: str):
    assert len(records(run("neighbours", name, "-f", "jsonl"))) == 4


def test_a_name_that_is_another_is_said_on_stderr(run: Run):
    result = run("neighbours", "Lukashenka")
    assert "Lukashenka is Alexander Lukashenko (Q2866)" in result.stderr
    assert "Q2866)" not in result.stdout


def test_unsure_relations_are_left_out_and_counted(run: Run):
    few = run("neighbours", "Lukashenko", "-f", "jsonl")
    every = run("neighbours", "Lukashenko", "-f", "jsonl", "--all")
    assert (len(records(few)), len(records(every))) == (4, 5)
    assert "1 relation with a confidence below 0.35 left out: --all" in few.stderr
    assert "left out" not in every.stderr


def test_a_window_leaves_the_undated_out_and_counts_them(run: Run):
    few = run("neighbours", "Belarus", "-f", "jsonl", "--on", "2020-08-15")
    every = run("neighbours", "Belarus", "-f", "jsonl", "--on", "2020-08-15", "--undated")
    assert [record["type"] for record in records(few)] == ["ALLIED_WITH"]
    assert "1 relation without a known date left out: --undated" in few.stderr
    assert [record["type"] for record in records(every)] == ["ALLIED_WITH", "SANCTION"]


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (["--since", "2020-09"], ["ALLIED_WITH", "HAS_SANCTIONS_ON", "SANCTION"]),
        (["--until", "1999"], ["ALLIED_WITH"]),
        (["--type", "sanction"], ["SANCTION", "SANCTION"]),
        (["--type", "allied-with", "--type", "HAS_SANCTIONS_ON"], ["ALLIED_WITH", "HAS_SANCTIONS_ON"]),
        (["--kind", "event"], ["SANCTION", "SANCTION"]),
        (["--status", "planned"], ["SANCTION"]),
        (["--direction", "out"], ["ALLIED_WITH"]),
    ],
)
def test_options_choose(run: Run, options: list[str], types: list[str]):
    found = records(run("neighbours", "Belarus", "-f", "jsonl", *options))
    assert [record["type"] for record in found] == types


def test_why_shows_sentence_source_rule_and_reading(run: Run):
    text = run("why", "Putin", "Lukashenko").stdout
    assert (
        "Vladimir Putin -> Alexander Lukashenko: agree, 2020-08-15, claimed by Alexander Lukashenko" in text
    )
    assert '    "Mr Lukashenko said that help had been promised."' in text
    assert "claimed, Alexander Lukashenko says so; date 2020-08-15, reckoned from the report's date" in text
    assert 'by "on Saturday"' in text
    assert "rule test, confidence 0.80, characters 40 to 90 of article" in text
    assert "Minsk Courier, 2020-08-15: call" in text
    assert "Vilnius Post, 2020-08-15: exile" in text
    assert "record r-2" in text


def test_why_of_an_undated_report_says_so(run: Run):
    text = run("why", "EU", "Belarus", "--status", "planned").stdout
    assert "no date: the sentence gives none" in text
    assert "planned, EU ministers says so" in text


def test_why_records_can_be_loaded(run: Run):
    for record in records(run("why", "Putin", "Lukashenko", "-f", "jsonl")):
        assert from_record(record, "why:1")


def test_timeline_is_by_date(run: Run):
    lines = run("timeline", "Lukashenko", "--since", "2020-08-15").stdout.splitlines()
    assert [line.split()[0] for line in lines[1::2]] == ["2020-08", "2020-08-15", "2020-08-15"]
    starts = [record["start"] for record in records(run("timeline", "EU", "Belarus", "-f", "jsonl"))]
    assert starts == ["2020-10-02", "2020-10-02", None]


def test_path_shows_each_step_with_its_relations(run: Run):
    steps = records(run("path", "Tikhanovskaya", "Putin", "-f", "jsonl"))
    assert [(step["step"], step["from"]["name"], step["type"]) for step in steps] == [
        (1, "Svetlana Tikhanovskaya", "BACKS"),
        (2, "Poland", "ACCUSE"),
        (3, "Alexander Lukashenko", "CONSULT"),
        (3, "Alexander Lukashenko", "AGREE"),
    ]
    text = run("path", "Tikhanovskaya", "Putin").stdout
    assert '"POL backs Q97622004, says later."' in text


def test_no_path_is_an_answer(run: Run):
    result = run("path", "Fiji", "Belarus", "-f", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no relations that match lead from Fiji to Belarus" in result.stderr


def test_actors_and_stats(run: Run):
    assert [one["name"] for one in records(run("actors", "lukash", "-f", "jsonl"))] == [
        "Alexander Lukashenko"
    ]
    assert len(records(run("actors", "-n", "3", "-f", "jsonl"))) == 3
    stats = json.loads(run("stats", "-f", "json").stdout)
    assert (stats["articles"], stats["relations"], stats["statuses"]["planned"]) == (4, 13, 1)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("command", QUESTIONS)
def test_every_format_of_every_question(run: Run, command: str, format_: str):
    result = run(command, *QUESTIONS[command], "-f", format_)
    assert result.exit_code == 0, result.output
    if format_ == "json":
        assert json.loads(result.stdout)
    elif format_ == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in result.stdout.splitlines())
    elif format_ in ("csv", "tsv"):
        rows = list(csv.reader(io.StringIO(result.stdout), delimiter="," if format_ == "csv" else "\t"))
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(rows[0])}
    elif format_ == "md" and command != "why":
        assert result.stdout.splitlines()[1].startswith("| --")


def test_header_stands_without_rows(run: Run):
    empty = run("neighbours", "Belarus", "-f", "csv", "--until", "1900").stdout
    full = run("neighbours", "Belarus", "-f", "csv").stdout
    assert empty.splitlines() == full.splitlines()[:1]


def test_json_and_csv_have_the_same_fields(run: Run):
    (record, *_) = records(run("neighbours", "Belarus", "-f", "jsonl"))
    (row, *_) = csv.DictReader(io.StringIO(run("neighbours", "Belarus", "-f", "csv").stdout))
    names = {
        f"{key}_{inner}" if isinstance(value, dict) else key
        for key, value in record.items()
        for inner in (value if isinstance(value, dict) else [""])
    }
    assert set(row) == names


def test_cells_never_become_formulas(run: Run):
    for format_ in ("csv", "tsv"):
        delimiter = "," if format_ == "csv" else "\t"
        text = run("neighbours", "Fiji", "-f", format_).stdout
        (row,) = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        assert row["quote"].startswith("'=Fiji sent")
    (accused,) = csv.DictReader(
        io.StringIO(run("neighbours", "Poland", "-f", "csv", "--direction", "in").stdout)
    )
    assert accused["score"] == "-3.0"  # a number stays one
    (record,) = records(run("neighbours", "Fiji", "-f", "jsonl"))
    assert record["quote"].startswith("=Fiji")


@pytest.mark.parametrize("command", ["neighbours", "why", "timeline"])
@pytest.mark.parametrize("format_", ["table", "md"])
def test_control_characters_do_not_reach_people(run: Run, command: str, format_: str):
    text = run(command, "Fiji", "-f", format_).stdout
    assert "tents to Tonga" in text
    assert not set(text) & set("\x1b\x07")


def test_markdown_shows_an_articles_text_as_text(run: Run):
    text = run("neighbours", "Fiji", "-f", "md").stdout
    assert "Tonga \\| &lt;b>now&lt;/b>." in text


def test_long_quotes_are_cut_to_the_width(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "44")
    lines = run("neighbours", "Fiji").stdout.splitlines()
    assert len(lines[2]) <= 44
    assert lines[2].endswith('..."')


def test_output_file_is_written_whole(run: Run, tmp_path: Path):
    path = tmp_path / "out.json"
    path.write_text("before", encoding="utf-8")
    assert run("neighbours", "Nobody At All", "-f", "json", "-o", str(path)).exit_code == 3
    assert path.read_text(encoding="utf-8") == "before"
    result = run("neighbours", "Belarus", "-f", "json", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 4
    assert [one.name for one in tmp_path.iterdir()] == ["out.json"]
    assert oct(path.stat().st_mode)[-3:] == "644"


def test_output_that_cannot_be_written_is_an_error(run: Run, tmp_path: Path):
    result = run("stats", "-o", str(tmp_path / "no" / "folder" / "x.json"))
    assert result.exit_code == 1
    assert "cannot write" in result.stderr
    assert "No such file or directory" in result.stderr


def test_unknown_actor_ends_with_three_and_names_three(run: Run):
    result = run("neighbours", "Lukashnko")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "no actor named 'Lukashnko' in this store. Nearest names: Alexander Lukashenko, " in result.stderr
    assert result.stderr.count(", ") == 2


def test_missing_store_ends_with_four(tmp_path: Path):
    result = CliRunner().invoke(app, ["neighbours", "Belarus", "--store", str(tmp_path / "none.db")])
    assert result.exit_code == 4
    assert "no store at" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--on", "15.8.2020"], "'--on': '15.8.2020' is no date"),
        (["--type", "WAVE"], "'WAVE' is no type"),
        (["--status", "maybe"], "'maybe' is not one of"),
        (["--on", "2020", "--since", "2020"], "--on cannot stand beside"),
        (["--since", "2021", "--until", "2020"], "the window ends"),
        (["-f", "xml"], "'xml' is not one of"),
        (["--nonsense"], "No such option"),
    ],
)
def test_wrong_usage_ends_with_two(run: Run, options: list[str], said: str):
    result = run("neighbours", "Belarus", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
