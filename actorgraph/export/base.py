"""What an export format is: a few attributes and one function."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from actorgraph.model import Actor, Relation
from actorgraph.records import Cited


class Network(Protocol):
    """The relations to export. Nothing is kept in memory: each call reads from the store anew."""

    def relations(self) -> Generator[Relation, None, None]:
        """The relations, ordered by start. Close it where it is left before its end."""
        ...

    def actors(self, ids: Collection[str]) -> Mapping[str, Actor]:
        """Actor id -> actor."""
        ...

    def evidence(self, ids: Collection[str]) -> Mapping[str, Sequence[Cited]]:
        """Relation id -> its evidence with the articles."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name on the command line, the suffix of its files and who reads it."""

    name: str
    suffix: str
    about: str
    write: Callable[[Network, BinaryIO], int]
    """Writes the network and returns the number of relations written."""
