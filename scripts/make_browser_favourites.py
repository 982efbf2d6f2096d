"""Pack the queries of cypher/queries as favourites of Neo4j Browser, one file a query, into a zip file.

python scripts/make_browser_favourites.py favourites.zip

Dropped on the Browser's window, the file becomes a folder of favourites, each named after its title. They
have example values in the place of parameters: to `:param` lines and a query at once the Browser shows no
answer.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from actorgraph.store.cypher import queries

_LONG_AGO = (2020, 1, 1, 0, 0, 0)  # so that the same queries make the same file


def write(path: Path) -> int:
    """Write the zip file; returns the number of queries in it."""
    every = queries()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in every:
            entry = zipfile.ZipInfo(f"actorgraph/{query.name}.cypher", _LONG_AGO)
            archive.writestr(entry, query.filled() + "\n")
    return len(every)


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1] if sys.argv[1:] else 'favourites.zip'))} queries")
