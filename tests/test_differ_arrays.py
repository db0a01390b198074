"""Arrays that are kept in a file: what was put away, or nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from differ.keeping.arrays import keep, kept


def test_what_was_put_away_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "own.npy"
    assert kept(path) is None
    for arrays in ((np.arange(3),), (np.zeros((5, 0), np.int32), np.arange(4, dtype=np.uint32))):
        keep(path, *arrays)
        found = kept(path)
        assert found is not None
        assert [(own.dtype, own.tolist()) for own in found] == [(own.dtype, own.tolist()) for own in arrays]
    assert [own.name for own in tmp_path.iterdir()] == ["own.npy"]


@pytest.mark.parametrize("length", [0, 40, 130, 300])
def test_of_what_was_cut_short_nothing_is_believed(tmp_path: Path, length: int) -> None:
    path = tmp_path / "own.npy"
    keep(path, np.arange(30), np.arange(20))
    path.write_bytes(path.read_bytes()[:length])
    assert kept(path) is None


def test_an_array_of_another_kind_is_none_of_ours(tmp_path: Path) -> None:
    np.save(tmp_path / "own.npy", np.arange(10))
    assert kept(tmp_path / "own.npy") is None
