"""A bare git repository: one writer at a time, many readers."""

from __future__ import annotations

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from corpus.errors import NotACorpus, StoreError, why
from corpus.git.blobs import Blobs
from corpus.git.branch import BRANCH, commit_in_file
from corpus.git.fastimport import Commit, stream
from corpus.git.git_commands import git_command, git_environment, one_line, run_git

# Loaded where a connection is made: it takes longer than many a command.
if TYPE_CHECKING:
    import git

_LOCK = "nota-writer"
"""The file that a writer locks. It has no `.lock` at its end: those are git's, and are cleared."""
_LEFT_BEHIND = ("*.lock", "refs/**/*.lock", "objects/**/*.lock", "objects/**/tmp_*", "fast_import_crash_*")
_MOST_LOOSE = 400
"""Loose objects, of which each costs a file; above it they are packed."""
_MOST_PACKS = 20
"""Packs, of which each is looked through; above it the small ones are merged. More than any one merge leaves."""
_MANY_COMMITS = 100
"""In one import: git stores so many as a pack of their own, and history through them wants its index at once."""


class Repository:
    """Reads and writes one bare repository. Safe to use from many threads, and on both sides of a fork."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._idle: dict[int, list[git.Repo]] = {}
        """The connections that nobody uses, by the process that opened them."""
        self._blobs = Blobs(git_command, self.path, git_environment)

    @classmethod
    def create(cls, path: Path, first: Commit) -> Repository:
        """A new repository with one commit. It appears whole or not at all; an existing one is left as it is.

        Raises StoreError when the folder cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as draft:
                made = cls(Path(draft) / "corpus")
                run_git(
                    made.path.parent, "init", "--quiet", "--bare", "--template=", f"--initial-branch={BRANCH}", "corpus"
                )
                with made.writing():
                    made.write([first], None)
                with suppress(FileExistsError, NotADirectoryError):
                    made.path.rename(path)
        except OSError as error:
            # Another process that was quicker has made it.
            if not (path / "HEAD").exists():
                raise _unwritable(path, error) from None
        return cls(path)

    def head(self) -> str:
        """The commit that the branch is at. Raises NotACorpus."""
        # Asked several times a request.
        if told := commit_in_file(self.path):
            return told
        with self._connection() as repo:
            import git

            try:
                # To open the commit as well would cost ten times this.
                return str(git.Head.dereference_recursive(repo, f"refs/heads/{BRANCH}"))
            except ValueError:
                raise self._no_corpus() from None

    def blob(self, object_id: str) -> bytes:
        """The content of a blob, by its full hex id. Raises StoreError where git cannot read it."""
        return self.blobs([object_id])[0]

    def blobs(self, object_ids: Sequence[str]) -> list[bytes]:
        """The contents of a few blobs, as `blob` gives one."""
        try:
            return self._blobs.read(object_ids)
        except (ValueError, BrokenPipeError):
            raise self._unreadable() from None

    def files(self, commit: str, folder: str) -> dict[str, str]:
        """The files in a folder of a commit ('': at the top): name -> blob id. Empty where there is no such folder."""
        with self._connection() as repo:
            tree = repo.commit(commit).tree
            try:
                return {blob.name: blob.hexsha for blob in (tree[folder] if folder else tree).blobs}
            except KeyError:
                return {}

    def log(self, since: str, until: str, form: str) -> str:
        """`git log --raw` after one commit up to another (full hex ids; '': from the first), newest first."""
        span = f"{since}..{until}" if since else until
        return self.run("log", "--raw", "--no-abbrev", "--no-renames", "--root", f"--format={form}", span, "--").decode(
            errors="replace"
        )

    def run(self, *arguments: str) -> bytes:
        """What a git command prints. Raises StoreError with its complaint."""
        return run_git(self.path, "--git-dir=.", *arguments)

    # Writing

    @contextmanager
    def writing(self, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold the lock of the one writer; `waiting` is called once when another holds it.

        What a writer that was killed left behind is cleared first. Its child may have outlived it: the child
        inherited the lock, and so still holds it.
        """
        try:
            descriptor = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o664)
        except OSError as error:
            raise _unwritable(self.path, error) from None
        try:
            _acquire(descriptor, waiting)
            self._lock = descriptor
            self._clear()
            yield
        finally:
            os.close(descriptor)

    def write(self, commits: Iterable[Commit], parent: str | None) -> None:
        """Put commits on the branch, on top of `parent`, in one stream; durable when this returns.

        Only while `writing`. Raises StoreError when git refuses; then nothing is on the branch.
        """
        durable = ("-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync")
        with subprocess.Popen(
            [*git_command(), "--git-dir=.", *durable, "fast-import", "--quiet", "--done"],
            cwd=self.path,
            env=git_environment(),
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(self._lock,),
        ) as process:
            assert process.stdin and process.stderr
            _feed(process.stdin, stream(BRANCH, parent, commits))
            complaint = process.stderr.read().decode(errors="replace")
        if process.returncode:
            raise StoreError(
                "%(corpus)s: git did not store it: %(complaint)s", corpus=self.path, complaint=one_line(complaint)
            )

    def tidy(self, commits: int) -> None:
        """After so many new commits: pack loose objects when many have gathered, and index what changed where.

        Only while `writing`. The packs grow geometrically, so that there are few and each is seldom written again.
        """
        loose = sum(1 for _ in self.path.glob("objects/[0-9a-f][0-9a-f]/*"))
        packs = sum(1 for _ in self.path.glob("objects/pack/*.pack"))
        gathered = loose > _MOST_LOOSE or packs > _MOST_PACKS
        if gathered:
            self._run_locked("repack", "-d", "-q", "--geometric=2")
        if gathered or commits > _MANY_COMMITS:
            self._run_locked("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")

    def _run_locked(self, *arguments: str) -> None:
        """A command that holds the lock itself, so that it still does when this writer is killed."""
        run_git(self.path, "--git-dir=.", *arguments, inherited=(self._lock,))

    def _clear(self) -> None:
        for pattern in _LEFT_BEHIND:
            for path in self.path.glob(pattern):
                path.unlink(missing_ok=True)

    # Connections

    @contextmanager
    def _connection(self) -> Iterator[git.Repo]:
        """One that nobody else uses meanwhile: two at once would garble what its git process answers.

        One on which something failed may hold the rest of an answer, and is not used again.
        Raises StoreError for an object that git cannot read, and NoGit.
        """
        # Where there is no git, GitPython cannot be loaded.
        git_command()
        import git

        idle = self._idle.setdefault(os.getpid(), [])
        try:
            repo = idle.pop()
        except IndexError:
            repo = self._connect()
        try:
            yield repo
        except (ValueError, TypeError, AttributeError, git.ODBError):
            # GitPython has a TypeError or an AttributeError for an object of another kind than was called for.
            raise self._unreadable() from None
        idle.append(repo)

    def _connect(self) -> git.Repo:
        import git

        try:
            repo = git.Repo(self.path, odbt=git.GitCmdObjectDB, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError):
            raise self._no_corpus() from None
        repo.git.update_environment(**git_environment(), GIT_DIR=str(self.path))
        return repo

    def _no_corpus(self) -> NotACorpus:
        return NotACorpus("%(corpus)s is not a corpus; 'nota add' makes one in a new folder", corpus=self.path)

    def _unreadable(self) -> StoreError:
        return StoreError("%(corpus)s: git cannot read a part of it; 'git fsck' there tells which", corpus=self.path)

    def close(self) -> None:
        """End the git processes behind it."""
        self._blobs.close()
        for repo in self._idle.pop(os.getpid(), []):
            repo.close()


def _feed(pipe: IO[bytes], chunks: Iterable[bytes]) -> None:
    # A git that gave up closes its end: its complaint tells more than the broken pipe.
    with suppress(BrokenPipeError):
        for chunk in chunks:
            pipe.write(chunk)
        pipe.close()


def _acquire(descriptor: int, waiting: Callable[[], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        "%(corpus)s: cannot be written (%(why)s); choose another folder with --corpus", corpus=path, why=why(error)
    )
