"""Every text the program can say, with ordinary and with hostile facts, against the house rules."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from bot.press import spell
from bot.sandbox.markup import flatten, parse_html, utf16_length
from bot.texts.labels import label
from bot.texts.render import REPEATED, render
from bot.texts.text import main_keyboard
from bot.texts.wording import WORDINGS
from bot.texts.words import given_name, plain_who
from jobs.messages import (
    above_facts,
    absence,
    answers,
    auditing,
    case_lists,
    cases,
    clerk,
    connections,
    coverage,
    facts,
    files,
    forms,
    inspecting,
    joining,
    lists,
    morning_facts,
    moving,
    staff,
    zalo,
)
from jobs.messages import details as details_facts
from jobs.messages import reviewing as review_facts
from jobs.messages.facts import Do
from models.rules.zone import day_of
from models.tables import Role
from tests.bot.texts.samples import SAMPLES, Sample
from tests.bot.texts.words import CALENDAR, KINDS_OF_WORDS

# Welcome, help, lists and findings may be long; the rest fits a phone's screen.
MAY_BE_LONG = (
    cases.CaseBundle,
    case_lists.CaseListTaken,
    auditing.Audit,
    clerk.ClerkList,
    connections.Connections,
    zalo.ZaloCopy,
    coverage.Coverage,
    joining.Welcome,
    details_facts.Details,
    forms.Screen,
    forms.FormOver,
    forms.ImportFaults,
    inspecting.FileHeld,
    review_facts.ReviewCard,
    morning_facts.Digest,
    answers.TaskList,
    answers.Triage,
    files.AskWhichTask,
    answers.AboutMe,
    absence.DeputyAsked,
    absence.AbsenceNews,
    absence.HandBack,
    lists.DueCalendar,
    lists.UnitList,
    above_facts.Escalation,
    above_facts.LastCall,
    above_facts.LeaderWeek,
    review_facts.ReviewList,
    review_facts.ReviewLate,
    moving.Moved,
    moving.MovedBack,
    moving.Silent,
    staff.WorkMoved,
    staff.Given,
)
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
BANNED = re.compile(
    r"\b(bạn|(?<!rẻ )em|tôi|(?<!của )mình|deadline|vi phạm|yêu cầu đồng chí|lần thứ|bằng chứng|chứng cứ"
    r"|chậm trễ|lại quá hạn"
    r"|trễ(?! hẹn)|T[-+−]\d+|T0|E\+\d|claimed|submitted|waived|missed|accepted|to_settle|returned|waiting|open"
    r"|unassigned|no_chat|blocked|None|null)\b"
)
# Buttons speak as the person; texts that name a button say its words.
BUTTON_WORDS = ("Tôi bấm nhầm", "Việc của tôi", "Về tôi", "Không phải tôi", "Đúng là tôi")
# Commands are spelled as they are typed.
COMMANDS = ("nhacviec evidence open",)
DAY = re.compile(r"(thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? (\d\d)/(\d\d)(?:/(\d{4}))?", re.IGNORECASE)
COUNT = re.compile(r"còn (\d+) ngày làm việc", re.IGNORECASE)
LATE = re.compile(r"quá hạn (\d+) ngày làm việc", re.IGNORECASE)
MARKS = "☐☑✔"


@cache
def every_sample() -> list[tuple[str, Sample]]:
    return [
        (f"{words} · {kind.__name__} · {sample.name}", sample)
        for words, chosen in KINDS_OF_WORDS.items()
        for kind, make in SAMPLES.items()
        for sample in make(chosen)
    ]


def shown(message: facts.Message) -> str:
    """The message as a phone shows it."""
    return flatten(parse_html(render(message).html))[0]


@cache
def _every_text() -> list[tuple[str, Sample, str]]:
    return [(name, sample, shown(sample.message)) for name, sample in every_sample()]


def each(*only: type[facts.Message]) -> Iterator[tuple[str, Sample, str]]:
    for name, sample, text in _every_text():
        if not only or isinstance(sample.message, only):
            yield name, sample, text


def labels(message: facts.Message) -> Iterator[list[str]]:
    for row in message.choices:
        yield [label(choice, message) for choice in row]


def columns(text: str) -> int:
    """How wide a text is, an emoji counting for two."""
    return sum(
        2 if unicodedata.category(letter) == "So" else 0 if letter == "\ufe0f" else 1 for letter in text
    )


def now_of(message: facts.Message) -> date | None:
    return (
        day_of(message.now)
        if isinstance(message, (morning_facts.Card, morning_facts.Digest, answers.TaskList))
        else None
    )


def test_every_kind_of_message_has_samples() -> None:
    """A new kind of message without samples is a text that nobody has read."""
    assert set(SAMPLES) == set(WORDINGS)
    for kind, make in SAMPLES.items():
        made = list(make(KINDS_OF_WORDS["ordinary"]))
        assert made, kind
        assert {type(sample.message) for sample in made} == {kind}


def test_every_button_is_sampled() -> None:
    used = {choice.do for _, sample in every_sample() for row in sample.message.choices for choice in row}
    assert used == set(Do)


def test_texts_are_html_that_telegram_takes_and_fit_one_message() -> None:
    for name, sample in every_sample():
        html = render(sample.message).html + REPEATED
        text, _ = flatten(parse_html(html))
        assert utf16_length(text) <= 4096, name
        assert text, name


def test_no_fact_opens_a_tag_or_loses_a_letter() -> None:
    """What people typed is shown as they typed it, with its < and & intact."""
    for name, _, text in each(joining.JoinQuestion, joining.AboutInvite):
        if name.startswith("hostile"):
            assert 'Nguyễn <b>Văn</b> & "An"' in text, name
    for name, _, text in each(morning_facts.Card, files.FileReceived):
        if name.startswith("hostile"):
            assert "<văn bản; gắn file pdf &" in text, name


def test_texts_and_labels_are_composed() -> None:
    for name, sample, _ in each():
        html = render(sample.message).html
        assert unicodedata.is_normalized("NFC", html), name
        for row in labels(sample.message):
            assert unicodedata.is_normalized("NFC", "".join(row)), name


def test_no_invisible_mark_gets_through() -> None:
    for name, _, text in each():
        assert not [
            letter for letter in text if unicodedata.category(letter) in ("Cf", "Cc") and letter != "\n"
        ], name


def test_short_kinds_fit_a_phone() -> None:
    for name, sample, text in each():
        if isinstance(sample.message, MAY_BE_LONG) or "help" in sample.name:
            continue
        assert len(text) <= 900, f"{name}: {len(text)}\n{text}"
        assert text.count("\n") + 1 <= 15, f"{name}\n{text}"


def test_one_deadline_that_moved_fits_a_phone() -> None:
    for name, sample, text in each(moving.Moved, moving.MovedBack):
        assert isinstance(sample.message, moving.Moved | moving.MovedBack)
        if len(sample.message.tasks) == 1:
            assert len(text) <= 900, f"{name}: {len(text)}\n{text}"


def test_lists_stop_at_twelve_lines() -> None:
    for name, _, text in each(morning_facts.Digest, answers.TaskList, answers.Triage, files.AskWhichTask):
        numbered = [line for line in text.splitlines() if re.match(r"\d+\. ", line)]
        assert len(numbered) <= 12, name


def test_what_a_list_leaves_out_is_counted() -> None:
    for _, sample, text in each(morning_facts.Digest, answers.TaskList):
        more = getattr(sample.message, "more", 0)
        assert ("việc khác" in text) == bool(more)
        assert not more or f"và {more} việc khác" in text


def test_the_lock_screen_says_what_it_is_about() -> None:
    for name, sample, text in each():
        first = text.splitlines()[0][:40]
        assert sample.says in first, f"{name}: {first!r}"


def test_only_the_readers_name_is_on_the_lock_screen_of_a_reminder() -> None:
    for name, _, text in each(morning_facts.Card, morning_facts.Digest, answers.TaskList):
        assert "Bình" not in text.splitlines()[0], name


def test_no_banned_word() -> None:
    for name, sample, text in each():
        for words in (*BUTTON_WORDS, *COMMANDS):
            text = text.replace(words, "")
        found = BANNED.search(text)
        assert found is None, f"{name}: {found}"
        for row in labels(sample.message):
            for words in row:
                assert not re.search(r"\b(bạn|deadline|trễ(?! hẹn)|vi phạm)\b", words), name


def test_weekdays_match_their_dates() -> None:
    seen = 0
    for name, sample, text in each():
        buttons = " | ".join(" | ".join(row) for row in labels(sample.message))
        for weekday, day, month, year in DAY.findall(text + " | " + buttons):
            named = date(int(year or 2026), int(month), int(day))
            assert WEEKDAYS[named.weekday()] == weekday.lower(), f"{name}: {weekday}, {named}"
            seen += 1
    assert seen > 1000


@pytest.mark.parametrize(("counted", "forward"), [(COUNT, True), (LATE, False)])
def test_working_days_are_counted_as_the_calendar_counts(counted: re.Pattern[str], forward: bool) -> None:
    """ "còn n" does not count today and counts the due day; "quá hạn n" counts from the day after it."""
    seen = 0
    for name, sample, text in each(morning_facts.Card, morning_facts.Digest, answers.TaskList):
        today = now_of(sample.message)
        assert today is not None
        for due_on, said in _counts(sample.message, text, counted):
            first, last = (today, due_on) if forward else (due_on, today)
            assert said == CALENDAR.count(first, last), f"{name}: {text}"
            seen += 1
    assert seen > 20


def _counts(message: facts.Message, text: str, counted: re.Pattern[str]) -> Iterator[tuple[date, int]]:
    """Each "n ngày làm việc" with the due day that stands in its line, on a card in the next one."""
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found = counted.search(line)
        if not found:
            continue
        where = following if isinstance(message, morning_facts.Card) else line[line.index("hạn") :]
        day, month, year = re.findall(r"(\d\d)/(\d\d)(?:/(\d{4}))?", where)[-1]
        yield date(int(year or 2026), int(month), int(day)), int(found[1])


def test_at_most_one_emoji_a_line_and_never_without_a_word() -> None:
    for name, _, text in each():
        for line in text.splitlines():
            emoji = [
                letter for letter in line if unicodedata.category(letter) == "So" and letter not in MARKS
            ]
            assert len(emoji) <= 1, f"{name}: {line}"
            assert re.search(r"\w", line) or not line, f"{name}: {line}"


def test_decimals_have_a_comma() -> None:
    seen = 0
    for name, _, text in each(morning_facts.Card, details_facts.Details, answers.Triage, files.FileRefused):
        assert not re.search(r"\d\.\d+ (?:điểm|MB)|(?:khoảng|mất) \d+\.\d", text), name
        seen += bool(re.search(r"\d,\d+ (?:điểm|MB)", text))
    assert seen > 20


def test_what_was_due_before_adoption_is_never_called_late() -> None:
    seen = 0
    for name, sample, text in each(files.FileReceived):
        assert isinstance(sample.message, files.FileReceived)
        if sample.message.before_adoption:
            seen += 1
            assert "đã ghi nhận" in text, name
            assert "sau hạn" not in text, name
            assert "quá hạn" not in text.lower(), name
    assert seen > 5


def test_a_copy_for_zalo_names_nobody_and_is_no_longer_than_it_may_be() -> None:
    """Neither the reader nor a colleague, by full name or as they are spoken to."""
    for name, _, text in each(zalo.ZaloCopy):
        assert len(text) <= 1800, name
        for words in KINDS_OF_WORDS.values():
            for person in (words.named, words.colleague):
                assert person.full_name not in text, name
                assert plain_who(person) not in text, name
                assert given_name(person.full_name) not in re.findall(r"\w+", text), name


def test_a_copy_for_zalo_says_what_it_leaves_out() -> None:
    seen = 0
    for _, sample, text in each(zalo.ZaloCopy):
        of = sample.message.of if isinstance(sample.message, zalo.ZaloCopy) else None
        if isinstance(of, morning_facts.Digest):
            listed = len(re.findall(r"^\d+\. ", text, re.MULTILINE))
            left = re.search(r"và (\d+) việc khác", text)
            assert listed + (int(left[1]) if left else 0) == len(of.tasks) + of.more
            seen += bool(left)
    assert seen > 5


def test_no_line_ends_in_a_space() -> None:
    for name, _, text in each():
        assert not re.search(r"[ \t]+$", text, re.MULTILINE), name


def test_labels_fit_their_buttons() -> None:
    for name, sample in every_sample():
        for row in labels(sample.message):
            widest = 40 if len(row) == 1 else 20
            for words in row:
                assert words.strip(), name
                assert len(words) <= 40, f"{name}: {words}"
                assert len(row) == 1 or columns(words) <= widest, f"{name}: {words}"
    assert all(columns(words) <= 20 for row in main_keyboard(frozenset(Role)) for words in row)


def test_callback_data_fits_sixty_four_bytes() -> None:
    for name, sample in every_sample():
        for row in sample.message.choices:
            for choice in row:
                assert 1 <= len(spell(choice).encode()) <= 64, name


def test_file_choices_name_the_period() -> None:
    """Twelve reports of a year are called alike: a button without the month would be a guess."""
    for name, sample, _ in each(files.AskWhichTask):
        for row in list(labels(sample.message)):
            assert "tháng 12/2026" in row[0] or row[0][0] in "📑🗑", f"{name}: {row}"


def test_a_period_is_never_cut_away() -> None:
    for name, sample, text in each(morning_facts.Card, answers.Triage, answers.AskDate, files.AskFile):
        task = (
            sample.message.tasks[0][1] if isinstance(sample.message, answers.Triage) else sample.message.task
        )
        if task.period == "2026-12":
            assert "tháng 12/2026" in text, name


def test_texts_that_other_parts_rely_on() -> None:
    ordinary = [shown(sample.message) for name, sample in every_sample() if name.startswith("ordinary")]
    for phrase in (
        "Hạn: thứ Tư, 16/12/2026",
        "Tiêu chí 7.5 (1,5 điểm); báo cáo này khoảng 0,09 điểm (ước tính); năm 2025 cơ quan mất 0,17 điểm.",
        "⏳ Ngày mai đến hạn – Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026",
        "🔔 Hôm nay đến hạn",
        "🔴 Quá hạn 2 ngày làm việc",
        "📝 Đã báo xong",
        "✅ Đã nhận minh chứng",
        "✅ Đã nộp minh chứng",
    ):
        assert any(phrase in text for text in ordinary), phrase


def _is_personal(sample: Sample) -> bool:
    return isinstance(sample.message, files.AskFile) and sample.message.task.personal


def test_what_tells_of_citizens_is_never_asked_for_in_the_chat() -> None:
    asked = [text for _, sample, text in each(files.AskFile) if _is_personal(sample)]
    assert asked
    assert all("không gửi vào đây" in text and "da-ky" in text and "trả lời" not in text for text in asked)
