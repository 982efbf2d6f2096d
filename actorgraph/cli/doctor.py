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

_PACKAGES = ("click", "rich", "platformdirs", "rapidfuzz", "spacy", "networkx", "trafilatura", "htmldate")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` is what to do where it is not `ok`."""

    what: str
    ok: bool
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

    Ends with exit code 1 when something is missing, and says what to do about it.
    """
    findings = [
        Finding("actorgraph", True, f"{actorgraph.__version__}, Python {sys.version.split()[0]}"),
        *map(_package, _PACKAGES),
        _checked("language model", lambda: _model(model)),
        _checked("gazetteer", _gazetteer),
        _checked("lexicon", _lexicon),
        _checked("store", lambda: _store(store)),
    ]
    output.write(_answer(findings))
    if not all(finding.ok for finding in findings):
        click.get_current_context().exit(1)


def _package(name: str) -> Finding:
    from importlib import metadata

    try:
        return Finding(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, False, "missing", f"pip install {name}")


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
    from actorgraph.store.sqlite_file import VERSION

    with actorgraph.open_store(location) as opened:
        counts = opened.stats()
    return (
        f"{opened.location}, format {VERSION}: {counted(counts.relations, 'relation')} between "
        f"{counted(counts.actors, 'actor')} from {counted(counts.articles, 'article')}"
    )


def _answer(findings: list[Finding]) -> Answer:
    from actorgraph.cli.table import Row, lines

    def people(screen: Screen) -> Iterator[str]:
        rows = [Row(("ok" if one.ok else "NO", one.what, one.found)) for one in findings]
        yield from lines(("", "what", "found"), rows, screen)
        for one in findings:
            if not one.ok:
                yield ""
                yield from screen.wrapped(f"{one.what}: {one.advice}", 0)

    return Answer(("what", "ok", "found", "advice"), lambda: (one.record() for one in findings), people)
