"""Questions about actors: neighbours, why, timeline, path.

What an answer needs is imported when it is asked for, here and in the other commands: help costs no more than
its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import actorgraph
from actorgraph.cli import notes, options
from actorgraph.cli.output import Output

if TYPE_CHECKING:
    from actorgraph.store.base import Filter


@click.command(epilog=options.example("actorgraph neighbours Belarus --on 2020-08-15"))
@click.argument("actor")
@options.filters()
@options.store
@options.output
def neighbours(actor: str, filter_: Filter, store: str | None, output: Output) -> None:
    """Show what ties and events join ACTOR with others.

    ACTOR is a name in any spelling that the store knows, a country code or an id. Ties come first, then
    events by date; the arrow points from who acts. "3 (2)" reports are three articles of two independent
    sources. A date is the event's own, never silently that of the report.
    """
    from actorgraph.cli import views

    with actorgraph.open_store(store) as opened:
        answer = actorgraph.neighbours(opened, actor, filter_)
    notes.asked(answer.asked)
    output.write(views.neighbours(answer))
    notes.left_out(answer.left_out)


@click.command(epilog=options.example("actorgraph why Putin Lukashenko --since 2020-08"))
@click.argument("first", metavar="A")
@click.argument("second", metavar="[B]", required=False)
@options.filters()
@options.store
@options.output
def why(first: str, second: str | None, filter_: Filter, store: str | None, output: Output) -> None:
    """Show the sentences behind the relations of A, or between A and B.

    Each with its publisher, report date and title, who says it, the rule that read it, how its date was read
    and where in the article it stands. JSON lines are those of `extract`, and `load` reads them.
    """
    from actorgraph.cli import quotes

    with actorgraph.open_store(store) as opened:
        answer = actorgraph.why(opened, first, second, filter_)
    notes.asked(answer.asked)
    output.write(quotes.why(answer))
    notes.left_out(answer.left_out)


@click.command(epilog=options.example("actorgraph timeline Qatar 'Saudi Arabia' -f csv -o qatar.csv"))
@click.argument("first", metavar="A")
@click.argument("second", metavar="[B]", required=False)
@options.filters()
@options.store
@options.output
def timeline(first: str, second: str | None, filter_: Filter, store: str | None, output: Output) -> None:
    """Show the relations of A, or between A and B, by date.

    A tie stands where it began; one without a known start where it was first reported to hold. What has no
    date comes last.
    """
    from actorgraph.cli import views

    with actorgraph.open_store(store) as opened:
        answer = actorgraph.timeline(opened, first, second, filter_)
    notes.asked(answer.asked)
    output.write(views.timeline(answer))
    notes.left_out(answer.left_out)


@click.command(epilog=options.example("actorgraph path Finland Russia --on 2023 --kind tie"))
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@options.filters()
@options.store
@options.output
def path(first: str, second: str, filter_: Filter, store: str | None, output: Output) -> None:
    """Show the shortest way from A to B, and what makes each step.

    Only relations count that are asserted or claimed, unless --status says otherwise. Of several ways with
    equal steps, the one best supported is shown.
    """
    from actorgraph.cli import views

    with actorgraph.open_store(store) as opened:
        answer = actorgraph.path(opened, first, second, filter_)
    notes.asked(answer.asked)
    if answer.steps is None:
        notes.say(f"no relations that match lead from {first} to {second}")
    elif not answer.steps:
        notes.say(f"{first} and {second} are one actor")
    output.write(views.path(answer))
    notes.left_out(answer.left_out)
