"""Who stands between others: structural holes, and the roles of go-betweens among groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from actorgraph.graph.edges import Array, EdgeTable
from actorgraph.graph.matrices import Weight, adjacency

if TYPE_CHECKING:
    from actorgraph.graph.matrices import Matrix

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """How often each actor of `table.actors` stands in each role: int64 columns of one length."""

    coordinator: Array
    """a -> v -> b, all of one group."""
    consultant: Array
    """a and b of one group, v of another (also called itinerant broker)."""
    gatekeeper: Array
    """v lets a of another group in to b of its own."""
    representative: Array
    """v carries what a of its own group wants to b of another."""
    liaison: Array
    """All of different groups."""

    @property
    def total(self) -> Array:
        """All roles together."""
        return sum((getattr(self, role) for role in ROLES), np.zeros_like(self.liaison))


def constraint(table: EdgeTable, *, weight: Weight = "count") -> Array:
    """Burt's constraint (1992, ch. 2): how far an actor's contacts are each other's, too; low for a broker.

    c_i = sum over contacts j of (p_ij + sum over q of p_iq p_qj)^2, p_ij the share of j in all that passes
    between i and its contacts, either way. nan for an actor without contacts. In a star the centre has 1/n,
    each leaf 1.
    """
    return constraint_of(adjacency(table, weight=weight))


def constraint_of(matrix: Matrix) -> Array:
    """The constraint of a matrix of weights, directed or not; loops must not be in it."""
    both = (matrix + matrix.T).tocsr()
    sums = np.asarray(both.sum(axis=1)).ravel()
    share = both.multiply(1 / np.where(sums > 0, sums, 1.0)[:, None]).tocsr()
    contacts = (both > 0).astype(float)
    invested = contacts.multiply(share + share @ share)
    result = np.asarray(invested.multiply(invested).sum(axis=1)).ravel()
    return np.where(sums > 0, result, np.nan)


def roles(table: EdgeTable, group: Mapping[str, str]) -> Roles:
    """Gould and Fernandez's roles (1989): for each a -> v -> b without a -> b, what v is to the two groups.

    `group` maps actor ids to groups; actors without one are left out. Directions are those of the relations
    (symmetric ones both ways), their number does not count.
    """
    if not len(table):
        return Roles(**{role: np.zeros(len(table.actors), dtype=np.int64) for role in ROLES})
    names = {name: number for number, name in enumerate(sorted(set(group.values())))}
    of = np.array([names.get(group.get(actor, ""), -1) for actor in table.actors] or [-1])
    kept = (of[table.source] >= 0) & (of[table.target] >= 0)
    matrix = adjacency(table.where(kept), weight="none")
    entries = matrix.tocoo()
    same = of[entries.row] == of[entries.col]
    own, other = _part(matrix, same), _part(matrix, ~same)
    alike = _within_groups(other, of, len(names))
    shut = _closed(other, matrix, other)
    shut_alike = _closed(other, own, other)
    found = {
        "coordinator": _ways(own, own) - _closed(own, matrix, own),
        "gatekeeper": _ways(other, own) - _closed(other, matrix, own),
        "representative": _ways(own, other) - _closed(own, matrix, other),
        "consultant": alike - shut_alike,
        # `alike` has no a = b any more; those that are left are of different groups.
        "liaison": (_ways(other, other) - shut) - (alike - shut_alike),
    }
    return Roles(**{role: np.round(found[role]).astype(np.int64) for role in ROLES})


def _part(matrix: Matrix, mask: Array) -> Matrix:
    part = matrix.tocoo().copy()
    part.data = part.data * mask
    result = part.tocsr()
    result.eliminate_zeros()
    return result


def _ways(into: Matrix, out: Matrix) -> Array:
    """How many a -> v -> b there are for each v, with a and b different."""
    ways = np.asarray(into.sum(axis=0)).ravel() * np.asarray(out.sum(axis=1)).ravel()
    back = np.asarray(into.T.multiply(out).sum(axis=1)).ravel()
    result: Array = ways - back
    return result


def _within_groups(other: Matrix, of: Array, groups: int) -> Array:
    """How many a -> v -> b there are with a and b different, of one group that is not v's."""
    from scipy import sparse

    rows = np.flatnonzero(of >= 0)
    member = sparse.csr_array((np.ones(len(rows)), (rows, of[rows])), shape=(len(of), max(groups, 1)))
    ways = np.asarray((other.T @ member).multiply(other @ member).sum(axis=1)).ravel()
    back = np.asarray(other.T.multiply(other).sum(axis=1)).ravel()
    result: Array = ways - back
    return result


def _closed(into: Matrix, direct: Matrix, out: Matrix) -> Array:
    """How many of them have a -> b, too."""
    return np.asarray((into.T @ direct).multiply(out).sum(axis=1)).ravel()
