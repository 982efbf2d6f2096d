"""Libraries that come with an extra: where one is missing, the error says how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

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


def use_igraph(wanted: bool | None) -> bool:
    """Whether python-igraph is to compute what it can: as `wanted`, or else where it is installed and no
    backend of NetworkX is configured, which then goes first."""
    if wanted is not None:
        return wanted
    import networkx as nx

    configured: Any = nx.config.backend_priority
    return has_igraph() and not configured.algos


@contextmanager
def plain_networkx() -> Iterator[None]:
    """Inside, NetworkX's own code runs, whatever backend a person has configured: for what depends on chance,
    or on the order in which equals are met, so that another backend would answer otherwise. Graphs for it
    have to be made inside, too."""
    import networkx as nx

    configured: Any = nx.config.backend_priority
    # To name the backend in a call is not enough: what the call calls is dispatched again.
    with configured(algos=[], generators=[], classes=[]):
        yield
