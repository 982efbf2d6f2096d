"""Libraries that come with an extra: where one is missing, the error says how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from actorgraph.errors import ExtraMissing


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Around the imports of `what`: a missing library becomes `ExtraMissing` naming the extra `name`."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("actorgraph"):
            raise
        raise ExtraMissing(f"{what} needs {error.name}: pip install 'actorgraph[{name}]'") from error


def has_igraph() -> bool:
    """Whether python-igraph is installed, which the extra `[fast]` brings."""
    return find_spec("igraph") is not None
