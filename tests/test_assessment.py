"""evaluate: annotated texts through an extractor, and the report in every format."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import actorgraph
from actorgraph.assessment import Names, Settings, assess, content
from actorgraph.cli.app import app
from actorgraph.errors import BadRecord
from actorgraph.evaluation.gold import GoldActor
from actorgraph.evaluation.report import Report
from actorgraph.extract.gazetteer import load_gazetteer
from tests.story import LineExtractor

GOLD = Path(__file__).parent / "data" / "gold.jsonl"


@pytest.fixture(scope="module")
def report() -> Report:
    with GOLD.open("rb") as lines:
        return assess(lines, "gold.jsonl", actorgraph.load_extractor(), Settings(errors=9, resamples=50))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load_gazetteer())


def totals(report: Report, mode: str) -> dict[str, tuple[int, int, int]]:
    return {
        one.level: (one.score.hits, one.score.read, one.score.gold)
        for one in report.levels
        if one.mode == mode and not one.group
    }


def test_figures_of_a_small_file(report: Report):
    assert (report.records, report.relations, report.events) == (9, 8, 10)
    assert totals(report, "judged") == {
        "pair": (7, 8, 8), "directed": (6, 8, 8), "quad": (6, 8, 8), "root": (4, 7, 7),
    }  # fmt: skip
    assert totals(report, "all") == {
        "pair": (7, 9, 8), "directed": (6, 9, 8), "quad": (6, 9, 8), "root": (4, 8, 7),
    }  # fmt: skip


def test_dates_statuses_and_speakers_of_a_small_file(report: Report):
    assert (report.dates.matched, report.dates.exact) == (1, 1)
    assert (report.statuses.matched, report.statuses.right, report.statuses.marked_right) == (2, 2, 1)
    assert (report.statuses.speakers, report.statuses.speakers_right) == (1, 1)


def test_errors_of_a_small_file(report: Report):
    assert {case.id for case in report.errors} == {"turned", "wrong type", "missed", "false"}
    turned = next(case for case in report.errors if case.id == "turned")
    assert turned.missed == ("Somali government AID Kenya",)
    assert turned.wrong[0].startswith("Kenya AID Somalia (0.")


def test_unsure_events_can_be_left_out():
    line = json.dumps({"id": "a", "text": "Belarus ACCUSE Poland", "gold": []})
    assert assess([line], "x", LineExtractor(), Settings(resamples=0)).events == 1
    assert assess([line], "x", LineExtractor(), Settings(resamples=0, min_confidence=0.95)).events == 0


def test_an_empty_file_is_an_error():
    with pytest.raises(BadRecord, match=r"empty.jsonl: no record"):
        assess([], "empty.jsonl", LineExtractor())


@pytest.mark.parametrize(
    ("name", "ids", "countries", "state"),
    [
        ("Russia", {"RUS"}, {"RUS"}, True),
        ("the Kremlin", {"RUS", "SUN"}, {"RUS", "SUN"}, True),
        ("Russian police", set(), {"RUS"}, True),
        ("Russian protesters", set(), {"RUS"}, False),
        ("us", set(), set(), None),
        ("Gondor", set(), set(), None),
    ],
)
def test_what_names_are_taken_for(
    names: Names, name: str, ids: set[str], countries: set[str], state: bool | None
):
    found = names.named(name)
    assert (set(found.ids), set(found.countries), found.state) == (ids, countries, state)


def test_codes_give_country_and_side(names: Names):
    police = names.gold(GoldActor("officers", "BLRCOP"))
    assert (police.ids, police.countries, police.state) == (frozenset(), {"BLR"}, True)
    assert names.gold(GoldActor("crowds", "BLROPP")).state is False
    assert names.gold(GoldActor("", "BLR")).ids == {"BLR"}
    assert names.gold(GoldActor("x", "ZZZ")).countries == frozenset()


def test_content_words():
    assert content("The President of France's") == ("france",)
    assert content("President") == ("president",)


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(actorgraph, "load_extractor", lambda _model: LineExtractor())
    path = tmp_path / "lines.jsonl"
    event = {"source": "Belarus", "target": "Poland", "root": "ACCUSE", "evidence": "<b>It</b> did."}
    records = [
        {
            "id": "right",
            "text": "Belarus ACCUSE Poland 2020-08-15",
            "gold": [{**event, "date": "2020-08-15"}],
        },
        {"id": "wrong", "text": "Belarus AID Poland", "gold": [event]},
    ]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", *args])


def test_table(lines: Path):
    result = run(str(lines), "--resamples", "0")
    assert result.exit_code == 0, result.output
    assert "2 texts, 2 annotated relations, 2 events read" in result.stdout
    row = "all judged root 50.0 [50.0, 50.0] 50.0 [50.0, 50.0] 50.0 [50.0, 50.0] 1/2/2"
    assert row in [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "dates: 1 matched relations have one; exact 1 (100.0 %)" in result.stdout
    assert "wrong: Belarus AID Poland (0.80)" in result.stdout
    assert "wrong, weight" not in run(str(lines), "--errors", "0", "--resamples", "0").stdout


def test_json_is_the_report(lines: Path):
    record = json.loads(run(str(lines), "-f", "json", "--resamples", "0").stdout)
    root = next(one for one in record["levels"] if (one["mode"], one["level"]) == ("all", "root"))
    assert (root["score"]["hits"], root["score"]["f1"]["value"]) == (1, 0.5)
    assert record["errors"][0]["id"] == "wrong"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_stands_alone_and_shows_texts_as_text(lines: Path, tmp_path: Path):
    path = tmp_path / "report.html"
    assert run(str(lines), "-f", "html", "-o", str(path), "--resamples", "0").exit_code == 0
    page = Tags()
    page.feed(path.read_text(encoding="utf-8"))
    assert page.tags.count("table") == 5
    assert not {"script", "link", "img"} & set(page.tags)
    assert 'Belarus ACCUSE Poland: "<b>It</b> did."' in page.text


def test_bad_gold_names_file_and_line(lines: Path):
    lines.write_text('{"id": "x"}\n', encoding="utf-8")
    result = run(str(lines))
    assert result.exit_code == 1
    assert f"{lines}:1: record.gold is missing" in result.stderr
    missing = run(str(lines.with_name("none.jsonl")))
    assert missing.exit_code == 1
    assert "none.jsonl: No such file" in missing.stderr
