"""The command line: the only user of Click and rich."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""Exit code of a run that was ended with Ctrl-C, as shells have it."""


def main() -> None:
    """Run the `actorgraph` command with the arguments of the process, and end the process."""
    try:
        from actorgraph.cli.app import app  # so that importing this package costs nothing

        app.main(prog_name="actorgraph")
    except KeyboardInterrupt:  # while it was still being imported
        sys.exit(INTERRUPTED)
