"""What is said on stderr: notes beside an answer, and how far a run is."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from actorgraph.model import normalise
from actorgraph.wording import counted, one_line

if TYPE_CHECKING:
    from actorgraph.answers import Asked, LeftOut
    from actorgraph.imports import Imported
    from actorgraph.pipeline import Progress, Report
    from actorgraph.store.base import Store
    from actorgraph.store.copying import Copied

_EVERY_SECONDS = 10.0
_SILENT_SECONDS = 2.0
_FRAME_SECONDS = 0.1


def say(text: str) -> None:
    """One line on stderr."""
    click.echo(one_line(text), err=True)


def asked(names: Iterable[Asked]) -> None:
    """Say which actor a name was taken for, where that is not plain."""
    for one in names:
        if normalise(one.name) != normalise(one.actor.name):
            say(f"{one.name} is {one.actor.name} ({one.actor.id})")
        if one.others:
            others = ", ".join(f"{actor.name} ({actor.id})" for actor in one.others[:5])
            say(f"{one.name} may also mean {others}: name the id to ask for one of them")


def left_out(counts: LeftOut) -> None:
    """Say how many relations an answer leaves out, and which option shows them."""
    if counts.unsure:
        unsure = counted(counts.unsure, "relation")
        say(f"{unsure} with a confidence below {counts.least:g} left out: --all shows them")
    if counts.undated:
        say(f"{counted(counts.undated, 'relation')} without a known date left out: --undated shows them")


@contextmanager
def resumable() -> Iterator[None]:
    """Inside, an interruption says that the same command goes on from there."""
    try:
        yield
    except KeyboardInterrupt:
        say("What was stored so far stays; the same command goes on from there.")
        raise


@contextmanager
def rows(total: int | None) -> Iterator[Callable[[Imported], None]]:
    """A function that shows how far an import is."""
    of_all = f" of {total:,}" if total is not None else ""
    with _bar("rows") as report:
        yield lambda state: report(
            state.rows,
            total,
            f"{state.rows:,}{of_all} rows, {state.written.relations_added:,} relations added",
        )


@contextmanager
def copied() -> Iterator[Callable[[Copied], None]]:
    """A function that shows how far a copy is."""
    with _bar("articles") as report:
        yield lambda state: report(
            state.articles, state.total, f"{state.articles:,} of {counted(state.total, 'article')}"
        )


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int | None, str], None]]:
    """A function that takes how many are done, of how many, and both in words.

    It shows a bar on a terminal, else says the words now and then.
    """
    last = time.monotonic()

    def report_now_and_then(_done: int, _total: int | None, words: str) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY_SECONDS:
            last = time.monotonic()
            say(words)

    if not sys.stderr.isatty():
        yield report_now_and_then
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, _words: bar.update(task, completed=done, total=total)


def _so_far(state: Progress) -> str:
    return f"{counted(state.articles, 'article')}, {counted(state.relations, 'relation')}"


@contextmanager
def progress() -> Iterator[Report]:
    """A function that shows how far a run is: in a live line on a terminal, else in a line now and then."""
    if sys.stderr.isatty():
        with _live() as report:
            yield report
        return
    last = time.monotonic()

    def report_now_and_then(state: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY_SECONDS:
            last = time.monotonic()
            say(f"{_so_far(state)}: {state.origin}")

    yield report_now_and_then


@contextmanager
def _live() -> Iterator[Report]:
    from rich.console import Console  # only a run that has time to wait shows it
    from rich.markup import escape
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading the language model", total=None)

        def report(state: Progress) -> None:
            bar.update(task, description=f"{_so_far(state)}: {escape(one_line(state.origin))}")

        yield report


@contextmanager
def waiting(stage: str) -> Iterator[Callable[[str], None]]:
    """Inside, what takes over two seconds says so; the function that it gives names the next stage.

    On a terminal in a live line, else in a line now and then. Nothing else may be printed meanwhile.
    """
    stages = [stage]
    ended = threading.Event()
    # A thread, since what is waited for may be one long call into a library.
    teller = threading.Thread(target=_tell, args=(stages, ended), daemon=True)
    teller.start()
    try:
        yield stages.append
    finally:
        ended.set()
        teller.join()


@contextmanager
def measuring(location: str | None) -> Iterator[Store]:
    """The store, open, for what may take long: reading it for the first time, and measuring it."""
    import actorgraph
    from actorgraph.store.columns import watched

    with actorgraph.open_store(location) as opened, waiting("measuring") as stage:

        def read(rows: int | None) -> None:
            so_far = "" if rows is None else f"reading the store once, {counted(rows, 'relation')} so far"
            stage(so_far or "measuring")

        with watched(read):
            yield opened


def _tell(stages: list[str], ended: threading.Event) -> None:
    if ended.wait(_SILENT_SECONDS):
        return
    if not sys.stderr.isatty():
        say(f"{stages[-1]} ...; Ctrl-C ends it and changes nothing")
        while not ended.wait(_EVERY_SECONDS):
            say(f"{stages[-1]} ...")
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(stages[-1]), total=None)
        while not ended.wait(_FRAME_SECONDS):
            bar.update(task, description=escape(stages[-1]))
