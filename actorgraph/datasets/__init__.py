"""Other people's dated relations: tables (CSV, TSV, Parquet), read by a mapping, as readings."""

from __future__ import annotations

from actorgraph.datasets.mapping import Mapping, load_mapping, shipped
from actorgraph.datasets.rows import Block, Part, Refused, read_blocks

__all__ = ["Block", "Mapping", "Part", "Refused", "load_mapping", "read_blocks", "shipped"]
