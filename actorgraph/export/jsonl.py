"""JSON lines, one relation each with all its evidence: what `actorgraph load` reads back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import BinaryIO

from actorgraph.export.base import Format, Network
from actorgraph.model import Relation
from actorgraph.records import Sourced, join, speaker_ids

_BATCH = 500


def write(network: Network, file: BinaryIO) -> int:
    """Write one line a relation, in the format of docs/relations-jsonl.md; returns their number."""
    count = 0
    with closing(network.relations()) as relations:
        while batch := list(islice(relations, _BATCH)):
            for sourced in _with_evidence(network, batch):
                line = json.dumps(sourced.record(), ensure_ascii=False)
                file.write(line.encode("utf-8", "replace") + b"\n")
                count += 1
    return count


def _with_evidence(network: Network, relations: list[Relation]) -> Iterator[Sourced]:
    evidence = network.evidence([relation.id for relation in relations])
    ends = {id_ for relation in relations for id_ in (relation.source, relation.target)}
    return join(relations, network.actors(ends | speaker_ids(evidence.values())), evidence)


FORMAT = Format(
    "jsonl", ".jsonl", "JSON lines with all evidence, for `actorgraph load` and other programs", write
)
