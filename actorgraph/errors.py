"""The error tree. What derives from `SkippedInput` costs one input; everything else stops the run.

Each class carries the exit code that the command line ends with, so that no command decides it again.
"""

from __future__ import annotations


class ActorgraphError(Exception):
    """Something the user can act on; its text names the file, the row, the value and the next step."""

    exit_code = 1


class SkippedInput(ActorgraphError):
    """One article cannot be read; it is counted and listed, and processing continues with the next."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason


class BadRecord(ActorgraphError):
    """A relations file holds a line that is no relation."""


class BadMapping(ActorgraphError):
    """The mapping of a table breaks its format or names no file."""

    exit_code = 2


class BadQuery(ActorgraphError):
    """A Cypher query or its parameters cannot be used, or no query has this name."""

    exit_code = 2


class BadTable(ActorgraphError):
    """A table of dated relations cannot be read, or lacks a column that its mapping names."""


class BadSetting(ActorgraphError):
    """A setting of a language model is missing or makes no sense."""

    exit_code = 2


class BadDate(ActorgraphError):
    """A date that is not YYYY, YYYY-MM or YYYY-MM-DD, or a window that ends before it starts."""

    exit_code = 2


class BadLexicon(ActorgraphError):
    """A row of the lexicon or the gazetteer breaks its format: a defect of the data, not of the input."""


class ModelMissing(ActorgraphError):
    """No English spaCy pipeline can be loaded."""


class ExtraMissing(ActorgraphError):
    """The feature needs an optional dependency; the text says how to install it."""


class LlmUnavailable(ActorgraphError):
    """The language model cannot be asked: no server, no such model, a refused key."""


class UnknownActor(ActorgraphError):
    """No actor of the store has this name; the nearest names are in `nearest`."""

    exit_code = 3

    def __init__(self, name: str, nearest: tuple[str, ...] = (), advice: str = "") -> None:
        hint = f" Nearest names: {', '.join(nearest)}." if nearest else " The store holds no similar name."
        super().__init__(f"no actor named {name!r} in this store.{hint} {advice}".rstrip())
        self.name = name
        self.nearest = nearest


class UnknownOrigin(ActorgraphError):
    """No data set of the store has the name that relations are asked for by."""

    exit_code = 2


class StoreUnavailable(ActorgraphError):
    """The store cannot be opened or reached: no such file, not a store, server down, wrong password."""

    exit_code = 4
