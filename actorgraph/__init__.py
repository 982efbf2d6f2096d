"""A dated, sourced graph of political actors, read from news articles.

    import actorgraph as ag

    with ag.open_store("graph.db", create=True) as store:
        ag.build(store, ag.read(["seeds/"]), ag.load_extractor())
        for row in ag.neighbours(store, "Belarus", ag.Filter(window=ag.window(on="2020-08"))).rows:
            print(row.edge.relation.type, row.actor.name, row.edge.relation.start)

The verbs are those of the command line. Three have another name here, because a package or Python itself has
theirs: `extract_relations` is `actorgraph extract`, `write_graph` is `actorgraph export`, `import_table` is
`actorgraph import`. The commands of `analyse` are `centrality`, `blocs`, `dyad` and so on; what they find
shows itself in a notebook. Errors are all `ActorgraphError`; `actorgraph.errors` has the tree. Each name is
imported when it is first used, so that `import actorgraph` loads neither spaCy nor NetworkX.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actorgraph.analyses import Analysis, brokers, centrality, communities, similar, to_networkx
    from actorgraph.answers import (
        Selection,
        actors,
        find_actor,
        neighbours,
        path,
        stats,
        timeline,
        why,
    )
    from actorgraph.courses import diff, dyad, forecast, rising, rollup
    from actorgraph.datasets.mapping import load_mapping
    from actorgraph.dates import Partial, Window, parse_partial, window
    from actorgraph.errors import ActorgraphError, SkippedInput, UnknownActor
    from actorgraph.export import write as write_graph
    from actorgraph.extract import load as load_extractor
    from actorgraph.imports import import_table
    from actorgraph.model import Actor, Article, Evidence, Reading, Relation
    from actorgraph.pipeline import build, load, read_relations, store_relations
    from actorgraph.pipeline import extract as extract_relations
    from actorgraph.readers import Defaults, read
    from actorgraph.records import Sourced, from_record, to_record
    from actorgraph.signed import balance, blocs, frustration, triads
    from actorgraph.store import open_store
    from actorgraph.store.base import Filter, Store

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "ActorgraphError",
    "Analysis",
    "Article",
    "Defaults",
    "Evidence",
    "Filter",
    "Partial",
    "Reading",
    "Relation",
    "Selection",
    "SkippedInput",
    "Sourced",
    "Store",
    "UnknownActor",
    "Window",
    "__version__",
    "actors",
    "balance",
    "blocs",
    "brokers",
    "build",
    "centrality",
    "communities",
    "diff",
    "dyad",
    "extract_relations",
    "find_actor",
    "forecast",
    "from_record",
    "frustration",
    "import_table",
    "load",
    "load_extractor",
    "load_mapping",
    "neighbours",
    "open_store",
    "parse_partial",
    "path",
    "read",
    "read_relations",
    "rising",
    "rollup",
    "similar",
    "stats",
    "store_relations",
    "timeline",
    "to_networkx",
    "to_record",
    "triads",
    "why",
    "window",
    "write_graph",
]

_HOMES = {
    "analyses": "Analysis brokers centrality communities similar to_networkx",
    "answers": "Selection actors find_actor neighbours path stats timeline why",
    "courses": "diff dyad forecast rising rollup",
    "datasets.mapping": "load_mapping",
    "dates": "Partial Window parse_partial window",
    "errors": "ActorgraphError SkippedInput UnknownActor",
    "imports": "import_table",
    "model": "Actor Article Evidence Reading Relation",
    "pipeline": "build load read_relations store_relations",
    "readers": "Defaults read",
    "records": "Sourced from_record to_record",
    "signed": "balance blocs frustration triads",
    "store": "open_store",
    "store.base": "Filter Store",
}
_PLACES = {name: (module, name) for module, names in _HOMES.items() for name in names.split()} | {
    "extract_relations": ("pipeline", "extract"),
    "load_extractor": ("extract", "load"),
    "write_graph": ("export", "write"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'actorgraph' has no attribute {name!r}")
    module, attribute = _PLACES[name]
    value = getattr(import_module(f"actorgraph.{module}"), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
