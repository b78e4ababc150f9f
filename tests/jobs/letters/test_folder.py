"""A watched folder is a door: what only points elsewhere is not carried through it."""

from pathlib import Path

import pytest

from jobs.letters.folder import coming, files_in


def test_a_link_in_a_watched_folder_is_not_followed(tmp_path: Path) -> None:
    secret, letters = tmp_path / "personal.key", tmp_path / "letters"
    secret.write_bytes(b"%PDF-1.7")
    coming(letters)
    for name, target in (("a.pdf", secret), ("b.pdf", tmp_path), ("c.pdf", tmp_path / "khong-co")):
        try:
            (letters / "da-ky" / name).symlink_to(target)
        except OSError:
            pytest.skip("this machine lets nobody make links")
    (letters / "da-ky" / "that.pdf").write_bytes(b"%PDF-1.7")
    assert [each.path.name for each in files_in(letters / "da-ky")] == ["that.pdf"]
