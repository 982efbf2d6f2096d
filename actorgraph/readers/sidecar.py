"""Metadata files beside an article: `NAME.meta.json`, `.meta.yaml`, `.meta.yml` or `.meta.toml`.

NAME is the article's file name, with its extension (`a.txt.meta.json`) or without (`a.meta.json`).
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from actorgraph.errors import SkippedInput
from actorgraph.readers.cleaning import decode
from actorgraph.readers.fields import Fields, fields_of


def is_sidecar(name: str) -> bool:
    """Whether a file of this name holds metadata, not an article."""
    return name.lower().endswith(tuple(f".meta{ending}" for ending in _PARSERS))


def beside(path: Path) -> Fields:
    """What the sidecar file of `path` says; nothing where there is none.

    Raises `SkippedInput` naming the sidecar file when it cannot be read.
    """
    for stem in (path.name, path.stem):
        for ending, parse in _PARSERS.items():
            file = path.with_name(f"{stem}.meta{ending}")
            if file.is_file():
                return _read(file, parse)
    return Fields()


def _read(file: Path, parse: Callable[[str], object]) -> Fields:
    origin = str(file)
    try:
        said = parse(decode(file.read_bytes(), origin))
    except (ValueError, RecursionError) as error:
        raise SkippedInput(origin, f"broken metadata: {' '.join(str(error).split())}") from None
    if not isinstance(said, Mapping):
        raise SkippedInput(origin, f"metadata must be keys with values, not a {type(said).__name__}")
    # TOML has dates of its own; every other value stays what it is.
    dated = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in said.items()}
    return fields_of(dated, origin)


def parse_yaml(text: str) -> object:
    """What YAML says, with every plain value as it is written: `2020-08` stays text.

    Raises ValueError naming the line.
    """
    import yaml  # type: ignore[import-untyped]  # it ships no types

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


_PARSERS: dict[str, Callable[[str], object]] = {
    ".json": json.loads,
    ".yaml": parse_yaml,
    ".yml": parse_yaml,
    ".toml": tomllib.loads,
}
