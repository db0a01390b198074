"""What every verb of the command `nota` shares: where the corpus is, how to answer, and how trouble is told."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import wraps
from itertools import pairwise
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Concatenate, NoReturn, ParamSpec, TypeVar

import click

from corpus.errors import CorpusError, why
from corpus.messages import Message
from differ.bilingual.help import EXAMPLES, _, speak, translate
from differ.bilingual.language import LANGUAGES, Language, Translator, preferred_language, translator
from differ.command.again import default_corpus
from differ.command.reader import while_read
from differ.command.verbs import MADE, VERBS, Verbs

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from corpus.store import Store
    from differ.output.serial import Json
    from differ.output.terminal import Terminal

FINE, DIFFERENT, TROUBLE = 0, 1, 2
"""Exit status, as diff has it."""
_MANY = 3
"""Files that take long enough to want to know how far it is."""

P = ParamSpec("P")
Run = TypeVar("Run", bound=Callable[..., object])


@dataclass
class Session:
    """One run of the command."""

    say: Translator
    corpus: Path = field(default_factory=lambda: Path(default_corpus()))
    as_json: bool = False
    side_by_side: bool | None = None
    """Two texts beside each other, or in line; None: as the window is wide."""

    def take(self, corpus: str | None, as_json: bool) -> None:
        """Heed what the options say."""
        self.corpus = Path(corpus) if corpus else self.corpus
        self.as_json = self.as_json or as_json

    def open(self) -> Store:
        """The corpus. Raises NotACorpus."""
        from corpus.store import Store

        return Store.open(self.corpus)

    @property
    def terminal(self) -> Terminal:
        """Lines for this window."""
        from differ.output.terminal import Terminal

        return Terminal(self.say, shutil.get_terminal_size((100, 24)).columns, self.side_by_side)

    def put(self, document: Json, lines: Iterable[str]) -> None:
        """Write a result to standard output: JSON alone, or lines for a person."""
        if self.as_json:
            self.write([json.dumps(document, ensure_ascii=False, indent=2)])
        elif told := list(lines):
            self.write(["\n".join(told)])

    def write(self, lines: Iterable[str], end: bool = True) -> None:
        """Write lines to standard output as they come, as long as they are read; without `end` texts, as they are."""
        with while_read():
            for line in lines:
                click.echo(line, nl=end, color=False if os.environ.get("NO_COLOR") else None)

    def stream(self, verb_name: str, name: str, items: Iterable[Json], lines: Iterable[str]) -> None:
        """Write a document with one list, item by item as they come: JSON alone, or lines for a person."""
        if not self.as_json:
            self.write(lines)
            return
        self.write(_whole(verb_name, name, items), end=False)

    def show(self, command: str, lines: Iterable[str]) -> None:
        """Write what a command gives, under the command itself."""
        self.put({}, ["", click.style(f"$ {command}", fg="cyan", bold=True), *lines])

    def tell(self, message: Message) -> None:
        """Write a line to standard error: progress or a warning."""
        click.echo(self.say(message), err=True)

    def progress(self, label: str, count: int) -> ProgressBar[int]:
        """How far a long job is, on standard error, and only where that is a terminal and there is much to do."""
        hidden = count < _MANY or not sys.stderr.isatty()
        return click.progressbar(
            length=count, label=self.say(label), file=sys.stderr, show_pos=True, show_eta=True, hidden=hidden
        )


_COMMON = (
    click.option(
        "--lang", type=click.Choice(LANGUAGES), help=_("Language of the output; by default that of the system.")
    ),
    click.option("--json", is_flag=True, help=_("Write JSON.")),
    click.option(
        "--corpus", metavar="DIR", help=_("The corpus; by default NOTA_CORPUS, else one in your own data folder.")
    ),
)
"""Taken after the verb and before it."""


def _whole(verb_name: str, name: str, items: Iterable[Json]) -> Iterator[str]:
    """A document with one list, piece by piece, as `put` would have written it whole."""
    between = f'{{\n  "schema": "nota.{verb_name}/1",\n  "{name}": ['
    for item in items:
        yield between + "\n" + indent(json.dumps(item, ensure_ascii=False, indent=2), "    ")
        between = ","
    yield ("\n  ]\n}" if between == "," else between + "]\n}") + "\n"


def _common(command: Run) -> Run:
    for option in _COMMON:
        command = option(command)
    return command


@click.group(
    cls=Verbs,
    help=_("Keep, compare and audit nota's: parliamentary papers that answer numbered questions."),
    epilog=_("Begin with: nota add FILE..., then nota list. 'nota VERB --help' shows examples."),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@click.version_option(package_name="nota-differ", message="nota %(version)s", help=_("Show the version."))
@_common
@click.pass_obj
def nota(session: Session, /, corpus: str | None, json: bool, **_lang: str | None) -> None:
    """The group of all verbs."""
    session.take(corpus, json)


def verb(
    examples: str, more: str = ""
) -> Callable[[Callable[Concatenate[Session, P], int | None]], Callable[Concatenate[click.Context, P], int]]:
    """Make a function a verb of `nota`: it is given the session, and what it returns is the exit status (None: fine).

    It stands in `command.verbs.VERBS` under its name, with the first paragraph of its help; `more` are further ones.
    `examples` are lines as one would type them.
    """

    def decorate(
        run: Callable[Concatenate[Session, P], int | None],
    ) -> Callable[Concatenate[click.Context, P], int]:
        @wraps(run)
        @click.pass_context
        def command(context: click.Context, /, *args: P.args, **kwargs: P.kwargs) -> int:
            session: Session = context.obj
            session.take(kwargs.pop("corpus"), bool(kwargs.pop("json")))  # type: ignore[arg-type]
            kwargs.pop("lang")
            return run(session, *args, **kwargs) or FINE

        name = run.__name__.removesuffix("_")
        help_text = "\n\n".join([VERBS[name].purpose, *([more] if more else [])])
        epilog = "\n".join(["\b", EXAMPLES, *(f"  {example}" for example in examples.splitlines())])
        MADE[name] = click.command(name, help=help_text, epilog=epilog)(_common(command))
        return MADE[name]

    return decorate


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `nota`; ends the process with its exit status, and tells trouble in one line."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(given)
    say = translator(language)
    speak(language)
    command = translate(deepcopy(nota), say)
    try:
        status = command.main(given, prog_name="nota", standalone_mode=False, obj=Session(say))
    except CorpusError as error:
        status = _trouble(say(error.message))
    except click.ClickException as error:
        error.show()
        status = TROUBLE
    except (click.Abort, KeyboardInterrupt):
        status = _trouble(say("interrupted"))
    except OSError as error:
        # Of what is no file but standard output the system gives no name.
        place = error.filename or say("standard output")
        status = _trouble(f"{place}: {say(why(error))}")
    except Exception as error:
        # A fault of ours: the reader gets a line, whoever mends it asks for the rest.
        if os.environ.get("NOTA_TRACEBACK"):
            raise
        fault = Message(
            "a fault in nota itself (%(fault)s); please report it, with NOTA_TRACEBACK=1 for the details",
            {"fault": f"{type(error).__name__}: {error}"},
        )
        status = _trouble(say(fault))
    sys.exit(status or FINE)


def interrupted(arguments: Sequence[str]) -> NoReturn:
    """End the process as after Ctrl-C, in a line."""
    click.echo(err=True)
    sys.exit(_trouble(translator(_language(arguments))("interrupted")))


def _trouble(line: str) -> int:
    click.echo(f"nota: {line}", err=True)
    return TROUBLE


def _language(arguments: Sequence[str]) -> Language:
    """What `--lang` asks for: known before the arguments are read, because the help speaks it too."""
    asked = [b for a, b in pairwise(arguments) if a == "--lang"]
    asked += [a.removeprefix("--lang=") for a in arguments if a.startswith("--lang=")]
    return next((language for language in LANGUAGES if language in asked), preferred_language(os.environ))
