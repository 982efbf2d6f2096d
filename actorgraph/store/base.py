"""What a store can do. Two implementations, one contract: tests/contract runs the same suite on each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Protocol, Self

from actorgraph.dates import Window
from actorgraph.model import Actor, Article, Evidence, Kind, Reading, Relation, Status

if TYPE_CHECKING:
    from actorgraph.columns import Columns

_ANY_TIME = Window()

Direction = Literal["out", "in", "both"]
FACTUAL: tuple[Status, ...] = ("asserted", "claimed")
"""What counts as having happened, with the claim marked as one."""


ARTICLES, DATASETS = "articles", "datasets"
"""Origins of relations, beside the names of data sets."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which relations are asked for; what is empty or None excludes nothing.

    `between` are actor ids: with one, every relation of that actor (in `direction`); with two, the relations
    between them, and `direction` is read from the first. Symmetric relations match in every direction. A
    window takes an event when its days overlap the window, and a tie when it held on one of its days; a tie
    without a known start counts from the day it was first seen, or on the day it ended if it was never seen;
    one without an end still holds, unless `closed_by` says that it ended on a day nobody knows: then it
    counts until it was last seen. Relations without any date match an open window alone, unless `undated`
    asks for them. `origins` are names of data sets, `ARTICLES` for what articles say, `DATASETS` for what any
    data set says. `min_sources` is a number of independent outlets.
    """

    between: tuple[str, ...] = ()
    direction: Direction = "both"
    window: Window = _ANY_TIME
    kinds: tuple[Kind, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    undated: bool = False
    min_confidence: float = 0.0
    min_sources: int = 0
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What one batch changed. `changed` articles were stored before with other content, or are withdrawn."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    relations_added: int = 0
    relations_removed: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.relations_added + other.relations_added,
            self.relations_removed + other.relations_removed,
        )


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a whole store; `types`, `statuses` and `datasets` count relations, the most frequent first.

    `articles` are articles alone; `datasets` has the name of every data set that relations rest on.

    `first` and `last` are the first and the last day on which a relation started, ended or was seen, as ISO
    text; None in a store without dates.
    """

    articles: int
    actors: int
    relations: int
    evidence: int
    first: str | None
    last: str | None
    types: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    actor_kinds: dict[str, int] = field(default_factory=dict)
    datasets: dict[str, int] = field(default_factory=dict)


class Store(Protocol):
    """Keeps articles, actors and evidence for good, and the relations derived from them.

    Use it as a context manager. Every method raises `StoreUnavailable` when the store cannot be reached.
    """

    location: str
    """How to name this store to a person; never holds a password."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def kind(self) -> str:
        """What kind of store this is, with its versions, for a person: `SQLite, format 2`."""
        ...

    def write(self, readings: Iterable[Reading]) -> Written:
        """Store a batch in one transaction: all of it, or nothing when anything fails.

        The evidence of an article that is stored already is replaced, and every relation whose evidence is
        touched is derived anew. An article without text leaves a stored text in place. An actor is put
        together from every article that names it as source, target or speaker, and goes with the last one.
        Raises ValueError for evidence of another article, or of a source or target that is no actor.
        """
        ...

    def withdraw(self, articles: Collection[str]) -> Written:
        """Remove articles, their evidence, and the relations and bounds that rested on them alone."""
        ...

    def stamps(self, articles: Collection[str]) -> dict[str, str]:
        """Article id -> stamp (`actorgraph.store.stamp`) of those of `articles` that are stored."""
        ...

    def records(self, dataset: str) -> dict[str, str]:
        """Article id -> `record` of everything that is stored of this data set."""
        ...

    def find_actors(self, name: str) -> list[Actor]:
        """Actors whose id, code, name or alias is `name`, however it is spelt in case, accents and
        punctuation; the one with most relations first. Where there are none, persons of that surname."""
        ...

    def search_actors(self, text: str, limit: int) -> list[tuple[Actor, int]]:
        """Actors with a name or alias that contains `text` (all for an empty text), and their number of
        relations; most relations first, then by name."""
        ...

    def actors(self, ids: Collection[str]) -> dict[str, Actor]:
        """Actor id -> actor, of those of `ids` that are stored."""
        ...

    def names(self) -> Iterator[tuple[str, str]]:
        """Every (alias, actor id): what a misspelt name is compared with."""
        ...

    def relations(self, filter_: Filter) -> Iterator[Relation]:
        """Relations that match, ordered by start (undated last), then type, then id."""
        ...

    def columns(self, filter_: Filter) -> Columns:
        """The relations that match in columns, in the order of `relations`: what analyses read. A large store
        keeps them ready; the first call after a change reads everything once."""
        ...

    def evidence(self, relations: Collection[str]) -> dict[str, list[tuple[Evidence, Article]]]:
        """Relation id -> its evidence with the article it stands in, ordered by report date, article and
        offset. The articles come without their text."""
        ...

    def article(self, id_: str) -> Article | None:
        """One article with its text, or None."""
        ...

    def article_ids(self) -> list[str]:
        """The ids of everything that is stored as an article, in order."""
        ...

    def readings(self, articles: Collection[str]) -> list[Reading]:
        """What is stored of these articles, in the order of their ids: what `write` was given, but for actors
        that nothing names, and evidence that the article holds twice. Evidence comes in the order of ids."""
        ...

    def stats(self) -> Stats:
        """Counts of the whole store."""
        ...
