"""What every field of a catalogue file means, said once: the manual, the schema for editors and the sheet of
instructions in the workbook are made of it.

An example is a plain value, which each of them spells in its own way; `default` is what is filled in where the file
leaves the field out (`models.catalogue.defaults`), where the model itself has no default.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from models.catalogue.document import (
    AgencyEntry,
    AreaEntry,
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    DayEntry,
    ItemEntry,
    NoteEntry,
    PersonEntry,
    RequirementEntry,
    ResultEntry,
    UnitEntry,
)
from models.catalogue.due import DueEntry
from models.catalogue.formulas import FormulaEntry, LevelEntry, PartEntry, PassEntry
from models.rules.inspection.checks import Checks


@dataclass(frozen=True)
class Said:
    """What a field means, in English; an example; what stands for it where the file leaves it out."""

    what: str
    example: Any = None
    default: str = ""


_POINTS = "Points, an exact decimal with at most two places."
_RATE = "A rate in percent."

FIELDS: dict[type[BaseModel], dict[str, Said]] = {
    Catalogue: {
        "agency": Said("The commune."),
        "units": Said("Its units."),
        "people": Said("The people who are named already."),
        "sets": Said("The criteria, one set a scoring year."),
        "requirements": Said("What the criteria need, and when."),
        "notes": Said("What is doubtful in the source."),
    },
    AgencyEntry: {
        "code": Said("Its code, which never changes.", "hoa-mai", "the commune's name without marks"),
        "name": Said("Its name, as people read it.", "UBND xã Hoa Mai"),
        "province": Said("Its province.", "Nghệ An", "“Chưa ghi tỉnh”"),
    },
    UnitEntry: {
        "code": Said("Its code, in capitals.", "VHXH", "the initials of its name"),
        "name": Said("Its name.", "Phòng Văn hóa – Xã hội"),
        "short": Said("A shorter name for messages.", "Phòng VH–XH", "the name"),
        "members": Said("Of a group: its units. A task opens for each of them.", ("VHXH", "KT")),
        "tasks": Said("Its tasks, in the source's words.", ("Tham mưu CCHC",)),
    },
    PersonEntry: {
        "code": Said("Their code.", "an.vhxh", "the given name and the unit's code"),
        "name": Said("Their full name.", "Nguyễn Thị An"),
        "unit": Said("Their unit, by code or name.", "VHXH"),
        "roles": Said(
            "What they do; several are possible: officer · head (of a unit) · reviewer · leader · clerk · admin.",
            ("officer",),
        ),
        "position": Said("Their post.", "Chuyên viên"),
        "address": Said("The form of address.", "chị"),
        "phone": Said("Whom to call when it matters.", "0912345678"),
        "deputy": Said("Who stands in for them, by code or name.", "binh.vhxh"),
    },
    CriteriaSetEntry: {
        "year": Said("The scoring year.", 2026, "the year in which the file is loaded"),
        "source": Said(
            "Where the criteria are printed.", "Quyết định 01/QĐ-UBND", "“Tệp danh mục của cơ quan”"
        ),
        "copy_of": Said("Takes the criteria of that year's set, without its results.", 2025),
        "scoring": Said("By points, or passed and failed without any.", "points"),
        "passes": Said("When the year is passed, of its areas."),
        "scored_max": Said(f"What the council can give in all. {_POINTS}", Decimal("73.5")),
        "survey_max": Said(f"What the survey can give in all. {_POINTS}", Decimal("26.5")),
        "awarded": Said(f"What was given. {_POINTS}", Decimal("61.85")),
        "lost": Said(f"What was lost. {_POINTS}", Decimal("11.65")),
        "rank": Said("The place among all.", "3/130"),
        "areas": Said("The areas of the set.", default="one for each first part of the criteria's codes"),
        "criteria": Said("The criteria of the set."),
    },
    AreaEntry: {
        "code": Said("Its code.", "7"),
        "name": Said("Its name.", "Chuyển đổi số", "“Lĩnh vực” and the code"),
        "max": Said(f"{_POINTS} Unknown where left out.", Decimal(17)),
        "passes": Said("When it is passed, of its criteria."),
        "awarded": Said(f"What was given. {_POINTS}", Decimal("14.59")),
        "lost": Said(f"What was lost. {_POINTS}", Decimal("2.41")),
        "note": Said("Where the print was corrected.", "In nhầm 16 điểm."),
    },
    CriterionEntry: {
        "code": Said("Its code, as the source prints it.", "7.5"),
        "area": Said("The code of its area.", "7", "the first part of its code"),
        "part_of": Said(
            "The criterion of the same area that it is a part of; its code alone says nothing.", "7"
        ),
        "title": Said("Its title, as the source prints it.", "Thực hiện chế độ báo cáo"),
        "short": Said("A shorter title for messages.", "Chế độ báo cáo", "the first words of the title"),
        "max": Said(f"{_POINTS} Unknown (“chưa rõ điểm”) where left out.", Decimal("1.5")),
        "formula": Said(
            "How its points are given.", default="`{kind: manual}`; `{kind: pass}` in a set without points"
        ),
        "passes": Said("When it is passed, of its own parts, in a set without points."),
        "unit": Said("The unit that answers for it, by code or name.", "VHXH"),
        "unit_as_named": Said("What the source calls that unit.", "Văn phòng VH - XH xã"),
        "result": Said("What the council gave it."),
    },
    ResultEntry: {
        "awarded": Said(f"What was given. {_POINTS}", Decimal("1.33")),
        "lost": Said(f"What was lost. {_POINTS}", Decimal("0.17")),
        "opinion": Said("The council's words.", "Thiếu 1/9 báo cáo."),
        "cause": Said("Why.", "Nộp muộn."),
        "lesson": Said("What to do otherwise, in one sentence; stands on the card.", "Nộp trước ngày 25."),
        "remedy": Said("What is done about it.", "Nhắc trước 5 ngày."),
        "explanation": Said("What the commune answered.", "Đã gửi bổ sung."),
    },
    FormulaEntry: {
        "kind": Said(
            "ratio: its share of the maximum · target: the share of `target`, which gives all · levels: the points "
            "of the highest level reached · parts: a sum of capped parts · step: one of `steps` · all_or_nothing · "
            "sum: of the criteria that are `part_of` it · pass: passed or not · information: not scored · manual: "
            "the council says.",
            "ratio",
            "`manual`",
        ),
        "confidence": Said("How sure the derivation is.", "low"),
        "counts": Said("What a rate counts.", "occurrences"),
        "figure": Said("The item that holds the figure, where there are several.", "ty-le"),
        "target": Said(f"{_RATE} From it on all points are given.", Decimal(80)),
        "steps": Said("The points that are possible.", (Decimal(0), Decimal("0.25"), Decimal("0.5"))),
        "levels": Said("Levels of a rate, the highest first."),
        "parts": Said("The parts of a sum."),
        "empty": Said("What there is nothing to count for: full, zero, or out of the total.", "full"),
        "note": Said("Where it was derived from.", "Theo số báo cáo."),
    },
    LevelEntry: {
        "at_least": Said(f"{_RATE}", Decimal(95)),
        "points": Said(f"From it on. {_POINTS}", Decimal(1)),
    },
    PartEntry: {
        "code": Said("Its code.", "thanh-toan"),
        "title": Said("Its title.", "Thanh toán trực tuyến"),
        "figure": Said(
            "The item that holds the figure; the part's own code where left out.", "ty-le-thanh-toan"
        ),
        "points": Said(f"What 100 % gives. {_POINTS}", Decimal("2.5")),
        "cap": Said(f"At most so many. {_POINTS}", Decimal(2)),
        "target": Said(f"{_RATE} From it on all points are given.", Decimal(80)),
        "empty": Said("What there is nothing to count for.", "zero"),
    },
    PassEntry: {
        "all": Said(
            "All of these are passed. Either this or the other two, or all three; in a workbook the same columns "
            "on the sheets of sets and areas.",
            ("1", "2", "3"),
        ),
        "at_least": Said("And so many of `of`; goes with it.", 1),
        "of": Said("Of these; goes with `at_least`.", ("4", "5", "6")),
    },
    RequirementEntry: {
        "code": Said(
            "The criterion's code (0 without one), a hyphen, a slug.",
            "7.5-bao-cao-tthc-thang",
            "made of the criterion and the title",
        ),
        "line": Said("The evidence line of the source's matrix.", "E16"),
        "criterion": Said("The criterion that it serves, by code or title.", "7.5"),
        "title": Said("What is to be done; the period can follow.", "Báo cáo tình hình giải quyết TTHC"),
        "short": Said("A shorter title for messages.", "Báo cáo TTHC", "the first words of the title"),
        "unit": Said("The unit that is reminded, by code or name.", "VHXH"),
        "cooperates": Said("Units that cooperate.", ("KT",)),
        "responsible": Said("The officer in charge, by code or name.", "an.vhxh"),
        "cadence": Said("How often it comes.", "monthly"),
        "cutoff": Said("The day of a period's last month on which its data close; 31 is its last.", 14),
        "due": Said(
            "When it is due: one date rule that its cadence may have. Left out only with `cadence: per_case`."
        ),
        "issue_from": Said("The document is dated from this day of the year on (yearly).", "1/10"),
        "issue_by": Said("The document is dated by this day of the year (yearly).", "31/12"),
        "issue_year": Said("0: those days lie in the scoring year; -1: in the year before.", 0),
        "accepted_until": Said(
            "What comes late is accepted until the first such day after the due day.", "31/3"
        ),
        "shift": Said("Where a due day that is a day off goes.", "earlier"),
        "due_hour": Said("The hour it is due; else the end of working hours.", "10:00"),
        "ladder": Said(
            "Its own reminders: working days before the due day, that day, or `cutoff`.", ("T-7", "T-1", "T0")
        ),
        "starts_on": Said(
            "The first day of the first data period.", date(2025, 12, 15), "the scoring year's first period"
        ),
        "system": Said("The system it is reported in.", "Hệ thống báo cáo của tỉnh"),
        "personal": Said("Its evidence tells of citizens: it lies sealed and never passes the chat.", False),
        "choose": Said("How many options of a choice are wanted, where not one.", {"hop": 2}),
        "items": Said(
            "What proves it.",
            default="one item of its title, a signed document where the title begins with a type of document",
        ),
        "status": Said("Whether its date is laid down, or proposed.", "proposed", "`proposed`"),
        "reason": Said(
            "The source of the date, or why it is proposed.", "Nghị định 09/2019/NĐ-CP", "“Chưa ghi căn cứ”"
        ),
    },
    DueEntry: {
        "after_cutoff": Said(
            "So many working days after the cut-off: monthly, quarterly, half_yearly, yearly.", 2
        ),
        "day": Said("On that day of the month: monthly.", 25),
        "dates": Said(
            "On these days of every year, one a period, in their order: quarterly, half_yearly, yearly.",
            ("15/6", "15/12"),
        ),
        "weekday": Said("On that day of the week: weekly.", "friday"),
        "last_day": Said("On the last day of the period: all that recur.", True),
        "plus": Said("With `last_day`: so many working days later.", 3),
        "date": Said("On that one day: once.", date(2026, 1, 20)),
        "next_year": Said("With one of `dates`: it lies in the year after.", True),
        "after_letter": Said("With one of `dates`: or so many working days after a superior's letter.", 5),
        "letters": Said("The days of the letters that have come.", (date(2026, 4, 14),)),
    },
    ItemEntry: {
        "code": Said("Its code within the requirement.", "anh-da-gui", "made of the title"),
        "title": Said("What it is.", "Ảnh chụp màn hình đã gửi"),
        "kind": Said(
            "What is handed in: screenshot: any picture, a photograph too · figure: a part and its whole · tick: a "
            "yes.",
            "screenshot",
            "`attachment`, or `signed_document` by its title",
        ),
        "required": Said("Whether it must be there.", True),
        "hint": Said("Where it is found, or how it is made.", "Hệ thống báo cáo, mục Lịch sử"),
        "checks": Said("What its document is checked for."),
        "count": Said("So many pieces of it.", 2),
        "one_of": Said(
            "Of one choice one item is enough; of `choice/option` all items of one option.", "van-ban"
        ),
        "at_least": Said("Of a figure: the rate in percent that it is to reach.", Decimal(50)),
        "owed_by": Said("The cooperating unit that owes it.", "KT"),
        "before": Said("So many working days before the due day.", 3),
    },
    Checks: {
        "signed": Said(
            "Whose signatures are wanted: both (the signer's and the agency's) · agency · person · any · none.",
            "both",
        ),
        "types": Said("Any of these types of documents, abbreviated.", ("KH", "QĐ")),
        "title": Said("Phrases in the subject; alternatives between |.", ("cải cách hành chính",)),
        "sections": Said("Headings with a body.", ("kinh phí | nguồn kinh phí",)),
        "amounts": Said("Sections that name an amount or a source of money.", ("kinh phí",)),
        "words": Said("Phrases anywhere in it.", ("năm 2026",)),
        "issuers": Said("Any of these bodies issued it.", ("Ủy ban nhân dân xã",)),
        "signers": Said("Posts that signed it, all of them; alternatives between |.", ("Chủ tịch",)),
        "year": Said("The year that its subject may name, counted from the scoring year.", 0),
        "case_code": Said("The code of the citizen file stands in it.", False),
        "signed_within": Said("Signed within so many working days of its date.", 1),
        "max_pages": Said("At most so many pages.", 40),
        "severity": Said(
            'Another weight for a finding: `blocking`, `warning`, `info`, or `"off"`.', {"DOC004": "blocking"}
        ),
    },
    DayEntry: {
        "day": Said("A day that differs from the plain week from Monday to Friday.", date(2026, 9, 1)),
        "working": Said("Whether it is worked.", False, "`false` in a workbook"),
        "name": Said("What it is.", "Quốc khánh", "“Ngày nghỉ” in a workbook"),
        "source": Said("Who says so.", "Bộ luật Lao động", "“Tệp danh mục của cơ quan” in a workbook"),
        "status": Said("Whether it is decided, proposed or computed.", "decided", "`decided` in a workbook"),
    },
    NoteEntry: {
        "id": Said("Its code.", "I-01"),
        "concerns": Said("The years and codes that it is about.", ("7.5", "2025")),
        "text": Said("What is doubtful.", "Tổng điểm không khớp."),
    },
}
"""By entry, and in the order in which the manual tells them."""
