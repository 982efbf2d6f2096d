"""The embedded store: one SQLite file.

The right choice for one person and for everything that fits on one disk; needs no server.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from actorgraph.model import Actor, Article, Evidence, Reading, Relation, actor_kind, normalise
from actorgraph.store.base import Filter, Stats, Written
from actorgraph.store.sqlite_file import VERSION, connect, transaction, translated
from actorgraph.store.sqlite_rows import (
    ARTICLE,
    EVIDENCE,
    RELATION,
    columns,
    many,
    places,
    to_article,
    to_evidence,
    to_relation,
)
from actorgraph.store.sqlite_where import where

if TYPE_CHECKING:
    from actorgraph.columns import Columns

_AT_ONCE = 500
_DEGREE = "(SELECT count(*) FROM relation WHERE source = actor.id OR target = actor.id)"


class SqliteStore:
    """A store in the file `location`; `create` makes it where it is missing. See `store.base.Store`."""

    def __init__(self, location: str, create: bool = False) -> None:
        self.location = location
        self._sql = connect(location, create)
        self._kept: tuple[str, Columns] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sql.close()

    def kind(self) -> str:
        """See `Store.kind`."""
        return f"SQLite, format {VERSION}"

    def write(self, readings: Iterable[Reading]) -> Written:
        """See `Store.write`; waits up to a minute for another writer."""
        # Reading articles takes long: it is done before the lock is taken.
        batch = list(readings)
        from actorgraph.store.sqlite_write import Batch

        with translated(self.location), transaction(self._sql):
            changes = Batch(self._sql)
            return sum((changes.store(reading) for reading in batch), Written()) + changes.finish()

    def withdraw(self, articles: Collection[str]) -> Written:
        """See `Store.withdraw`."""
        from actorgraph.store.sqlite_write import Batch

        with translated(self.location), transaction(self._sql):
            changes = Batch(self._sql)
            return sum((changes.withdraw(id_) for id_ in articles), Written()) + changes.finish()

    def stamps(self, articles: Collection[str]) -> dict[str, str]:
        """See `Store.stamps`."""
        return dict(self._among("SELECT id, stamp FROM article WHERE id IN ({})", articles))

    def records(self, dataset: str) -> dict[str, str]:
        """See `Store.records`."""
        return dict(self._all("SELECT id, record FROM article WHERE dataset = ? AND dataset <> ''", dataset))

    def find_actors(self, name: str) -> list[Actor]:
        """See `Store.find_actors`."""
        query = (
            f"SELECT id FROM actor WHERE id IN (SELECT actor FROM lookup WHERE folded = ?1 AND {{}})"
            f" ORDER BY {_DEGREE} DESC, name, id"
        )
        folded = normalise(name)
        found = self._all(query.format("basis <> 'surname'"), folded)
        found = found or self._all(query.format("basis = 'surname'"), folded)
        return self._in_order([id_ for (id_,) in found])

    def search_actors(self, text: str, limit: int) -> list[tuple[Actor, int]]:
        """See `Store.search_actors`."""
        folded = normalise(text)
        if text.strip() and not folded:
            return []
        query = f"""
            SELECT id, {_DEGREE} AS degree FROM actor
            WHERE ?1 = '' OR id IN (SELECT actor FROM lookup WHERE basis = 'name' AND instr(folded, ?1))
            ORDER BY degree DESC, name, id LIMIT ?2
        """
        degrees = dict(self._all(query, folded, limit))
        return [(actor, degrees[actor.id]) for actor in self._in_order(list(degrees))]

    def actors(self, ids: Collection[str]) -> dict[str, Actor]:
        """See `Store.actors`."""
        aliases: dict[str, list[str]] = {}
        for id_, alias in self._among("SELECT * FROM alias WHERE actor IN ({})", ids):
            aliases.setdefault(id_, []).append(alias)
        codes: dict[str, list[tuple[str, str]]] = {}
        for id_, scheme, code in self._among("SELECT * FROM code WHERE actor IN ({})", ids):
            codes.setdefault(id_, []).append((scheme, code))
        return {
            id_: Actor(
                id=id_,
                name=name,
                kind=actor_kind(kind),
                sector=sector,
                country=country,
                aliases=tuple(sorted(aliases.get(id_, ()))),
                codes=tuple(sorted(codes.get(id_, ()))),
            )
            for id_, name, kind, sector, country in self._among(
                "SELECT id, name, kind, sector, country FROM actor WHERE id IN ({})", ids
            )
        }

    def names(self) -> Iterator[tuple[str, str]]:
        """See `Store.names`; in no order."""
        yield from self._each("SELECT name, id FROM actor UNION ALL SELECT alias, actor FROM alias")

    def relations(self, filter_: Filter) -> Iterator[Relation]:
        """See `Store.relations`; rows are read as they are asked for."""
        condition, values = where(filter_)
        query = f"SELECT {columns(RELATION)} FROM relation{condition} ORDER BY start IS NULL, start, type, id"
        return (to_relation(row) for row in self._each(query, values))

    def columns(self, filter_: Filter) -> Columns:
        """See `Store.columns`; kept in the file `<location>.columns` until the store changes."""
        from actorgraph.store.sqlite_columns import read

        with translated(self.location):
            found, self._kept = read(self._sql, self.location, filter_, self._kept)
        return found

    def evidence(self, relations: Collection[str]) -> dict[str, list[tuple[Evidence, Article]]]:
        """See `Store.evidence`."""
        query = f"""
            SELECT link.relation, {columns(EVIDENCE, "evidence")}, {columns(ARTICLE, "article")}
            FROM relation_evidence AS link
            JOIN evidence ON evidence.id = link.evidence
            JOIN article ON article.id = evidence.article
            WHERE link.relation IN (SELECT value FROM json_each(?))
            ORDER BY
                evidence.reported IS NULL, evidence.reported, evidence.article, evidence."begin", evidence.id
        """
        found: dict[str, list[tuple[Evidence, Article]]] = {}
        articles: dict[str, Article] = {}
        middle = 1 + len(EVIDENCE)
        for row in self._all(query, many(relations)):
            item = to_evidence(row[1:middle])
            article = articles.get(item.article)
            if article is None:
                article = articles[item.article] = to_article(row[middle:])
            found.setdefault(row[0], []).append((item, article))
        return found

    def article(self, id_: str) -> Article | None:
        """See `Store.article`."""
        rows = self._all(f"SELECT {columns(ARTICLE)}, text FROM article WHERE id = ?", id_)
        return to_article(rows[0][:-1], rows[0][-1]) if rows else None

    def article_ids(self) -> list[str]:
        """See `Store.article_ids`."""
        return [id_ for (id_,) in self._each("SELECT id FROM article ORDER BY id")]

    def readings(self, articles: Collection[str]) -> list[Reading]:
        """See `Store.readings`."""
        from actorgraph.store.sqlite_readings import readings

        with translated(self.location):
            return readings(self._sql, articles)

    def stats(self) -> Stats:
        """See `Store.stats`."""
        ((articles, actors, relations, evidence, first, last),) = self._all(
            """
            SELECT (SELECT count(*) FROM article WHERE dataset = ''), (SELECT count(*) FROM actor), count(*),
                (SELECT count(*) FROM evidence), min(coalesce(start, first_seen)),
                max(max(coalesce("end", ''), coalesce(start, ''), coalesce(last_seen, ''))) FROM relation
            """
        )
        return Stats(
            articles=articles,
            actors=actors,
            relations=relations,
            evidence=evidence,
            first=first,
            last=last or None,
            types=self._counts("relation", "type"),
            statuses=self._counts("relation", "status"),
            actor_kinds=self._counts("actor", "kind"),
            datasets=self._counts("relation", "dataset", "WHERE dataset <> ''"),
        )

    def _counts(self, table: str, column: str, condition: str = "") -> dict[str, int]:
        query = f"SELECT {column}, count(*) FROM {table} {condition} GROUP BY {column}"
        return dict(self._all(f"{query} ORDER BY count(*) DESC, {column}"))

    def _in_order(self, ids: list[str]) -> list[Actor]:
        actors = self.actors(ids)
        return [actors[id_] for id_ in ids if id_ in actors]

    def _all(self, query: str, *values: object) -> list[Any]:
        with translated(self.location):
            return self._sql.execute(query, values).fetchall()

    def _among(self, query: str, values: Iterable[str]) -> Iterator[Any]:
        """The rows of `query`, in which `{}` stands for the placeholders of some of the values at a time."""
        wanted = iter(values)
        while some := list(islice(wanted, _AT_ONCE)):
            yield from self._all(query.format(places(some)), *some)

    def _each(self, query: str, values: dict[str, object] | tuple[()] = ()) -> Iterator[Any]:
        with translated(self.location):
            yield from self._sql.execute(query, values)
