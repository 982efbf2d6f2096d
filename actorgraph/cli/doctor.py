"""Whether everything that the program needs is there: doctor."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

import actorgraph
from actorgraph.cli import options
from actorgraph.cli.output import Answer, Output
from actorgraph.errors import ActorgraphError, BadLexicon, ModelMissing, StoreUnavailable
from actorgraph.wording import counted

if TYPE_CHECKING:
    from actorgraph.cli.table import Screen
    from actorgraph.records import Record

NEEDED = (
    "click", "rich", "platformdirs", "rapidfuzz", "trafilatura", "htmldate", "lxml", "lxml_html_clean",
    "python-frontmatter", "PyYAML", "spacy", "networkx", "numpy",
)  # fmt: skip
EXTRAS = {
    "neo4j": ("neo4j",),
    "analytics": ("scipy", "ruptures", "matplotlib"),
    "llm": ("openai", "pydantic"),
    "tables": ("pyarrow",),
    "fast": ("igraph", "neo4j-rust-ext"),
}
"""What comes with an extra: a person who does not need that has nothing missing."""
_MARKS = {True: "ok", False: "NO", None: "-"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` is what to do where it is not `ok`.

    `ok` is None for what is not there and not needed by everybody.
    """

    what: str
    ok: bool | None
    found: str
    advice: str = ""

    def record(self) -> Record:
        """The finding as a JSON object."""
        return {"what": self.what, "ok": self.ok, "found": self.found, "advice": self.advice}


@click.command(epilog=options.example("actorgraph doctor --store graph.db"))
@click.option("--model", metavar="NAME", help="Look for this spaCy pipeline.")
@options.store
@options.output
def doctor(model: str | None, store: str | None, output: Output) -> None:
    """Check packages, language model, word lists and store.

    Ends with exit code 1 when something is missing, and says what to do about it. What only an extra needs
    may be missing.
    """
    findings = [
        Finding("actorgraph", True, f"{actorgraph.__version__}, Python {sys.version.split()[0]}"),
        *map(_package, NEEDED),
        *(_optional(name, extra) for extra, names in EXTRAS.items() for name in names),
        _checked("language model", lambda: _model(model)),
        _checked("gazetteer", _gazetteer),
        _checked("lexicon", _lexicon),
        _checked("store", lambda: _store(store)),
    ]
    output.write(_answer(findings))
    if any(finding.ok is False for finding in findings):
        click.get_current_context().exit(1)


def _package(name: str) -> Finding:
    from importlib import metadata

    try:
        return Finding(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, False, "missing", f"pip install {name}")


def _optional(name: str, extra: str) -> Finding:
    found = _package(name)
    if found.ok:
        return found
    return Finding(name, None, f"not installed: pip install 'actorgraph[{extra}]'")


def _checked(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except ModelMissing as error:
        return Finding(what, False, "missing", str(error))
    except StoreUnavailable as error:
        return Finding(what, False, "cannot be opened", str(error))
    except BadLexicon as error:
        return Finding(what, False, "damaged", f"{error}. Install actorgraph again.")
    except ActorgraphError as error:
        return Finding(what, False, "not usable", str(error))
    except ImportError as error:
        return Finding(what, False, "cannot be imported", f"{error}. Install actorgraph again.")


def _model(name: str | None) -> str:
    from actorgraph.extract.english import describe, load_english

    return describe(load_english(name))


def _gazetteer() -> str:
    from actorgraph.extract.gazetteer import load_gazetteer

    return f"{len(load_gazetteer().names):,} names"


def _lexicon() -> str:
    from actorgraph.extract.lexicon import load_lexicon

    return f"{len(load_lexicon()):,} frames"


def _store(location: str | None) -> str:
    with actorgraph.open_store(location) as opened:
        counts, kind = opened.stats(), opened.kind()
    return (
        f"{opened.location} ({kind}): {counted(counts.relations, 'relation')} between "
        f"{counted(counts.actors, 'actor')} from {counted(counts.articles, 'article')}"
    )


def _answer(findings: list[Finding]) -> Answer:
    from actorgraph.cli.table import Row, lines

    def people(screen: Screen) -> Iterator[str]:
        rows = [Row((_MARKS[one.ok], one.what, one.found)) for one in findings]
        yield from lines(("", "what", "found"), rows, screen)
        for one in findings:
            if one.ok is False:
                yield ""
                yield from screen.wrapped(f"{one.what}: {one.advice}", 0)

    return Answer(("what", "ok", "found", "advice"), lambda: (one.record() for one in findings), people)
