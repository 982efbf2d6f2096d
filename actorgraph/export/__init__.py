"""The graph in the formats of other programs.

A format is a module with a `FORMAT`; it is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from actorgraph.errors import ActorgraphError

if TYPE_CHECKING:
    from actorgraph.export.base import Format, Network

FORMATS = ("graphml", "jsonl")
"""Names of the formats: `actorgraph.export.<name>` holds each."""


def get_format(name: str) -> Format:
    """The format called `name`; raises `ActorgraphError` naming those there are."""
    if name not in FORMATS:
        raise ActorgraphError(f"{name!r} is no export format: choose one of {', '.join(FORMATS)}")
    format_: Format = import_module(f"actorgraph.export.{name}").FORMAT
    return format_


def write(network: Network, file: BinaryIO, format_: str) -> int:
    """Write the network to a binary file and return the number of relations written."""
    return get_format(format_).write(network, file)
