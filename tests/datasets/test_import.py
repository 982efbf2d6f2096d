"""From a table to the store: what is stored, what is skipped, and what happens the second time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import actorgraph
from actorgraph.cli.app import app
from actorgraph.datasets import Mapping, load_mapping
from actorgraph.errors import BadTable
from actorgraph.imports import Imported, import_table
from actorgraph.records import join
from actorgraph.store import Filter, Store, open_store
from tests.contract.contents import contents
from tests.support import day, report

HEADER = "who\twhom\twhat\twhen\toutlet\tlink\tsure"
ROWS = (
    "Police (Australia)\tWomen (Australia)\t173\t2014-01-01\tABC\thttp://a.example/1\t0.5",
    "Russia\tBelarus\t042\t2014-01-02\tTASS\thttp://b.example/2\t0.6",
    "Belarus\tRussian Federation\t043\t2014-01-02\tTASS\thttp://b.example/3\t0.6",
    "Russia\tBelarus\t042\t2014-01-02\tABC\thttp://a.example/4\t0.5",
    "Russia\tBelarus\t010\t2014-01-02\t\t\t",
    "Russia\tBelarus\t19\t2014-01\tTASS\thttp://b.example/6\t0.6",
)
BAD = (
    "\tBelarus\t042\t2014-01-02\tTASS\t\t",
    "Russia\tNA\t042\t2014-01-02\tTASS\t\t",
    "Russia\tBelarus\t42\t2014-01-02\tTASS\t\t",
    "Russia\tBelarus\t\t2014-01-02\tTASS\t\t",
    "Russia\tBelarus\t042\t\tTASS\t\t",
    "Russia\tBelarus\t042\t2 Jan 2014\tTASS\t\t",
    "Russia\tBelarus\t042\t2014-01-02\tTASS\t\tvery",
    "Russia\tBelarus\t42\t2014-01-02\tTASS\t\t",
)
MAPPING = """
[dataset]
name = "police-files"
title = "Police files"
[file]
missing = ["NA"]
[columns]
source = "who"
target = "whom"
code = "what"
date = "when"
publisher = "outlet"
entry = "link"
confidence = "sure"
[code]
scheme = "cameo"
[values]
date_basis = "report"
confidence = 0.3
"""


@pytest.fixture
def mapping(tmp_path: Path) -> Mapping:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return load_mapping(str(path))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "graph.db"), create=True) as opened:
        yield opened


def _table(tmp_path: Path, *rows: str, name: str = "events.tsv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def _said(store: Store) -> list[tuple[str, str, str, str | None, str, int, int]]:
    return [
        (one.source, one.type, one.target, one.mode, one.code, one.reports, one.sources)
        for one in store.relations(Filter())
    ]


def test_rows_become_relations_of_their_code(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    result = import_table(store, _table(tmp_path, *ROWS), mapping)
    assert (result.rows, result.unchanged, dict(result.refused)) == (6, 0, {})
    assert result.written.relations_added == 5
    assert sorted(_said(store), key=lambda one: one[4]) == [
        ("RUS", "COMMENT", "BLR", None, "cameo:010", 1, 1),
        # Who visited whom stays apart, and two outlets are two independent sources of one visit.
        ("RUS", "CONSULT", "BLR", "visit", "cameo:042", 2, 2),
        ("BLR", "CONSULT", "RUS", "visit", "cameo:043", 1, 1),
        ("police-australia", "COERCE", "women-australia", "arrest", "cameo:173", 1, 1),
        ("RUS", "ASSAULT", "BLR", None, "cameo:19", 1, 1),
    ]


def test_the_row_stands_behind_its_relation(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    import_table(store, _table(tmp_path, *ROWS), mapping)
    (visit,) = [one for one in store.relations(Filter()) if one.code == "cameo:043"]
    assert (visit.start, visit.start_precision, visit.confidence) == (day("2014-01-02"), "day", 0.6)
    assert (visit.dataset, visit.status, visit.symmetric, visit.quote) == (
        "police-files",
        "asserted",
        False,
        "",
    )
    (month,) = [one for one in store.relations(Filter()) if one.code == "cameo:19"]
    assert (month.start, month.end, month.start_precision) == (day("2014-01-01"), day("2014-01-31"), "month")
    ((item, article),) = store.evidence([visit.id])[visit.id]
    assert (item.source_text, item.target_text) == ("Belarus", "Russian Federation")
    assert (item.begin, item.entry, item.rule) == (2, "http://b.example/3", "Host a visit")
    assert (article.publisher, article.record, article.dataset) == ("TASS", "events.tsv#1-6", "police-files")
    (plain,) = [one for one in store.relations(Filter()) if one.code == "cameo:010"]
    ((_, article),) = store.evidence([plain.id])[plain.id]
    assert (plain.confidence, article.publisher) == (0.3, "Police files")


def test_known_actors_are_those_of_articles(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    store.write([report("one", "RUS", "CONSULT", "BLR", "2014-01-02")])
    import_table(store, _table(tmp_path, *ROWS), mapping)
    both = store.relations(Filter(between=("RUS", "BLR"), types=("CONSULT",)))
    assert sorted(one.dataset for one in both) == ["", "police-files", "police-files"]
    assert len(list(store.relations(Filter(origins=("articles",))))) == 1
    assert [actor.country for actor in store.find_actors("Police (Australia)")] == ["AUS"]


def test_actors_of_its_own_stay_apart(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    own = load_mapping(str(tmp_path / "mapping.toml"), own_actors=True)
    import_table(store, _table(tmp_path, *ROWS), own)
    names = {actor.id for actor, _ in store.search_actors("", 100)}
    assert {"police-files:Russia", "police-files:Russian Federation"} <= names
    assert "RUS" not in names


def test_every_row_that_is_skipped_is_counted_with_its_reason(
    tmp_path: Path, store: Store, mapping: Mapping
) -> None:
    result = import_table(store, _table(tmp_path, ROWS[0], *BAD, ROWS[1]), mapping)
    assert dict(result.refused) == {
        "no source": 1,
        "no target": 1,
        "unknown code '42'": 2,
        "no code": 1,
        "no date": 1,
        "date is not YYYY, YYYY-MM or YYYY-MM-DD: '2 Jan 2014'": 1,
        "confidence is no number from 0 to 1: 'very'": 1,
    }
    assert result.examples["unknown code '42'"] == 4
    assert (result.rows, result.written.relations_added) == (10, 2)
    again = import_table(store, _table(tmp_path, ROWS[0], *BAD, ROWS[1]), mapping)
    assert (again.refused, again.examples) == (result.refused, result.examples)


@pytest.mark.parametrize("block", [1, 2, 4, 100])
def test_twice_changes_nothing(tmp_path: Path, store: Store, mapping: Mapping, block: int) -> None:
    path = _table(tmp_path, *ROWS)
    import_table(store, path, mapping, block=block)
    before = contents(store)
    again = import_table(store, path, mapping, block=block)
    assert (again.rows, again.unchanged, again.written.relations_added, again.stale) == (6, 6, 0, 0)
    assert contents(store) == before


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    path = _table(tmp_path, *ROWS)

    def interrupt(state: Imported) -> None:
        if state.rows == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_table(store, path, mapping, interrupt, block=2)
    assert store.stats().evidence == 4
    result = import_table(store, path, mapping, block=2)
    assert (result.rows, result.unchanged) == (6, 4)
    whole = contents(store)
    with open_store(str(tmp_path / "other.db"), create=True) as other:
        import_table(other, path, mapping, block=2)
        assert contents(other) == whole


def test_relations_do_not_depend_on_the_size_of_blocks(
    tmp_path: Path, store: Store, mapping: Mapping
) -> None:
    path = _table(tmp_path, *ROWS, *ROWS)
    import_table(store, path, mapping, block=5)
    found = list(store.relations(Filter()))
    assert {one.code: (one.reports, one.sources) for one in found} == {
        "cameo:010": (2, 1),
        "cameo:042": (4, 2),
        "cameo:043": (2, 1),
        "cameo:173": (2, 1),
        "cameo:19": (2, 1),
    }
    with open_store(str(tmp_path / "other.db"), create=True) as other:
        import_table(other, path, mapping)
        assert list(other.relations(Filter())) == found


@pytest.mark.parametrize("rows", [ROWS[1:], ROWS[:2], (ROWS[3], *ROWS), (), ROWS[::-1]])
def test_another_edition_takes_the_place_of_the_first(
    tmp_path: Path, store: Store, mapping: Mapping, rows: tuple[str, ...]
) -> None:
    import_table(store, _table(tmp_path, *ROWS), mapping, block=2)
    import_table(store, _table(tmp_path, *rows), mapping, block=2)
    with open_store(str(tmp_path / "other.db"), create=True) as other:
        import_table(other, _table(tmp_path, *rows), mapping, block=2)
        assert contents(other) == contents(store)


def test_another_file_of_the_data_set_adds_to_it(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    import_table(store, _table(tmp_path, *ROWS[:3], name="2014.tsv"), mapping, block=2)
    import_table(store, _table(tmp_path, *ROWS[3:], name="2015.tsv"), mapping, block=2)
    assert store.stats().evidence == 6


def test_a_changed_mapping_reads_anew(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    path = _table(tmp_path, *ROWS)
    import_table(store, path, mapping)
    (tmp_path / "mapping.toml").write_text(MAPPING.replace("0.3", "0.9"), encoding="utf-8")
    result = import_table(store, path, load_mapping(str(tmp_path / "mapping.toml")))
    assert result.unchanged == 0
    assert {one.confidence for one in store.relations(Filter()) if one.code == "cameo:010"} == {0.9}


def test_ties_have_the_bounds_of_their_row(tmp_path: Path, store: Store) -> None:
    (tmp_path / "ties.toml").write_text(
        """
        [dataset]
        name = "pacts"
        [columns]
        source = "a"
        target = "b"
        date = "from"
        until = "to"
        [code]
        type = "ALLIED_WITH defence"
        """,
        encoding="utf-8",
    )
    path = tmp_path / "pacts.csv"
    rows = (
        "a,b,from,to",
        "France,Russia,1892,1917",
        "Poland,France,1921-02-19,",
        "Iran,Iraq,,",
        "A,B,1900,1800",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    result = import_table(store, path, load_mapping(str(tmp_path / "ties.toml")))
    assert dict(result.refused) == {"it ends before it begins": 1}
    assert [
        (one.source, one.mode, one.start, one.end, one.symmetric) for one in store.relations(Filter())
    ] == [
        ("FRA", "defence", day("1892-01-01"), day("1917-12-31"), True),
        ("FRA", "defence", day("1921-02-19"), None, True),
        ("IRN", "defence", None, None, True),
    ]


def test_records_give_the_same_relations_back(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    import_table(store, _table(tmp_path, *ROWS), mapping)
    relations = list(store.relations(Filter()))
    actors = store.actors({id_ for one in relations for id_ in (one.source, one.target)})
    records = [one.record() for one in join(relations, actors, store.evidence([one.id for one in relations]))]
    with open_store(str(tmp_path / "other.db"), create=True) as other:
        actorgraph.load(other, map(json.dumps, records), "here")
        assert list(other.relations(Filter())) == relations


class TestCommand:
    def _run(self, tmp_path: Path, *options: str) -> Result:
        (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
        path = _table(tmp_path, *ROWS, *BAD)
        fixed = ("--map", str(tmp_path / "mapping.toml"), "--store", str(tmp_path / "graph.db"))
        return CliRunner().invoke(app, ["import", str(path), *fixed, *options])

    def test_counts_what_it_read(self, tmp_path: Path) -> None:
        result = self._run(tmp_path)
        assert result.exit_code == 0, result.output
        assert result.stdout.splitlines() == [
            "14 rows of police-files read: 0 stored before, 8 skipped",
            "relations stored: 5 added, 0 removed",
        ]
        assert "skipped 2 rows: unknown code '42' (the first is row 9)" in result.stderr
        again = self._run(tmp_path)
        assert again.stdout.splitlines()[0] == "14 rows of police-files read: 14 stored before, 8 skipped"

    def test_origins_are_asked_for_apart(self, tmp_path: Path) -> None:
        self._run(tmp_path)
        fixed = ["neighbours", "Russia", "--store", str(tmp_path / "graph.db"), "-f", "csv", "--all"]
        counts = {
            origin: len(CliRunner().invoke(app, [*fixed, "--origin", origin]).stdout.splitlines()) - 1
            for origin in ("articles", "datasets", "police-files")
        }
        assert counts == {"articles": 0, "datasets": 4, "police-files": 4}

    @pytest.mark.parametrize(
        "command",
        [
            ["neighbours", "Russia"],
            ["why", "Russia"],
            ["timeline", "Russia"],
            ["path", "Russia", "Belarus"],
            ["analyse", "centrality"],
            ["analyse", "rollup"],
            ["export"],
        ],
        ids=" ".join,
    )
    def test_an_origin_that_the_store_does_not_know_is_named(
        self, tmp_path: Path, command: list[str]
    ) -> None:
        self._run(tmp_path)
        fixed = [*command, "--store", str(tmp_path / "graph.db"), "--origin", "articles", "--origin", "icews"]
        result = CliRunner().invoke(app, fixed)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.splitlines()[-1] == (
            "actorgraph: no data set named 'icews' in this store; "
            "origins here: articles, datasets, police-files"
        )

    @pytest.mark.parametrize(
        ("mapping", "code", "message"),
        [
            ("nothing", 2, "nothing: No such file"),
            ("icews14", 1, "no column 'source'; its header has who, whom"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path: Path, mapping: str, code: int, message: str) -> None:
        result = self._run(tmp_path, "--map", mapping)
        assert (result.exit_code, message in result.stderr) == (code, True), result.stderr


def test_a_broken_file_keeps_what_was_stored(tmp_path: Path, store: Store, mapping: Mapping) -> None:
    path = _table(tmp_path, *ROWS)
    path.write_bytes(path.read_bytes() + b"\xff\xfe\n")
    with pytest.raises(BadTable, match="no text in UTF-8"):
        import_table(store, path, mapping, block=2)
    assert {one.dataset for one in store.relations(Filter())} <= {"police-files"}
