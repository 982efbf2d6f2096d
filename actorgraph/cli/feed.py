"""From articles to the graph: build, extract, load."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import actorgraph
from actorgraph.cli import extractors, notes, options
from actorgraph.cli.output import Output
from actorgraph.errors import BadRecord
from actorgraph.wording import counted, one_line

if TYPE_CHECKING:
    from actorgraph.pipeline import Input, Summary

_SHOWN_SKIPS = 20
_CONNECTED = 5
_METADATA: tuple[Callable[[options.Command], options.Command], ...] = (
    click.option("--published", metavar="DATE", callback=options.partial, help="Publication date."),
    click.option("--publisher", default="", metavar="NAME", help="The outlet."),
    click.option("--title", default="", metavar="TEXT", help="Title."),
    click.option("--url", default="", metavar="URL", help="Where it was published."),
    click.option(
        "--language",
        default="en",
        show_default=True,
        metavar="CODE",
        help="Language; only English is read, what is in another is skipped.",
    ),
)


def article_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """PATH... and the options on metadata, handed on as `inputs`; and `extractor`."""

    @functools.wraps(command)
    def collected(
        *args: Any, paths: tuple[str, ...], published: str | None, publisher: str, title: str, url: str,
        language: str, **rest: Any,
    ) -> Any:  # fmt: skip
        defaults = actorgraph.Defaults(
            published=actorgraph.parse_partial(published) if published else None,
            publisher=publisher,
            title=title,
            url=url,
            language=language,
        )
        stdin = sys.stdin.buffer if "-" in paths else None
        return command(*args, inputs=actorgraph.read(paths, defaults, stdin), **rest)

    paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
    return options.combined(collected, paths, *_METADATA, extractors.option)


@click.command(
    epilog=options.example(
        "actorgraph build seeds/ --store graph.db",
        "actorgraph build article.txt --published 2020-08-15 --publisher 'Example News'",
        "actorgraph build seeds/ --extractor llm --llm-url http://localhost:11434/v1 --llm-model NAME",
    )
)
@article_options
@options.store
def build(inputs: Iterator[Input], extractor: extractors.Chosen, store: str | None) -> None:
    """Read articles and add what they say to the store.

    PATH is a text, Markdown, HTML, JSON lines or CSV file, a folder of them, or - for stdin. The options on
    an article's metadata count where the input does not say it itself. Running it again is safe: what is
    stored unchanged is not read again, and an interrupted run goes on where it stopped.
    """
    with actorgraph.open_store(store, create=True) as opened:
        with notes.resumable(), notes.progress() as report:
            summary = actorgraph.build(opened, inputs, extractor.load(), progress=report)
        for line in (*_summary_lines(summary, stored=True), *extractor.lines()):
            click.echo(line)
        for line in _store_lines(opened):
            click.echo(line)
    _tell_skips(summary)


@click.command(epilog=options.example("actorgraph extract articles.jsonl -o relations.jsonl"))
@click.option("-o", "--output", metavar="FILE", help="Write to this file, whole or not at all.")
@article_options
def extract(inputs: Iterator[Input], extractor: extractors.Chosen, output: str | None) -> None:
    """Read articles and write their relations, without a store.

    One JSON line a relation with all its evidence, as docs/relations-jsonl.md describes it; `load` reads
    them. All evidence is held in memory until the last input is read: `build` a store from large collections.
    """
    from actorgraph.pipeline import Tally

    with notes.progress() as report:
        tally = Tally(report)
        found = actorgraph.extract_relations(inputs, extractor.load(), tally)
        with Output("jsonl", output).stream() as file:
            for sourced in found:
                line = json.dumps(sourced.record(), ensure_ascii=False)
                file.write(line.encode("utf-8", "replace") + b"\n")
    summary = tally.summary()
    for line in (*_summary_lines(summary, stored=False), *extractor.lines()):
        notes.say(line)
    _tell_skips(summary)


@click.command(epilog=options.example("actorgraph load relations.jsonl --store graph.db"))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True))
@options.store
def load(file: str, store: str | None) -> None:
    """Add the relations of a file to the store.

    FILE is what `extract`, `export -f jsonl` or `why -f jsonl` wrote, or another program: JSON lines as
    docs/relations-jsonl.md describes them; - is stdin. It is taken for all that its articles say. Loading
    it again changes nothing. A line that is no relation stops the run before anything is stored.
    """
    readings = actorgraph.read_relations(_lines(file), file)  # no store is made for a file with a bad line
    with actorgraph.open_store(store, create=True) as opened:
        with notes.resumable(), notes.progress() as report:
            summary = actorgraph.store_relations(opened, readings, report)
        for line in _summary_lines(summary, stored=True):
            click.echo(line)


def _lines(file: str) -> Iterator[bytes]:
    """The lines of a file or of stdin."""
    if file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as opened:
            yield from opened
    except OSError as error:
        raise BadRecord(f"{file}: {error.strerror}. Name a file of JSON lines, or - for stdin.") from error


def _summary_lines(summary: Summary, stored: bool) -> Iterator[str]:
    articles = f"{counted(summary.articles, 'article')} read"
    if stored:
        written = summary.written
        articles += f": {written.new:,} new, {written.changed:,} changed, {written.unchanged:,} unchanged"
    if summary.repeated:
        articles += f"; {counted(summary.repeated, 'input')} left out that repeat one of them"
    yield f"{articles}; {counted(len(summary.skipped), 'input')} skipped"
    if summary.undated_articles:
        yield (
            f"articles without a publication date: {summary.undated_articles:,}; their relations have a date "
            "only where the text gives one (--published gives one to all)"
        )
    if summary.relations:
        total = counted(sum(summary.relations.values()), "relation")
        by_status = ", ".join(f"{count:,} {status}" for status, count in summary.relations.items())
        yield f"{total} found in them: {by_status}; {summary.undated:,} without a date of their own"
    if stored:
        changes = summary.written.relations_added, summary.written.relations_removed
        yield "relations stored: {:,} added, {:,} removed".format(*changes)


def _store_lines(store: actorgraph.Store) -> Iterator[str]:
    counts = store.stats()
    yield (
        f"{store.location} holds {counted(counts.relations, 'relation')} between "
        f"{counted(counts.actors, 'actor')} from {counted(counts.articles, 'article')}"
    )
    connected = [f"{actor.name} ({count:,})" for actor, count in store.search_actors("", _CONNECTED)]
    if connected:
        yield one_line(f"most connected: {', '.join(connected)}")


def _tell_skips(summary: Summary) -> None:
    for skipped in summary.skipped[:_SHOWN_SKIPS]:
        notes.say(f"skipped {skipped.origin}: {skipped.reason}")
    if len(summary.skipped) > _SHOWN_SKIPS:
        notes.say(f"... and {len(summary.skipped) - _SHOWN_SKIPS:,} more")
