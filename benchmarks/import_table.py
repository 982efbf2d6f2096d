"""What an import costs, and a window over all that it brought: CPU time and memory.

    python benchmarks/import_table.py                              # 100,000 rows made up
    python benchmarks/import_table.py edges-1m.parquet edges-1m    # a file and its mapping

Ends with 1 where a month of the store takes more than a quarter of a second once its columns are kept.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from actorgraph.datasets import load_mapping
from actorgraph.datasets.cameo import load_cameo
from actorgraph.dates import Window
from actorgraph.imports import Imported, import_table
from actorgraph.store import Filter, open_store

ROWS = 100_000
ACTORS = 5_000
LIMIT = 0.25
_FIRST = dt.date(2014, 1, 1)
_MONTH = Filter(window=Window(_FIRST, dt.date(2014, 1, 31)))


def write_table(path: Path) -> None:
    """A table of made-up events over five years, as `icews14` reads them."""
    chance = random.Random(1)
    codes = sorted(load_cameo())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "target", "cameo", "date"))
        for number in range(ROWS):
            ends = (f"Actor {chance.randrange(ACTORS)}" for _ in range(2))
            day = _FIRST + dt.timedelta(days=1826 * number // ROWS)
            writer.writerow((*ends, chance.choice(codes), day.isoformat()))


Result = TypeVar("Result")


def timed(label: str, work: Callable[[], Result]) -> tuple[float, Result]:
    """CPU seconds of `work`, printed beside its label, and what it gives."""
    before = time.process_time()
    result = work()
    spent = time.process_time() - before
    print(f"{label:<42}{spent:8.2f} s CPU")
    return spent, result


def main() -> int:
    """Import, ask, and compare with the limit."""
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) == 3:
            path, mapping = Path(sys.argv[1]), load_mapping(sys.argv[2])
        else:
            path, mapping = Path(folder) / "made-up.csv", load_mapping("icews14")
            write_table(path)
        location = str(Path(folder) / "graph.db")
        memory: list[tuple[int, float]] = []

        def remember(state: Imported) -> None:
            memory.append((state.rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

        with open_store(location, create=True) as store:
            spent, result = timed("import", lambda: import_table(store, path, mapping, remember))
            print(f"{result.rows:,} rows, {1e6 * spent / result.rows:.0f} microseconds a row")
            for rows, megabytes in (memory[len(memory) // 5], memory[-1]):
                print(f"most memory up to row {rows:>9,}{megabytes:>18,.0f} MB")
            timed("the same file again", lambda: import_table(store, path, mapping))
            timed("columns, first time", lambda: store.columns(_MONTH))
        with open_store(location) as store:
            kept, month = timed("columns of a month, kept in the file", lambda: store.columns(_MONTH))
            timed("columns of a day after that", lambda: store.columns(Filter(window=Window(_FIRST, _FIRST))))
        size = Path(location).stat().st_size / result.rows
        print(f"{len(month):,} relations in the month; {size:,.0f} bytes a row in the store")
    return int(kept > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
