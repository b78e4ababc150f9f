"""Letters in the folder of their day: names, what is never overwritten, who may read them, the same as PDF."""

import os
import stat
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.letters import printing
from bot.letters.drafting import BadLetterTemplate
from bot.letters.placing import file_stem
from bot.letters.printing import to_pdf, to_pdfs
from bot.letters.writing import write_letters
from tests.bot.letters.apologies import CODE, facts, long_facts, own_template, words_of

DAY = "2027-02-01"


def test_each_letter_lies_in_the_folder_of_its_day_under_its_code(tmp_path: Path) -> None:
    later = facts(drafted_on=date(2027, 2, 2))
    written = write_letters(tmp_path / "thu", [facts(), facts(code="H41.5-270128-0002"), later])
    assert [str(path.relative_to(tmp_path / "thu")) for path in written.new] == [
        f"{DAY}/{CODE}.docx",
        f"{DAY}/H41.5-270128-0002.docx",
        f"2027-02-02/{CODE}.docx",
    ]
    assert written.folders == (tmp_path / "thu" / DAY, tmp_path / "thu" / "2027-02-02")
    assert f"Mã hồ sơ: {CODE}" in words_of(written.new[0].read_bytes())


@pytest.mark.skipif(os.name != "posix", reason="rights of a POSIX system")
def test_only_their_owner_may_read_them(tmp_path: Path) -> None:
    (path,) = write_letters(tmp_path / "thu", [facts()]).new
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path.parent.parent)} == {0o700}


def test_drafting_again_writes_nothing(tmp_path: Path) -> None:
    (path,) = write_letters(tmp_path, [facts()]).new
    before = path.stat()
    again = write_letters(tmp_path, [facts()])
    assert (again.new, again.same, again.kept) == ((), (CODE,), ())
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert list(path.parent.iterdir()) == [path]


def test_a_draft_that_somebody_worked_on_is_kept(tmp_path: Path) -> None:
    (path,) = write_letters(tmp_path, [facts()]).new
    path.write_bytes(b"PK worked on")
    written = write_letters(tmp_path, [facts(), facts(code="H41.5-270128-0002")])
    assert (written.kept, len(written.new)) == ((CODE,), 1)
    assert path.read_bytes() == b"PK worked on"


def test_a_bad_template_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadLetterTemplate):
        write_letters(tmp_path / "thu", [facts()], own_template(tmp_path, "{{ma_ho_so}}"))
    assert not (tmp_path / "thu").exists()


@pytest.mark.parametrize(
    "code",
    [
        "../../../etc/passwd",
        "a/b\\c:d",
        "CON",
        "nul.0001",
        "",
        ".",
        "x" * 300,
        "H41 - 0001",
        "mã-hồ-sơ",
        "a\n",
    ],
)
def test_a_code_leads_nowhere_else(tmp_path: Path, code: str) -> None:
    (path,) = write_letters(tmp_path / "thu", [facts(code=code)]).new
    assert path.parent == tmp_path / "thu" / DAY
    assert path.resolve().is_relative_to((tmp_path / "thu" / DAY).resolve())
    assert len(path.name) < 110 and not set(path.name) & set('<>:"/\\|?* \n')
    assert path.name.split(".")[0].upper() not in {"CON", "NUL"}


def test_two_codes_never_share_a_file() -> None:
    codes = ["a/b", "a-b", "a b", "a_b", "x" * 300, "x" * 301, "", "."]
    assert len({file_stem(code).casefold() for code in codes}) == len(codes)


def test_without_libreoffice_there_is_no_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    written = write_letters(tmp_path / "thu", [facts()], as_pdf=True)
    assert (len(written.new), written.pdfs) == (1, ())
    assert to_pdf(written.new[0]) is None


def test_a_libreoffice_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/child\nwait\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    (path,) = write_letters(tmp_path / "thu", [facts()]).new
    assert to_pdfs([path], seconds=0.5) == []
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True).stdout.strip()
    assert state == "" or state.startswith("Z")


@pytest.mark.needs_program("soffice")
@pytest.mark.needs_program("pdftotext")
def test_libreoffice_prints_long_letters_whole(tmp_path: Path) -> None:
    letters = [facts(), replace(long_facts(), code="H41.5-270128-0002")]
    written = write_letters(tmp_path / "thu", letters, as_pdf=True)
    assert [path.name for path in written.pdfs] == [f"{CODE}.pdf", "H41.5-270128-0002.pdf"]
    short, long = (_printed(path) for path in written.pdfs)
    assert short.count("\f") == 1
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in long and "Độc lập - Tự do - Hạnh phúc" in long
    told = " ".join(long.split())
    assert told.count("góp vốn bằng quyền sử dụng đất;") == 5
    assert told.count("xác minh nguồn gốc sử dụng đất ngoài thực địa") == 12
    last = long.split("\f")[-2]
    assert "Rất mong nhận được" in last and "PHÓ CHỦ TỊCH" in last
    assert not (written.new[0].parent / "pdf").exists()
    assert printing.to_pdf(written.new[0]) is None, "a PDF that is there stays"


def _printed(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout
