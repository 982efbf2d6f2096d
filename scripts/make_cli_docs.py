"""Write the help text of every command into docs/cli.md, between its markers; the rest of the page stays.

python scripts/make_cli_docs.py           writes
python scripts/make_cli_docs.py --check   ends with 1 where the page is not current
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from actorgraph.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
_WIDTH = 100
_BLOCK = re.compile(r"(<!-- help ([^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def help_of(name: str) -> str:
    """The help text of a command, or of one within another (`analyse blocs`); `actorgraph` is the root."""
    # With the settings that the real command line has: Click keeps the first help option it makes.
    root = click.Context(
        app,
        info_name="actorgraph",
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        **app.context_settings,
    )
    if name == "actorgraph":
        return app.get_help(root)
    group: click.Group = app
    context = root
    for word in name.split():
        command = group.get_command(context, word)
        if command is None:
            raise SystemExit(f"{PAGE.name} asks for the help of {name!r}, and there is no such command")
        context = click.Context(command, context, word, terminal_width=_WIDTH, max_content_width=_WIDTH)
        group = command if isinstance(command, click.Group) else group
    return context.command.get_help(context)


def every_command() -> Iterator[str]:
    """The root, each command, and each command within another."""
    yield "actorgraph"
    root = click.Context(app)
    for name in app.list_commands(root):
        yield name
        command = app.get_command(root, name)
        if isinstance(command, click.Group):
            yield from (f"{name} {inner}" for inner in command.list_commands(root))


def current(page: str) -> str:
    """The page with the help texts of today. Exits where a command is missing on it."""
    names = [name for _, name, _ in _BLOCK.findall(page)]
    missing = set(every_command()) - set(names)
    if missing:
        raise SystemExit(f"{PAGE.name} has no block `<!-- help NAME -->` for {', '.join(sorted(missing))}")
    return _BLOCK.sub(lambda block: f"{block[1]}```text\n{help_of(block[2])}\n```\n{block[3]}", page)


def main() -> None:
    """Write the page, or with --check only compare."""
    # Click shows the value of variables as defaults, and these are the reader's own.
    for name in [name for name in os.environ if name.startswith("ACTORGRAPH")]:
        del os.environ[name]
    old = PAGE.read_text(encoding="utf-8")
    new = current(old)
    if old == new:
        return
    if "--check" in sys.argv[1:]:
        raise SystemExit(f"{PAGE.name} is not current: run python scripts/make_cli_docs.py")
    PAGE.write_text(new, encoding="utf-8")
    print(f"{PAGE.name} written")


if __name__ == "__main__":
    main()
