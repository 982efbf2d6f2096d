"""Take a picture of Neo4j Browser answering one query, for the README.

python scripts/shoot_browser.py ADDRESS NAME out.png

ADDRESS is what `scripts/neo4j_server.py start` prints after `Browser:`, NAME a file of cypher/queries, which
is asked with its example parameters. Needs Playwright (`pip install playwright`) and Chromium; the variable
CHROMIUM names the program.
"""

from __future__ import annotations

import os
import sys

from playwright.sync_api import Page, sync_playwright

from actorgraph.store.cypher import folder, read

_QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def _run(page: Page, text: str) -> None:
    page.locator('[data-testid="activeEditor"], .monaco-editor textarea').first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(4000)


def main() -> None:
    """Open the Browser, apply the style, run the query and write the picture."""
    address, name, out = sys.argv[1:]
    query = read("queries", name)
    with sync_playwright() as play:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=chromium, args=_QUIET)
        page = browser.new_page(viewport={"width": 1400, "height": 950}, device_scale_factor=1)
        page.goto(address)
        page.wait_for_timeout(8000)
        _drop_style(page)
        _run(page, ":config autoComplete: false")  # else the Browser draws edges that were not asked for
        # All at once would run, too, but draws no picture.
        for key, example in query.parameters:
            _run(page, f":param {key} => {example}")
        _run(page, query.text)
        page.wait_for_timeout(5000)
        page.screenshot(path=out, clip={"x": 0, "y": 0, "width": 1400, "height": 620})
        browser.close()


def _drop_style(page: Page) -> None:
    """Drop style.grass on the window, as a person would."""
    text = (folder() / "browser" / "style.grass").read_text(encoding="utf-8")
    transfer = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], 'style.grass', {type: 'text/plain'}));
            return data;
        }""",
        text,
    )
    target = page.locator('[data-testid="activeEditor"], .monaco-editor').first
    for event in ("dragenter", "dragover", "drop"):
        target.dispatch_event(event, {"dataTransfer": transfer})
    page.wait_for_timeout(2000)


if __name__ == "__main__":
    main()
