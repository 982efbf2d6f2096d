"""Answers of a person's own Cypher: what the server returns, as plain values and as text for a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neo4j.exceptions import ClientError
from neo4j.graph import Node, Path, Relationship

from actorgraph.dates import parse_partial
from actorgraph.errors import BadDate, BadQuery
from actorgraph.store.base import Store
from actorgraph.store.cypher import CypherFile, Value, value

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ACTORS = ("actor", "other", "speaker", "organisation", "bloc", "other_bloc")
"""Parameters that are names of actors: any spelling of a name will do for them."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an answer by column, `notices` of the server about the query, and what it changed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    notices: tuple[str, ...] = ()
    changes: Mapping[str, int] | None = None

    def records(self) -> list[dict[str, Any]]:
        """One object a row, of values that JSON has."""
        return [dict(zip(self.columns, map(plain, row), strict=True)) for row in self.rows]

    def cells(self) -> list[list[str]]:
        """One text a value."""
        return [[text(one) for one in row] for row in self.rows]


def parameters(query: CypherFile, given: Mapping[str, str], store: Store) -> dict[str, Value]:
    """The parameters of a query out of `name=text`; names of actors are looked up in the store.

    Raises `BadQuery` for one that is missing, not known or not readable.
    """
    examples = dict(query.parameters)
    if unknown := [name for name in given if name not in examples]:
        raise BadQuery(f"{query.name} takes {_listed(query)}, not {', '.join(unknown)}")
    if missing := [name for name in examples if name not in given]:
        raise BadQuery(f"{query.name} needs {_listed(query)}; missing: {', '.join(missing)}")
    values: dict[str, Value] = {}
    for name, example in examples.items():
        try:
            values[name] = value(example, given[name])
        except (ValueError, KeyError, BadDate) as error:
            raise BadQuery(f"-p {name}={given[name]}: write it as in {example} ({error})") from None
        if name in _ACTORS:
            found = store.find_actors(given[name])
            values[name] = found[0].name if found else given[name]
    return values


def _listed(query: CypherFile) -> str:
    if not query.parameters:
        return "no parameters"
    return ", ".join(f"-p {name}={example}" for name, example in query.parameters)


def own_parameters(given: Mapping[str, str]) -> dict[str, Value]:
    """Parameters of a person's own query: whole numbers, numbers, days, true and false, else text."""
    return {name: _guessed(written) for name, written in given.items()}


def _guessed(written: str) -> Value:
    if match := _NUMBER.fullmatch(written):
        return float(written) if match[1] else int(written)
    if _DAY.fullmatch(written):
        return parse_partial(written).day
    return {"true": True, "false": False}.get(written, written)


def plain(item: Any) -> Any:
    """A value as JSON has it: nodes and edges are objects, a path is the list of both in turn."""
    if isinstance(item, Node):
        return {"labels": sorted(item.labels), **{key: plain(one) for key, one in item.items()}}
    if isinstance(item, Relationship):
        named = {"source": _name(item.start_node), "target": _name(item.end_node)}
        # An edge that is returned without its nodes comes with empty ones.
        ends = {end: name for end, name in named.items() if name}
        return {"type": item.type, **ends, **{key: plain(one) for key, one in item.items()}}
    if isinstance(item, Path):
        nodes = [plain(node) for node in item.nodes]
        edges = [plain(edge) for edge in item.relationships]
        return [one for pair in zip(nodes, edges, strict=False) for one in pair] + nodes[-1:]
    if isinstance(item, Mapping):
        return {key: plain(one) for key, one in item.items()}
    if isinstance(item, list | tuple | set):
        return [plain(one) for one in item]
    if item is None or isinstance(item, str | int | float | bool):
        return item
    return item.iso_format() if hasattr(item, "iso_format") else str(item)


def text(item: Any) -> str:
    """A value in one line: a node by its name, an edge by its type, a path as a chain of both."""
    if isinstance(item, Node):
        return _name(item)
    if isinstance(item, Relationship):
        return item.type
    if isinstance(item, Path):
        return _chain(item)
    if isinstance(item, list | tuple):
        return ", ".join(map(text, item))
    if isinstance(item, Mapping):
        return ", ".join(f"{key}: {text(one)}" for key, one in item.items())
    if isinstance(item, bool):
        return "yes" if item else "no"
    return "" if item is None else str(plain(item))


def _chain(path: Path) -> str:
    parts = [_name(path.nodes[0])]
    for node, edge in zip(path.nodes, path.relationships, strict=False):
        forward = edge.start_node == node
        parts.append(f"-[{edge.type}]->" if forward else f"<-[{edge.type}]-")
        parts.append(_name(edge.end_node if forward else edge.start_node))
    return " ".join(parts)


def _name(node: Node | None) -> str:
    return str(node.get("name") or node.get("id") or "") if node is not None else ""


def require_server(store: Store) -> Any:
    """The store, where it is one that answers Cypher. Raises `BadQuery` for a file."""
    if not hasattr(store, "ask"):
        raise BadQuery(
            f"{store.location} is a file; Cypher needs a Neo4j server: --store neo4j://localhost:7687, "
            "and `actorgraph copy` brings this graph there"
        )
    return store


def changed(counters: Mapping[str, int]) -> dict[str, int]:
    """The counters of a query that are not zero, in words."""
    return {
        name.replace("_", " "): number
        for name, number in counters.items()
        if number and not name.startswith(("_", "contains"))
    }


def refusal(error: ClientError, write: bool) -> str:
    """Why the server does not run a query, and what to do. Raises the error again where it is not the query.

    Wrong passwords and missing databases are client errors to the driver, too.
    """
    code, message = str(error.code), " ".join(str(error.message).split())
    if not code.startswith(
        ("Neo.ClientError.Statement", "Neo.ClientError.Procedure", "Neo.ClientError.Schema")
    ):
        raise error
    if "AccessMode" in code and not write:
        return "this query would change the graph; add --write if that is what you want"
    return f"the server does not run this query: {message}"
