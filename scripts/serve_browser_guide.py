"""Serve the guide of cypher/browser to Neo4j Browser, which takes guides from a web address alone.

python scripts/serve_browser_guide.py [PORT]

Then, in the Browser: `:guide http://localhost:8001/guide.md`. The guide is written in AsciiDoc, as newer
Browsers have it; the Browser 5.24 takes Markdown and HTML, so it is served as Markdown, too. Ctrl-C ends it.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from actorgraph.store.cypher import folder

_PORT = 8001
_BLOCK = re.compile(r"^\[source,(\w+)\]\n----\n(.*?)\n----$", re.MULTILINE | re.DOTALL)


def guide() -> str:
    """The guide as it is written."""
    return (folder() / "browser" / "guide.adoc").read_text(encoding="utf-8")


def markdown(text: str) -> str:
    """The guide in Markdown: its headings and blocks of code are all that AsciiDoc writes otherwise."""
    fenced = _BLOCK.sub(r"```\1\n\2\n```", text)
    return re.sub(r"^(=+) ", lambda match: "#" * len(match[1]) + " ", fenced, flags=re.MULTILINE)


class Page(BaseHTTPRequestHandler):
    """Answers with the guide, to pages of other addresses as well: the Browser's is one."""

    def do_OPTIONS(self) -> None:
        """What a browser asks first."""
        self._answer(b"")

    def do_GET(self) -> None:
        """The guide, or 404."""
        pages = {"/guide.adoc": guide, "/guide.md": lambda: markdown(guide())}
        page = pages.get(self.path)
        self._answer(page().encode() if page else b"", 200 if page else 404)

    def _answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Serve until Ctrl-C."""
    port = int(sys.argv[1]) if sys.argv[1:] else _PORT
    with ThreadingHTTPServer(("127.0.0.1", port), Page) as server, suppress(KeyboardInterrupt):
        print(f"in Neo4j Browser: :guide http://localhost:{server.server_port}/guide.md", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
