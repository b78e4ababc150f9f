"""Poppler's pdfsig judges the same files; where the two differ, the reason is said."""

import os
import re
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from jobs.inspecting.signatures import read_signatures
from jobs.inspecting.trust import TrustStore
from models.rules.zone import VIETNAM
from tests import papers
from tests.jobs.inspecting.test_signatures import NOW, edited

pytestmark = pytest.mark.needs_program("pdfsig")


def judged(pdf: bytes, folder: Path) -> list[tuple[str, str, bool]]:
    """Field, name and whether it holds, as pdfsig says; it is not asked whom to believe."""
    file = folder / "file.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        ["pdfsig", "-nocert", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"HOME": str(folder)},
    )
    return [
        (field, name, verdict == "Signature is Valid.")
        for field, name, verdict in re.findall(
            r"Field Name: (.*)\n.*Common Name: (.*)\n(?:.*\n)*?.*Validation: (.*)", done.stdout
        )
    ]


def ours(pdf: bytes) -> list[tuple[str, str, bool]]:
    found, _ = read_signatures(pdf, TrustStore(), now=NOW)
    return [(each.field, each.name, each.intact) for each in found]


FILES = {
    "unsigned": papers.page,
    "a person and the agency": lambda: papers.sign(papers.page()),
    "three": lambda: papers.sign(papers.page(), by=("person", "office", "agency")),
    "with a timestamp": lambda: papers.sign(
        papers.page(), stamped=datetime(2026, 7, 30, 9, 5, tzinfo=VIETNAM)
    ),
    "an expired certificate": lambda: papers.sign(papers.page(), by=("expired",)),
    "an unknown root": lambda: papers.sign(papers.page(), by=("stranger",)),
    "forged names": lambda: papers.sign(papers.page(), by=("forged_agency",), leaf_only=True),
    "an old hash": lambda: papers.sign(papers.page(), by=("person",), digest="sha1"),
    "changed bytes": lambda: papers.sign(papers.page()).replace(b"thang 7", b"thang 8"),
}


@pytest.mark.parametrize("name", FILES)
def test_both_agree(name: str, tmp_path: Path) -> None:
    pdf = FILES[name]()
    assert judged(pdf, tmp_path) == ours(pdf)


def test_pdfsig_takes_a_page_edited_after_signing_for_sound(tmp_path: Path) -> None:
    """It compares no revisions: what was signed is still there below, only not what is shown. Ours is right."""
    pdf = edited(papers.sign(papers.page()))
    assert [each[2] for each in judged(pdf, tmp_path)] == [True, True]
    assert [each[2] for each in ours(pdf)] == [False, False]
