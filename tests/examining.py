"""axe-core on a page in a real browser."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong, in a line each: all that axe-core tells of a page takes longer to send than to find out.
EXAMINE = """async tags => {
    // The size of targets is off by default in axe-core, and asked by WCAG 2.2.
    const rules = {"target-size": {enabled: true}};
    const found = await axe.run({runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"]});
    return found.violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html} ${failureSummary}`));
}"""


def departures(page: Page) -> list[str]:
    """Where the page, as it is shown now, departs from WCAG or from good habit: rule, element and what would mend it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(EXAMINE, TAGS)
    return found
