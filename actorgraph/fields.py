"""Checked access to JSON objects: every error names the place, the field, its value and what is expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actorgraph.dates import Partial, parse_partial
from actorgraph.errors import BadDate, BadRecord


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object whose fields are taken out by type; `path` is where in the record it stands."""

    value: object
    where: str
    path: str

    @property
    def values(self) -> dict[str, Any]:
        """The object itself; raises `BadRecord` where the value is none."""
        if not isinstance(self.value, dict):
            raise BadRecord(f"{self.where}: {self.path} is {_shown(self.value)}, not an object")
        return self.value

    def bad(self, key: str, value: object, reason: str) -> BadRecord:
        """The error to raise for this field: where it stands, its value, and what is wrong."""
        return BadRecord(
            f"{self.where}: {self.path}.{key} is {_shown(value)}: {reason}. See docs/relations-jsonl.md"
        )

    def maybe(self, key: str) -> str | None:
        """Text or None."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.bad(key, value, "text or null is expected")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Text; `default` where the field is missing or null, an error where there is no default."""
        value = self.maybe(key)
        if value is None:
            value = default
        if value is None or (default is None and not value):
            raise self.bad(key, value, "text is expected")
        return value

    def choice(self, key: str, allowed: Sequence[Any], default: Any) -> Any:
        """One of `allowed`."""
        value = self.values.get(key)
        if value is None:
            value = default
        if value not in allowed:
            raise self.bad(key, value, f"one of {', '.join(allowed)} is expected")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """A truth value."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.bad(key, value, "true or false is expected")
        return default if value is None else value

    def integer(self, key: str) -> int:
        """A whole number; a truth value is none."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.bad(key, value, "a whole number is expected")
        return value

    def number(self, key: str, default: float) -> float:
        """A number; a truth value is none."""
        value = self.values.get(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.bad(key, value, "a number is expected")
        return float(value)

    def partial(self, key: str) -> Partial | None:
        """A date with its precision, or None."""
        text = self.maybe(key)
        try:
            return parse_partial(text) if text else None
        except BadDate:
            raise self.bad(key, text, "YYYY, YYYY-MM or YYYY-MM-DD is expected") from None

    def texts(self, key: str) -> list[str]:
        """A list of texts, empty where the field is missing."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.bad(key, value, "a list of texts is expected")
        return value

    def pairs(self, key: str) -> list[tuple[str, str]]:
        """A list of [scheme, code], empty where the field is missing."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(_is_pair(item) for item in value):
            raise self.bad(key, value, "a list of [scheme, code] is expected")
        return [(scheme, code) for scheme, code in value]

    def inner(self, key: str) -> Fields:
        """The object in this field."""
        return Fields(self.values.get(key), self.where, f"{self.path}.{key}")

    def inners(self, key: str, least: int = 0) -> list[Fields]:
        """The objects of a list, empty where the field is missing and `least` is 0."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or len(value) < least:
            raise self.bad(key, value, f"a list of at least {least} objects is expected")
        return [Fields(item, self.where, f"{self.path}.{key}[{n}]") for n, item in enumerate(value)]


def _is_pair(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(part, str) for part in item)


def _shown(value: object) -> str:
    return "missing" if value is None else re.sub(r"(.{60}).+", r"\1...", repr(value))
