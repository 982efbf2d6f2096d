"""The root command: which commands there are, and how a failure ends the process.

A command's module is imported when the command is asked for, so that none pays for another's imports.
"""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from actorgraph import __version__
from actorgraph.cli import INTERRUPTED
from actorgraph.errors import ActorgraphError

_GROUPS: dict[str, dict[str, str]] = {
    "From articles to the graph": {"build": "feed", "extract": "feed", "load": "feed", "import": "datasets"},
    "Questions": {"neighbours": "ask", "why": "ask", "timeline": "ask", "path": "ask"},
    "Measures": {"analyse": "analyse", "plot": "plot"},
    "The store as a whole": {"actors": "look", "stats": "look", "export": "exports", "doctor": "doctor"},
    "How well it reads": {"explain": "explain", "evaluate": "evaluate"},
    "Neo4j": {"copy": "neo4j", "cypher": "neo4j", "query": "neo4j"},
}
_MODULES = {name: module for group in _GROUPS.values() for name, module in group.items()}


class Commands(click.Group):
    """The commands by group, loaded one by one."""

    # ruff: noqa: ARG002 (Click's signatures)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which the work goes."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, out of its module."""
        module = _MODULES.get(cmd_name)
        if module is None:
            return None
        # `import` is a word of Python's own.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"actorgraph.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under the headings of their groups."""
        longest = max(map(len, _MODULES))
        for heading, names in _GROUPS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(heading):
                formatter.write_dl(
                    [(name.ljust(longest), cmd.get_short_help_str(90)) for name, cmd in commands if cmd]
                )

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it raises becomes a message on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except ActorgraphError as error:
            click.echo(f"actorgraph: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("actorgraph: interrupted", err=True)
            ctx.exit(INTERRUPTED)


@click.command(
    cls=Commands,
    context_settings={"auto_envvar_prefix": "ACTORGRAPH", "help_option_names": ["-h", "--help"]},
    epilog="""\b
Exit codes: 0 done, 1 error, 2 wrong usage, 3 no such actor, 4 store unreachable.
Data goes to stdout, everything else to stderr. NO_COLOR is respected.
ACTORGRAPH_STORE names the store for every command; every other option has a
variable too, for instance ACTORGRAPH_NEIGHBOURS_FORMAT.

\b
Example:
  actorgraph build seeds/
  actorgraph neighbours Belarus --on 2020-08-15""",
)
@click.version_option(__version__, prog_name="actorgraph")
def app() -> None:
    """Turn news articles into a dated, sourced graph of political actors, and ask it questions.

    Every answer names its sentence, who said it and when it was reported.
    """
