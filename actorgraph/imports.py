"""From a table of dated relations to the store: what `import` does.

Invariant: a block of rows is written whole or not at all, so a run that was interrupted has nothing to undo,
and the same command goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from actorgraph.datasets.mapping import Mapping
from actorgraph.datasets.rows import BLOCK, Part, Reader, read_blocks
from actorgraph.model import Reading
from actorgraph.notebooks import MOST, html_table
from actorgraph.store import stamp
from actorgraph.store.base import Store, Written

Report = Callable[["Imported"], None]


@dataclass(slots=True)
class Imported:
    """What a run read so far: rows, those of blocks that were stored before, and those left out by reason.

    `examples` has the number of the first row (from 1) with each reason; `stale` counts parts of an earlier
    edition of the file that are gone now.
    """

    rows: int = 0
    unchanged: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, int] = field(default_factory=dict)
    written: Written = field(default_factory=Written)
    stale: int = 0

    def _repr_html_(self) -> str:
        changed = f"{self.written.relations_added:,}", f"{self.written.relations_removed:,}"
        refused = sum(self.refused.values())
        cells = f"{self.rows:,}", f"{self.unchanged:,}", f"{refused:,}", *changed
        heads = (">rows read", ">stored before", ">skipped", ">relations added", ">removed")
        reasons = [f"skipped {count:,}: {reason}" for reason, count in self.refused.most_common(MOST)]
        return html_table(heads, [cells], 1, reasons)

    def refuse(self, rows: list[tuple[int, str]]) -> None:
        """Count rows, by number from 0 and reason."""
        for number, reason in rows:
            self.refused[reason] += 1
            self.examples.setdefault(reason, number + 1)


def import_table(
    store: Store, path: Path, mapping: Mapping, progress: Report | None = None, block: int = BLOCK
) -> Imported:
    """Store the relations of a table; what is stored unchanged is left alone.

    A file is known by its name and its data set: another edition of it takes the place of the first. Each
    block of `block` rows is one transaction. Raises `BadTable`, `ExtraMissing` and `StoreUnavailable`; what
    was stored before that stays.
    """
    reader = Reader(mapping)
    result = Imported()
    seen: set[str] = set()
    for some in read_blocks(path, mapping, block):
        ids = [part.article.id for part in some.parts]
        seen.update(ids)
        stored = store.stamps(ids)
        readings: list[Reading] = []
        for part in some.parts:
            if stored.get(part.article.id) == stamp(part.article, reader.stamp):
                result.refuse(reader.refused(part))
                result.unchanged += len(part.rows)
            else:
                readings.append(_reading(reader, part, result))
        if readings:
            result.written += store.write(readings)
        result.rows += some.rows
        if progress:
            progress(result)
    _withdraw_stale(store, path, mapping, seen, result)
    return result


def _reading(reader: Reader, part: Part, result: Imported) -> Reading:
    reading, refused = reader.reading(part)
    result.refuse(refused)
    return reading


def _withdraw_stale(store: Store, path: Path, mapping: Mapping, seen: set[str], result: Imported) -> None:
    """Remove what an earlier edition of the file said in parts that the file no longer has."""
    records = store.records(mapping.name)
    stale = [
        id_ for id_, record in records.items() if record.rpartition("#")[0] == path.name and id_ not in seen
    ]
    if stale:
        result.stale = len(stale)
        result.written += store.withdraw(stale)
