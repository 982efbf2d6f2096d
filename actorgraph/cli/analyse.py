"""Analyses of the graph: `analyse` and its commands. Each names its formula and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from actorgraph.cli import notes, options
from actorgraph.cli.output import Output
from actorgraph.dates import parse_partial

if TYPE_CHECKING:
    from actorgraph.analyses import Analysis
    from actorgraph.store.base import Filter

Command = Callable[..., Any]
_HOW_MANY = 20


class Analyses(click.Group):
    """The analyses, in the order in which they were written below."""

    # ruff: noqa: ARG002 (Click's signature)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the questions."""
        return list(self.commands)


@click.group(cls=Analyses, epilog=options.example("actorgraph analyse blocs --since 2014 --until 2014-06"))
def analyse() -> None:
    """Measure the graph: positions, blocs, balance, brokers, courses, forecasts.

    Relations count that are asserted or claimed, unless --status says otherwise. Ties count while they held,
    events when they happened, an event known by its month in every window that shares a day with it. JSON
    has the ids of the relations behind every row; `why` and `timeline` show them.
    """


def _limit(command: Command) -> Command:
    option = click.option(
        "-n", "--limit", type=click.IntRange(1), default=_HOW_MANY, show_default=True, help="At most so many."
    )
    return option(command)


def _shared(command: Command) -> Command:
    return options.filters(direction=False)(options.store(options.output(command)))


def _show(found: Analysis[Any], row: str, output: Output) -> None:
    from actorgraph import findings
    from actorgraph.cli.findings import rows

    notes.asked(found.asked)
    output.write(rows(found, getattr(findings, row)))
    for remark in found.remarks:
        notes.say(remark)
    notes.left_out(found.left_out)


@analyse.command(epilog=options.example("actorgraph analyse centrality --measure betweenness --since 2014"))
@click.option(
    "--measure", default="pagerank", show_default=True, help="What to rank by.",
    type=click.Choice(["degree", "strength", "pagerank", "betweenness", "closeness", "eigenvector"]),
)  # fmt: skip
@click.option("--undirected", is_flag=True, help="Let it not matter who acts.")
@click.option(
    "--weight", type=click.Choice(["count", "cooperation", "conflict", "none"]), default="count",
    show_default=True, help="What makes a dyad strong: relations, or scores of one sign.",
)  # fmt: skip
@_limit
@_shared
def centrality(
    measure: Any,
    undirected: bool,
    weight: Any,
    limit: int,
    filter_: Filter,
    store: str | None,
    output: Output,
) -> None:
    """Rank actors by where they stand in the network.

    degree: dyads; strength: their weights (Barrat et al. 2004); pagerank: x = d P'x + (1 - d)/n, d = 0.85
    (Page et al. 1999); betweenness: the share of shortest ways between others (Freeman 1977, Brandes 2001);
    closeness: 1 / mean steps from others (Wasserman and Faust 1994); eigenvector: x = A'x / lambda (Bonacich
    1972). Betweenness and closeness take no weight.
    """
    from actorgraph import analyses

    with notes.measuring(store) as opened:
        found = analyses.centrality(
            opened, measure, filter_, directed=not undirected, weight=weight, limit=limit
        )
    _show(found, "Position", output)


@analyse.command(epilog=options.example("actorgraph analyse communities --method leiden --on 2018-03"))
@click.option("--method", type=click.Choice(["louvain", "leiden"]), default="louvain", show_default=True,
              help="Leiden needs the extra [fast].")  # fmt: skip
@click.option("--resolution", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True,
              help="Higher gives smaller groups.")  # fmt: skip
@_shared
def communities(method: Any, resolution: float, filter_: Filter, store: str | None, output: Output) -> None:
    """Divide actors into communities by how much passes between them.

    Modularity Q = sum within groups of (A_ij - k_i k_j / 2m) / 2m is made large (Newman and Girvan 2004), by
    Louvain (Blondel et al. 2008) or Leiden (Traag et al. 2019).
    """
    from actorgraph import analyses

    with notes.measuring(store) as opened:
        found = analyses.communities(opened, method, filter_, resolution=resolution)
    _show(found, "Member", output)


@analyse.command(epilog=options.example("actorgraph analyse blocs --since 2014 --until 2014-06 -f csv"))
@_shared
def blocs(filter_: Filter, store: str | None, output: Output) -> None:
    """Divide actors into blocs: cooperation within, conflict between.

    Signed modularity is made large: that of summed positive scores minus that of summed negative ones (Gomez,
    Jensen and Arenas 2009). Ties score as the events they are the lasting form of: AT_WAR_WITH as ASSAULT.
    """
    from actorgraph import signed

    with notes.measuring(store) as opened:
        found = signed.blocs(opened, filter_)
    _show(found, "Member", output)


@analyse.command(
    epilog=options.example(
        "actorgraph analyse balance --every quarter", "actorgraph analyse balance --frustration --seconds 10"
    )
)
@options.every(None)
@click.option("--triads", is_flag=True, help="List the triads themselves.")
@click.option("--frustration", is_flag=True, help="The frustration index, and the dyads that are frustrated.")
@click.option("--seconds", type=click.FloatRange(0), default=60.0, show_default=True,
              help="Give up proving the index after so long.")  # fmt: skip
@_limit
@_shared
def balance(
    every: Any, triads: bool, frustration: bool, seconds: float, limit: int, filter_: Filter,
    store: str | None, output: Output,
) -> None:  # fmt: skip
    """Count signed triads: how far friends of friends are friends.

    The sign of a dyad is that of the sum of its scores. A triad is balanced when the product of its signs is
    positive (Heider 1946, Cartwright and Harary 1956). The frustration index is the least number of dyads
    that any two camps leave at odds with their sign (Harary 1959), by integer programming (Aref et al. 2020).
    """
    from actorgraph import signed

    if triads + frustration + (every is not None) > 1:
        raise click.UsageError("--every, --triads and --frustration are three questions: ask one at a time")
    with notes.measuring(store) as opened:
        found: Analysis[Any]
        if frustration:
            found, row = signed.frustration(opened, filter_, seconds=seconds, limit=limit), "Frustrated"
        elif triads:
            found, row = signed.triads(opened, filter_, limit=limit), "SignedTriad"
        else:
            found, row = signed.balance(opened, filter_, every=every), "TriadCounts"
    _show(found, row, output)


@analyse.command(epilog=options.example("actorgraph analyse brokers --by country --since 2018"))
@click.option("--by", type=click.Choice(["country", "kind", "bloc"]), default="country", show_default=True,
              help="What roles are between.")  # fmt: skip
@_limit
@_shared
def brokers(by: str, limit: int, filter_: Filter, store: str | None, output: Output) -> None:
    """Rank actors by how far they stand between others.

    Burt's constraint (1992): c_i = sum over contacts j of (p_ij + sum over q of p_iq p_qj)^2, low for a
    broker. Roles of Gould and Fernandez (1989), for every a -> v -> b without a -> b: coordinator (all of one
    group), consultant (a and b of one), gatekeeper (v and b), representative (a and v), liaison (of three).
    """
    from actorgraph import analyses

    with notes.measuring(store) as opened:
        found = analyses.brokers(opened, filter_, by=by, limit=limit)
    _show(found, "Broker", output)


@analyse.command(epilog=options.example("actorgraph analyse similar Belarus --on 2020"))
@click.argument("actor")
@click.option("--by", type=click.Choice(["alliances", "scores"]), default="alliances", show_default=True,
              help="What portfolios are made of.")  # fmt: skip
@click.option("--co-members", is_flag=True, help="Count two members of one body (MEMBER_OF) as allied.")
@_limit
@_shared
def similar(
    actor: str, by: Any, co_members: bool, limit: int, filter_: Filter, store: str | None, output: Output
) -> None:
    """Rank actors by how like their foreign policy is to ACTOR's.

    S = 1 - 2 sum |x_k - y_k| / (n span) over all actors k, -1 to 1 (Signorino and Ritter 1999); kappa takes
    off what chance explains (Cohen 1968, Haege 2011). x_k is the highest alliance with k (0 to 3), or the
    mean score of what is done to k.
    """
    from actorgraph import analyses

    if co_members and by != "alliances":
        raise click.UsageError("--co-members counts alliances: leave out --by scores")
    with notes.measuring(store) as opened:
        found = analyses.similar(opened, actor, filter_, ground=by, co_members=co_members, limit=limit)
    _show(found, "Alike", output)


@analyse.command(epilog=options.example("actorgraph analyse dyad Russia Ukraine --every week --since 2014"))
@options.course
@_shared
def dyad(first: str, second: str, filter_: Filter, store: str | None, output: Output, **seen: Any) -> None:
    """Show cooperation and conflict between A and B over time, and where it breaks.

    Breaks of the summed score by PELT (Killick et al. 2012): the segments with the least squared deviation
    plus penalty x s^2 x log n a break (Zhang and Siegmund 2007), s from the steps between periods; those of
    its distribution by the deviation under a Gaussian kernel (Arlot et al. 2019). A broken period shows the
    sentence of its weightiest event. An event known by its month is shared out among the periods it may lie
    in.
    """
    from actorgraph import courses

    with notes.measuring(store) as opened:
        found = courses.dyad(opened, first, second, filter_, **seen)
    _show(found, "Stretch", output)


@analyse.command(epilog=options.example("actorgraph analyse diff --from 2020-08-01 --to 2020-10-01 Belarus"))
@click.argument("actor", required=False)
@click.option(
    "--from", "first", metavar="DATE", required=True, callback=options.partial, help="The earlier day."
)
@click.option(
    "--to", "second", metavar="DATE", required=True, callback=options.partial, help="The later day."
)
@_limit
@_shared
def diff(
    actor: str | None, first: str, second: str, limit: int, filter_: Filter, store: str | None, output: Output
) -> None:
    """Show what changed from one day to another, for ACTOR or for all.

    Ties that hold on the later day and not on the earlier have begun, the other way round they have ended.
    Events between the two days are compared with those of as many days before.
    """
    from actorgraph import courses

    days = parse_partial(first).earliest, parse_partial(second).earliest
    with notes.measuring(store) as opened:
        found = courses.diff(opened, *days, actor, filter_, limit=limit)
    _show(found, "Change", output)


@analyse.command(epilog=options.example("actorgraph analyse rising --since 2014-03 --until 2014-03 --dyads"))
@click.option("--dyads", is_flag=True, help="Rank pairs of actors.")
@_limit
@_shared
def rising(dyads: bool, limit: int, filter_: Filter, store: str | None, output: Output) -> None:
    """Rank actors by how much their activity changed, against as many days before.

    Needs --since and --until (or --on). Exact conditional test of two Poisson rates (Przyborowski and
    Wilenski 1940), against all events, so that a busier press makes nobody rise; q after Benjamini and
    Hochberg (1995).
    """
    from actorgraph import courses

    window = filter_.window
    if window.since is None or window.until is None:
        raise click.UsageError("give the days to look at: --since and --until, or --on 2014-03")
    with notes.measuring(store) as opened:
        found = courses.rising(opened, window.since, window.until, filter_, by_dyad=dyads, limit=limit)
    _show(found, "Rising", output)


@analyse.command(epilog=options.example("actorgraph analyse rollup --by country --since 2020"))
@click.option("--by", type=click.Choice(["country", "bloc"]), default="country", show_default=True,
              help="Whose acts to add up.")  # fmt: skip
@_limit
@_shared
def rollup(by: str, limit: int, filter_: Filter, store: str | None, output: Output) -> None:
    """Add up what states or blocs did to each other, their leaders included.

    A leader acts for the state whose office he or she held on the day of the event (HOLDS_OFFICE, LEADS),
    another actor for its own country, a state for every bloc of which it was a member (MEMBER_OF).
    """
    from actorgraph import courses

    with notes.measuring(store) as opened:
        found = courses.rollup(opened, by, filter_, limit=limit)
    _show(found, "Rolled", output)


@analyse.command(epilog=options.example("actorgraph analyse forecast Iran --until 2018-10"))
@click.argument("actor")
@_limit
@_shared
def forecast(actor: str, limit: int, filter_: Filter, store: str | None, output: Output) -> None:
    """Show what ACTOR will most likely do or undergo next, by what recurs.

    Combined recurrency baseline (Gastinger et al. 2024): alpha x decayed share of days with the event +
    (1 - alpha) x share of the actor among all whom the event happens to, chosen by type; its mean reciprocal
    rank on the last tenth of the days is measured each time.
    """
    from actorgraph import courses

    with notes.measuring(store) as opened:
        found = courses.forecast(opened, actor, filter_, limit=limit)
    _show(found, "Forecast", output)
