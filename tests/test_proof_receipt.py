"""A receipt is signed and verified by ssh-keygen itself; one that is forged is not believed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.proof.receipt import Receipt, ReceiptRefused, read_receipt
from corpus.proof.signing import NAMESPACE, NotSigned, is_valid, key_in, public_key, sign, signer
from tests.commands import Nota
from tests.forging import NOTA, TEXT, filled, rewritten

WHO = "griffie@voorbeeld.example"
needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen (Debian: openssh-client)")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_key(tmp_path_factory.mktemp("keys"))


def made_key(folder: Path) -> Path:
    file = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", WHO, "-f", file], check=True)
    (folder / "signers").write_text(f'{WHO} namespaces="{NAMESPACE}" {public_key(file)}\n')
    return file


@pytest.fixture
def corpus(tmp_path: Path, run: Nota) -> Path:
    filled(tmp_path / "corpus")
    return tmp_path / "corpus"


@pytest.fixture
def sealed(corpus: Path, run: Nota, key: Path, tmp_path: Path) -> Path:
    file = tmp_path / "day.receipt.json"
    ran = run("seal", "--key", key, "--output", file)
    assert ran.err.startswith("sealed: ")
    return file


def told(file: Path) -> dict[str, object]:
    document = json.loads(file.read_text())
    assert isinstance(document, dict)
    return document


def notes(document: dict[str, object]) -> list[dict[str, str]]:
    return document["notes"]  # type: ignore[return-value]


@needs_ssh
def test_a_signed_receipt_shows_who_sealed_and_that_the_corpus_only_grew(
    run: Nota, sealed: Path, key: Path, tmp_path: Path
) -> None:
    assert run("add", "corpus/samples/kst-36800-K-D.md").status == 0
    ran = run("check", "--receipt", sealed, "--signers", key.with_name("signers"))
    assert ran.status == 0
    assert f"the history only grew since it was sealed, by 1 commit · signed by {WHO}" in ran.out
    document = run("check", "--receipt", sealed, "--signers", key.with_name("signers"), "--json").json
    assert document["notes"] == []
    assert document["receipt"] == {
        "head": told(sealed)["head"],
        "date": told(sealed)["date"],
        "grew": True,
        "since": 1,
        "key": public_key(key),
        "signed_by": WHO,
    }


@needs_ssh
def test_whose_key_it_is_is_not_taken_from_the_receipt(run: Nota, sealed: Path, key: Path) -> None:
    ran = run("check", "--receipt", sealed)
    assert ran.status == 0
    assert f"it is signed by the key {public_key(key)}; whose that is, --signers FILE tells" in ran.out


@needs_ssh
@pytest.mark.parametrize("field", ["head", "date", "counts", "versions", "public_key"])
def test_a_signed_receipt_of_which_anything_was_altered_is_found(run: Nota, sealed: Path, field: str) -> None:
    forged = told(sealed)
    other: dict[str, object] = {
        "head": "0" * 40,
        "date": "2030-01-01T00:00:00+00:00",
        "counts": {"commits": 1, "versions": 0, "notas": 0},
        "versions": {},
        "public_key": "ssh-ed25519 AAAA",
    }
    sealed.write_text(json.dumps({**forged, field: other[field]}))
    ran = run("check", "--receipt", sealed)
    assert ran.status == 1
    assert "receipt: its signature is not of what it says: it was altered, or forged" in ran.out


@needs_ssh
def test_a_receipt_that_somebody_else_signed_is_not_believed(
    run: Nota, sealed: Path, tmp_path: Path, key: Path
) -> None:
    stranger = made_key(tmp_path)
    receipt = read_receipt("r", sealed.read_bytes())
    forged = replace(receipt, public_key=public_key(stranger), signature=None)
    forged = replace(forged, signature=sign(stranger, forged.statement))
    sealed.write_text(json.dumps(forged.document()))
    ran = run("check", "--receipt", sealed, "--signers", key.with_name("signers"))
    assert ran.status == 1
    assert f"receipt: none of the signers in {key.with_name('signers')} signed it" in ran.out
    # The corpus is not to blame for who signed.
    assert ran.out.splitlines()[-1].startswith("the corpus is sound, the receipt is NOT: ")


@needs_ssh
def test_a_signature_that_was_made_for_something_else_is_none(key: Path, tmp_path: Path) -> None:
    (tmp_path / "commit").write_bytes(b"x\n")
    subprocess.run(["ssh-keygen", "-Y", "sign", "-q", "-f", key, "-n", "git", tmp_path / "commit"], check=True)
    signature = (tmp_path / "commit.sig").read_text()
    assert key_in(signature) == public_key(key)
    assert not is_valid(signature, b"x\n")
    assert signer(signature, b"x\n", key.with_name("signers")) is None


@needs_ssh
def test_plain_commands_verify_what_is_sealed(corpus: Path, sealed: Path, key: Path, tmp_path: Path) -> None:
    # As docs/proof.md says it, without this program.
    (tmp_path / "statement").write_bytes(read_receipt("r", sealed.read_bytes()).statement)
    (tmp_path / "sig").write_text(str(told(sealed)["signature"]))
    chosen = ["-f", str(key.with_name("signers")), "-I", WHO, "-n", NAMESPACE, "-s", str(tmp_path / "sig")]
    with (tmp_path / "statement").open("rb") as statement:
        done = subprocess.run(["ssh-keygen", "-Y", "verify", *chosen], stdin=statement, capture_output=True, check=True)
    assert b"Good" in done.stdout
    subprocess.run(["git", "merge-base", "--is-ancestor", str(told(sealed)["head"]), "main"], cwd=corpus, check=True)
    if jq := shutil.which("jq"):
        written = subprocess.run([jq, "-cS", "del(.signature)", sealed], capture_output=True, check=True)
        assert written.stdout == (tmp_path / "statement").read_bytes()


@pytest.fixture
def agent(key: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An agent that holds the key, and no file of the private key."""
    if not shutil.which("ssh-agent"):
        pytest.skip("needs ssh-agent (Debian: openssh-client)")
    started = subprocess.run(["ssh-agent", "-c"], capture_output=True, text=True, check=True).stdout
    words = dict(line.split()[1:3] for line in started.splitlines() if line.startswith("setenv"))
    for name, value in words.items():
        monkeypatch.setenv(name, value.rstrip(";"))
    subprocess.run(["ssh-add", "-q", key], check=True)
    yield
    subprocess.run(["ssh-agent", "-k"], capture_output=True, check=True)


@needs_ssh
def test_an_agent_signs_for_whoever_has_the_public_key_alone(
    agent: None, run: Nota, corpus: Path, key: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.pub").write_text(f"{public_key(key)} {WHO}\n")
    file = tmp_path / "r.json"
    assert run("seal", "--key", tmp_path / "mine.pub", "--output", file).status == 0
    assert run("check", "--receipt", file, "--signers", key.with_name("signers")).status == 0


def test_a_receipt_without_a_signature_says_so(run: Nota, corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    ran = run("seal", "--output", file)
    assert "not signed: it shows something only to whoever keeps it" in ran.err
    assert "signature" not in told(file)
    ran = run("check", "--receipt", file)
    assert ran.status == 0
    assert "receipt: note: it is not signed: it shows something only to whoever kept it" in ran.out
    (tmp_path / "signers").write_text("")
    assert run("check", "--receipt", file, "--signers", tmp_path / "signers").status == 1


def test_a_history_that_was_rewritten_is_named_by_the_command(run: Nota, corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    run("seal", "--output", file)
    rewritten(corpus, lambda made: [made[0], made[1], made[2].edited(TEXT, "71,8", "99,9"), *made[3:]])
    ran = run("check", "--receipt", file, "--json")
    assert ran.status == 1
    told = [f"{problem['address']}: {problem['problem']}" for problem in ran.json["problems"]]
    assert any(line.startswith("main: ") and "is not in the history: it was rewritten" in line for line in told)
    assert any(line.startswith(f"{NOTA}@2: it is not what was sealed") for line in told)


def test_without_ssh_keygen_one_line_says_what_is_missing(
    run: Nota, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "ssh-keygen" else real(name))
    (tmp_path / "k").write_text("x")
    ran = run("seal", "--key", tmp_path / "k")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "signatures need the command ssh-keygen, which is not here; install OpenSSH (openssh-client)" in ran.err


@needs_ssh
def test_what_is_no_key_is_refused_in_one_line(run: Nota, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "k").write_text("geen sleutel")
    for key in (tmp_path / "k", tmp_path / "none"):
        ran = run("seal", "--key", key)
        assert (ran.status, ran.err.count("\n"), ran.out) == (2, 1, "")
        assert str(key) in ran.err


def test_a_receipt_is_not_written_over_another_nor_into_the_corpus(run: Nota, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text("van vorig jaar")
    assert "is there already; give the receipt another name" in run("seal", "--output", tmp_path / "r.json").err
    assert (tmp_path / "r.json").read_text() == "van vorig jaar"
    ran = run("seal", "--output", tmp_path / "nergens" / "r.json")
    assert (ran.status, f"there is no folder {tmp_path / 'nergens'}; make it first" in ran.err) == (2, True)
    ran = run("seal", "--output", corpus / "r.json")
    assert (ran.status, (corpus / "r.json").exists()) == (2, False)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"schema": "nota.check/1"}', b'{"schema": "nota.receipt/1", "head": 1}', b"\xff", b"1" * 9000],
)
def test_what_is_no_receipt_is_refused(data: bytes) -> None:
    with pytest.raises(ReceiptRefused, match=r"r\.json: it is no receipt as 'nota seal' writes it"):
        read_receipt("r.json", data)


def test_a_receipt_is_read_as_it_was_written() -> None:
    made = Receipt("0" * 40, datetime(2031, 3, 28, tzinfo=UTC).isoformat(), {"commits": 1}, {"kst-1-2": ("a", "b")})
    assert read_receipt("r", json.dumps(made.document()).encode()) == made


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSigned, match="cannot be read"):
        signer("x", b"", tmp_path / os.devnull.strip("/") / "none")
