"""A command that is asked again: told without being run, and never when anything is different."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import corpus as corpus_package
import differ as differ_package
from corpus.errors import FileRefused
from corpus.store import Store
from differ.command.again import again, corpus_of
from differ.command.session import Session, main
from differ.demo import SAMPLES
from differ.keeping import installed as module
from differ.keeping.answers import FOLDER, Answers
from differ.keeping.installed import installed
from tests.commands import Ran

B1, B2, B3, D = sorted((SAMPLES / "fictief").glob("*.md"))
QUESTIONS = (
    ("list",),
    ("list", "--json"),
    ("show", "99999-B"),
    ("show", "99999-B", "--json"),
    ("show", "--markdown", "99999-B@1"),
    ("history", "99999-B#2", "--lang", "nl"),
    ("blame", "99999-B", "--csv"),
    ("log", "--json", "--limit", "1"),
    ("when", "de Kamer"),
    ("at", "2031-03-20", "99999"),
)
Ask = Callable[..., tuple[Ran, bool]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """`ask("list")`: what the command did on a corpus of two versions, and whether it was run for it."""
    monkeypatch.setenv("NOTA_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    # The tests may have been written a moment ago.
    monkeypatch.setattr(module, "_SETTLED", -1 << 62)
    # Where the tests themselves lie, other tests may put a file meanwhile.
    elsewhere = [folder for folder in sys.path if Path(folder) != Path.cwd()]
    seen = SimpleNamespace(path=elsewhere, version=sys.version, prefix=sys.prefix)
    monkeypatch.setattr(module, "sys", seen)

    def asked(*arguments: object) -> tuple[Ran, bool]:
        given, runs = list(map(str, arguments)), []

        def run() -> None:
            runs.append(given)
            main(given)

        status: object = 0
        try:
            again(given, run)
        except SystemExit as end:
            status = end.code or 0
        captured = capsys.readouterr()
        assert isinstance(status, int)
        return Ran(status, captured.out, captured.err), bool(runs)

    asked("add", B1, B2)
    return asked


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_what_was_told_is_told_again_to_the_letter(ask: Ask, question: tuple[str, ...]) -> None:
    told, was_run = ask(*question)
    assert was_run
    assert told.status == 0
    assert told.out
    assert ask(*question) == (told, False)


def test_a_version_that_is_added_or_corrected_is_told_at_once(ask: Ask) -> None:
    before = ask("history", "99999-B#2", "--json")[0].out
    ask("add", B3)
    added = ask("history", "99999-B#2", "--json")
    assert added[1]
    assert added[0].out != before
    ask("add", D)
    assert ask("list")[1]
    listed = ask("list")
    assert not listed[1]
    assert "99999-D" in listed[0].out


def test_a_correction_is_told_at_once(ask: Ask, tmp_path: Path) -> None:
    before = ask("log")[0].out
    corrected = tmp_path / "corrected.md"
    corrected.write_text(B2.read_text().replace("de Kamer", "de Eerste Kamer"))
    assert ask("add", "--replaces", "99999-B@2", "--reason", "a slip", corrected)[0].status == 0
    told, was_run = ask("log")
    assert was_run
    assert told.out != before


@pytest.mark.parametrize(
    ("name", "value"), [("LC_ALL", "nl_NL.UTF-8"), ("COLUMNS", "60"), ("NO_COLOR", "1"), ("NOTA_CORPUS", "elsewhere")]
)
def test_another_language_window_or_corpus_is_another_question(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    ask("show", "99999-B")
    monkeypatch.setenv(name, value)
    assert ask("show", "99999-B")[1]


def test_a_file_of_that_name_is_read_and_not_the_corpus(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    from_corpus = ask("show", "99999-B")[0].out
    shutil.copy(D, "99999-B")
    for _ in range(2):
        told, was_run = ask("show", "99999-B")
        assert was_run
        assert told.out != from_corpus
    Path("99999-B").unlink()
    assert ask("show", "99999-B")[0].out == from_corpus


@pytest.mark.parametrize("question", [("show", "99999-Z"), ("add", B1), ("check",), ("--version", "list")], ids=str)
def test_trouble_and_what_is_more_than_reading_is_never_told_from_memory(
    ask: Ask, question: tuple[object, ...]
) -> None:
    assert ask(*question)[1]
    assert ask(*question)[1]


@pytest.mark.parametrize("ending", ["html", "md", "docx", "pdf"])
def test_a_report_is_written_again_to_the_letter(ask: Ask, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"audit.{ending}"
    question = ("report", "99999-B#2", "--output", file)
    told, was_run = ask(*question)
    assert was_run
    assert str(file) in told.err
    written = file.read_bytes()
    file.write_bytes(b"another")
    assert ask(*question) == (told, False)
    assert file.read_bytes() == written
    file.unlink()
    assert ask(*question) == (told, False)
    assert file.read_bytes() == written
    ask("add", B3)
    assert ask(*question)[1]
    assert file.read_bytes() != written


def test_a_report_that_cannot_be_written_is_not_said_to_be(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "audits"
    folder.mkdir()
    monkeypatch.chdir(folder)
    question = ("report", "99999-B#2", "--output=audit.md", "--lang", "en")
    assert ask(*question)[0].status == 0
    assert not ask(*question)[1]
    shutil.rmtree(folder)
    told, was_run = ask(*question)
    assert was_run
    assert told.status == 2
    assert "audit.md" in told.err
    # In another form or language it is another file.
    monkeypatch.chdir(tmp_path)
    assert not ask(*question)[1]
    for other in (("--output=audit.html",), ("--lang", "nl")):
        assert ask(*question, *other)[1]


def test_what_complained_is_not_kept(ask: Ask) -> None:
    def complaining() -> None:
        print("half of it")
        print("warning: the rest is not there", file=sys.stderr)
        sys.exit(0)

    for _ in range(2):
        with pytest.raises(SystemExit):
            again(["list"], complaining)
    assert "99999-B" in ask("list")[0].out


def test_what_is_longer_than_is_kept_is_told_whole(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("differ.command.again._MOST", 100)
    told, _ = ask("show", "99999-B")
    assert len(told.out) > 100
    assert ask("show", "99999-B") == (told, True)


def test_an_answer_that_was_altered_is_not_told(ask: Ask, tmp_path: Path) -> None:
    told, _ = ask("show", "99999-B")
    (kept,) = (tmp_path / "corpus" / FOLDER).iterdir()
    for altered in (kept.read_bytes()[:-1], kept.read_bytes() + b"x", b"", b"x" * 100):
        kept.write_bytes(altered)
        assert ask("show", "99999-B") == (told, True)
        assert ask("show", "99999-B") == (told, False)


def test_what_is_kept_may_be_thrown_away_or_not_be_kept_at_all(ask: Ask, tmp_path: Path) -> None:
    told, _ = ask("show", "99999-B")
    folder = tmp_path / "corpus" / FOLDER
    shutil.rmtree(folder)
    assert ask("show", "99999-B") == (told, True)
    shutil.rmtree(folder)
    folder.write_text("no folder")
    assert ask("show", "99999-B") == (told, True)
    assert ask("show", "99999-B") == (told, True)


def test_the_oldest_answers_are_let_go_and_no_other_is_given_in_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(tmp_path, most=2000)
    for number in range(40):
        answers.put(f"key {number}", f"{number} ".encode() + os.urandom(100))
        kept = [answers.get(f"key {one}") for one in range(number + 1)]
        assert all(told is None or told.startswith(f"{one} ".encode()) for one, told in enumerate(kept))
        assert kept[-1]
    assert sum(file.stat().st_size for file in (tmp_path / FOLDER).iterdir()) <= 2000
    assert kept.count(None) > 10
    # Where two keys have one name of a file, the last one is kept.
    monkeypatch.setattr("differ.keeping.answers.crc32", lambda _: 7)
    answers.put("one", b"1")
    answers.put("other", b"2")
    assert (answers.get("one"), answers.get("other")) == (None, b"2")


def test_a_check_finds_a_text_that_was_tampered_with_whatever_is_told(ask: Ask, tmp_path: Path) -> None:
    ask("show", "99999-B")
    corpus = tmp_path / "corpus"
    with Store.open(corpus) as store:
        text, other = (store.versions("kst-99999-B")[at].text_id for at in (1, 0))
    own, wrong = (corpus / "objects" / name[:2] / name[2:] for name in (text, other))
    own.chmod(0o644)
    own.write_bytes(wrong.read_bytes())
    told, _ = ask("check")
    assert told.status == 1
    assert "kst-99999-B@2" in told.out


@pytest.mark.parametrize(
    "arguments",
    ["list", "--corpus a list", "list --corpus=b --json", "--corpus a list --corpus b", "--corpus=a --corpus=c list"],
)
def test_the_corpus_is_the_one_that_the_command_opens(
    arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTA_CORPUS", "other")
    opened = []

    def open_(session: Session) -> None:
        opened.append(session.corpus)
        sys.exit(0)

    monkeypatch.setattr(Session, "open", open_)
    with pytest.raises(SystemExit):
        main(arguments.split())
    assert opened == [Path(corpus_of(arguments.split()))]


# Which code it was


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the code that `installed` takes for ours."""
    folder = tmp_path / "code"
    packages: tuple[ModuleType, ...] = (corpus_package, differ_package)
    for package in packages:
        copied = folder / package.__name__
        shutil.copytree(package.__path__[0], copied, ignore=shutil.ignore_patterns("__pycache__", "samples"))
        monkeypatch.setattr(package, "__path__", [str(copied)])
    monkeypatch.syspath_prepend(folder)
    yield folder


def test_code_that_changed_just_now_is_not_known(code: Path) -> None:
    assert installed() is None


@pytest.mark.parametrize(
    "place", ["differ/audit/told.py", "differ/lexicon/weak.txt", "differ/translations/nl/LC_MESSAGES/messages.mo"]
)
def test_a_file_that_changed_is_another_edition_also_where_its_size_and_time_are_put_back(
    code: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SETTLED", -1 << 62)
    before, file = installed(), code / place
    assert before == installed()
    stat = file.stat()
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"#")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert installed() != before


def test_a_module_or_a_library_more_is_another_edition(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SETTLED", -1 << 62)
    editions = [installed()]
    (code / "differ" / "audit" / "new.py").touch()
    editions.append(installed())
    (code / "library-2.0.dist-info").mkdir()
    editions.append(installed())
    (code / "differ" / "audit" / "new.py").unlink()
    editions.append(installed())
    assert len(set(editions)) == 4


# As it is installed


def test_the_command_tells_again_without_loading_what_it_needs(tmp_path: Path) -> None:
    environment = {**os.environ, "NOTA_CORPUS": str(tmp_path / "corpus")}
    code = "import sys; from web.command import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"

    def nota(*arguments: str) -> tuple[bytes, set[str]]:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, check=True
        )
        return done.stdout, set(done.stderr.decode().split())

    nota("add", str(B1))
    told, needed = nota("show", "99999-B")
    assert {"click", "corpus.store"} <= needed
    again, loaded = nota("show", "99999-B")
    assert again == told
    assert {"click", "corpus.store", "hashlib", "dataclasses", "subprocess", "sqlite3"} & loaded == set()


def test_half_an_answer_is_never_told_again(tmp_path: Path) -> None:
    environment = {**os.environ, "NOTA_CORPUS": str(tmp_path / "corpus")}
    command = [str(Path(sys.executable).with_name("nota"))]

    def asked() -> bytes:
        return subprocess.check_output([*command, "show", "99999-B"], env=environment)

    def stopped() -> tuple[int, bytes]:
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            done = subprocess.run(
                [*command, "show", "99999-B"], env=environment, stdout=pipe, stderr=subprocess.PIPE, check=False
            )
        return done.returncode, done.stderr

    subprocess.run([*command, "add", B1], env=environment, capture_output=True, check=True)
    first = stopped()
    assert first[1] == b""
    told = asked()
    assert "99999-B" in told.decode()
    assert asked() == told
    assert stopped() == first


def test_places_that_could_not_be_found_now_are_looked_for_another_time(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, *_: object) -> None:
        raise FileRefused("%(file)s: takes too long", file=name)

    with monkeypatch.context() as busy:
        busy.setattr("corpus.located.places_in", refuse)
        assert ask("show", "99999-B", "--json")[0].status == 0
    told, was_run = ask("show", "99999-B", "--json")
    assert was_run
    assert told == ask("show", "99999-B", "--json")[0]
