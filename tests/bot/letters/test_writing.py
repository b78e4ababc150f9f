"""Letters in the folder of their day: names, what is never overwritten, who may read them, the same as PDF."""

import os
import stat
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from bot.letters.drafting import BadLetterTemplate
from bot.letters.placing import file_stem
from bot.letters.printing import to_pdfs
from bot.letters.writing import write_letters
from jobs.inspecting.files import read_now
from models.catalogue.reading import builtin_catalogue
from models.inspections import by_kind
from models.rules.inspection.findings import Rule
from models.rules.inspection.judging import Days, judge
from models.rules.working_days import WorkingCalendar
from models.tables import ItemKind
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
    assert to_pdfs(written.new[:1]) == []


def test_new_drafts_are_printed_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nout=$2; shift 2; mkdir -p "$out"\n'
        'for each; do echo %PDF > "$out/$(basename "$each" .docx).pdf"; done\n'
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    letters = [facts(), facts(drafted_on=date(2027, 2, 2))]
    written = write_letters(tmp_path / "thu", letters, as_pdf=True)
    assert written.pdfs == tuple(each.with_suffix(".pdf") for each in written.new)
    assert {stat.S_IMODE(each.stat().st_mode) for each in written.pdfs} == {0o600}


@pytest.mark.needs_program("ps")
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
    drafts = write_letters(tmp_path / "thu", letters).new
    _number(drafts[0])
    printed = to_pdfs(drafts)
    assert [path.name for path in printed] == [f"{CODE}.pdf", "H41.5-270128-0002.pdf"]
    short, long = (_text_of(path) for path in printed)
    assert short.count("\f") == 1
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in long and "Độc lập - Tự do - Hạnh phúc" in long
    told = " ".join(long.split())
    assert told.count("góp vốn bằng quyền sử dụng đất;") == 5
    assert told.count("xác minh nguồn gốc sử dụng đất ngoài thực địa") == 12
    _is_what_the_check_asks_for(printed[0])
    last = long.split("\f")[-2]
    assert "Rất mong nhận được" in last and "PHÓ CHỦ TỊCH" in last
    assert to_pdfs(drafts[:1]) == [], "a PDF that is there stays"


def _number(draft: Path) -> None:
    """As the clerk does in Word."""
    document = Document(str(draft))
    head = document.tables[0].rows[0].cells[0]
    line = next(each for each in head.paragraphs if each.text.startswith("Số:"))
    line.runs[0].text = "Số: 12/VBXL-UBND"
    document.save(str(draft))


def _is_what_the_check_asks_for(path: Path) -> None:
    """But for what the signers add."""
    days = Days(date(2027, 2, 1), None, 2027, WorkingCalendar({}))
    read = read_now(path.read_bytes(), now=datetime(2027, 2, 1, tzinfo=UTC))
    asked = next(each for each in builtin_catalogue().requirements if each.code == "3.3.2-xin-loi-tung-ho-so")
    checks = by_kind(asked.items[0].checks, ItemKind.SIGNED_DOCUMENT)
    found = judge(read, checks, days, is_document=True, case_code=CODE)
    assert [each.rule for each in found] == [Rule.SIG001]
    other = judge(read, checks, days, is_document=True, case_code="H41.5-270128-0002")
    assert [each.rule for each in other] == [Rule.DOC005, Rule.SIG001]


def _text_of(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout
