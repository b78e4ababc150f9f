"""`export pack`, `export pack-template` and `verify --pack` as an administrator types them."""

from pathlib import Path

import pytest

import bot.packing.verbs
from models.clock import SetClock
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.packs import NOW, lived, rewritten

__all__ = ["logging_as_it_was", "nhacviec"]

PACK = "minh-chung-cchc-2026-nop.zip"


@pytest.fixture
def command(nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    lived(tmp_path / "data").engine.dispose()
    monkeypatch.setattr(bot.packing.verbs, "SystemClock", lambda: SetClock(NOW))
    return nhacviec


def test_a_pack_is_made_and_proven(command: Command, tmp_path: Path) -> None:
    said = command("export", "pack", "--year", "2026")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == (
        f"Đã ghi hồ sơ minh chứng năm 2026 (bản nộp) vào {PACK}, lúc 09:00 18/12/2026."
    )
    proven = command("verify", "--pack", PACK)
    assert proven.out == "Hồ sơ minh chứng năm 2026 (bản nộp) nguyên vẹn: 28 tệp đều khớp bản kê và sổ ghi.\n"
    assert command("verify").code == 0
    rewritten(tmp_path / PACK, lambda name, data: data + b"x" if "/001. " in name else data)
    altered = command("verify", "--pack", PACK)
    assert altered.code == 1 and altered.out.endswith("đã bị sửa: mã băm không khớp bản kê.\n")
    assert "chưa có tài liệu nào mới" in command("export", "pack", "--year", "2026").refusal


def test_json_counts(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "tự đặt.zip"
    made = command(
        "export", "pack", "--year", "2026", "--edition", "noi-bo", "--output", str(own), "--json"
    ).json
    assert (made["file"], made["edition"], made["number"]) == (str(own), "noi-bo", 0)
    assert (made["documents"], made["files"], made["lacking"], made["unfit"]) == (30, 26, 23, [])


def test_a_template_is_given_out_changed_and_taken(command: Command, tmp_path: Path) -> None:
    assert (
        command("export", "pack-template", "--output", "mau.docx").out
        == "Đã ghi mẫu danh mục vào mau.docx.\n"
    )
    assert "chọn tên khác" in command("export", "pack-template", "--output", "mau.docx").refusal
    assert command("export", "pack", "--year", "2026", "--template", "mau.docx").code == 0
    (tmp_path / "data" / "mau-danh-muc.docx").write_bytes(b"not a document")
    assert "{{danh_muc}}" in command("export", "pack", "--year", "2026", "--edition", "noi-bo").refusal


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("pack",), "--year 2026"),
        (("ledger", "--year", "2026"), "chỉ dùng với nhacviec export pack"),
        (("ledger", "--output", "x.zip"), "chỉ dùng với nhacviec export today, pack, pack-template"),
        (("pack", "--year", "2026", "--unit", "VP"), "--unit chỉ dùng"),
        (("pack", "--year", "20260"), "phải là một năm"),
        (("pack-template",), "Cần tên tệp"),
    ],
)
def test_wrong_words_are_told(command: Command, words: tuple[str, ...], why: str) -> None:
    said = command("export", *words)
    assert said.code == 2 and why in said.err


def test_what_cannot_be_done_is_one_sentence(command: Command, tmp_path: Path) -> None:
    (tmp_path / PACK).touch()
    assert "chọn tên khác" in command("export", "pack", "--year", "2026").refusal
    assert "Năm 2020" in command("export", "pack", "--year", "2020").refusal
    said = command("verify", "--pack", PACK)
    assert (said.code, said.out) == (1, "Tệp này không phải tệp ZIP nguyên vẹn.\n")
    assert "không có tệp" in command("verify", "--pack", "khong-co.zip").refusal
