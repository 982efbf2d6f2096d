"""The shortest way from one actor to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import networkx as nx

from actorgraph.graph.extras import plain_networkx
from actorgraph.model import Relation


@dataclass(frozen=True, slots=True)
class Hop:
    """One step between two actor ids, and the relations that join them, the surest first."""

    source: str
    target: str
    relations: tuple[Relation, ...]


def fewest_steps(
    relations: Iterable[Relation], source: str, target: str, direction: Literal["out", "in", "both"] = "both"
) -> list[Hop] | None:
    """The path of fewest steps, or None; from an actor to itself it is empty.

    Of several with equal steps, the one whose steps are surest: a step weighs 1 plus its doubt (1 minus the
    confidence of its surest relation), the doubts scaled so that together they stay below one step.
    Reference: Dijkstra 1959, as in NetworkX `bidirectional_dijkstra`. For instance A-B 0.9, B-D 0.9, A-C 0.5,
    C-D 0.9 gives A-B-D.
    """
    if source == target:
        return []
    with plain_networkx():
        graph = _graph(relations, direction)
        if source not in graph or target not in graph:
            return None
        scale = 1.0 / (graph.number_of_nodes() + 1)
        weight = lambda _a, _b, data: 1.0 + scale * (1.0 - data["surest"])  # noqa: E731 (NetworkX wants a callable)
        try:
            _, nodes = nx.bidirectional_dijkstra(graph, source, target, weight)
        except nx.NetworkXNoPath:
            return None
    return [Hop(a, b, _surest(graph[a][b]["relations"])) for a, b in pairwise(nodes)]


def _graph(relations: Iterable[Relation], direction: Literal["out", "in", "both"]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph() if direction == "both" else nx.DiGraph()
    for relation in relations:
        ends = (relation.source, relation.target)
        ways = [ends if direction != "in" else ends[::-1]]
        if relation.symmetric and direction != "both":
            ways.append(ways[0][::-1])
        for start, stop in ways:
            if graph.has_edge(start, stop):
                data = graph[start][stop]
                data["relations"].append(relation)
                data["surest"] = max(data["surest"], relation.confidence)
            else:
                graph.add_edge(start, stop, relations=[relation], surest=relation.confidence)
    return graph


def _surest(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(sorted(relations, key=lambda relation: (-relation.confidence, relation.id)))
