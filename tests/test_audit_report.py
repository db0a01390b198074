"""The report of an audit: complete, in each form, and proven with plain git alone."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import docx
import pdfplumber
import pytest
from docx.shared import Mm

from corpus.errors import AddressError
from corpus.ingest import read_nota
from corpus.model import Note, Paragraph, Question
from corpus.store import Store
from differ.audit.reporting.forms import FORMS, made
from differ.audit.reporting.gathered import Audit, gather
from differ.audit.reporting.outline import Grid, Heading, Step, Steps
from differ.audit.reporting.written import outline
from differ.bilingual.language import translator
from differ.demo import fill
from differ.model import Wording
from tests.cases import DATA
from tests.commands import Nota
from tests.helpers import ID, git, small_nota, stored, submission
from tests.test_audit_history import VERB, parts

EN, NL = translator("en"), translator("nl")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with fill(tmp_path / "corpus") as made_:
        yield made_


def wordings(audit: Audit) -> list[Wording]:
    return [own for nota in audit.notas for question in nota.questions for own in question.thread.wordings]


def steps(audit: Audit) -> list[Step]:
    return [step for own in outline(audit, EN).elements if isinstance(own, Steps) for step in own.steps]


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("asked", ["99999-B#5", "99999-B", "99999", "36800-K-D"])
def test_each_command_prints_what_the_report_says(store: Store, tmp_path: Path, asked: str) -> None:
    """In the corpus, and in a plain clone of it."""
    told = steps(gather(store, asked))
    assert len(told) > 5
    git(tmp_path, "clone", "--quiet", str(store.path), "clone")
    for folder in (store.path, tmp_path / "clone"):
        for step in told:
            ran = run(folder, step.command)
            assert (ran.returncode, ran.stderr) == (0, ""), step
            assert ran.stdout.strip() == step.prints if step.prints is not None else ran.stdout.strip(), step


def test_an_altered_corpus_is_seen_by_the_same_commands(store: Store, tmp_path: Path) -> None:
    told = steps(gather(store, "99999-B"))
    git(tmp_path, "clone", "--quiet", str(store.path), "clone")
    clone = tmp_path / "clone"
    (clone / "99999" / "kst-99999-B.md").write_text("Iets anders.\n")
    who = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    git(clone, "commit", "--quiet", "--all", "--amend", "--message", "stil gewijzigd", **who)
    failing = [
        step for step in told if step.prints is not None and run(clone, step.command).stdout.strip() != step.prints
    ]
    assert failing


def test_all_questions_are_told_those_that_are_gone_too(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        for answers in (("Ja.", "Nee.", "Wellicht."), ("Ja.", "Nee."), ("Jawel.", "Nee.")):
            stored(store.add([submission(small_nota(ID, answers, dossier="36800-K"), answers[0].encode())])[0])
        audit = gather(store, ID)
        (nota,) = audit.notas
        assert [own.located.address for own in nota.questions] == [f"{ID}@3#1", f"{ID}@3#2", f"{ID}@1#3"]
        assert [own.located.answer for own in wordings(audit)[:2]] == ["Ja.", "Jawel."]
        told = made(".md", audit, EN).decode()
        assert "Wellicht." in told
        assert "withdrawn" in told


def test_a_version_of_another_nota_that_is_told_has_its_source_and_its_proof_too(store: Store) -> None:
    audit = gather(store, "99999-B#5")
    assert [own.address for own in audit.elsewhere] == ["kst-99999-D@1"]
    (other,) = audit.elsewhere
    told = made(".md", audit, EN).decode()
    section = told.partition("\n## Other nota's in which these questions return\n")[2].partition("\n## ")[0]
    assert other.source_sha256
    assert all(own in section for own in (other.address, other.commit, other.text_id, other.source_sha256))
    assert Step(f"git rev-parse {other.commit}:{other.path}", other.text_id) in steps(audit)
    assert gather(store, "99999").elsewhere == (), "of a dossier both are its own"


def test_what_was_cut_in_two_and_put_together_is_told_once(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        for heading, text in parts(DATA / "history" / "cut-in-two-and-put-together.md"):
            if not heading.startswith(VERB):
                nota = read_nota("nota.md", text.encode(), id=ID, received=date.fromisoformat(heading.split()[1])).nota
                stored(store.add([submission(nota, text.encode())])[0])
        audit = gather(store, ID)
    told = outline(audit, EN).elements
    assert [own.text for own in told if isinstance(own, Heading) and own.text.startswith("Question")] == [
        *(f"Question {number} ({ID})" for number in (1, 2)),
        *(f"Question {number} ({ID})" for number in (1, 2)),
    ], "once what was said, once how to verify it"
    for own in told:
        assert not isinstance(own, Steps) or len(set(own.steps)) == len(own.steps)


def test_a_question_that_is_gone_is_told_by_the_version_that_had_it_last(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        for answers in (("Ja.", "Nee."), ("Ja.",)):
            stored(store.add([submission(small_nota(ID, answers, dossier="36800-K"), answers[-1].encode())])[0])
        told = made(".md", gather(store, ID), EN).decode()
    assert f"\n### Question 2 ({ID}@1, no longer in the newest)\n" in told


def test_of_a_sentence_that_was_edited_the_report_tells_which_version_brought_which_words(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        for place in ("Gelderland", "Utrecht"):
            answers = [f"De minister zal het fonds in {place} oprichten.", "Ja."]
            stored(store.add([submission(small_nota(ID, answers, dossier="36800-K"), place.encode())])[0])
        grids = [
            own for own in outline(gather(store, ID), EN).elements if isinstance(own, Grid) and own.head[0] == "Words"
        ]
    told = [(words, since.partition(",")[0]) for grid in grids for words, since, *_ in grid.rows]
    assert told == [("De minister zal het fonds in", f"{ID}@1"), ("Utrecht", f"{ID}@2"), ("oprichten.", f"{ID}@1")]


def test_an_answer_that_is_all_of_one_version_has_no_table_of_where_it_comes_from(tmp_path: Path) -> None:
    """Of one wording nothing needs to be said; of what came back, a line."""
    with Store.create(tmp_path / "corpus") as store:
        for number, answer in enumerate(("Ja. Dat klopt.", "Nee.", "Ja. Dat klopt."), start=1):
            stored(store.add([submission(small_nota(ID, [answer, "Straks."], dossier="36800-K"), b"%d" % number)])[0])
        audit = gather(store, ID)
    assert not [own for own in outline(audit, EN).elements if isinstance(own, Grid) and own.head[0] == "Sentences"]
    assert made(".md", audit, EN).decode().count(f"Each sentence of it comes from {ID}@1, ") == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_note_is_told_where_its_mark_stands(tmp_path: Path, form: str) -> None:
    with Store.create(tmp_path / "corpus") as store:
        text = small_nota(ID, ["Ja, zie de motie[^1].", "Nee."], dossier="36800-K")
        noted = text.with_meta(noten=(Note("1", None, "Kamerstuk 29 628, nr. 1135."), Note("2", None, "Elders.")))
        stored(store.add([submission(noted, b"x")])[0])
        told = FORM_TEXTS[form](made(form, gather(store, ID), EN))
    assert "Note1:Kamerstuk29628,nr.1135." in letters(told)
    assert "Elders" not in told
    assert "[^1]" not in letters(told) or form == ".md"


def test_headings_nest(store: Store) -> None:
    levels = [own.level for own in outline(gather(store, "99999"), EN).elements if isinstance(own, Heading)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("form", [".pdf", ".docx"])
def test_what_went_and_what_came_in_its_place_do_not_run_into_one_another(store: Store, form: str) -> None:
    """An amount, and the numbers of questions that are the same."""
    text = " ".join(FORM_TEXTS[form](made(form, gather(store, "99999-B"), EN)).split())
    text = re.sub(r"\n", "", text)
    assert re.search(r"62,4\s+71,8", text)
    assert "62,471,8" not in text
    assert re.search(r"vraag 6\s+7\s*en 7\s+8", text)


def test_a_docx_has_broad_pages_of_a4_and_counts_them(store: Store) -> None:
    (section,) = docx.Document(io.BytesIO(made(".docx", gather(store, "99999-B#5"), NL))).sections
    assert (section.page_width, section.page_height) == pytest.approx((Mm(297), Mm(210)), rel=0.001)
    (foot,) = section.footer.paragraphs
    assert foot.text.startswith("Verantwoording van kst-99999-B@3#5\tpagina ")
    assert 'w:instr="PAGE"' in foot._p.xml


def test_git_follows_a_question_that_is_gone_up_to_the_version_that_had_it_last(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        for answers in (("Ja.", "Nee."), ("Ja.", "Misschien."), ("Ja.", "Wellicht.", "Straks."), ("Ja.",)):
            stored(store.add([submission(small_nota(ID, answers, dossier="36800-K"), answers[-1].encode())])[0])
        audit = gather(store, ID)
        last = store.versions(ID)[2].commit
        (shown,) = [
            step for step in steps(audit) if step.command.startswith("git log -L") and "Vraag 2$" in step.command
        ]
        assert shown.command.endswith(f"/,/^## Vraag 3$/:36800-K/{ID}.md' {last}")
        told = run(store.path, shown.command).stdout
        assert [
            line for line in told.splitlines() if line[:1] in "+-" and line.endswith(("Nee.", "ien.", "icht."))
        ] == ["-Misschien.", "+Wellicht.", "-Nee.", "+Misschien.", "+Nee."]


FORM_TEXTS: dict[str, Callable[[bytes], str]] = {
    ".html": lambda data: re.sub(r"<[^>]+>", "", data.decode()),
    ".md": lambda data: data.decode(),
    ".pdf": lambda data: "".join(
        char["text"] for page in pdfplumber.open(io.BytesIO(data)).pages for char in page.chars
    ),
    ".docx": lambda data: "\n".join(
        node.text or "" for node in docx.Document(io.BytesIO(data)).element.body.iter() if node.tag.endswith("}t")
    ),
}


def letters(text: str) -> str:
    """Without what wraps and escapes."""
    return re.sub(r"[\s\\]+", "", text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("say", [EN, NL], ids=["en", "nl"])
def test_every_form_tells_all(store: Store, form: str, say: object) -> None:
    audit = gather(store, "99999-B")
    data = made(form, audit, NL if say is NL else EN)
    said = letters(FORM_TEXTS[form](data).replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'"))
    for version in audit.notas[0].versions:
        assert letters(version.source_sha256 or "-") in said
        assert letters(version.commit) in said
        assert letters(version.text_id) in said
    for question in audit.notas[0].questions:
        for own in question.provenance:
            if own.part == "answer" and " | " not in own.text:
                assert letters(own.text) in said, own.text
    assert letters("Verantwoording van" if say is NL else "Audit of") in said
    assert letters("git rev-parse main") in said
    assert audit.head in said
    assert data == made(form, audit, NL if say is NL else EN), "the same corpus gives the same bytes"


def test_a_pdf_has_bookmarks_page_numbers_and_every_letter(tmp_path: Path) -> None:
    strange = "Het café van Łódź, Șofia, Ålesund en Αθήνα: €\u00a0100 – ‘goed’ ≥ ½."
    with Store.create(tmp_path / "corpus") as store:
        stored(store.add([submission(small_nota(ID, [strange], dossier="36800-K"), b"x")])[0])
        audit = gather(store, ID)
        with pdfplumber.open(io.BytesIO(made(".pdf", audit, NL))) as pdf:
            pages = [page.extract_text() for page in pdf.pages]
            fonts = {char["fontname"].partition("+")[2] for page in pdf.pages for char in page.chars}
            assert letters(strange) in letters("".join(pages))
            assert all(f"pagina {number}" in text for number, text in enumerate(pages, start=1))
            assert fonts <= {"DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSansMono"}
            titles = [title for _, title, *_ in pdf.doc.get_outlines()]
            headings = [own.text for own in outline(audit, NL).elements if isinstance(own, Heading)]
            assert titles == headings
            assert pdf.doc.catalog["Lang"] == b"nl"


def test_no_word_of_a_table_in_a_pdf_is_cut(store: Store) -> None:
    with pdfplumber.open(io.BytesIO(made(".pdf", gather(store, "99999-B"), NL))) as pdf:
        words = {word["text"] for page in pdf.pages for word in page.extract_words()}
    assert {"Versie", "Officiële", "Invoer", "(herdruk)", "(concept)", "maart", "Voorbeelddirectie"} <= words


def test_html_needs_nothing_else_and_every_link_leads_somewhere(store: Store) -> None:
    text = made(".html", gather(store, "99999"), NL).decode()
    assert re.findall(r'(?:src|href)="(?!#)', text) == []
    links = set(re.findall(r'href="#([^"]+)"', text))
    assert set(map(unquote, links)) <= set(re.findall(r'id="([^"]+)"', text)) | {"main"}
    assert not any("#" in link for link in links)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_what_looks_like_markup_is_shown_as_it_was_said(tmp_path: Path) -> None:
    nasty = "Is 1 < 2 & <script>alert(1)</script> of *dit* | dat?"
    with Store.create(tmp_path / "corpus") as store:
        text = small_nota(ID, ["Ja."], dossier="36800-K")
        question = Question("1", (Paragraph((nasty,)),))
        stored(store.add([submission(replace(text, body=(question,)), b"x", author="A & B <a@b.example>")])[0])
        audit = gather(store, ID)
        assert "<script" not in made(".html", audit, EN).decode()
        for form in (".pdf", ".docx"):
            assert letters(nasty) in letters(FORM_TEXTS[form](made(form, audit, EN)))
        assert "\\<script\\>" in made(".md", audit, EN).decode()


def test_a_docx_is_a_package_with_headings_that_word_knows(store: Store) -> None:
    data = made(".docx", gather(store, "99999-B#5"), EN)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
    styles = {paragraph.style.name for paragraph in docx.Document(io.BytesIO(data)).paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= styles


def test_a_correction_and_its_reason_are_told(tmp_path: Path) -> None:
    with Store.create(tmp_path / "corpus") as store:
        first, second = (
            {"replaces": f"{ID}@{number}", "reason": why} for number, why in ((1, "verkeerde bijlage"), (2, "te vroeg"))
        )
        for answer, more in (("Ja.", {}), ("Nee.", first), ("Toch.", second)):
            text = small_nota(ID, [answer], date(2026, 5, 21), "36800-K")
            stored(store.add([replace(submission(text, answer.encode()), **more)])[0])  # type: ignore[arg-type]
        told = made(".md", gather(store, ID), EN).decode()
        assert f"{ID}@1 is withdrawn: {ID}@2 stands in its place (verkeerde bijlage)" in told
        # One that corrects and was corrected in turn tells both.
        assert f"{ID}@2 is withdrawn: {ID}@3 stands in its place (te vroeg)" in told
        assert f"{ID}@2 stands in the place of {ID}@1: verkeerde bijlage" in told


def test_the_command_writes_the_form_of_the_ending(run: Nota, tmp_path: Path) -> None:
    fill(tmp_path / "corpus").close()
    for form, begins in ((".html", b"<!doctype html>"), (".md", b"# Audit of kst-99999-B@3#5\n"), (".pdf", b"%PDF-"),
                         (".docx", b"PK")):  # fmt: skip
        file = tmp_path / f"audit{form}"
        ran = run("report", "99999-B#5", "--output", file)
        assert (ran.status, ran.out, ran.err) == (0, "", f"{file}: written\n")
        assert file.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("99999-B", "--output", "audit.odt"), "give it one of .html, .md, .docx, .pdf"),
        (("99999-B@2", "--output", "audit.md"), "a report is of all versions"),
        (("12345", "--output", "audit.md"), "no nota '12345' in this corpus"),
        (("99999-B", "--json", "--output", "audit.md"), "nota history and nota blame write JSON"),
    ],
)
def test_what_cannot_be_made_is_one_line_and_no_file(
    run: Nota, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], says: str
) -> None:
    fill(tmp_path / "corpus").close()
    monkeypatch.chdir(tmp_path)
    ran = run("report", *command)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert not list(tmp_path.glob("audit.*"))


def test_a_question_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(AddressError):
        gather(store, "99999-B#99")
