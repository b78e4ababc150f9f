"""A broken file is answered with every fault, its line, and what to do."""

import unicodedata
from decimal import Decimal

import pytest

from models.catalogue.document import Catalogue
from models.catalogue.faults import CatalogueFaults, Fault, Location
from models.catalogue.reading import read_calendar, read_catalogue

GOOD = """\
agency: {code: tan-ky, name: UBND xã Tân Kỳ, province: Nghệ An}
units:
  - {code: VHXH, name: Phòng Văn hóa – Xã hội, short: Phòng VH–XH}
  - {code: CM, name: Các phòng chuyên môn, short: Các phòng, members: [VHXH]}
people:
  - {code: an.vhxh, name: Nguyễn Thị An, unit: VHXH, deputy: binh.vhxh}
  - {code: binh.vhxh, name: Trần Văn Bình, unit: VHXH}
sets:
  - year: 2025
    source: Báo cáo 119/BC-UBND
    scored_max: 73.5
    survey_max: 26.5
    areas:
      - {code: "7", name: Chuyển đổi số, max: 17}
    criteria:
      - code: "7.5"
        area: "7"
        title: Chế độ báo cáo
        short: Chế độ báo cáo
        max: 1.5
        formula: {kind: ratio, confidence: high, counts: occurrences, note: theo số báo cáo}
        unit: VHXH
        result: {awarded: 1.33, lost: 0.17, opinion: 8/9 báo cáo, cause: thiếu một, remedy: nhắc việc}
  - {year: 2026, copy_of: 2025, source: Chép từ bộ 2025}
requirements:
  - code: 7.5-bao-cao-thang
    criterion: "7.5"
    title: Báo cáo tình hình hồ sơ
    short: Báo cáo
    unit: VHXH
    responsible: an.vhxh
    cadence: monthly
    cutoff: 14
    due: {after_cutoff: 2}
    starts_on: 2025-12-15
    items:
      - {code: anh, title: Ảnh chụp màn hình, kind: screenshot}
    status: proposed
    reason: Nghị định 09/2019/NĐ-CP
"""


def read(text: str | bytes) -> Catalogue:
    return read_catalogue(text, "xa.yaml")


def faults_of(text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(CatalogueFaults) as raised:
        read(text)
    assert all(fault.file == "xa.yaml" for fault in raised.value.faults)
    return [(fault.line, fault.sentence) for fault in raised.value.faults]


def changed(*replacements: tuple[str, str]) -> str:
    text = GOOD
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_sound_file_is_read() -> None:
    assert read(GOOD).requirements[0].responsible == "an.vhxh"


def test_decimals_are_read_from_their_digits() -> None:
    assert read(changed(("max: 1.5", "max: 1.50"))).sets[0].criteria[0].max.as_tuple().exponent == -2
    assert read(changed(("max: 17", "max: 0.1"))).sets[0].areas[0].max == Decimal("0.1")


def test_a_file_of_decomposed_letters_with_a_byte_order_mark_is_read() -> None:
    typed_on_a_mac = unicodedata.normalize("NFD", GOOD).encode("utf-8-sig")
    assert read(typed_on_a_mac) == read(GOOD)


ONE_FAULT = {
    "unknown unit": (
        ("Báo cáo\n    unit: VHXH", "Báo cáo\n    unit: VHXX"),
        30,
        "Không có đơn vị “VHXX”: thêm vào “units” hoặc sửa mã.",
    ),
    "unknown unit that cooperates": (
        ("    cadence", "    cooperates: [TTPV]\n    cadence"),
        32,
        "Không có đơn vị “TTPV”: thêm vào “units” hoặc sửa mã.",
    ),
    "unknown member": (
        ("members: [VHXH]", "members: [VP]"),
        4,
        "Không có đơn vị “VP”: thêm vào “units” hoặc sửa mã.",
    ),
    "group in a group": (
        ("members: [VHXH]", "members: [CM]"),
        4,
        "“CM” là nhóm: thành viên của nhóm phải là đơn vị.",
    ),
    "unknown criterion": (
        ('code: 7.5-bao-cao-thang\n    criterion: "7.5"', 'code: 7.6-bao-cao-thang\n    criterion: "7.6"'),
        27,
        "Không bộ tiêu chí nào có tiêu chí “7.6”: sửa mã.",
    ),
    "unknown person": (
        ("responsible: an.vhxh", "responsible: anh.vhxh"),
        31,
        "Không có cán bộ “anh.vhxh”: thêm vào “people” hoặc sửa mã.",
    ),
    "unknown area": (
        ('area: "7"', 'area: "8"'),
        17,
        "Bộ tiêu chí này không có lĩnh vực “8”: thêm vào “areas” hoặc sửa mã.",
    ),
    "unknown set to copy": (
        ("copy_of: 2025", "copy_of: 2024"),
        24,
        "Không có bộ tiêu chí năm 2024 để chép: sửa “copy_of”.",
    ),
    "copy of itself": (
        ("copy_of: 2025", "copy_of: 2026"),
        24,
        "Bộ năm 2026 cũng là bản chép: hãy chép từ bộ có “criteria”.",
    ),
    "code used twice": (
        ("code: binh.vhxh", "code: an.vhxh, deputy: null"),
        7,
        "Mã cán bộ “an.vhxh” đã có ở dòng 6: mỗi mã chỉ dùng một lần.",
    ),
    "key used twice": (
        ("        max: 1.5\n", "        max: 1.5\n        max: 2\n"),
        21,
        "“max” đã có ở dòng 20: bỏ một trong hai.",
    ),
    "misspelt key": (
        ("    cutoff: 14\n", "    cutoff: 14\n    cutof: 14\n"),
        34,
        "Không có mục “cutof” ở đây: có phải “cutoff”?",
    ),
    "a key that only another entry has anything like": (
        ("name: UBND xã Tân Kỳ", "name: UBND xã Tân Kỳ, person: An"),
        1,
        "Không có mục “person” ở đây: chỉ có code, name, province.",
    ),
    "a comma that cuts a sentence": (
        ("note: theo số báo cáo", "note: 8/9 × 1,5"),
        21,
        "Không có mục “5” ở đây: câu có dấu phẩy trong {…} thì đặt cả câu trong dấu nháy.",
    ),
    "missing key": (
        ("    title: Báo cáo tình hình hồ sơ\n", ""),
        26,
        "Thiếu “title”: hãy thêm vào mục này.",
    ),
    "key left blank": (("title: Báo cáo tình hình hồ sơ", "title:"), 28, "“title” đang để trống: hãy điền."),
    "no due rule": (
        ("    due: {after_cutoff: 2}\n", ""),
        26,
        "Thiếu “due”: mỗi yêu cầu phải có hạn, ví dụ due: {after_cutoff: 2}.",
    ),
    "after a cut-off that is not there": (
        ("    cutoff: 14\n", ""),
        26,
        "Hạn tính sau ngày chốt (after_cutoff) cần “cutoff”, ví dụ cutoff: 14.",
    ),
    "day 32": (("{after_cutoff: 2}", "{day: 32}"), 34, "“day” phải từ 31 trở xuống (đang là 32)."),
    "two due rules": (
        ("{after_cutoff: 2}", "{after_cutoff: 2, day: 5}"),
        34,
        "“due” phải có đúng một trong: after_cutoff, day, dates, weekday, last_day, date.",
    ),
    "no such weekday": (
        ("{after_cutoff: 2}", "{weekday: thứ Sáu}"),
        34,
        "“weekday: thứ Sáu” không dùng được; hãy chọn monday, tuesday, wednesday, thursday, friday, saturday "
        "hoặc sunday.",
    ),
    "weekday of a month": (
        ("{after_cutoff: 2}", "{weekday: friday}"),
        26,
        "“due: weekday” không dùng được với cadence: monthly; dùng after_cutoff hoặc day hoặc last_day.",
    ),
    "week with a cut-off": (
        (
            "cadence: monthly\n    cutoff: 14\n    due: {after_cutoff: 2}",
            "cadence: weekly\n    cutoff: 14\n    due: {weekday: friday}",
        ),
        26,
        "cadence: weekly không có ngày chốt số liệu: bỏ “cutoff”.",
    ),
    "dates for a month": (
        ("{after_cutoff: 2}", '{dates: ["31/3"]}'),
        26,
        "“due: dates” không dùng được với cadence: monthly; dùng after_cutoff hoặc day hoặc last_day.",
    ),
    "29 February": (
        ("{after_cutoff: 2}", '{dates: ["29/2"]}'),
        34,
        "“29/2” không phải ngày có trong mọi năm: viết ngày/tháng, ví dụ 31/3.",
    ),
    "too few dates": (
        (
            "cadence: monthly\n    cutoff: 14\n    due: {after_cutoff: 2}",
            'cadence: quarterly\n    due: {dates: ["31/3"]}',
        ),
        26,
        "cadence: quarterly cần đúng 4 ngày trong “dates”, đang có 1.",
    ),
    "a day that does not exist": (
        ("2025-12-15", "2025-02-30"),
        35,
        "“starts_on” phải là ngày có thật, viết năm-tháng-ngày như 2026-12-16.",
    ),
    "a year that nobody lives in": (
        ("2025-12-15", "9999-12-15"),
        35,
        "9999-12-15 phải nằm trong các năm 2000–2100.",
    ),
    "a title of blanks": (
        ("title: Báo cáo tình hình hồ sơ", 'title: "  "'),
        28,
        "Chỗ này chỉ có dấu cách: hãy điền.",
    ),
    "a title that turns the direction of writing": (
        ("title: Báo cáo tình hình hồ sơ", 'title: "Báo cáo\\u202e"'),
        28,
        "Có ký tự điều khiển không nhìn thấy: hãy gõ lại dòng này.",
    ),
    "the last period's day in the year after": (
        (
            "cadence: monthly\n    cutoff: 14\n    due: {after_cutoff: 2}",
            'cadence: quarterly\n    due: {dates: ["10/4", "10/7", "10/10", "10/1"]}',
        ),
        26,
        "Các ngày trong “dates” phải khác nhau, sớm trước muộn sau; hạn sau khi hết kỳ: “cutoff” là 31 rồi dùng "
        "after_cutoff.",
    ),
    "the same day twice": (
        (
            "cadence: monthly\n    cutoff: 14\n    due: {after_cutoff: 2}",
            'cadence: half_yearly\n    due: {dates: ["14/6", "14/6"]}',
        ),
        26,
        "Các ngày trong “dates” phải khác nhau, sớm trước muộn sau.",
    ),
    "unknown cadence": (
        ("cadence: monthly", "cadence: daily"),
        32,
        "“cadence: daily” không dùng được; hãy chọn once, weekly, monthly, quarterly, half_yearly, yearly "
        "hoặc per_case.",
    ),
    "nothing required": (
        ("kind: screenshot", "kind: screenshot, required: false"),
        26,
        "Phải có ít nhất một mục minh chứng bắt buộc (required: true).",
    ),
    "a piece owed by a group": (
        (
            "      - {code: anh, title: Ảnh chụp màn hình, kind: screenshot}",
            "      - {code: anh, title: Ảnh chụp màn hình, kind: screenshot}\n"
            "      - {code: so-lieu, title: Số liệu, kind: tick, owed_by: CM, before: 2}\n"
            "    cooperates: [CM]",
        ),
        38,
        "“CM” là nhóm: mục minh chứng phải do một đơn vị nợ.",
    ),
    "a piece of a unit that does not cooperate": (
        ("kind: screenshot}", "kind: screenshot, owed_by: VHXH, before: 2}"),
        26,
        "“owed_by: VHXH” phải là một đơn vị phối hợp: thêm vào “cooperates” hoặc sửa mã.",
    ),
    "a piece without its day": (
        ("kind: screenshot}", "kind: screenshot, owed_by: VHXH}"),
        37,
        "“owed_by” và “before” đi cùng nhau: đơn vị nợ mục này, và trước hạn mấy ngày làm việc.",
    ),
    "a date of the next year without a cut-off": (
        (
            "cadence: monthly\n    cutoff: 14\n    due: {after_cutoff: 2}",
            'cadence: yearly\n    due: {dates: ["15/1"], next_year: true}',
        ),
        26,
        "Hạn vào năm sau (next_year) cần “cutoff”, ví dụ cutoff: 31, để biết minh chứng của năm nào.",
    ),
    "letters that move nothing": (
        ("due: {after_cutoff: 2}", "due: {after_cutoff: 2, letters: [2026-04-14]}"),
        34,
        "“letters” chỉ đi với after_letter.",
    ),
    "negative points": (("max: 17", "max: -17"), 14, "“max” không được âm (đang là -17)."),
    "decimal comma": (("max: 1.5", "max: 1,5"), 20, "“max” viết dấu chấm thay dấu phẩy: 1.5."),
    "points that do not add up": (
        ("lost: 0.17", "lost: 0.18"),
        16,
        "Điểm đạt 1.33 cộng điểm mất 0.18 không bằng điểm tối đa 1.5: sửa một trong ba số.",
    ),
    "a code without quotes": (
        ('area: "7"', "area: 7.0"),
        17,
        '“area” phải là chữ; số hoặc mã thì đặt trong dấu nháy, ví dụ "7.5".',
    ),
    "a ratio that counts nothing": (
        ("counts: occurrences, ", ""),
        21,
        "“counts” phải có khi kind: ratio.",
    ),
    "the only entry of a list broken": (
        ("kind: screenshot", "kind: photo"),
        37,
        "“kind: photo” không dùng được; hãy chọn signed_document, screenshot, attachment, figure hoặc tick.",
    ),
    "an empty list": (
        ("items:\n      - {code: anh, title: Ảnh chụp màn hình, kind: screenshot}", "items: []"),
        36,
        "“items” đang để trống: cần ít nhất một dòng.",
    ),
    "deputies in a ring": (
        ("name: Trần Văn Bình", "name: Trần Văn Bình, deputy: an.vhxh"),
        6,
        "Người thay quay vòng: an.vhxh → binh.vhxh → an.vhxh. Hãy bỏ một người thay.",
    ),
    "a requirement of another criterion": (
        ("code: 7.5-bao-cao-thang", "code: 7.9-bao-cao-thang"),
        26,
        "Mã yêu cầu “7.9-bao-cao-thang” phải bắt đầu bằng “7.5-”.",
    ),
    "an alias": (
        ("members: [VHXH]", "members: *cac_phong"),
        4,
        "Không dùng & và * (tham chiếu YAML) trong tệp này: hãy viết lại nội dung đầy đủ.",
    ),
    "a tab": (
        ("    cadence: monthly", "\tcadence: monthly"),
        32,
        "Không đọc được YAML ở cột 1: kiểm tra thụt đầu dòng (dùng dấu cách, không dùng Tab), dấu hai chấm "
        "và dấu nháy ở dòng này hoặc dòng trên.",
    ),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_named_at_its_line(name: str) -> None:
    replacement, line, sentence = ONE_FAULT[name]
    text = changed(replacement)
    if name == "code used twice":
        text = text.replace(", deputy: binh.vhxh", "")
    assert faults_of(text) == [(line, sentence)]


def test_all_faults_are_said_at_once_in_the_order_of_their_lines() -> None:
    text = changed(
        ("deputy: binh.vhxh", "deputy: chi.vhxh"),
        ("max: 1.5", "max: -1.5"),
        ("Báo cáo\n    unit: VHXH", "Báo cáo\n    unit: KT"),
        (
            "    cutoff: 14\n    due: {after_cutoff: 2}\n    starts_on: 2025-12-15\n",
            "    due: {after_cutoff: 2}\n",
        ),
    )
    assert faults_of(text) == [
        (6, "Không có cán bộ “chi.vhxh”: thêm vào “people” hoặc sửa mã."),
        (20, "“max” không được âm (đang là -1.5)."),
        (26, "Hạn tính sau ngày chốt (after_cutoff) cần “cutoff”, ví dụ cutoff: 14."),
        (30, "Không có đơn vị “KT”: thêm vào “units” hoặc sửa mã."),
    ]


def test_a_wrong_severity_is_one_sentence_with_what_may_be_written() -> None:
    checks = "kind: screenshot, checks: {severity: {DOC004: hard, DOC005: off, DOC099: info}}"
    choose = 'không dùng được; hãy chọn blocking, warning, info hoặc "off".'
    said = [sentence for _, sentence in faults_of(changed(("kind: screenshot", checks)))]
    assert sorted(said) == [
        f"“severity: DOC004: hard” {choose}",
        f"“severity: DOC005: off” {choose}",
        "“severity: DOC099”: không có mã phát hiện này, ví dụ DOC004.",
    ]


def test_a_chain_of_deputies_that_ends_is_no_ring() -> None:
    chain = changed(
        ("  - {code: binh.vhxh", "  - {code: chi.vhxh, name: Lê Chi, deputy: an.vhxh}\n  - {code: binh.vhxh")
    )
    assert len(read(chain).people) == 3


UNREADABLE = {
    "empty": (b"", 1, "Tệp trống: hãy chọn tệp danh mục có nội dung."),
    "only comments": (b"# chua co gi\n", 1, "Tệp trống: hãy chọn tệp danh mục có nội dung."),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\x00",
        1,
        "Tệp không phải văn bản UTF-8: hãy kiểm tra đúng tệp chưa, hoặc lưu lại với mã hóa UTF-8.",
    ),
    "UTF-16": ("agency: tân kỳ".encode("utf-16"), 1, "Tệp lưu ở mã UTF-16: hãy lưu lại với mã hóa UTF-8."),
    "an old code page on line 2": (
        b"agency:\n  name: UBND x\xe3 T\xe2n K\n",
        2,
        "Tệp không phải văn bản UTF-8: hãy kiểm tra đúng tệp chưa, hoặc lưu lại với mã hóa UTF-8.",
    ),
    "control characters": (
        b"agency:\n  name: \x00\x01\n",
        2,
        "Có ký tự lạ, tệp có lẽ không phải văn bản: hãy kiểm tra đúng tệp YAML chưa.",
    ),
    "a letter": (
        "Kính gửi Sở Nội vụ".encode(),
        1,
        "Tệp không đúng dạng: phải gồm các mục agency, units, people, sets, requirements, notes, mỗi mục "
        "một dòng “tên:”.",
    ),
    "brackets without end": (b"[" * 5000, 1, "Các mục lồng nhau quá sâu: hãy kiểm tra đúng tệp chưa."),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_catalogue_is_refused_in_one_sentence(name: str) -> None:
    content, line, sentence = UNREADABLE[name]
    assert faults_of(content) == [(line, sentence)]


def test_the_faults_print_as_file_line_and_sentence() -> None:
    with pytest.raises(CatalogueFaults, match=r"^xa\.yaml:14: “max” không được âm"):
        read(changed(("max: 17", "max: -17")))
    assert str(Fault("xa.yaml", Location(line=3), "Thiếu “name”.")) == "xa.yaml:3: Thiếu “name”."


def test_a_calendar_that_names_a_day_twice_is_refused() -> None:
    day = "  - {day: 2026-11-24, working: false, name: Nghỉ, source: Luật, status: decided}\n"
    with pytest.raises(CatalogueFaults) as raised:
        read_calendar("days:\n" + day + day, "lich.yaml")
    assert raised.value.faults == (
        Fault("lich.yaml", Location(line=3), "Ngày “2026-11-24” đã có ở dòng 2: mỗi mã chỉ dùng một lần."),
    )
