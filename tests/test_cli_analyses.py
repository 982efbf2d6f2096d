"""analyse: every command in every format, and every figure with the relations behind it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from actorgraph import analyses, courses
from actorgraph.cli.analyse import analyse
from actorgraph.cli.app import app
from actorgraph.dates import Window
from actorgraph.store import open_store
from actorgraph.store.base import Filter
from actorgraph.store.columns import watched
from tests.story import fill
from tests.support import day, report

Run = Callable[..., Result]
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
QUESTIONS: dict[str, Sequence[str]] = {
    "centrality": (),
    "communities": (),
    "blocs": (),
    "balance": (),
    "brokers": (),
    "similar": ("Russia",),
    "dyad": ("Putin", "Lukashenko"),
    "diff": ("--from", "2020-08-01", "--to", "2020-10-05"),
    "rising": ("--on", "2020-10"),
    "rollup": (),
    "forecast": ("Belarus",),
}
MORE = (
    ("centrality", "--measure", "betweenness", "--undirected"),
    ("balance", "--triads"),
    ("balance", "--every", "year"),
    ("balance", "--frustration"),
    ("brokers", "--by", "bloc"),
    ("dyad", "Russia", "Belarus", "--by", "country", "--every", "week"),
    ("similar", "Russia", "--by", "scores"),
    ("similar", "Russia", "--co-members"),
    ("rollup", "--by", "bloc"),
)


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The story, and a year of which the second half is hostile: Norland and Sudland, and their leader."""
    where = fill(tmp_path_factory.mktemp("analyses") / "graph.db")
    with open_store(where) as store:
        readings = [report("office", "leader", "HOLDS_OFFICE", "norland", "2019-01-01", bearing="opens")]
        for number in range(52):
            when = (day("2019-01-02") + timedelta(7 * number)).isoformat()
            who = "leader" if number % 2 else "norland"
            type_ = "AID" if number < 26 else "ASSAULT"
            sentence = f"{who} and sudland, week {number}."
            readings.append(report(f"week {number}", who, type_, "sudland", when, when, sentence=sentence))
        store.write(readings)
    return where


@pytest.fixture
def run(location: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ACTORGRAPH_STORE", location)
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *args: CliRunner().invoke(app, ["analyse", *args])


def test_all_analyses_are_asked():
    assert set(QUESTIONS) == set(analyse.commands)


@pytest.mark.parametrize("arguments", [(name, *rest) for name, rest in QUESTIONS.items()] + list(MORE))
def test_figures_lead_to_relations(run: Run, location: str, arguments: Sequence[str]):
    result = run(*arguments, "-f", "json")
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    with open_store(location) as store:
        known = {relation.id for relation in store.relations(Filter())}
    for row in rows:
        assert set(row["relations"]["ids"]) <= known
        assert len(row["relations"]["ids"]) == min(row["relations"]["count"], 20)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_format(run: Run, name: str, format_: str):
    result = run(name, *QUESTIONS[name], "-f", format_)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    rows = json.loads(run(name, *QUESTIONS[name], "-f", "json").stdout)
    if format_ == "jsonl":
        assert [json.loads(line) for line in lines] == rows
    if format_ == "csv":
        assert len(list(csv.DictReader(io.StringIO(result.stdout)))) == len(rows)
        assert "relations_count" in lines[0]
    if format_ == "table":
        assert all(line.isascii() for line in lines)


def test_two_runs_give_one_answer(run: Run):
    for name, rest in QUESTIONS.items():
        assert run(name, *rest, "-f", "json").stdout == run(name, *rest, "-f", "json").stdout


def test_a_break_shows_its_sentence(run: Run):
    rows = json.loads(
        run("dyad", "norland", "sudland", "-f", "json", "--since", "2019", "--until", "2019").stdout
    )
    assert len(rows) == 12
    broken = [row for row in rows if row["breaks"]]
    assert [row["period"] for row in broken] == ["2019-07-01"]
    assert broken[0]["quote"] in {f"norland and sudland, week {number}." for number in (26, 28, 30)}
    assert broken[0]["relations"]["count"] == broken[0]["count"]


def test_the_course_of_two_countries_has_their_leaders(run: Run):
    arguments = ("dyad", "norland", "sudland", "--on", "2019", "-f", "json")
    alone = json.loads(run(*arguments).stdout)
    rows = json.loads(run(*arguments, "--by", "country").stdout)
    assert sum(row["count"] for row in alone) == 26
    assert sum(row["count"] for row in rows) == 52
    (broken,) = (row for row in rows if row["breaks"])
    assert broken["period"] == "2019-07-01"
    assert broken["quote"].endswith(" and sudland, week 30.") or broken["quote"]
    assert broken["relations"]["count"] == broken["count"]


def test_a_leader_acts_for_the_state(location: str):
    with open_store(location) as store:
        found = courses.rollup(store, "country", Filter(window=Window(day("2019-01-01"), day("2019-12-31"))))
    (row,) = found.rows
    assert (row.source.id, row.target.id, row.count) == ("norland", "sudland", 52)
    assert (row.cooperation, row.conflict) == (260, -234)
    assert row.basis.count == 52


def test_forecast_tells_how_good_it_is(run: Run):
    result = run("forecast", "norland", "-f", "json")
    (row, *_) = json.loads(result.stdout)
    assert (row["target"]["id"], row["times"], row["last"]) == ("sudland", 13, "2019-12-18")
    assert "mean reciprocal rank" in result.stderr


def test_claims_count_and_denials_do_not(location: str):
    with open_store(location) as store:
        ids = {id_ for row in analyses.centrality(store, limit=100).rows for id_ in row.basis.ids}
        statuses = {one.status for one in store.relations(Filter()) if one.id in ids}
    assert statuses == {"asserted", "claimed"}


def test_a_graph_of_the_store(location: str):
    with open_store(location) as store:
        graph = analyses.to_networkx(
            store, Filter(window=Window(day("2019-01-01"), day("2019-12-31"))), multi=True
        )
    assert graph.nodes["BLR"]["name"] == "Belarus"
    assert sum(data["kind"] == "event" for *_, data in graph.edges(data=True)) == 52
    assert {data["status"] for *_, data in graph.edges(data=True)} <= {"asserted", "claimed"}


def test_members_of_one_body_are_allied_on_demand(tmp_path: Path):
    spans = {"first": "1990-01-01", "second": "1995-01-01", "late": "2010-01-01"}
    with open_store(str(tmp_path / "pact.db"), create=True) as store:
        store.write(
            report(f"{who} joins", who, "MEMBER_OF", "pact", when, bearing="opens")
            for who, when in spans.items()
        )
        assert analyses.similar(store, "first").rows == ()
        found = analyses.similar(store, "first", co_members=True)
        assert {row.actor.id for row in found.rows} == {"second", "late"}
        assert all(row.basis.count == 1 for row in found.rows)
        early = Filter(window=Window(day("1996-01-01"), day("1996-12-31")))
        graph = analyses.to_networkx(store, early, directed=False, co_members=True)
        assert {frozenset(ends) for ends in graph.edges} >= {frozenset({"first", "second"})}
        assert not graph.has_edge("first", "late")
        with pytest.raises(ValueError, match="no ground of 'scores'"):
            analyses.similar(store, "first", ground="scores", co_members=True)


def test_what_is_left_out_is_told(run: Run):
    result = run("centrality", "--since", "2020")
    assert "relation with a confidence below 0.35 left out" in result.stderr
    assert "without a known date left out" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rising",), "--since and --until"),
        (("balance", "--triads", "--frustration"), "three questions"),
        (("similar", "Russia", "--by", "scores", "--co-members"), "--co-members counts alliances"),
        (("diff", "--from", "2020-02", "--to", "2020-01"), "not before"),
        (("dyad", "Putin", "Nobody"), "no actor named 'Nobody'"),
    ],
)
def test_wrong_use_says_what_to_do(run: Run, arguments: Sequence[str], message: str):
    result = run(*arguments)
    assert result.exit_code != 0
    assert message in result.output


def test_a_missing_library_names_its_extra(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "ruptures", None)
    result = run("dyad", "norland", "sudland")
    assert result.exit_code == 1
    assert "pip install 'actorgraph[analytics]'" in result.output


def test_what_takes_long_says_so(run: Run, monkeypatch: pytest.MonkeyPatch):
    assert "Ctrl-C" not in run("centrality").stderr
    monkeypatch.setattr("actorgraph.cli.notes._SILENT_SECONDS", 0.0)
    assert "measuring ...; Ctrl-C ends it and changes nothing" in run("blocs").stderr


def test_the_first_reading_of_a_store_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("actorgraph.store.columns._AT_ONCE", 3)
    where = fill(tmp_path / "graph.db")
    told: list[int | None] = []
    for _ in range(2):
        with open_store(where) as store, watched(told.append):
            store.columns(Filter())
    assert told == [3, 6, 9, 12, 13, None]


def test_dates_of_rising_are_days_before(location: str):
    with open_store(location) as store:
        found = courses.rising(store, date(2019, 7, 1), date(2019, 12, 31))
    spans = "2019-07-01 to 2019-12-31 against 2018-12-29 to 2019-06-30"
    assert found.remarks == (f"{spans}; tested: 3 actors of at least 5 events",)
