"""The store in a Neo4j server.

The right choice for a graph that several people use, or that is looked at in Neo4j Browser and queried in
Cypher. Needs Neo4j 5.26 or newer, Community Edition suffices.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import neo4j
from neo4j.exceptions import ClientError, IncompleteCommit

from actorgraph.columns import NO_DAY, Columns
from actorgraph.errors import BadQuery, StoreUnavailable
from actorgraph.model import Actor, Article, Evidence, Reading, Relation, make_key, normalise
from actorgraph.store.base import ARTICLES, DATASETS, Filter, Stats, Written
from actorgraph.store.cypher import read, schema
from actorgraph.store.neo4j_answers import Rows, changed, refusal
from actorgraph.store.neo4j_rows import ARTICLE, EVIDENCE, to_actor, to_article, to_evidence, to_relation
from actorgraph.store.neo4j_server import address, connect, translated
from actorgraph.store.neo4j_write import Batch

FORMAT = 1
"""The version of the graph's model; a database with a newer one is left alone."""

_NAME = re.compile(r"(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS")
_IDS = 20_000


class Neo4jStore:
    """The store in the server that `location` names; `create` makes it where there is none.

    See `store.base.Store`. Credentials come from the environment (`store.neo4j_server.address`).
    """

    def __init__(self, location: str, create: bool = False) -> None:
        self._address = address(location)
        self.location = self._address.location
        self._driver = connect(self._address)
        self._kept: tuple[str, Columns] | None = None
        try:
            self._prepare(create)
        except BaseException:
            self._driver.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._driver.close()

    def _prepare(self, create: bool) -> None:
        """Check what the database holds; make the constraints and indexes of `cypher/` that it lacks."""
        wanted = make_key(*schema())
        found = self._all("store_format")
        if found and found[0][0] > FORMAT:
            raise StoreUnavailable(
                f"{self.location} holds a graph of a newer actorgraph (format {found[0][0]}, this one reads "
                f"up to {FORMAT}); update actorgraph, or name another database in ACTORGRAPH_NEO4J_DATABASE"
            )
        if not found and not create:
            raise StoreUnavailable(
                f"{self.location} holds no actorgraph graph; `actorgraph build PATH...` makes one out of "
                "articles, `actorgraph load FILE` out of a relations file"
            )
        if create and (not found or found[0][1] != wanted):
            with translated(self._address), self._session(neo4j.WRITE_ACCESS) as session:
                session.execute_write(_make_schema)
                session.run("CALL db.awaitIndexes(300)").consume()
                mark = read("load", "open_store").text
                session.execute_write(lambda tx: tx.run(mark, format=FORMAT, schema=wanted).consume())

    def kind(self) -> str:
        """See `Store.kind`."""
        with translated(self._address):
            agent = self._driver.get_server_info().agent
        ((found, *_),) = self._all("store_format")
        return f"{agent.replace('/', ' ')}, format {found}"

    def write(self, readings: Iterable[Reading]) -> Written:
        """See `Store.write`; waits for other writers, and for a server that is being restarted."""
        # Reading articles takes long: it is done before the lock is taken.
        batch = list(readings)
        return self._change(lambda changes: changes.write(batch))

    def withdraw(self, articles: Collection[str]) -> Written:
        """See `Store.withdraw`."""
        ids = list(articles)
        return self._change(lambda changes: changes.withdraw(ids))

    def _change(self, work: Callable[[Batch], Written]) -> Written:
        """Do `work` in one transaction; done again as a whole where it failed for a passing reason."""
        name = uuid4().hex
        done: list[Written] = []

        def run(transaction: neo4j.ManagedTransaction) -> Written:
            changes = Batch(transaction)
            changes.lock(name)
            done.append(work(changes))
            return done[-1]

        with translated(self._address):
            while True:
                try:
                    with self._session(neo4j.WRITE_ACCESS) as session:
                        return session.execute_write(run)
                except IncompleteCommit:
                    # The connection broke while the server was committing: ask whether it has.
                    if [row[2] for row in self._all("store_format")] == [name]:
                        return done[-1]

    def stamps(self, articles: Collection[str]) -> dict[str, str]:
        """See `Store.stamps`."""
        return dict(self._all("store_stamps", articles=list(articles)))

    def records(self, dataset: str) -> dict[str, str]:
        """See `Store.records`."""
        return dict(self._all("store_records", dataset=dataset))

    def find_actors(self, name: str) -> list[Actor]:
        """See `Store.find_actors`."""
        folded = normalise(name)
        if not folded:
            return []
        # Folded text is letters, digits and blanks: nothing in it can end the quotation.
        quoted = f'"{folded}"'
        found = self._all("store_find_actors", quoted=quoted)
        found = found or self._all("store_find_surnames", quoted=quoted)
        return self._in_order([id_ for (id_,) in found])

    def search_actors(self, text: str, limit: int) -> list[tuple[Actor, int]]:
        """See `Store.search_actors`."""
        folded = normalise(text)
        if text.strip() and not folded:
            return []
        degrees = dict(self._all("store_search_actors", text=folded, limit=limit))
        return [(actor, degrees[actor.id]) for actor in self._in_order(list(degrees))]

    def actors(self, ids: Collection[str]) -> dict[str, Actor]:
        """See `Store.actors`."""
        return {row[0]: to_actor(row) for row in self._among("store_actors", "ids", ids)}

    def names(self) -> Iterator[tuple[str, str]]:
        """See `Store.names`; in no order."""
        yield from ((name, id_) for name, id_ in self._each("store_names"))

    def relations(self, filter_: Filter) -> Iterator[Relation]:
        """See `Store.relations`; rows are read as they are asked for."""
        parameters: dict[str, Any] = {
            "types": list(filter_.types),
            "kinds": list(filter_.kinds),
            "statuses": list(filter_.statuses),
            "least": filter_.min_confidence,
            "sources": filter_.min_sources,
            "origins": ["" if name == ARTICLES else name for name in filter_.origins],
            "datasets": DATASETS in filter_.origins,
            "since": filter_.window.since,
            "until": filter_.window.until,
            "undated": filter_.undated,
        }
        if not filter_.between:
            return map(to_relation, self._each("store_relations", **parameters))
        parameters |= {"actor": filter_.between[0], "direction": filter_.direction}
        if len(filter_.between) == 1:
            return map(to_relation, self._all("store_relations_of", **parameters))
        if len(filter_.between) > 2:
            raise ValueError(f"relations are between two actors at most, not {len(filter_.between)}")
        parameters["other"] = filter_.between[1]
        return map(to_relation, self._all("store_relations_between", **parameters))

    def columns(self, filter_: Filter) -> Columns:
        """See `Store.columns`; kept in a file in the user's cache until the store changes."""
        from actorgraph.store.neo4j_columns import read as columns_of  # NumPy comes with it

        name = f"{self.location} {self._address.database}"
        found, self._kept = columns_of(
            name, self._version, self._column_rows, self.relations, filter_, self._kept
        )
        return found

    def _column_rows(self) -> Iterator[list[Any]]:
        return self._each("store_columns", none=NO_DAY)

    def _version(self) -> str:
        return make_key(*self._all("store_version")[0])

    def evidence(self, relations: Collection[str]) -> dict[str, list[tuple[Evidence, Article]]]:
        """See `Store.evidence`."""
        found: dict[str, list[tuple[Evidence, Article]]] = {}
        articles: dict[str, Article] = {}
        wanted = set(relations)
        middle = 1 + len(EVIDENCE)
        for row in self._among("store_evidence", "relations", wanted):
            item = to_evidence(row[1:middle])
            article = articles.get(item.article)
            if article is None:
                article = articles[item.article] = to_article(row[middle:])
            for id_ in wanted.intersection(row[0]):
                found.setdefault(id_, []).append((item, article))
        return found

    def article(self, id_: str) -> Article | None:
        """See `Store.article`."""
        rows = self._all("store_article", id=id_)
        return to_article(rows[0][: len(ARTICLE)], rows[0][-1]) if rows else None

    def article_ids(self) -> list[str]:
        """See `Store.article_ids`."""
        return [id_ for (id_,) in self._each("store_article_ids")]

    def readings(self, articles: Collection[str]) -> list[Reading]:
        """See `Store.readings`."""
        ids = list(articles)
        items: dict[str, list[Evidence]] = {}
        for row in self._all("store_evidence_of_articles", articles=ids):
            item = to_evidence(row)
            items.setdefault(item.article, []).append(item)
        stored = self._all("store_articles", articles=ids)
        wanted = {id_ for *_, descriptions in stored for id_ in descriptions}
        described = {id_: to_actor(row) for id_, *row in self._among("store_descriptions", "ids", wanted)}
        found = []
        for *row, text, extractor, descriptions in stored:
            article = to_article(row, text)
            actors = tuple(described[id_] for id_ in descriptions)
            found.append(Reading(article, actors, tuple(items.get(article.id, ())), extractor))
        return found

    def stats(self) -> Stats:
        """See `Store.stats`."""
        ((articles, actors, evidence),) = self._all("store_counts")
        counts = self._all("store_relation_counts")
        firsts = [first.to_native() for *_, first, _ in counts if first is not None]
        lasts = [last.to_native() for *_, last in counts if last is not None]
        return Stats(
            articles=articles,
            actors=actors,
            relations=sum(number for _, _, _, number, _, _ in counts),
            evidence=evidence,
            first=_iso(min(firsts, default=None)),
            last=_iso(max(lasts, default=None)),
            types=_totals((type_, number) for type_, _, _, number, _, _ in counts),
            statuses=_totals((status, number) for _, status, _, number, _, _ in counts),
            datasets=_totals((name, number) for _, _, name, number, _, _ in counts if name),
            actor_kinds=_totals((kind, number) for kind, number in self._all("store_actor_kinds")),
        )

    def ask(self, query: str, parameters: Mapping[str, Any], write: bool = False) -> Rows:
        """The answer to a person's own Cypher, which may change the graph with `write` alone.

        Raises `BadQuery` for what the server does not understand or refuses.
        """
        access = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        with (
            translated(self._address),
            self._session(access, notifications_min_severity="WARNING") as session,
        ):
            try:
                # Not a managed transaction: `CALL { ... } IN TRANSACTIONS` must be the server's own.
                result = session.run(neo4j.Query(query), dict(parameters))
                columns = tuple(result.keys())
                found = tuple(tuple(record.values()) for record in result)
                summary = result.consume()
            except ClientError as error:
                raise BadQuery(refusal(error, write)) from error
        notices = [one.status_description for one in summary.gql_status_objects if one.is_notification]
        return Rows(columns, found, tuple(notices), changed(vars(summary.counters)))

    def _in_order(self, ids: list[str]) -> list[Actor]:
        actors = self.actors(ids)
        return [actors[id_] for id_ in ids if id_ in actors]

    def _session(self, access: str, **options: Any) -> neo4j.Session:
        return self._driver.session(database=self._address.database, default_access_mode=access, **options)

    def _all(self, name: str, **parameters: Any) -> list[list[Any]]:
        """The rows of a query of `cypher/queries`."""
        with translated(self._address):
            return self._driver.execute_query(
                read("queries", name).text,
                parameters,
                database_=self._address.database,
                routing_=neo4j.RoutingControl.READ,
                result_transformer_=lambda result: [record.values() for record in result],
            )

    def _among(self, name: str, parameter: str, ids: Collection[str]) -> Iterator[list[Any]]:
        """The rows of a query about `ids`, asked in parts that the server takes."""
        every = list(ids)
        for begin in range(0, len(every), _IDS):
            yield from self._all(name, **{parameter: every[begin : begin + _IDS]})

    def _each(self, name: str, **parameters: Any) -> Iterator[list[Any]]:
        """The rows of a query as they arrive: for answers that may be as large as the graph."""
        with translated(self._address), self._session(neo4j.READ_ACCESS) as session:
            for record in session.run(read("queries", name).text, parameters):
                yield record.values()


def _make_schema(transaction: neo4j.ManagedTransaction) -> None:
    names = {record["name"] for record in transaction.run("SHOW INDEXES YIELD name")}
    for statement in schema():
        match = _NAME.search(statement)
        if not match or match[1] not in names:
            transaction.run(statement).consume()


def _totals(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for key, number in pairs:
        totals[key] = totals.get(key, 0) + number
    return dict(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
