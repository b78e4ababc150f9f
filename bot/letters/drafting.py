"""A letter of apology as a document of Word: a template, its placeholders filled with what is known of the file."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

from docx.document import Document as Written

from bot.letters.template import BUILT_IN
from bot.placeholders import fill, opened, packed, paragraphs, placeholders
from models.rules.cases.letter import LetterFacts
from models.store import EvidenceStore

# Without these a letter says not what it must: which file, why it is late, until when (Decree 61/2018 art. 19(9)).
COMPULSORY = frozenset({"{{ma_ho_so}}", "{{thu_tuc}}", "{{ngay_hen_tra}}", "{{ly_do}}", "{{ngay_hen_moi}}"})
# What is filled in by hand: as many dots as there is room for in the built-in template.
_DOTS, _HALF_A_LINE, _LINE = "…" * 23, "…" * 15, "…" * 32
_NO_DAY = "ngày …… tháng …… năm ………"
_SIGNER = "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"
_AGAIN = "lấy mẫu gốc làm lại, hoặc bỏ tệp mẫu riêng để dùng mẫu gốc"
_SHOWN = 5


class BadLetterTemplate(Exception):
    """A template that cannot be used; the message is one sentence that says what to do."""


def draft(facts: LetterFacts, template: Path | None = None) -> bytes:
    """Bytes of a DOCX, the same for the same facts; `template`: an admin's own. Raises BadLetterTemplate, OSError
    where it cannot be read."""
    document = _opened(template or BUILT_IN)
    words = _words(facts)
    _check(document, words)
    for paragraph in list(paragraphs(document)):
        fill(paragraph, words)
    _sign_off(document, facts)
    file = BytesIO()
    document.save(file)
    return packed(file.getvalue())


def own_template(store: EvidenceStore) -> Path | None:
    """An admin's own, which lies beside the evidence; None where there is none."""
    path = store.folder.parent / BUILT_IN.name
    return path if path.is_file() else None


def check_template(template: Path) -> None:
    """Raises as `draft` does where letters cannot be drafted from it."""
    day = date(2000, 1, 1)
    _check(_opened(template), _words(LetterFacts("", "", "", day, "", "", None, day, None)))


def _opened(template: Path) -> Written:
    document = opened(template.read_bytes())
    if document is None:
        raise BadLetterTemplate(
            f"Mẫu văn bản xin lỗi {template.name} không phải tệp Word (.docx), chưa soạn gì: {_AGAIN}."
        )
    return document


def _check(document: Written, words: dict[str, str]) -> None:
    found = placeholders(document)
    if unknown := sorted(found - words.keys()):
        raise BadLetterTemplate(
            f"Mẫu văn bản xin lỗi có chỗ điền không nhận ra: {', '.join(unknown[:_SHOWN])}, chưa soạn gì. "
            f"Các chỗ điền dùng được: {', '.join(words)}."
        )
    if missing := sorted(COMPULSORY - found):
        raise BadLetterTemplate(f"Mẫu văn bản xin lỗi thiếu {', '.join(missing)}, chưa soạn gì: {_AGAIN}.")


def _words(facts: LetterFacts) -> dict[str, str]:
    """Every placeholder, and what stands for it; what is to be filled in by hand is dots."""
    said = {
        "{{co_quan_cap_tren}}": facts.superior.upper(),
        "{{co_quan}}": _as_a_head(facts.agency),
        "{{ten_co_quan}}": facts.agency,
        "{{dia_danh}}": facts.place,
        "{{ngay_thang}}": in_full(facts.drafted_on),
        "{{nguoi_nop}}": facts.citizen or _DOTS,
        "{{dia_chi}}": facts.address or _DOTS,
        "{{thu_tuc}}": facts.procedure or _DOTS,
        "{{ma_ho_so}}": facts.code,
        "{{ngay_tiep_nhan}}": _day(facts.received_on),
        "{{ngay_hen_tra}}": _day(facts.promised_on),
        "{{don_vi}}": facts.unit or _HALF_A_LINE,
        "{{ly_do}}": facts.reason or f"{_DOTS}\n{_LINE}",
        "{{ngay_hen_moi}}": _day(facts.new_on),
        "{{chuc_vu}}": facts.signer or _SIGNER,
        "{{can_bo}}": facts.officer or _HALF_A_LINE,
    }
    return {name: _as_text(words) for name, words in said.items()}


def _as_text(words: str) -> str:
    """Without what no page shows, and no document of Word may hold."""
    spaced = "".join(" " if each.isspace() and each != "\n" else each for each in words)
    lines = ("".join(filter(str.isprintable, each)) for each in spaced.split("\n"))
    return "\n".join(" ".join(each.split()) for each in lines)


def _as_a_head(agency: str) -> str:
    """As annex I divides it: ỦY BAN NHÂN DÂN, and below it XÃ TÂN KỲ."""
    committee = re.fullmatch(r"(?:UBND|Ủy ban nhân dân)\s+(.+)", agency.strip(), re.IGNORECASE)
    return f"ỦY BAN NHÂN DÂN\n{committee[1].upper()}" if committee else agency.upper()


def in_full(day: date) -> str:
    """ngày 01 tháng 02 năm 2027: with a 0 before days below 10 and the months 1 and 2 (Decree 30/2020, annex I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day:%d} tháng {month} năm {day.year}"


def _day(day: date | None) -> str:
    return in_full(day) if day else _NO_DAY


def _sign_off(document: Written, facts: LetterFacts) -> None:
    """What the file says of itself: its author is the agency, and it names no citizen."""
    told = document.core_properties
    told.author = told.last_modified_by = _as_text(facts.agency)[:200]
    told.title, told.comments = f"Văn bản xin lỗi, hồ sơ {_as_text(facts.code)}"[:200], ""
