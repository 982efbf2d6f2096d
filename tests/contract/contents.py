"""Everything that can be read out of a store, as one value to compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

from actorgraph.model import Actor, Article, Evidence, Reading, Relation
from actorgraph.store import Filter, Stats, Store, open_store
from tests.contract.conftest import Fresh
from tests.support import actor, article, evidence, reading


@dataclass(frozen=True)
class Contents:
    relations: list[Relation]
    evidence: dict[str, list[tuple[Evidence, Article]]]
    actors: list[tuple[Actor, int]]
    names: list[tuple[str, str]]
    stats: Stats


def contents(store: Store) -> Contents:
    relations = list(store.relations(Filter()))
    return Contents(
        relations=relations,
        evidence=store.evidence([relation.id for relation in relations]),
        actors=store.search_actors("", 1000),
        names=sorted(store.names()),
        stats=store.stats(),
    )


def loaded(fresh: Fresh, *batches: Sequence[Reading], withdrawn: Iterable[str] = ()) -> Contents:
    """What a fresh store holds after these batches, and after withdrawing articles."""
    with open_store(fresh(), create=True) as store:
        for batch in batches:
            store.write(batch)
        withdrawn = list(withdrawn)
        if withdrawn:
            store.withdraw(withdrawn)
        return contents(store)


_IDS = ("BLR", "RUS", "Q458", "vera-adamova")
_DATES = (
    None,
    "2019",
    "2020-08",
    "2020-08-09",
    "2020-08-15",
    "2020-10-02",
    "2021",
    "2021-01-05",
    "2021-06-21",
)
_PUBLISHED = (None, "2020-08-16", "2020-10-03", "2021-01-06", "2021-07-01")
_BEARINGS = ("opens", "closes", "confirms")
_STATUSES = ("asserted", "asserted", "asserted", "claimed", "denied", "planned", "hypothetical")
_TYPES = {
    "SANCTION": (None, "expel"),
    "CONSULT": (None, "phone"),
    "HAS_SANCTIONS_ON": (None, "trade", "arms"),
    "ALLIED_WITH": (None, "defence"),
}


@st.composite
def _evidence(draw: st.DrawFn, of: Article) -> Evidence:
    type_ = draw(st.sampled_from(sorted(_TYPES)))
    source, target = draw(st.lists(st.sampled_from(_IDS), min_size=2, max_size=2, unique=True))
    status = draw(st.sampled_from(_STATUSES))
    is_event = type_ in ("SANCTION", "CONSULT")
    begin = draw(st.integers(0, 3))
    return evidence(
        of,
        source,
        type_,
        target,
        draw(st.sampled_from(_DATES)),
        begin=begin,
        end=begin + 20,
        sentence=draw(st.sampled_from(("They spoke.", "It was agreed.", f"Said in {of.title}."))),
        mode=draw(st.sampled_from(_TYPES[type_])),
        bearing="reports" if is_event else draw(st.sampled_from(_BEARINGS)),
        status=status,
        speaker="Vera Adamova" if status == "claimed" else None,
        speaker_id="vera-adamova" if status == "claimed" else None,
        confidence=draw(st.sampled_from((0.3, 0.55, 0.8))),
    )


@st.composite
def _reading(draw: st.DrawFn, publisher: str, text: str) -> Reading:
    published = draw(st.sampled_from(_PUBLISHED))
    of = article(f"{publisher} {text}", published, publisher=publisher, text=text)
    items = draw(st.lists(_evidence(of), max_size=4))
    # Articles spell their actors differently.
    described = [
        actor(
            id_,
            draw(st.sampled_from((f"Name of {id_}", f"NAME OF {id_}"))),
            kind="person" if id_ == "vera-adamova" else "country",
            aliases=tuple(draw(st.sets(st.sampled_from(("Ä", "B b", "C-c")), max_size=2))),
            sector=draw(st.sampled_from(("", "GOV"))),
        )
        for id_ in _IDS
    ]
    return reading(of, *items, actors=described)


@st.composite
def readings(draw: st.DrawFn, least: int = 1) -> list[Reading]:
    """Readings of different articles, some of them copies of one text, about few actors and few dates."""
    outlets = st.tuples(st.sampled_from(("", "BBC", "TASS", "Belta")), st.sampled_from(("One text.", "Two.")))
    chosen = draw(st.lists(outlets, min_size=least, max_size=6, unique=True))
    return [draw(_reading(*outlet)) for outlet in chosen]


@st.composite
def batches(draw: st.DrawFn, of: Sequence[Reading]) -> list[list[Reading]]:
    """The same readings in another order, split into batches."""
    shuffled = draw(st.permutations(of))
    cuts = sorted(draw(st.sets(st.integers(0, len(of)))) | {0, len(of)})
    return [list(shuffled[first:last]) for first, last in pairwise(cuts)]
