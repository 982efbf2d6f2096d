"""Relations as a NetworkX graph: the object to carry on with in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from actorgraph.dates import PRECISIONS, Window
from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import KINDS, EdgeTable, day_of
from actorgraph.graph.matrices import Weight, strengths
from actorgraph.model import STATUSES, Actor

_OPEN = Window()


def to_networkx(
    table: EdgeTable,
    window: Window = _OPEN,
    *,
    directed: bool = True,
    multi: bool = False,
    weights: Weight = "count",
    ties: bool = True,
    actors: Mapping[str, Actor] | None = None,
) -> nx.Graph[str]:
    """A graph of the relations of `window`: a `DiGraph`, `Graph`, `MultiDiGraph` or `MultiGraph`.

    Nodes are actor ids; with `actors` they have `name`, `kind`, `country` and `sector`, otherwise `name`, the
    id. With `multi`, an edge is one relation: its key is the relation's id (or the number of its row where
    ids were not loaded), its attributes `type`, `mode`, `kind`, `start` and `end` (`datetime.date` or None),
    `precision`, `status`, `score` (None without), `quad`, `confidence`, `sources`, `weight` (1). Without, an
    edge is a dyad: `weight` by `weights` (see `matrices.strengths`; dyads of weight 0 are left out), `count`,
    `total` and `mean` of the scores, `cooperation`, `conflict`, `sign`. With `ties`, ties score as events do.
    Symmetric relations are edges both ways in a directed graph. Nodes and edges are ordered as in the table.
    """
    chosen = table.window(window).compact()
    graph: nx.Graph[str]
    if multi:
        graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    else:
        graph = nx.DiGraph() if directed else nx.Graph()
    for id_ in chosen.actors:
        graph.add_node(id_, **_described(actors.get(id_) if actors else None, id_))
    if multi:
        _add_relations(graph, chosen.both_ways() if directed else chosen)
    else:
        _add_dyads(graph, chosen, directed, weights, ties)
    return graph


def _described(actor: Actor | None, id_: str) -> dict[str, str]:
    if actor is None:
        return {"name": id_}
    return {"name": actor.name, "kind": actor.kind, "country": actor.country, "sector": actor.sector}


def _add_dyads(graph: nx.Graph[str], table: EdgeTable, directed: bool, weights: Weight, ties: bool) -> None:
    found = dyads(table, directed=directed, ties=ties, loops=True)
    columns = {
        "weight": strengths(found, weights), "count": found.count, "total": found.total, "mean": found.mean,
        "cooperation": found.cooperation, "conflict": found.conflict, "sign": found.sign,
    }  # fmt: skip
    names = tuple(columns)
    rows = zip(
        found.source.tolist(), found.target.tolist(), *(c.tolist() for c in columns.values()), strict=True
    )
    for source, target, *values in rows:
        if values[0] > 0:
            graph.add_edge(
                table.actors[source], table.actors[target], **dict(zip(names, values, strict=True))
            )


def _add_relations(graph: nx.Graph[str], table: EdgeTable) -> None:
    keys: list[Any] = table.relation_ids() if len(table.ids) else list(range(len(table)))
    for row, key in enumerate(keys):
        ends = table.actors[table.source[row]], table.actors[table.target[row]]
        precision = int(table.precision[row])
        score = float(table.score[row])
        attributes = {
            "type": table.types[table.type[row]],
            "mode": table.modes[table.mode[row]] or None,
            "kind": KINDS[table.kind[row]],
            "start": day_of(int(table.start[row])),
            "end": day_of(int(table.end[row])),
            "precision": PRECISIONS[precision - 1] if precision else None,
            "status": STATUSES[table.status[row]],
            "score": None if score != score else score,
            "quad": int(table.quad[row]) or None,
            "confidence": round(float(table.confidence[row]), 6),
            "sources": int(table.sources[row]),
            "weight": 1,
        }
        graph.add_edge(*ends, key=key, **attributes)
