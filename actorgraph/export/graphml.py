"""GraphML, for Gephi, yEd, Cytoscape, igraph and NetworkX.

Written as it is read, without a graph in memory. Every relation is an edge of its own with a unique id, so
that parallel edges at different dates stay apart. Reference: GraphML Primer, graphdrawing.org.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from actorgraph.export.base import Format, Network
from actorgraph.model import Actor, Relation
from actorgraph.wording import type_words

Value = str | int | float | dt.date | None

_NODE_KEYS = {
    "label": "string",
    "name": "string",
    "kind": "string",
    "sector": "string",
    "country": "string",
    "aliases": "string",
}
_EDGE_KEYS = {
    # Not "id": igraph wants that name for the XML ids, and fails when it is taken.
    "relation_id": "string",
    "label": "string",
    "relation": "string",
    "kind": "string",
    "mode": "string",
    "weight": "double",
    "start": "string",
    "start_precision": "string",
    "end": "string",
    "end_precision": "string",
    "status": "string",
    "asserter": "string",
    "disputed": "boolean",
    "symmetric": "boolean",
    "quad": "int",
    "score": "double",
    "confidence": "double",
    "reports": "int",
    "sources": "int",
    "first_seen": "string",
    "last_seen": "string",
    "first_reported": "string",
    "last_reported": "string",
    "quote": "string",
    "opened_by": "string",
    "closed_by": "string",
    "dataset": "string",
    "code": "string",
}
# XML 1.0 has no way to write these, not even as a reference: a single one makes the file unreadable.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(relations: Iterable[Relation], actors: Iterable[Actor], file: BinaryIO) -> int:
    """Write actors as nodes and relations as directed edges; returns the number of edges.

    Every actor that a relation names must be among `actors`. Dates are ISO text (the first or last possible
    day, with its precision beside it), a symmetric relation is an edge with `symmetric` true, `weight` is the
    number of independent sources, and `relation_id` the edge's id once more. None is left out.
    """
    lines = [_HEAD]
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        lines += [
            f'  <key id="{domain[0]}_{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>\n'
            for name, type_ in keys.items()
        ]
    lines.append('  <graph id="actorgraph" edgedefault="directed">\n')
    file.write("".join(lines).encode("utf-8"))
    for actor in actors:
        file.write(f"    <node id={_quoted(actor.id)}>{_data('n', _node(actor))}</node>\n".encode())
    count = 0
    for relation in relations:
        ends = f"source={_quoted(relation.source)} target={_quoted(relation.target)}"
        data = _data("e", _edge(relation))
        file.write(f"    <edge id={_quoted(relation.id)} {ends}>{data}</edge>\n".encode())
        count += 1
    file.write(b"  </graph>\n</graphml>\n")
    return count


def _node(actor: Actor) -> dict[str, Value]:
    return {
        "label": actor.name,
        "name": actor.name,
        "kind": actor.kind,
        "sector": actor.sector or None,
        "country": actor.country or None,
        "aliases": "; ".join(actor.aliases) or None,
    }


def _edge(relation: Relation) -> dict[str, Value]:
    derived: dict[str, Value] = {
        "relation_id": relation.id,
        "label": type_words(relation.type, relation.mode),
        "relation": relation.type,
        "weight": float(relation.sources),
    }
    return {key: derived[key] if key in derived else getattr(relation, key) for key in _EDGE_KEYS}


def _data(prefix: str, values: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{prefix}_{name}">{_text(value)}</data>'
        for name, value in values.items()
        if value is not None
    )


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(_NOT_XML.sub("", str(value)))


def _quoted(value: str) -> str:
    return quoteattr(_NOT_XML.sub("", value))


def _write_network(network: Network, file: BinaryIO) -> int:
    ids: set[str] = set()
    for relation in network.relations():
        ids.update((relation.source, relation.target))
    actors = network.actors(ids)
    # Closed here, because a reader that goes away must not leave the store with an open query.
    with closing(network.relations()) as relations:
        return write(relations, (actors[id_] for id_ in sorted(actors)), file)


FORMAT = Format("graphml", ".graphml", "GraphML for Gephi, yEd, Cytoscape, igraph, NetworkX", _write_network)
