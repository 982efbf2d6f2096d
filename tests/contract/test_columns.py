"""The columns of a store hold its relations, whatever the filter and however often it has changed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.columns import EPOCH, LAYOUT, NO_DAY, Columns
from actorgraph.dates import PRECISIONS, Window
from actorgraph.model import STATUSES, Reading, Relation, make_key
from actorgraph.store import Filter, Store, open_store
from tests.contract.conftest import Fresh
from tests.contract.contents import readings
from tests.support import article, day, evidence, reading, report

_DAYS = [None, *(day(text) for text in ("2019-12-31", "2020-08-10", "2020-10-02", "2021-02-01"))]
Row = dict[str, object]


def _days(relation: Relation) -> tuple[object, object]:
    first, last = relation.start, relation.end
    if relation.kind == "tie":
        first = first or relation.first_seen or relation.end
        if last is None and relation.closed_by:
            last = relation.last_seen
    return first, last


def _of_relation(relation: Relation) -> Row:
    first, last = _days(relation)
    names = (
        "id", "source", "target", "kind", "type", "start", "end", "end_precision", "score", "quad", "status",
        "confidence", "reports", "sources", "symmetric", "disputed", "dataset", "code",
    )  # fmt: skip
    return {
        **{name: getattr(relation, name) for name in names},
        "mode": relation.mode or "",
        "precision": relation.start_precision,
        "first": first,
        "last": last,
    }


def _of_columns(columns: Columns) -> list[Row]:
    lists = {
        "source": columns.actors, "target": columns.actors, "kind": ("event", "tie"), "type": columns.types,
        "mode": columns.modes, "status": STATUSES, "dataset": columns.datasets, "code": columns.codes,
        "precision": (None, *PRECISIONS), "end_precision": (None, *PRECISIONS),
    }  # fmt: skip
    rows = []
    for number in range(len(columns)):
        row: Row = {"id": columns.id_of(number)}
        for name in LAYOUT:
            value = getattr(columns, name)[number]
            if name in lists:
                value = lists[name][value]
            elif name in ("start", "end", "first", "last"):
                value = None if value == NO_DAY else day("1970-01-01").fromordinal(value + EPOCH)
            elif (name == "score" and math.isnan(value)) or (name == "quad" and not value):
                value = None
            row[name] = value
        rows.append(row)
    return rows


def _as_relations(store: Store, filter_: Filter) -> list[Row]:
    return [_of_relation(relation) for relation in store.relations(filter_)]


@st.composite
def _filters(draw: st.DrawFn) -> Filter:
    since, until = sorted(
        (draw(st.sampled_from(_DAYS)), draw(st.sampled_from(_DAYS))), key=lambda one: one or day("0001-01-01")
    )
    subsets = {
        "kinds": ("event", "tie"),
        "types": ("SANCTION", "CONSULT", "HAS_SANCTIONS_ON", "PROTEST"),
        "statuses": STATUSES,
        "origins": ("articles", "datasets", "icews"),
    }
    chosen = {
        name: tuple(draw(st.lists(st.sampled_from(values), max_size=2))) for name, values in subsets.items()
    }
    return Filter(
        between=tuple(draw(st.lists(st.sampled_from(("BLR", "RUS", "Q458", "nobody")), max_size=2))),
        direction=draw(st.sampled_from(("out", "in", "both"))),
        window=Window(since, until),
        undated=draw(st.booleans()),
        min_confidence=draw(st.sampled_from((0.0, 0.4, 0.55))),
        min_sources=draw(st.integers(0, 2)),
        **chosen,
    )


def _coded(one: Reading) -> Reading:
    """The same said by a data set."""
    id_ = make_key("coded", one.article.id)
    of = replace(one.article, id=id_, dataset="icews")
    items = tuple(
        replace(item, article=id_, dataset="icews", code=f"cameo:{item.begin}") for item in one.evidence
    )
    return replace(one, article=of, evidence=items)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_columns_are_the_relations(fresh: Fresh, data: st.DataObject) -> None:
    some = data.draw(readings())
    with open_store(fresh(), create=True) as store:
        store.write([*some, *map(_coded, data.draw(st.lists(st.sampled_from(some), max_size=2)))])
        for filter_ in (Filter(), *data.draw(st.lists(_filters(), min_size=1, max_size=5))):
            assert _of_columns(store.columns(filter_)) == _as_relations(store, filter_)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_columns_follow_every_change(fresh: Fresh, data: st.DataObject) -> None:
    some = data.draw(readings())
    location = fresh()
    with open_store(location, create=True) as store, open_store(location) as other:
        for number, one in enumerate(some):
            store.write([one])
            assert _of_columns(store.columns(Filter())) == _as_relations(store, Filter())
            if number % 2:
                store.withdraw([some[number - 1].article.id])
            assert _of_columns(other.columns(Filter())) == _as_relations(store, Filter())


def test_equal_content_gives_equal_columns(fresh: Fresh) -> None:
    batch = [report(str(n), f"state-{n % 3}", "CONSULT", "BLR", f"2020-08-{n + 1:02}") for n in range(9)]
    found = []
    for some in (batch, batch[::-1]):
        with open_store(fresh(), create=True) as store:
            for one in some:
                store.write([one])
            found.append(store.columns(Filter(window=Window(day("2020-08-02"), day("2020-08-05")))))
    first, second = found
    for name in (*LAYOUT, "ids"):
        assert bytes(getattr(first, name)) == bytes(getattr(second, name)), name
    assert (first.actors, first.types) == (second.actors, second.types)


def test_names_that_do_not_occur_are_not_listed(store: Store) -> None:
    store.write([report("one", "RUS", "CONSULT", "BLR", "2020-08-15", mode="phone")])
    store.write([report("two", "Q458", "SANCTION", "BLR", "2020-10-02")])
    columns = store.columns(Filter(types=("CONSULT",)))
    assert (columns.actors, columns.types, columns.modes) == (("BLR", "RUS"), ("CONSULT",), ("phone",))
    assert len(store.columns(Filter(types=("AID",)))) == 0


def test_an_empty_store_has_empty_columns(store: Store) -> None:
    columns = store.columns(Filter())
    assert (len(columns), columns.actors, bytes(columns.source), columns.ids) == (0, (), b"", b"")


def test_two_actors_at_most(store: Store) -> None:
    of = article()
    store.write([reading(of, evidence(of, "RUS", "CONSULT", "BLR"))])
    for _ in range(2):
        with pytest.raises(ValueError, match="two actors at most"):
            store.columns(Filter(between=("BLR", "RUS", "LTU")))
        store.columns(Filter())
