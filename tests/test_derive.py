"""Golden cases of derivation. Each is a list of reports in the order of time; order must not matter."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

import pytest

from actorgraph.derive import derive, independent
from actorgraph.model import Evidence, Reading, Relation
from actorgraph.ontology import is_symmetric
from tests.support import article, evidence, report


def relations(*said: Reading) -> list[Relation]:
    """What `said` derives to, ordered by mode, end and start; the same in every order of `said`."""
    items = [item for one in said for item in one.evidence]
    articles = {one.article.id: one.article for one in said}
    assert len(articles) == len(said), "each report of a case needs an article of its own"
    derived = derive(items, articles)
    chance = random.Random(7)
    for _ in range(5):
        chance.shuffle(items)
        assert derive(items, articles) == derived
    return sorted((relation for relation, _ in derived), key=_order)


def _order(relation: Relation) -> tuple[str, ...]:
    return (relation.mode or "", str(relation.end or "open"), str(relation.start), relation.status)


def tie(bearing: str, when: str | None, published: str | None, **others: Any) -> Reading:
    """A report on the sanctions of the EU on Belarus, in an article named by all that it says."""
    name = f"{bearing} {when} {published} {sorted(others.items())}"
    return report(name, "Q458", "HAS_SANCTIONS_ON", "BLR", when, published, bearing=bearing, **others)


def event(when: str | None, published: str | None = "2020-10-03", **others: Any) -> Reading:
    """A report of the EU imposing sanctions on Belarus."""
    name = f"{when} {published} {sorted(others.items())}"
    return report(name, "Q458", "SANCTION", "BLR", when, published, **others)


@dataclass(frozen=True)
class Interval:
    """What a case expects of one episode, as text; `seen` is first and last day."""

    start: str | None
    end: str | None
    seen: tuple[str | None, str | None] = (None, None)
    status: str = "asserted"
    disputed: bool = False
    mode: str | None = None
    by_then: bool = False
    """The end is a day by which it had ended."""


def interval(relation: Relation) -> Interval:
    start = relation.start and relation.start.isoformat()[: _LENGTH[relation.start_precision or "day"]]
    end = relation.end and relation.end.isoformat()
    first, last = (day and day.isoformat() for day in (relation.first_seen, relation.last_seen))
    by_then = relation.end is not None and relation.end_precision is None
    return Interval(start, end, (first, last), relation.status, relation.disputed, relation.mode, by_then)


_LENGTH = {"day": 10, "month": 7, "year": 4}

TIES = {
    "nothing but a report that it holds": (
        [tie("confirms", None, "2020-08-16")],
        [Interval(None, None, ("2020-08-16", "2020-08-16"))],
    ),
    "confirmed again later": (
        [tie("confirms", None, "2020-08-16"), tie("confirms", None, "2021-03-01")],
        [Interval(None, None, ("2020-08-16", "2021-03-01"))],
    ),
    "a start that is reported after it was seen": (
        [tie("confirms", None, "2020-12-01"), tie("opens", "2020-10-02", "2021-01-01")],
        [Interval("2020-10-02", None, ("2020-10-02", "2020-12-01"))],
    ),
    "opened and closed": (
        [tie("opens", "2020-10-02", "2020-10-03"), tie("closes", "2021-06-21", "2021-06-22")],
        [Interval("2020-10-02", "2021-06-21", ("2020-10-02", "2020-10-02"))],
    ),
    "nothing but its end": (
        [tie("closes", "2021-06-21", "2021-06-22")],
        [Interval(None, "2021-06-21")],
    ),
    "opened, closed and opened again": (
        [
            tie("opens", "2020-10-02", "2020-10-03"),
            tie("closes", "2021-06-21", "2021-06-22"),
            tie("opens", "2022-03-02", "2022-03-03"),
            tie("confirms", None, "2022-05-01"),
        ],
        [
            Interval("2020-10-02", "2021-06-21", ("2020-10-02", "2020-10-02")),
            Interval("2022-03-02", None, ("2022-03-02", "2022-05-01")),
        ],
    ),
    "opened and closed twice": (
        [
            tie("opens", "2010", "2010-02-01"),
            tie("closes", "2012-05", "2012-06-01"),
            tie("opens", "2015-01-01", "2015-01-02"),
            tie("closes", "2016-01-01", "2016-01-02"),
        ],
        [
            Interval("2010", "2012-05-31", ("2010-01-01", "2010-01-01")),
            Interval("2015-01-01", "2016-01-01", ("2015-01-01", "2015-01-01")),
        ],
    ),
    "one end reported by two, roughly and exactly": (
        [
            tie("opens", "2020-10", "2020-10-20"),
            tie("opens", "2020-10-02", "2020-11-01"),
            tie("closes", "2021", "2022-01-01"),
            tie("closes", "2021-06-21", "2022-02-01"),
        ],
        [Interval("2020-10-02", "2021-06-21", ("2020-10-01", "2020-10-02"))],
    ),
    "seen on the very day that it ended": (
        [tie("closes", "2021-06-21", "2021-06-22"), tie("confirms", None, "2021-06-21")],
        [Interval(None, "2021-06-21", ("2021-06-21", "2021-06-21"))],
    ),
    "two days for one end: what holds on the first does not tell them apart": (
        [
            tie("closes", "2021-06-21", "2021-06-22"),
            tie("confirms", None, "2021-06-21"),
            tie("closes", "2021-06-25", "2021-06-26"),
        ],
        [Interval(None, "2021-06-21", ("2021-06-21", "2021-06-21"))],
    ),
    "two ends, for it holds in between": (
        [
            tie("closes", "2021-06-21", "2021-06-22"),
            tie("confirms", None, "2021-06-23"),
            tie("closes", "2021-06-25", "2021-06-26"),
        ],
        [
            Interval(None, "2021-06-21"),
            Interval(None, "2021-06-25", ("2021-06-23", "2021-06-23")),
        ],
    ),
    "an end without a date was before its report": (
        [tie("opens", "2020-10-02", "2020-10-03"), tie("closes", None, "2021-06-22")],
        [Interval("2020-10-02", "2021-06-22", ("2020-10-02", "2020-10-02"), by_then=True)],
    ),
    "of two ends without a date the first report counts": (
        [tie("closes", None, "2021-06-22"), tie("closes", None, "2021-06-20")],
        [Interval(None, "2021-06-20", by_then=True)],
    ),
    "a month that is told goes before a report of that month": (
        [tie("closes", None, "2021-06-22"), tie("closes", "2021-06", "2021-07-02")],
        [Interval(None, "2021-06-30")],
    ),
    "a report from before the told end still bounds it": (
        [tie("closes", None, "2021-06-20"), tie("closes", "2021-06-21", "2021-06-22")],
        [Interval(None, "2021-06-20", by_then=True)],
    ),
    "an end told on the day of its report is that day": (
        [tie("closes", None, "2021-06-22"), tie("closes", "2021-06-22", "2021-06-22")],
        [Interval(None, "2021-06-22")],
    ),
    "an end recalled without a date is the end that is known": (
        [
            tie("opens", "2020-10-02", "2020-10-03"),
            tie("closes", "2021-06-21", "2021-06-22"),
            tie("closes", None, "2023-01-01"),
        ],
        [Interval("2020-10-02", "2021-06-21", ("2020-10-02", "2020-10-02"))],
    ),
    "a start recalled without a date after the end begins nothing": (
        [
            tie("opens", "2020-10-02", "2020-10-03"),
            tie("closes", "2021-06-21", "2021-06-22"),
            tie("opens", None, "2023-01-01"),
        ],
        [Interval("2020-10-02", "2021-06-21", ("2020-10-02", "2020-10-02"))],
    ),
    "a start recalled without a date belongs to the tie that holds by then": (
        [
            tie("closes", "2021-06-21", "2021-06-22"),
            tie("confirms", None, "2022-05-01"),
            tie("opens", None, "2023-01-01"),
        ],
        [Interval(None, "2021-06-21"), Interval(None, None, ("2022-05-01", "2023-01-01"))],
    ),
    "said in 2023 to have held in 2018": (
        [
            tie("opens", "2017-06-05", "2017-06-06"),
            tie("closes", "2021-01-05", "2021-01-06"),
            tie("confirms", "2018", "2023-01-01"),
        ],
        [Interval("2017-06-05", "2021-01-05", ("2017-06-05", "2018-01-01"))],
    ),
    "an article without a date says that it ended": (
        [tie("confirms", None, "2020-08-16"), tie("closes", None, None)],
        [Interval(None, None, ("2020-08-16", "2020-08-16"))],
    ),
    "no article has a date": (
        [tie("confirms", None, None), tie("opens", None, None)],
        [Interval(None, None)],
    ),
    "planned": (
        [tie("opens", "2020-09", "2020-08-16", status="planned")],
        [Interval("2020-09", None, ("2020-09-01", "2020-09-01"), "planned")],
    ),
    "planned, then done on another day: the plan was no sight of it": (
        [tie("opens", "2020-09", "2020-08-16", status="planned"), tie("opens", "2020-10-02", "2020-10-03")],
        [Interval("2020-10-02", None, ("2020-10-02", "2020-10-02"))],
    ),
    "imagined, then done": (
        [
            tie("opens", None, "2020-08-16", status="hypothetical"),
            tie("opens", "2020-10-02", "2020-10-03"),
        ],
        [Interval("2020-10-02", None, ("2020-10-02", "2020-10-02"))],
    ),
    "denied alone": (
        [tie("confirms", None, "2020-08-16", status="denied")],
        [Interval(None, None, ("2020-08-16", "2020-08-16"), "denied")],
    ),
    "stated by one, denied by another: both are shown, the denial is no sight of it": (
        [tie("confirms", None, "2020-08-16"), tie("confirms", None, "2020-12-01", status="denied")],
        [Interval(None, None, ("2020-08-16", "2020-08-16"), "asserted", True)],
    ),
    "claimed by one, denied by another": (
        [
            tie("confirms", None, "2020-08-16", status="claimed", speaker="Vera Adamova"),
            tie("confirms", None, "2020-12-01", status="denied"),
        ],
        [Interval(None, None, ("2020-08-16", "2020-08-16"), "claimed", True)],
    ),
    "a planned end ends nothing, and takes for granted that it holds": (
        [tie("closes", "2022", "2021-06-01", status="planned")],
        [Interval(None, None, ("2021-06-01", "2021-06-01"))],
    ),
    "somebody's talk of a possible end is their claim that it holds": (
        [tie("closes", None, "2021-06-01", status="hypothetical", speaker="Vera Adamova")],
        [Interval(None, None, ("2021-06-01", "2021-06-01"), "claimed")],
    ),
    "a denied end does not dispute the tie": (
        [tie("opens", "2020-10-02", "2020-10-03"), tie("closes", None, "2021-06-01", status="denied")],
        [Interval("2020-10-02", None, ("2020-10-02", "2021-06-01"))],
    ),
    "an end that one states and another denies is disputed": (
        [
            tie("opens", "2020-10-02", "2020-10-03"),
            tie("closes", "2021-06-21", "2021-06-22"),
            tie("closes", None, "2021-06-20", status="denied"),
        ],
        [Interval("2020-10-02", "2021-06-21", ("2020-10-02", "2021-06-20"), "asserted", True)],
    ),
    "a report without a kind means the only kind there is": (
        [tie("confirms", None, "2020-08-16"), tie("opens", "2020-07-01", "2020-08-20", mode="arms")],
        [Interval("2020-07-01", None, ("2020-07-01", "2020-08-16"), mode="arms")],
    ),
    "a kind that is only imagined is not taken for the kind that is there": (
        [
            tie("confirms", None, "2020-08-16"),
            tie("opens", None, "2020-08-20", mode="arms", status="hypothetical"),
        ],
        [
            Interval(None, None, ("2020-08-16", "2020-08-16")),
            Interval(None, None, ("2020-08-20", "2020-08-20"), "hypothetical", mode="arms"),
        ],
    ),
    "where several kinds are named, a report without one stands for itself": (
        [
            tie("confirms", None, "2020-08-16"),
            tie("confirms", None, "2020-08-17", mode="arms"),
            tie("confirms", None, "2020-08-18", mode="trade"),
        ],
        [
            Interval(None, None, ("2020-08-16", "2020-08-16")),
            Interval(None, None, ("2020-08-17", "2020-08-17"), mode="arms"),
            Interval(None, None, ("2020-08-18", "2020-08-18"), mode="trade"),
        ],
    ),
    "an end without a kind ends every kind": (
        [
            tie("confirms", None, "2020-08-17", mode="arms"),
            tie("confirms", None, "2020-08-18", mode="trade"),
            tie("closes", "2021", "2022-01-01"),
        ],
        [
            Interval(None, "2021-12-31", ("2020-08-17", "2020-08-17"), mode="arms"),
            Interval(None, "2021-12-31", ("2020-08-18", "2020-08-18"), mode="trade"),
        ],
    ),
    "an end of one kind ends no other": (
        [
            tie("confirms", None, "2020-08-17", mode="arms"),
            tie("confirms", None, "2020-08-18", mode="trade"),
            tie("closes", "2021", "2022-01-01", mode="trade"),
        ],
        [
            Interval(None, None, ("2020-08-17", "2020-08-17"), mode="arms"),
            Interval(None, "2021-12-31", ("2020-08-18", "2020-08-18"), mode="trade"),
        ],
    ),
    "the end of a kind that nobody named before is not lost": (
        [tie("confirms", None, "2020-08-17", mode="arms"), tie("closes", "2021", "2022-01-01", mode="trade")],
        [
            Interval(None, None, ("2020-08-17", "2020-08-17"), mode="arms"),
            Interval(None, "2021-12-31", mode="trade"),
        ],
    ),
}


@pytest.mark.parametrize(("said", "expected"), TIES.values(), ids=TIES)
def test_a_tie_holds(said: list[Reading], expected: list[Interval]) -> None:
    assert [interval(relation) for relation in relations(*said)] == expected


@dataclass(frozen=True)
class Happening:
    """What a case expects of one event."""

    start: str | None
    end: str | None
    status: str = "asserted"
    asserter: str | None = None
    disputed: bool = False
    mode: str | None = None


EVENTS = {
    "a day": ([event("2020-10-02")], [Happening("2020-10-02", "2020-10-02")]),
    "a month is all of its days": ([event("2020-02")], [Happening("2020-02-01", "2020-02-29")]),
    "a span": ([event("2020-08-09", until="2020-08-15")], [Happening("2020-08-09", "2020-08-15")]),
    "a span of months": ([event("2020-08", until="2021")], [Happening("2020-08-01", "2021-12-31")]),
    "no date: the report's is not taken for it": ([event(None)], [Happening(None, None)]),
    "an end without a start is no date": ([event(None, until="2020-08-15")], [Happening(None, None)]),
    "two days are two events": (
        [event("2020-10-02"), event("2020-10-03")],
        [Happening("2020-10-02", "2020-10-02"), Happening("2020-10-03", "2020-10-03")],
    ),
    "undated in one month is one, in two months two": (
        [event(None, "2020-10-03"), event(None, "2020-10-30"), event(None, "2020-11-01")],
        [Happening(None, None), Happening(None, None)],
    ),
    "undated plans and undated deeds are told apart": (
        [event(None, "2020-10-03"), event(None, "2020-10-04", status="planned")],
        [Happening(None, None), Happening(None, None, "planned")],
    ),
    "a claim names who makes it": (
        [event("2020-10-02", status="claimed", speaker="Vera Adamova")],
        [Happening("2020-10-02", "2020-10-02", "claimed", "Vera Adamova")],
    ),
    "stated by the outlet, nobody else's claim": (
        [event("2020-10-02", status="claimed", speaker="Vera Adamova"), event("2020-10-02", "2020-10-04")],
        [Happening("2020-10-02", "2020-10-02")],
    ),
    "stated and denied": (
        [event("2020-10-02"), event("2020-10-02", status="denied", speaker="Vera Adamova")],
        [Happening("2020-10-02", "2020-10-02", disputed=True)],
    ),
    "planned and denied is no dispute about a fact": (
        [event("2020-10-02", status="planned"), event("2020-10-02", status="denied")],
        [Happening("2020-10-02", "2020-10-02", "planned")],
    ),
    "denied by somebody": (
        [event("2020-10-02", status="denied", speaker="Vera Adamova")],
        [Happening("2020-10-02", "2020-10-02", "denied", "Vera Adamova")],
    ),
    "the mode most often reported": (
        [
            event("2020-10-02", "2020-10-03", mode="expel"),
            event("2020-10-02", "2020-10-04", mode="convict"),
            event("2020-10-02", "2020-10-05", mode="convict"),
            event("2020-10-02", "2020-10-06"),
        ],
        [Happening("2020-10-02", "2020-10-02", mode="convict")],
    ),
    "of two modes as often the first by name": (
        [event("2020-10-02", mode="expel"), event("2020-10-02", mode="convict")],
        [Happening("2020-10-02", "2020-10-02", mode="convict")],
    ),
}


@pytest.mark.parametrize(("said", "expected"), EVENTS.values(), ids=EVENTS)
def test_an_event_happened(said: list[Reading], expected: list[Happening]) -> None:
    found = [
        Happening(
            one.start and one.start.isoformat(),
            one.end and one.end.isoformat(),
            one.status,
            one.asserter,
            one.disputed,
            one.mode,
        )
        for one in relations(*said)
    ]
    assert found == expected


def test_scores_are_those_of_the_mode() -> None:
    (relation,) = relations(event("2020-10-02", mode="expel"))
    assert (relation.quad, relation.score) == (4, -5.5)
    (held,) = relations(tie("confirms", None, "2020-08-16"))
    assert (held.quad, held.score) == (None, None)


def test_the_quote_is_the_surest_sentence_that_says_it_outright() -> None:
    (relation,) = relations(
        tie("confirms", None, "2020-08-16", confidence=0.4, sentence="Faint."),
        tie("confirms", None, "2020-08-17", confidence=0.7, sentence="Sure."),
        tie("closes", None, "2020-08-18", status="planned", confidence=0.9, sentence="Taken for granted."),
        tie("confirms", None, "2020-08-18", status="denied", confidence=0.9, sentence="Denied."),
    )
    assert relation.quote == "Sure."


def test_bounds_name_the_events_that_set_them() -> None:
    (relation,) = relations(
        tie("opens", "2020-10", "2020-10-03", event="rough"),
        tie("opens", "2020-10-02", "2020-10-04", event="exact"),
        tie("closes", "2021-06-21", "2021-06-22"),
        tie("closes", "2021-06-21", "2021-06-23", event="lifting"),
    )
    assert (relation.opened_by, relation.closed_by) == ("exact", "lifting")


def test_symmetric_relations_have_their_actors_in_one_order() -> None:
    assert is_symmetric("ALLIED_WITH")
    (relation,) = relations(
        report("one", "RUS", "ALLIED_WITH", "BLR", published="2020-08-01"),
        report("two", "BLR", "ALLIED_WITH", "RUS", published="2020-08-02"),
    )
    assert (relation.source, relation.target) == ("BLR", "RUS")


def test_directed_relations_are_told_apart() -> None:
    found = relations(report("one", "RUS", "ACCUSE", "BLR"), report("two", "BLR", "ACCUSE", "RUS"))
    assert {(one.source, one.target) for one in found} == {("RUS", "BLR"), ("BLR", "RUS")}


STABLE = {
    "its start becomes known": [tie("opens", "2020-10-02", "2020-10-03")],
    "its end becomes known": [tie("closes", "2021-06-21", "2021-06-22")],
    "its start becomes known better": [
        tie("opens", "2020", "2020-12-03"),
        tie("opens", "2020-10-02", "2020-10-03"),
    ],
    "it is denied": [tie("confirms", None, "2020-12-02", status="denied")],
    "it begins again": [tie("closes", "2021-06-21", "2021-06-22"), tie("opens", "2022-03-02", "2022-03-03")],
}


@pytest.mark.parametrize("more", STABLE.values(), ids=STABLE)
def test_the_id_of_a_tie_stays_when(more: list[Reading]) -> None:
    seen = tie("confirms", None, "2020-12-01")
    (before,) = relations(seen)
    assert before.id in {one.id for one in relations(seen, *more) if one.first_seen}
    for step in range(len(more) + 1):
        assert relations(seen, *more[:step])[0].id == before.id


def test_the_id_of_a_later_episode_stays_when_the_end_before_becomes_known_better() -> None:
    said = [tie("closes", "2021-06", "2021-07-02"), tie("opens", "2022-03-02", "2022-03-03")]
    before = relations(*said)
    after = relations(*said, tie("closes", "2021-06-21", "2021-08-02"))
    assert [one.id for one in before] == [one.id for one in after]
    assert {one.end for one in before} != {one.end for one in after}


SOURCES = {
    "two outlets": ([("BBC", "a", "One."), ("TASS", "b", "Two.")], 2),
    "one outlet twice": ([("BBC", "a", "One."), ("BBC", "b", "Two.")], 1),
    "one outlet spelt in two ways": ([("BBC", "a", "One."), ("bbc ", "b", "Two.")], 1),
    "one text in two outlets": ([("BBC", "a", "One."), ("TASS", "a", "Two.")], 1),
    "one sentence in two texts": ([("BBC", "a", "They  met."), ("TASS", "b", "They met")], 1),
    "outlets that are not named": ([("", "a", "One."), ("", "b", "Two.")], 2),
    "sentences that are not known": ([("BBC", "a", ""), ("TASS", "b", "")], 2),
    "joined by a third": ([("BBC", "a", "One."), ("TASS", "b", "Two."), ("BBC", "b", "Three.")], 1),
    "two and two": (
        [("BBC", "a", "One."), ("TASS", "b", "Two."), ("AP", "a", "Three."), ("dpa", "b", "Four.")],
        2,
    ),
}


@pytest.mark.parametrize(("reports", "expected"), SOURCES.values(), ids=SOURCES)
def test_independent_sources(reports: list[tuple[str, str, str]], expected: int) -> None:
    articles = {}
    items: list[Evidence] = []
    for publisher, text, sentence in reports:
        of = article(f"{publisher} {text}", publisher=publisher, text=text)
        articles[of.id] = of
        said = evidence(of, "Q458", "SANCTION", "BLR", "2020-10-02", begin=len(items))
        items.append(replace(said, sentence=sentence))
    parts = independent(items, articles)
    assert len(parts) == expected
    assert sorted(item.begin for part in parts for item in part) == list(range(len(items)))
    ((relation, _),) = derive(items, articles)
    assert relation.sources == expected
    assert relation.confidence == round(1 - 0.2**expected, 4)


def test_many_reports_never_make_certainty() -> None:
    (relation,) = relations(*(event("2020-10-02", f"2020-10-{n:02}", confidence=0.9) for n in range(3, 20)))
    assert relation.confidence == 0.99
    assert relation.reports == relation.sources == 17
