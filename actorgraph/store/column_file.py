"""A file that keeps columns beside a store, so that a large store is read row by row only once.

Invariant: what is read back was written for exactly this version of the content. Anything else (no file, one
of another version, a damaged one) is None, never an error: the store itself holds everything.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from actorgraph.columns import LAYOUT, NAMES, Columns
from actorgraph.store.columns import Arrays, made

_FORMAT = (
    f"actorgraph columns 1 {sys.byteorder} {' '.join(f'{name}:{letter}' for name, letter in LAYOUT.items())}"
)
_LISTS = ("actors", *NAMES.values())


def load(path: Path, version: str) -> Columns | None:
    """The columns that `save` wrote for this version; None where there are none."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            if (head["format"], head["version"]) != (_FORMAT, version):
                return None
            rows = head["rows"]
            arrays: Arrays = {}
            for name, letter in {**LAYOUT, "id": "Q"}.items():
                arrays[name] = np.fromfile(file, letter, rows)
                if len(arrays[name]) != rows:
                    return None
            return made(arrays, arrays.pop("id"), {name: head[name] for name in _LISTS})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(path: Path, version: str, columns: Columns) -> None:
    """Write the file, whole or not at all; where it cannot be written, there is none."""
    head = {"format": _FORMAT, "version": version, "rows": len(columns)}
    head |= {name: list(getattr(columns, name)) for name in _LISTS}
    with suppress(OSError):
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(json.dumps(head).encode("ascii") + b"\n")
                for name in LAYOUT:
                    file.write(getattr(columns, name))
                ids = np.frombuffer(bytes.fromhex(columns.ids.decode("ascii")), ">u8")
                file.write(ids.astype("u8").tobytes())
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
