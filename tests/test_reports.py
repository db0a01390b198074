"""Reports: what a reader sees of a comparison, in HTML and Markdown, in Dutch and English.

After a change of the output: UPDATE_REPORTS=1 pytest tests/test_reports.py, and read the difference.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from differ.bilingual.language import LANGUAGES, Language, translator
from differ.compare import compare
from differ.model import Change, NotaDiff, TextDiff
from differ.reports import html, markdown
from differ.reports.markdown import Writer, escaped
from tests.cases import DATA, document, parts

STORIES = sorted((DATA / "reports").glob("*.md"))
NOT_SHOWN = re.compile(r"<style>.*?</style>\n", re.DOTALL)


def compared(story: Path) -> NotaDiff:
    given = parts(story)
    return compare(document(given["left"], "links.md"), document(given["right"], "rechts.md"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=lambda own: own.stem)
@pytest.mark.parametrize("form", ["html", "md"])
def test_the_report_reads_as_it_was_approved(story: Path, language: Language, form: str) -> None:
    write = html.report if form == "html" else markdown.report
    made = NOT_SHOWN.sub("", write(compared(story), translator(language)))
    approved = story.parent / "approved" / f"{story.stem}.{language}.{form}"
    if os.environ.get("UPDATE_REPORTS"):
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(made, "utf-8")
    assert made == approved.read_text("utf-8")


class Parsed(HTMLParser):
    """The ids, the links and the addresses in a page, and whether each tag is closed."""

    VOID = frozenset(("meta", "br", "link", "img"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open += [] if tag in self.VOID else [tag]
        values = dict(attrs)
        self.ids += [own] if (own := values.get("id")) else []
        self.links += [own for name in ("href", "src", "action") if (own := values.get(name))]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def test_in_a_narrow_window_the_report_is_one_running_text(browser: Browser) -> None:
    """Wide, both texts stand beside each other; nothing is shown twice in either."""
    diff = compared(DATA / "reports" / "every-kind.md")
    shown = {}
    for width in (1280, 360):
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        page.set_content(html.report(diff, translator("nl")))
        shown[width] = page.locator("body").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()
    for width, text in shown.items():
        assert (text.count("voorbeelden. Het kabinet"), width) == (2 if width == 1280 else 1, width)
        assert "1.240" in text
        assert "1.312" in text


@pytest.mark.parametrize("story", STORIES, ids=lambda own: own.stem)
def test_the_html_needs_nothing_outside_itself_and_every_link_leads_to_one_place(story: Path) -> None:
    page = html.report(compared(story), translator("nl"))
    parsed = Parsed(page)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert [link for link in parsed.links if link.removeprefix("#") not in parsed.ids or link[0] != "#"] == []
    assert {"script", "link", "img", "iframe", "form"}.isdisjoint(parsed.tags)
    assert not re.search(r"url\(|@import|https?:", page)
    assert parsed.ids.count("main") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=lambda own: own.stem)
def test_a_report_shows_each_fact_in_the_words_of_both_sides_and_judges_nothing(
    story: Path, language: Language
) -> None:
    diff = compared(story)
    for page in (html.report(diff, translator(language)), markdown.report(diff, translator(language))):
        for fact in (fact for pair in diff.pairs for fact in pair.facts):
            assert [side for side in (fact.left, fact.right) if side and side not in page] == []
        assert not re.search(r"sterker|zwakker|stronger|weaker|toezegging|commitment", page, re.IGNORECASE)


TEXT = st.text(alphabet="ab 1.#-+>*_`[]()<>&|~!\\$=:\n", max_size=30)


def rendered(source: str) -> str:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = re.sub(r"</?(?:del|ins)>", "", parser.render(source))
    return re.sub(r"<[^>]*>", " ", shown)


@given(TEXT)
def test_text_in_markdown_is_itself(text: str) -> None:
    letters = "".join(text.split())
    page = rendered(escaped(text)).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert "".join(page.split()) == letters


@given(
    st.lists(st.tuples(st.sampled_from(["equal", "delete", "insert"]), st.text("ab 1.,*_<|", max_size=8)), max_size=6)
)
def test_each_word_of_both_sides_stands_in_the_markdown(changes: list[tuple[str, str]]) -> None:
    diff = TextDiff(tuple(Change(op, text) for op, text in changes))  # type: ignore[arg-type]
    page = rendered(Writer(translator("nl"), {}).text(diff))
    assert "".join(re.findall(r"[ab1]", page)) == "".join(re.findall(r"[ab1]", "".join(t for _, t in changes)))
