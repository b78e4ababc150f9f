"""Sentences that were read aloud to an officer of fifty, and said better since."""

import ast
import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

import bot
import jobs
import models
from bot.texts import alerts
from bot.texts.forms.screens import _FAULTS
from jobs.messages import facts, morning_facts, replies
from jobs.messages.above_facts import Escalation, LastCall, LateTask
from jobs.messages.details import Details, Direction, Reasoned
from jobs.messages.facts import Named
from jobs.messages.joining import Welcome
from jobs.messages.moving import BasisFacts, Moved, MovedTask
from jobs.messages.questions import Ask
from models.refused import Reason, Refused
from models.rules.inspection.findings import Mender, Rule, Severity
from models.tables import ItemKind, Role
from tests.bot.texts.moving import EARLIER
from tests.bot.texts.test_every_text import each, labels, shown
from tests.bot.texts.words import EVE, KINDS_OF_WORDS, ORDINARY, moment

SAID_NO_MORE = re.compile(
    r"điểm cả năm|≈|không có tin nhắc mới|minh chứng:? 0/|đang phục vụ:|nghĩa là gì"
    r"|không nói về việc nào"
    r"|phần việc được giao|thuộc phần phụ trách|ký số của người ký|Chuyển đến đâu|[Đđ]ã lấy lại|[Cc]ần lấy lại"
    r"|Tôi hỏi thôi|^Để sau$|Mốc sổ ghi| lo(?:[.,;]| giúp| việc|$)|[Cc]hưa chọn(?: xong)? thì chưa"
    r"|Chuyển đồng nghiệp"
    r"|Bản chép|àm dần cũng được|nằm yên|giờ nhắc cuối|cho phải phép|[Cc]hặn bot|\b[Ss]heet\b.*[à-ỹ]|và soát"
    r"|Không cần nữa|\bxã (?:có thể )?mất|báo lãnh đạo xã"
)
OVERDUE = [moment(17, 12), moment(18, 12), moment(21, 12), moment(22, 12), moment(23, 12)]


def test_no_message_and_no_button_says_it_the_old_way() -> None:
    for name, sample, text in each():
        if "hostile" not in name:
            for said in (text, *(label for row in labels(sample.message) for label in row)):
                assert not SAID_NO_MORE.search(said), f"{name}: {said}"


def test_no_sentence_of_the_program_is_the_old_one() -> None:
    rooms = [Path(str(room.__file__)).parent for room in (bot, jobs, models)]
    for file in (file for room in rooms for file in room.rglob("*.py") if "reading" not in file.parts):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
                assert not SAID_NO_MORE.search(node.value), f"{file.name}: {node.value}"


def card(now=EVE, own=True, **changes) -> str:
    return shown(
        morning_facts.Card(reader=ORDINARY.named, task=ORDINARY.task(now, **changes), now=now, own=own)
    )


@pytest.mark.parametrize(
    ("worth", "said"),
    [
        (
            ORDINARY.worth(),
            "Tiêu chí 7.5 (1,5 điểm); báo cáo này khoảng 0,09 điểm (ước tính); năm 2025 cơ quan mất 0,17 điểm.",
        ),
        (ORDINARY.worth(None), "Tiêu chí 7.5 (1,5 điểm); năm 2025 cơ quan mất 0,17 điểm."),
        (
            replace(ORDINARY.worth(), loss=None),
            "Tiêu chí 7.5 (1,5 điểm); báo cáo này khoảng 0,09 điểm (ước tính).",
        ),
    ],
)
def test_points_are_a_sentence(worth, said: str) -> None:
    assert said in card(worth=worth)


def test_the_first_notice_of_a_report_asks_for_the_report() -> None:
    signed = (ORDINARY.wanted(ItemKind.SIGNED_DOCUMENT),)
    said = card(items=signed, system="")
    assert "mong chị An lập báo cáo và trình ký trong hôm nay" in said
    assert "văn thư" not in said
    plan = card(items=signed, system="", cutoff_on=None, title="Kế hoạch CCHC năm 2027")
    assert "mong chị An nhờ văn thư cấp số" in plan


def test_evidence_of_which_there_is_none_is_said_in_words() -> None:
    two = (ORDINARY.wanted(), ORDINARY.wanted())
    assert "Chưa có minh chứng nào (cần 2)" in card(items=two)
    listed = shown(
        morning_facts.Digest(
            reader=ORDINARY.named, now=EVE, said_on=date(2026, 12, 15), tasks=((1, ORDINARY.task(items=two)),)
        )
    )
    assert "· chưa có minh chứng nào (cần 2)" in listed
    assert "Minh chứng 1/2" in card(items=(replace(two[0], filled=True), two[1]))


def test_an_item_begins_in_capitals_however_it_was_typed() -> None:
    assert "☐ Văn bản đã ký số" in card(items=(replace(ORDINARY.wanted(), title="văn bản đã ký số"),))


def test_each_overdue_morning_says_something_new() -> None:
    said = [card(now) for now in OVERDUE]
    new = [
        "chưa có thông tin về việc này",
        "khoảng 0,09 điểm (ước tính). Xong",
        "cùng gỡ",
        "được tính đến hết thứ Năm, 14/01/2027",
        "hẹn một ngày làm được",
    ]
    for number, fact in enumerate(new):
        assert [fact in each for each in said] == [number == other for other in range(len(new))], fact


def test_what_is_to_settle_is_said_to_stand_by_points_only_where_points_are_known() -> None:
    found = next(sample.message for name, sample, _ in each() if "Triage · one page" in name)
    unknown = tuple((number, replace(task, worth=None)) for number, task in found.tasks)
    assert "xếp theo điểm:" in shown(found)
    assert "xếp theo hạn:" in shown(replace(found, tasks=unknown))


def test_nobody_is_called_by_the_full_name_in_their_own_chat() -> None:
    words = KINDS_OF_WORDS["address unknown"]
    for now in (EVE, moment(16, 12), *OVERDUE):
        said = shown(morning_facts.Card(reader=words.named, task=words.task(now), now=now))
        assert "đồng chí" in said.lower()
        assert words.reader not in said


def test_a_superior_stands_in_by_post_and_a_colleague_by_name() -> None:
    for stands_in, said in (
        (Named("Trần Văn Bình", None, "Phó Chủ tịch UBND xã"), "Phó Chủ tịch UBND xã phụ trách thay"),
        (Named("Lê Văn Dũng", "anh"), "anh Dũng phụ trách thay"),
    ):
        assert said in card(own=False, stand_in=stands_in)


@pytest.mark.parametrize(
    ("again", "said"),
    [
        (False, "↩️ Đã hủy lời báo xong – "),
        (True, "↩️ Lời báo xong đã được hủy trước đó; lần này không thay đổi gì – "),
    ],
)
def test_what_was_taken_back_is_named(again: bool, said: str) -> None:
    what = ((replies.TakenBack.CLAIM, ORDINARY.task()),)
    text = shown(replies.Undone(reader=ORDINARY.named, what=what, again=again))
    assert text.startswith(said)
    assert again is text.endswith("Muốn hủy nội dung khác, xin trả lời vào đúng tin ghi nội dung ấy.")


def test_a_doubt_is_asked_about_the_task() -> None:
    asked = replies.Question(reader=ORDINARY.named, ask=Ask.MEANING, task=ORDINARY.task())
    assert shown(asked) == (
        "Về Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026, ý chị An là gì ạ? Chưa ghi gì.\n"
        "Bấm một nút, hoặc trả lời tin này bằng một câu."
    )


def test_a_snooze_too_late_says_until_when_it_holds() -> None:
    refused = alerts.refused(Refused(Reason.AFTER_DUE, since=moment(16, 12, hour=14, minute=0)))
    assert refused.startswith("Sau 14 giờ ngày đến hạn không hẹn nhắc lại được; xin chọn ngày nộp.")


def test_a_search_says_how_many_it_found() -> None:
    assert _FAULTS["several_requirements"].format(count=3, who="anh") == "Tìm thấy 3 yêu cầu, nhờ anh chọn:"


def test_an_hour_is_words_in_a_sentence_and_a_clock_in_a_list() -> None:
    at_ten = ORDINARY.task(due_hour=moment(16, 12, hour=10, minute=0).time())
    one = shown(morning_facts.Card(reader=ORDINARY.named, task=at_ten, now=EVE))
    assert "Hạn: 10 giờ 00, thứ Tư, 16/12/2026" in one
    listed = shown(
        morning_facts.Digest(
            reader=ORDINARY.named, now=EVE, said_on=date(2026, 12, 15), tasks=((1, at_ten), (2, at_ten))
        )
    )
    assert "hạn 10:00, thứ Tư, 16/12/2026" in listed


def test_a_card_carries_the_lesson_and_not_the_cause() -> None:
    said = card()
    assert f"Rút kinh nghiệm năm 2025: {ORDINARY.lesson}" in said
    assert ORDINARY.cause not in said
    silent = replace(ORDINARY.worth().loss, lesson="")
    assert "Rút kinh nghiệm" not in card(worth=replace(ORDINARY.worth(), loss=silent))


def test_what_is_told_above_names_what_this_one_is_worth() -> None:
    for worth, said in (
        (ORDINARY.worth(), "tiêu chí 7.5, khoảng 0,09 điểm"),
        (ORDINARY.worth(None), "tiêu chí 7.5 (1,5 điểm)"),
    ):
        late = LateTask(1, ORDINARY.task(moment(17, 12), worth=worth), ())
        assert said in shown(Escalation(reader=ORDINARY.colleague, tasks=(late,)))


SLUG = re.compile(r"\b\d(?:\.\d+)*-[a-z]+(?:-[a-z]+)+\b")


def test_no_message_names_a_requirement_by_its_slug() -> None:
    for name, sample, text in each():
        for said in (text, *(label for row in labels(sample.message) for label in row)):
            assert not SLUG.search(said), f"{name}: {said}"


def test_a_list_and_a_card_show_what_is_in_the_way() -> None:
    stuck = facts.Obstacle(ORDINARY.named, date(2026, 12, 14), "hệ thống báo lỗi 500", "0912 345 678")
    assert "🆘 Đang vướng từ 14/12: “hệ thống báo lỗi 500”." in card(obstacle=stuck)
    assert "Điện thoại chị An: 0912 345 678." in card(own=False, obstacle=stuck)
    listed = morning_facts.Digest(
        reader=ORDINARY.named,
        now=EVE,
        said_on=date(2026, 12, 15),
        tasks=((1, ORDINARY.task(obstacle=stuck)),),
    )
    assert "· đang vướng" in shown(listed)


def test_the_last_reminder_before_an_hour_does_not_greet_again() -> None:
    tasks = ((1, ORDINARY.task()), (2, ORDINARY.task()))
    again = morning_facts.Digest(
        reader=ORDINARY.named, now=EVE, said_on=date(2026, 12, 15), tasks=tasks, by_the_hour=True
    )
    assert shown(again).startswith("⏰ Sắp đến giờ hạn: 2 việc\n")


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.LEADER, "đầu giờ sáng buổi làm việc đầu tuần có một tin tổng hợp"),
        (Role.CLERK, "ngày có văn bản chờ phát hành thì đầu giờ sáng có danh sách"),
    ],
)
def test_the_welcome_says_what_a_role_receives_and_when(role: Role, said: str) -> None:
    welcome = Welcome(
        reader=ORDINARY.named, nearest=None, morning=time(7, 30), admins=(), roles=frozenset({role})
    )
    assert said in shown(welcome)
    assert "chưa được giao" not in shown(welcome)


def moved(words: str, stands: bool = True) -> str:
    task = MovedTask(1, ORDINARY.task(), EARLIER, 1, stands)
    basis = BasisFacts(words, "9012/UBND.KSTT", date(2026, 12, 10))
    return shown(Moved(reader=ORDINARY.named, tasks=(task,), by=ORDINARY.colleague, basis=basis))


def test_a_letter_is_cited_once_to_the_letter() -> None:
    words = "Công văn số 9012/UBND.KSTT ngày 10/12/2026"
    assert f"Căn cứ: {words}." in moved(words)
    assert moved(words).count("9012/UBND.KSTT") == 1
    assert "Căn cứ: văn bản số 9012/UBND.KSTT ngày 10/12/2026." in moved("")


def test_a_day_has_moved_on_only_when_it_did() -> None:
    assert "đã đổi tiếp" not in moved("Theo công văn")
    assert "đã đổi tiếp" in moved("Theo công văn", stands=False)


def test_details_call_an_earlier_day_earlier() -> None:
    decided = tuple(Reasoned(way, EVE, ORDINARY.colleague, "Công văn") for way in Direction)
    said = shown(
        Details(reader=ORDINARY.named, task=ORDINARY.task(), partners=(), reason="", decided=decided)
    )
    assert "15/12 đổi hạn sớm hơn – anh Bình" in said
    assert "15/12 lùi hạn – anh Bình" in said


def test_the_last_call_counts_a_file_that_is_held_back_as_come() -> None:
    unsigned = facts.FindingFacts(Rule.SIG001, Severity.BLOCKING, {}, Mender.SIGNER)
    held = replace(ORDINARY.wanted(), held=(unsigned,))
    none_came, one_came = (
        shown(LastCall(reader=ORDINARY.named, now=now, tasks=((1, task),), up=frozenset({1})))
        for now in (moment(16, 12),)
        for task in (ORDINARY.task(now), ORDINARY.task(now, items=(held,)))
    )
    assert "chưa nhận được báo xong hay minh chứng." in none_came
    assert "hay minh chứng tính được; tệp đã gửi còn điểm phải xử lý." in one_came
