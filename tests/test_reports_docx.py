"""Tracked changes: before them a document is the left text, after them the right one, and it stays what it was."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as Docx
from lxml import etree

from corpus.blocks import Options
from corpus.ingest import read_file
from corpus.model import Answer, Document, Nota, Paragraph, Question, Table
from differ.bilingual.language import translator
from differ.choosing import Choice
from differ.compare import compare
from differ.model import NotaDiff
from differ.reports.docx import report
from differ.reports.drafts import Draft
from differ.reports.tracked.ooxml import W
from tests.cases import DATA, case_files, document, parts
from tests.helpers import shared

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "fictief"
CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


def cases() -> Iterator[tuple[str, str, str]]:
    """Every case of the project that has two texts; those of sentences are the answers of one nota."""
    for folder in ("align", "reports"):
        for file in case_files(folder):
            given = parts(file)
            yield f"{folder}/{file.stem}", given["left"], given["right"]
            yield f"{folder}/{file.stem}, backwards", given["right"], given["left"]
    for story in sorted((DATA / "diff").iterdir()):
        left, right = ((story / f"{side}.md").read_text("utf-8") for side in ("left", "right"))
        yield f"diff/{story.name}", left, right
    told = [
        given for folder in ("facts", "textdiff") for file in case_files(folder) if "left" in (given := parts(file))
    ]
    yield "facts and textdiff", _answers(told, "left"), _answers(told, "right")
    versions = [file.read_text("utf-8") for file in sorted(SAMPLES.glob("99999-B.*.md"))]
    for old, new in zip(versions, versions[1:] + versions[:1], strict=True):
        yield "samples", old, new


def _answers(told: list[dict[str, str]], side: str) -> str:
    """A nota in which each text is the answer to what it shows."""
    return "".join(f"## Vraag {n}\n{own['says']}\n### Antwoord\n{own[side]}\n" for n, own in enumerate(told, start=1))


CASES = list(cases())


def tracked(diff: NotaDiff, draft: bytes | None = None, choice: Choice = Choice()) -> bytes:  # noqa: B008
    """The report; fails where the changes could not be tracked in the draft itself."""
    made, warnings = report(diff, choice, Draft("draft.docx", draft, Options()) if draft else None, translator("nl"))
    assert not [own for own in warnings if "not tracked" not in str(own)], warnings
    assert_sound(made)
    return made


def texts(nota: Nota) -> dict[str, tuple[list[str], list[str]]]:
    """Question and answer of each number, by their paragraphs."""
    return {p.number: (_bare(p.question.text), _bare(p.answer.text if p.answer else "")) for p in nota.pairs}


def _bare(text: str) -> list[str]:
    return [" ".join(own.split()) for own in text.split("\n\n")]


def read_back(made: bytes, revisions: str) -> dict[str, tuple[list[str], list[str]]]:
    return texts(read_file("tracked.docx", made, Options(revisions)).nota)  # type: ignore[arg-type]


def assert_replays(diff: NotaDiff, made: bytes) -> None:
    assert read_back(made, "original") == texts(diff.left.nota)
    assert read_back(made, "accept") == texts(diff.right.nota)


def main_part(made: bytes) -> etree._Element:
    return part(made, "word/document.xml")


def part(made: bytes, member: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return etree.fromstring(archive.read(member))


def said(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def assert_sound(made: bytes) -> None:
    """What Word wants of tracked changes: ids that are unique, ranges that are whole, and deleted text that says so."""
    root = main_part(made)
    ids = [own.get(f"{W}id") for own in root.iter(*CHANGES)]
    ranges: dict[str, dict[str, list[str | None]]] = {}
    for way in ("moveFrom", "moveTo"):
        starts = list(root.iter(f"{W}{way}RangeStart"))
        ids += [own.get(f"{W}id") for own in starts]
        assert sorted(own.get(f"{W}id") or "" for own in starts) == sorted(
            own.get(f"{W}id") or "" for own in root.iter(f"{W}{way}RangeEnd")
        )
        ranges[way] = {"names": sorted(own.get(f"{W}name") for own in starts)}  # type: ignore[type-var]
    assert ranges["moveFrom"] == ranges["moveTo"]
    assert len(ids) == len(set(ids))
    for own in root.iter(*CHANGES):
        assert own.get(f"{W}author")
    for text in root.iter(f"{W}delText"):
        assert any(own.tag == f"{W}del" for own in text.iterancestors())
    for text in root.iter(f"{W}t"):
        assert not any(own.tag == f"{W}del" for own in text.iterancestors())
    for change in root.iter(*CHANGES):
        assert change.getparent() is not None
        assert change.getparent().tag not in CHANGES  # type: ignore[union-attr]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"ns0:" not in archive.read("word/document.xml")
    for paragraph in root.iter(f"{W}p"):
        assert [own.tag for own in paragraph].count(f"{W}pPr") <= 1
        assert paragraph.find(f"{W}pPr") in (None, paragraph[0] if len(paragraph) else None)


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_plain_document_replays_both_texts(left: str, right: str) -> None:
    diff = compare(document(left), document(right))
    made = tracked(diff)
    assert_replays(diff, made)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    diff = compare(*(document(text) for text in CASES[-1][1:]))
    assert tracked(diff) == tracked(diff)


# In a draft


def written(write: Callable[[Docx], None]) -> bytes:
    draft = docx.Document()
    write(draft)
    out = io.BytesIO()
    draft.save(out)
    return out.getvalue()


def ministry(draft: Docx) -> None:
    """A letter as a ministry sends it: a header, bold questions, a list, a table."""
    draft.sections[0].header.paragraphs[0].text = "Ministerie van Voorbeelden"
    for number, asked in enumerate(("Hoeveel voorbeelden zijn er?", "Wie houdt toezicht?", "Wat kost het?"), start=1):
        draft.add_paragraph().add_run(f"Vraag {number}").bold = True
        draft.add_paragraph(style="Quote").add_run(asked).bold = True
        draft.add_paragraph().add_run(f"Antwoord op vraag {number}").bold = True
        if number == 1:
            sentence = draft.add_paragraph("In 2030 zijn er ")
            sentence.add_run("1.240").italic = True
            sentence.add_run(" voorbeelden. Daarvan is de helft nieuw.")
            draft.add_paragraph("voor de opleiding;", style="List Bullet")
            draft.add_paragraph("voor het onderhoud.", style="List Bullet")
        elif number == 2:
            draft.add_paragraph("Dat doet de Inspectie. Zij brengt jaarlijks verslag uit.")
        else:
            table = draft.add_table(rows=3, cols=2, style="Table Grid")
            for cell, text in zip(
                (cell for row in table.rows for cell in row.cells),
                ("Jaar", "Bedrag", "2029", "1,5", "2030", "2,5"),
                strict=True,
            ):
                cell.text = text
            draft.add_paragraph("Meer is niet bekend.")


MINISTRY = written(ministry)


def numbered(draft: Docx) -> None:
    """Questions in the paragraph of their number, as '1. Hoeveel', and answers without a mark."""
    for number, asked in enumerate(("Hoeveel voorbeelden zijn er?", "Wie houdt toezicht?", "Wat kost het?"), start=1):
        draft.add_paragraph().add_run(f"{number}. {asked}").bold = True
        draft.add_paragraph(f"Dat is antwoord nummer {number * 111}. Meer is daarover niet bekend.")


def counted(draft: Docx) -> None:
    """Questions that the document itself numbers."""
    for asked in ("Hoeveel voorbeelden zijn er?", "Wie houdt toezicht?", "Wat kost het allemaal?"):
        draft.add_paragraph(asked, style="List Number")
        draft.add_paragraph("Antwoord")
        draft.add_paragraph(f"Het antwoord daarop is bekend: {len(asked)}. Meer is daarover niet bekend.")


def edited(nota: Nota, change: Callable[[list[Question]], None]) -> Nota:
    """Its questions changed, and counted again."""
    questions = [item for item in nota.body if isinstance(item, Question)]
    change(questions)
    body = tuple(
        replace(own, number=str(n), answer=replace(own.answer, numbers=(str(n),)) if own.answer else None)
        for n, own in enumerate(questions, start=1)
    )
    return replace(nota, body=body)


def in_draft(draft: bytes, change: Callable[[list[Question]], None]) -> tuple[NotaDiff, bytes]:
    nota = read_file("draft.docx", draft).nota
    diff = compare(Document("draft.docx", nota), Document("final.docx", edited(nota, change)))
    made = tracked(diff, draft)
    assert_replays(diff, made)
    return diff, made


NEW = Question("n", (Paragraph(("Hoe lang duurt een aanvraag?",)),), Answer(("n",), (Paragraph(("Negen weken.",)),)))


def inserted_first(questions: list[Question]) -> None:
    questions.insert(0, NEW)


def inserted_last(questions: list[Question]) -> None:
    questions.append(NEW)


def removed(questions: list[Question]) -> None:
    del questions[1]


def moved(questions: list[Question]) -> None:
    questions.append(questions.pop(0))


def everything(questions: list[Question]) -> None:
    questions.append(questions.pop(0))
    questions.insert(1, NEW)
    del questions[0]


@pytest.mark.parametrize("change", [inserted_first, inserted_last, removed, moved, everything])
@pytest.mark.parametrize("write", [ministry, numbered, counted])
def test_questions_come_and_go_and_move_in_a_draft_of_any_style(
    write: Callable[[Docx], None], change: Callable[[list[Question]], None]
) -> None:
    in_draft(written(write), change)


def test_words_change_within_the_looks_of_a_draft() -> None:
    def change(questions: list[Question]) -> None:
        answer = questions[0].answer
        assert answer
        first = Paragraph(("In 2030 zijn er 1.312 voorbeelden.", "Daarvan is een derde nieuw."))
        questions[0] = replace(questions[0], answer=replace(answer, blocks=(first, *answer.blocks[1:])))

    _, made = in_draft(MINISTRY, change)
    root = main_part(made)
    deletions = [said(own) for own in root.iter(f"{W}del") if len(own)]
    assert deletions == ["1.240", "de helft"]
    (new,) = [own for own in root.iter(f"{W}ins") if said(own) == "1.312"]
    assert new.find(f"{W}r/{W}rPr/{W}i") is not None
    for member in ("word/styles.xml", "word/numbering.xml", "word/header1.xml"):
        with zipfile.ZipFile(io.BytesIO(made)) as ours, zipfile.ZipFile(io.BytesIO(MINISTRY)) as theirs:
            assert ours.read(member) == theirs.read(member)


def test_a_new_question_looks_like_the_others() -> None:
    _, made = in_draft(MINISTRY, inserted_last)
    new = [own for own in main_part(made).iter(f"{W}p") if own.find(f"{W}pPr/{W}rPr/{W}ins") is not None]
    assert [said(own) for own in new] == [
        "Vraag 4", "Hoe lang duurt een aanvraag?", "Antwoord op vraag 4", "Negen weken.",
    ]  # fmt: skip
    assert new[1].find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Quote"  # type: ignore[union-attr]
    assert [own.find(f".//{W}b") is not None for own in new] == [True, True, True, False]


def test_rows_and_cells_of_a_table_are_tracked_one_by_one() -> None:
    def change(questions: list[Question]) -> None:
        answer = questions[2].answer
        assert answer
        table = Table((("Jaar", "Bedrag"), ("2029", "1,8"), ("2030", "2,5"), ("2031", "3,5")))
        questions[2] = replace(questions[2], answer=replace(answer, blocks=(table, *answer.blocks[1:])))

    _, made = in_draft(MINISTRY, change)
    root = main_part(made)
    (row,) = [own for own in root.iter(f"{W}tr") if own.find(f"{W}trPr/{W}ins") is not None]
    assert said(row) == "20313,5"
    assert [said(own) for own in root.iter(f"{W}del") if len(own)] == ["1,5"]


def test_a_moved_question_is_a_move_with_both_its_ends() -> None:
    _, made = in_draft(MINISTRY, moved)
    root = main_part(made)
    gone, new = ([said(own) for own in root.iter(f"{W}{way}")] for way in ("moveFrom", "moveTo"))
    assert any("Hoeveel voorbeelden zijn er?" in text for text in gone)
    assert any("Hoeveel voorbeelden zijn er?" in text for text in new)


def test_a_sentence_that_went_to_another_answer_is_a_move_with_both_its_ends() -> None:
    sentence = "De Inspectie voor Voorbeelden brengt daarover jaarlijks voor 1 juni verslag uit aan de Kamer."

    def draft(document: Docx) -> None:
        for number, asked in enumerate(("Hoeveel voorbeelden zijn er?", "Wie houdt toezicht?"), start=1):
            document.add_paragraph(f"Vraag {number}")
            document.add_paragraph(asked)
            document.add_paragraph("Antwoord")
            document.add_paragraph(f"Dat is bekend sinds 203{number}.{f' {sentence}' if number == 1 else ''}")

    def change(questions: list[Question]) -> None:
        for place, answer in enumerate((("Dat is bekend sinds 2031.",), ("Dat is bekend sinds 2032.", sentence))):
            own = Answer((str(place + 1),), (Paragraph(answer),))
            questions[place] = replace(questions[place], answer=own)

    diff, made = in_draft(written(draft), change)
    assert {c.op for pair in diff.pairs for c in pair.answer.changes if c.move} == {"move-from", "move-to"}
    root = main_part(made)
    assert [[said(own).strip() for own in root.iter(f"{W}{way}")] for way in ("moveFrom", "moveTo")] == [[sentence]] * 2


def test_changes_that_a_draft_already_had_are_settled_as_it_was_read() -> None:
    with zipfile.ZipFile(io.BytesIO(MINISTRY)) as archive:
        xml = archive.read("word/document.xml").decode()
    change = (
        '<w:r><w:t xml:space="preserve">Dat doet </w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>niemand'
        '</w:delText></w:r></w:del><w:ins w:id="2" w:author="x"><w:r><w:t>de Inspectie</w:t></w:r></w:ins>'
        "<w:r><w:t>. Zij brengt jaarlijks verslag uit.</w:t></w:r>"
    )
    old = "<w:r><w:t>Dat doet de Inspectie. Zij brengt jaarlijks verslag uit.</w:t></w:r>"
    assert old in xml
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MINISTRY)) as archive, zipfile.ZipFile(out, "w") as new:
        for member in archive.namelist():
            new.writestr(member, xml.replace(old, change) if member == "word/document.xml" else archive.read(member))
    _, made = in_draft(out.getvalue(), removed)
    assert "niemand" not in said(main_part(made))


def test_facts_are_remarks_in_the_margin() -> None:
    def change(questions: list[Question]) -> None:
        answer = questions[0].answer
        assert answer
        first = Paragraph(("In 2030 zijn er 1.312 voorbeelden.", "Daarvan is de helft nieuw."))
        questions[0] = replace(questions[0], answer=replace(answer, blocks=(first, *answer.blocks[1:])))

    _, made = in_draft(MINISTRY, change)
    remark = said(part(made, "word/comments.xml"))
    assert remark.startswith("getal: ‘1.240")
    assert "→ ‘1.312" in remark
    assert docx.Document(io.BytesIO(made)).comments is not None


def test_what_is_ignored_stays_as_it_was() -> None:
    def quoted(sign: str) -> Callable[[list[Question]], None]:
        def change(questions: list[Question]) -> None:
            questions[0] = replace(questions[0], blocks=(Paragraph((f"Hoeveel {sign}nieuwe{sign} voorbeelden?",)),))

        return change

    def and_removed(questions: list[Question]) -> None:
        quoted("'")(questions)
        del questions[2]

    nota = read_file("draft.docx", MINISTRY).nota
    diff = compare(Document("l.md", edited(nota, quoted("’"))), Document("r.md", edited(nota, and_removed)))
    assert [pair.kind for pair in diff.pairs] == ["cosmetic", "unchanged", "removed"]
    made = tracked(diff, choice=Choice(ignore_cosmetic=True))
    assert read_back(made, "original").keys() == {"2", "3"}
    assert read_back(made, "accept").keys() == {"2"}


def test_in_a_draft_what_is_ignored_stays_as_it_was() -> None:
    nota = read_file("draft.docx", MINISTRY).nota

    def change(questions: list[Question]) -> None:
        answer = questions[0].answer
        assert answer
        first = Paragraph(("In 2030 zijn er 1 240 voorbeelden.", "Daarvan is de helft nieuw."))
        questions[0] = replace(questions[0], answer=replace(answer, blocks=(first, *answer.blocks[1:])))
        del questions[2]

    diff = compare(Document("draft.docx", nota), Document("final.docx", edited(nota, change)))
    made = tracked(diff, MINISTRY, Choice(ignore_cosmetic=True))
    assert read_back(made, "original") == texts(nota)
    assert read_back(made, "accept") == {number: texts(nota)[number] for number in ("1", "2")}


def test_a_draft_in_which_it_cannot_be_done_is_told_and_a_plain_document_is_made() -> None:
    diff = compare(document(CASES[0][1]), document(CASES[0][2]))
    made, (warning,) = report(diff, Choice(), Draft("ander.docx", MINISTRY, Options()), translator("nl"))
    assert "ander.docx" in str(warning)
    assert_replays(diff, made)
    assert "kunnen niet worden bijgehouden in ander.docx zelf" in said(main_part(made))


def test_questions_that_are_all_new_or_all_gone_or_none() -> None:
    nota = read_file("draft.docx", MINISTRY).nota
    diff = compare(Document("l.md", nota), Document("r.md", edited(nota, inserted_last)))
    new = tracked(diff, choice=Choice(only_changed=True))
    assert read_back(new, "accept") == {"4": (["Hoe lang duurt een aanvraag?"], ["Negen weken."])}
    back = compare(diff.right, diff.left)
    assert read_back(tracked(back, choice=Choice(only_changed=True)), "original").keys() == {"4"}
    assert tracked(compare(diff.left, diff.left), choice=Choice(only_changed=True))


def test_what_changed_outside_the_questions_is_told_to_stand_elsewhere() -> None:
    texts_ = [
        document(f"{opening}\n\n{CASES[0][1]}") for opening in ("Met dank gelezen.", "Met belangstelling gelezen.")
    ]
    for choice in (Choice(), Choice(only_changed=True)):
        _, (warning,) = report(compare(*texts_), choice, None, translator("nl"))
        assert "outside the questions is not tracked" in str(warning)


# Real drafts


@pytest.mark.parametrize("name", ["letter-01", "letter-03", "letter-05", "letter-07"])
def test_a_real_letter_keeps_its_looks(name: str) -> None:
    draft = shared(f"letters-docx/{name}.docx").read_bytes()
    nota = read_file("letter.docx", draft).nota
    chance = random.Random(name)
    items = list(nota.body)
    for place in chance.sample([n for n, item in enumerate(items) if isinstance(item, Question) and item.answer], 3):
        question = items[place]
        assert isinstance(question, Question)
        assert question.answer
        new = (*question.answer.blocks[:-1], Paragraph(("Daarmee is in totaal 12,5 miljoen euro gemoeid.", "Ja.")))
        items[place] = replace(question, answer=replace(question.answer, blocks=new))
    diff = compare(Document("letter.docx", nota), Document("final", replace(nota, body=tuple(items))))
    made = tracked(diff, draft)
    with zipfile.ZipFile(io.BytesIO(made)) as ours, zipfile.ZipFile(io.BytesIO(draft)) as theirs:
        same = [m for m in theirs.namelist() if m.endswith(".xml") and ours.read(m) != theirs.read(m)]
    assert set(same) <= {"word/document.xml", "[Content_Types].xml"}
