"""analyse at its edges: nothing to measure, what cannot be answered, and figures that are added up."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from actorgraph.cli.app import app
from actorgraph.model import Actor
from actorgraph.store import open_store
from tests.support import report

Run = Callable[..., Result]
EVENTS = (
    # who, what, to whom, when, how sure
    ("norland", "CONSULT", "sudland", "2020-03-02", 0.9),
    ("sudland", "AID", "norland", "2020-03-03", 0.9),
    ("norland", "ASSAULT", "sudland", "2020-03-04", 0.7),
    ("norland", "ASSAULT", "sudland", None, 0.9),
    ("westland", "COMMENT", "sudland", "2020-03-05", 0.9),
    ("eastland", "ACCUSE", "westland", "2020-03-06", 0.5),
)
MEASURES = (
    ("centrality",),
    ("communities",),
    ("blocs",),
    ("balance", "--frustration"),
    ("brokers",),
    ("rollup",),
)
SPAN = ("--from", "2020-03-01", "--to", "2020-04-01")


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("edges") / "graph.db")
    with open_store(where, create=True) as store:
        store.write(
            report(f"row {number}", who, type_, whom, when, when, confidence=sure)
            for number, (who, type_, whom, when, sure) in enumerate(EVENTS)
        )
    return where


@pytest.fixture
def run(location: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ACTORGRAPH_STORE", location)
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *args: CliRunner().invoke(app, ["analyse", *args])


def records(run: Run, *arguments: str) -> list[dict[str, object]]:
    result = run(*arguments, "-f", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("arguments", MEASURES, ids=" ".join)
def test_an_empty_window_says_so(run: Run, arguments: Sequence[str]):
    result = run(*arguments, "--on", "1950")
    assert result.exit_code == 0, result.output
    assert "no relation between two actors counts here" in result.stderr
    assert "nan" not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dyad", "norland", "sudland", "--on", "1950"), "no event between the two counts here"),
        (("similar", "norland", "--on", "1950"), "has no alliance in this window"),
        (("similar", "westland", "--by", "scores"), "does nothing friendly or hostile in this window"),
        (("rollup", "--by", "bloc"), "members are known by MEMBER_OF"),
        (("forecast", "norland"), "too few to forecast from"),
        (("rising", "--on", "2020-03"), "tested: 0 actors of at least 5 events"),
    ],
)
def test_what_cannot_be_measured_says_why(run: Run, arguments: Sequence[str], said: str):
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert said in result.stderr


def test_a_dyad_needs_two(run: Run):
    result = run("dyad", "norland", "Norland")
    assert result.exit_code == 1
    assert "are one actor: a dyad needs two" in result.output


def test_every_added_row_is_in_the_basis(run: Run):
    rows = {(row["source"]["id"], row["target"]["id"]): row for row in records(run, "diff", *SPAN)}
    # A consultation has no direction: it counts both ways.
    assert rows["norland", "sudland"]["after"] == 2
    assert rows["norland", "sudland"]["relations"]["count"] == 2
    assert rows["sudland", "norland"]["after"] == 2
    assert rows["sudland", "norland"]["relations"]["count"] == 2


def test_what_has_no_date_is_not_offered_where_it_cannot_count(run: Run):
    for command in (("diff", *SPAN), ("rising", "--on", "2020-03")):
        assert "--undated" not in run(*command).stderr
    assert "--undated" in run("centrality", "--on", "2020-03").stderr


def test_no_more_frustrated_dyads_than_asked_for(run: Run):
    assert len(records(run, "balance", "--frustration", "-n", "1")) <= 1


def test_least_confidence_is_chosen(run: Run):
    for least, said in (
        ("0.4", "6 relations"),
        ("0.6", "5 relations"),
        ("0.8", "4 relations"),
        ("1", "no rel"),
    ):
        assert said in run("centrality", "--min-confidence", least).stderr.splitlines()[0]
    assert (
        "2 relations with a confidence below 0.8 left out"
        in run("centrality", "--min-confidence", "0.8").stderr
    )
    refused = run("centrality", "--min-confidence", "0.8", "--all")
    assert refused.exit_code == 2
    assert "not both" in refused.output
    assert run("centrality", "--min-confidence", "1.5").exit_code == 2


def test_a_country_that_only_its_people_are_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    where = str(tmp_path / "people.db")
    people = {
        "envoy": Actor("envoy", "Embassy (Peru)", "government", country="PER"),
        "judge": Actor("judge", "Court (Chile)", "government", country="CHL"),
    }
    with open_store(where, create=True) as store:
        one = report("help", "envoy", "AID", "judge", "2020-03-02", "2020-03-02")
        store.write([replace(one, actors=tuple(people.values()))])
    monkeypatch.setenv("ACTORGRAPH_STORE", where)
    invoke = CliRunner().invoke
    unknown = invoke(app, ["analyse", "dyad", "Peru", "Chile"])
    assert unknown.exit_code == 3
    assert "--by country counts all actors of a country" in unknown.output
    assert "--by country" not in invoke(app, ["analyse", "dyad", "Bolivia", "Chile"]).output
    done = invoke(app, ["analyse", "rollup", "-f", "json"])
    (row,) = json.loads(done.stdout)
    assert (row["source"]["name"], row["target"]["name"]) == ("Peru", "Chile")
