"""What was gathered -> the outline of a report, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corpus.messages import Message
from corpus.model import Version
from differ.audit.reporting import verifying
from differ.audit.reporting.gathered import Audit, Audited, Followed
from differ.audit.reporting.outline import Contents, Element, Grid, Heading, Note, Outline, Points, Said, Step, Steps
from differ.bilingual.help import _
from differ.bilingual.language import Translator
from differ.bilingual.words import KINDS, called
from differ.model import Change, TextDiff, Wording
from differ.reports.said import said

_ELSEWHERE = Message("Other nota's in which these questions return")
# Two tables, because one of eight columns has no room for its words on paper.
_VERSIONS = (_("Version"), _("Legal date"), _("Import"), _("Author"), _("Source"), _("Read with"))
_IDENTITIES = (_("Version"), _("Commit"), _("Text (git blob)"), _("SHA-256 of the source"))


def outline(audit: Audit, say: Translator) -> Outline:
    """The whole report; the same corpus gives the same."""
    return Outline(say.language, tuple(_Writer(audit, say).elements()))


class _Writer:
    def __init__(self, audit: Audit, say: Translator) -> None:
        self.audit = audit
        self.say = say

    def elements(self) -> Iterator[Element]:
        say, audit = self.say, self.audit
        yield Heading(1, say(Message("Audit of %(asked)s", {"asked": _asked(audit)})), "top")
        yield from self._about()
        yield Contents()
        for nota in audit.notas:
            yield from self._nota(nota)
        if audit.elsewhere:
            yield Heading(2, say(_ELSEWHERE), "elsewhere")
            yield from self._versions(audit.elsewhere)
        yield Heading(2, say("How to verify this without this program"), "verify")
        yield Note(
            say(
                "Run these in the corpus, or in a clone of it (git clone CORPUS), with no more than git, a shell and "
                "sha256sum; below each stands what it prints. What git log -L and git diff print is not given: it is "
                "what was told above, in git's own form."
            )
        )
        yield Steps(tuple(verifying.of_corpus(audit)))
        for nota in audit.notas:
            yield from self._verify(nota)
        if audit.elsewhere:
            yield Heading(3, say(_ELSEWHERE), "elsewhere-verify")
            yield from self._verify_versions(audit.elsewhere)

    def _about(self) -> Iterator[Element]:
        say, audit = self.say, self.audit
        wordings = sum(len(own.thread.wordings) for nota in audit.notas for own in nota.questions)
        rows = [
            (say("Corpus, at commit"), audit.head),
            (say("Newest version in it"), f"{audit.newest.address}, {say.date(audit.newest.committed)}"),
            (say("Nota's"), str(len(audit.notas))),
            (say("Versions"), str(sum(len(nota.versions) for nota in audit.notas))),
            (say("Questions"), str(sum(len(nota.questions) for nota in audit.notas))),
            (say("Wordings"), str(wordings)),
        ]
        yield Grid((say("Item"), say("Value")), tuple(rows))
        yield Note(
            say(
                "Of each question the wordings of its answer, in the order of their legal dates, each marked against "
                "the one before; then which version brought each sentence of the last. What was said is literal; "
                "kinds and facts are found by rules."
            )
        )
        yield Note(
            say(
                "Legend: what was removed is struck through, what was added is underlined; "
                "an arrow stands at what moved."
            )
        )

    # One nota

    def _nota(self, nota: Audited) -> Iterator[Element]:
        say = self.say
        yield Heading(2, nota.nota, nota.nota)
        if nota.title:
            yield Said(_plain(nota.title))
        yield Heading(3, say("Versions and their sources"), f"{nota.nota}-versions")
        yield from self._versions(nota.versions)
        for question in nota.questions:
            yield from self._question(nota, question)

    def _versions(self, versions: Sequence[Version]) -> Iterator[Element]:
        yield Grid(tuple(map(self.say, _VERSIONS)), tuple(map(self._version, versions)))
        yield Grid(tuple(map(self.say, _IDENTITIES)), tuple(map(_identities, versions)))
        yield from (Note(text) for version in versions for text in self._corrections(version))

    def _version(self, version: Version) -> tuple[str, ...]:
        return (
            _version(version),
            self.say.date(version.received) if version.received else "–",
            self.say.date(version.committed),
            version.author,
            version.source_name or "–",
            version.reader or "–",
        )

    def _corrections(self, version: Version) -> Iterator[str]:
        values: dict[str, object] = {"version": version.address}
        if version.replaced_by:
            values |= {"by": version.replaced_by, "reason": version.replaced_because or "–"}
            yield self.say(Message("%(version)s is withdrawn: %(by)s stands in its place (%(reason)s)", values))
        if version.replaces:
            values |= {"of": version.replaces, "reason": version.reason or "–"}
            yield self.say(Message("%(version)s stands in the place of %(of)s: %(reason)s", values))

    # One question

    def _question(self, nota: Audited, question: Followed) -> Iterator[Element]:
        yield Heading(3, self._title(nota, question), question.located.address)
        if not question.located.is_alone:
            yield Said(_plain(question.located.question))
        for place, wording in enumerate(question.thread.wordings, start=1):
            yield from self._wording(question, wording, place)
        yield from self._provenance(question)

    def _title(self, nota: Audited, question: Followed) -> str:
        title = self.say(called(question.located.number))
        if not question.is_gone:
            return f"{title} ({nota.nota})"
        values: dict[str, object] = {"question": title, "version": question.located.address.partition("#")[0]}
        return self.say(Message("%(question)s (%(version)s, no longer in the newest)", values))

    def _wording(self, question: Followed, wording: Wording, place: int) -> Iterator[Element]:
        say, version = self.say, wording.version
        told = [say.date(version.date), wording.located.address, *([version.label] if version.label else [])]
        yield Heading(4, " · ".join([*told, say(KINDS[wording.kind])]), f"{question.located.address}-w{place}")
        values: dict[str, object] = {
            "author": version.author,
            "commit": version.commit,
            "day": version.committed,
        }
        yield Note(say(Message("%(author)s; commit %(commit)s of %(day)s", values)))
        if wording.also_in:
            also = ", ".join(f"{own.address} ({say.date(own.date)})" for own in wording.also_in)
            yield Note(say(Message("The same in %(versions)s.", {"versions": also})))
        if wording.returns_to is not None:
            back = question.thread.wordings[wording.returns_to].located.address
            yield Note(say(Message("This is again what %(address)s said.", {"address": back})))
        if wording.facts:
            yield Points(tuple(said(fact, say) for fact in wording.facts))
        if wording.answer_diff.changes:
            yield Said(wording.answer_diff)
        else:
            yield Note(say("(no answer)"))
        before = question.notes[wording.before] if wording.before is not None else ()
        for note in question.notes[place - 1]:
            if note not in before:
                yield Note(say(Message("Note %(mark)s: %(text)s", {"mark": note.merk, "text": note.tekst})))

    def _provenance(self, question: Followed) -> Iterator[Element]:
        say = self.say
        part = "question" if question.located.is_alone else "answer"
        stated = [own for own in question.provenance if own.part == part]
        runs = tuple(
            (version, " ".join(own.text for own in run))
            for version, run in groupby(stated, key=lambda own: own.version)
        )
        mixed = [own for own in stated if len({run.version.commit for run in own.words}) > 1]
        if len(runs) == 1 and not mixed:
            if runs[0][0] == question.thread.wordings[-1].version:
                # As it says above it.
                return
            yield Note(
                say(Message("Each sentence of it comes from %(version)s.", {"version": self._since(runs[0][0])}))
            )
        elif runs:
            yield Heading(4, say("Which version brought each sentence"), f"{question.located.address}-since")
            rows = tuple((text, self._since(version), *_by(version)) for version, text in runs)
            yield Grid((say("Sentences"), say("Since"), say("Author"), say("Commit")), rows)
        if mixed:
            yield Note(say("Some of these sentences have words of several versions:"))
            words = tuple((run.text.strip(), self._since(run.version)) for own in mixed for run in own.words)
            yield Grid((say("Words"), say("Since")), words)

    def _since(self, version: Version) -> str:
        return f"{version.address}, {self.say.date(version.date)}"

    # Proof

    def _verify_versions(self, versions: Iterable[Version]) -> Iterator[Element]:
        for version in versions:
            yield Heading(4, version.address, f"{version.address}-verify")
            yield Steps(tuple(verifying.of_version(version, self.audit.sources.get(version.commit))))

    def _verify(self, nota: Audited) -> Iterator[Element]:
        yield Heading(3, nota.nota, f"{nota.nota}-verify")
        yield Steps(tuple(verifying.of_nota(nota)))
        yield from self._verify_versions(nota.versions)
        for question in nota.questions:
            # Two pieces of one question are compared with the same version before.
            steps = dict.fromkeys((*verifying.of_question(nota, question), *_compared(question)))
            if steps:
                yield Heading(4, self._title(nota, question), f"{question.located.address}-verify")
                yield Steps(tuple(steps))


def _asked(audit: Audit) -> str:
    if audit.is_dossier:
        return audit.asked.strip()
    (nota,) = audit.notas
    return nota.questions[0].located.address if "#" in audit.asked else nota.nota


def _version(version: Version) -> str:
    return f"{version.address} ({version.label})" if version.label else version.address


def _identities(version: Version) -> tuple[str, ...]:
    return _version(version), version.commit, version.text_id, version.source_sha256 or "–"


def _by(version: Version) -> tuple[str, str]:
    return version.author.partition(" <")[0], version.commit[:12]


def _compared(question: Followed) -> Iterable[Step]:
    wordings = question.thread.wordings
    for wording in wordings:
        before = wordings[wording.before] if wording.before is not None else None
        yield from verifying.of_wording(wording, before)


def _plain(text: str) -> TextDiff:
    return TextDiff((Change("equal", text),))
