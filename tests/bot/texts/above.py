"""Samples of what is said above the officer, and of the trial run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from jobs.cases.figures import CaseFigure
from jobs.messages import above_facts, facts, morning_facts
from jobs.messages.above_facts import LateTask
from jobs.messages.facts import Choice, Do
from models.people import Because
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.tables import DecisionKind, StatementKind
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import Words, moment

LATE, LATER = moment(17, 12, hour=10, minute=0), moment(18, 12, hour=10, minute=0)
DUE = moment(16, 12, hour=14, minute=0)
SENT = (date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 16))
DECISIONS = (
    (Choice(Do.TALKED, (ID,)), Choice(Do.GIVE_AWAY, (ID,))),
    (Choice(Do.LATER_DAY, (ID,)), Choice(Do.KEEP_DAY, (ID,))),
    (Choice(Do.DETAILS, (ID,)),),
)


def late_tasks(words: Words, count: int) -> tuple[LateTask, ...]:
    """Every standing in turn, "chưa có phản hồi" first."""
    task = words.task(LATE)
    claimed = words.task(LATE, state=State.CLAIMED, claim=words.claim())
    stuck = facts.Obstacle(words.named, SENT[0], words.reason, "0912 345 678")
    kinds = (
        LateTask(1, task, SENT, shown=True),
        LateTask(1, claimed, SENT, shown=True),
        LateTask(1, words.task(LATE, place=Place.CLERK, place_since=date(2026, 12, 15)), SENT, shown=True),
        LateTask(1, task, (date(2026, 11, 30), *SENT), promised_on=date(2026, 12, 18)),
        LateTask(1, words.task(LATER), ()),
        LateTask(1, words.task(LATE, state=State.ACCEPTED, officer=None), SENT[:1]),
        LateTask(1, words.task(LATE, worth=None, place=Place.UNIT_HEAD), SENT),
        LateTask(1, task, SENT, said=StatementKind.NOT_DONE, said_on=SENT[-1]),
        LateTask(1, words.task(LATE, state=State.MISSED), SENT),
        LateTask(1, words.task(LATE, due_on=date(2026, 12, 24)), SENT, moved=True),
        LateTask(1, words.task(LATE, obstacle=stuck), SENT, said=StatementKind.OBSTACLE, said_on=SENT[0]),
    )
    return tuple(replace(kinds[n % len(kinds)], number=n + 1) for n in range(count))


def _escalation(words: Words, tasks: tuple[LateTask, ...], more: int = 0) -> above_facts.Escalation:
    return above_facts.Escalation(
        reader=words.colleague, choices=DECISIONS, loud=True, tasks=tasks, more=more
    )


def _escalations(words: Words) -> Iterator[Sample]:
    for each in late_tasks(words, 11):
        made = _escalation(words, (replace(each, number=1),))
        yield Sample(f"standing {each.number}", made, "xem giúp – 1 việc")
    for count, more in ((2, 0), (12, 18)):
        made = _escalation(words, late_tasks(words, count), more)
        yield Sample(f"{count} and {more}", made, f"xem giúp – {count + more} việc")
    quiet = tuple(above_facts.Quiet(each, SENT) for each in (words.named, words.colleague))
    yield Sample("to be phoned", replace(made, quiet=quiet), "xem giúp")


def _in_somebodys_place(words: Words) -> Iterator[Sample]:
    told = _escalation(words, late_tasks(words, 1))
    for deputy in (None, words.named):
        for is_said in (False, True) if deputy else (False,):
            instead = facts.Instead(words.colleague, deputy, is_said)
            yield Sample(f"instead {is_said}", replace(told, insteads=(instead,)), "xem giúp – 1 việc")


def _last_calls(words: Words) -> Iterator[Sample]:
    for count in (1, 3, 12):
        tasks = tuple((n, words.task(DUE)) for n in range(1, count + 1))
        for at in (None, LATE, moment(21, 12, hour=10, minute=0)):
            told = _escalation(words, late_tasks(words, count)) if at else None
            call = above_facts.LastCall(
                reader=words.named,
                now=DUE,
                tasks=tasks,
                up=frozenset(range(1, count + 1)),
                told=told,
                at=at,
            )
            yield Sample(f"{count} tasks, {at}", call, "Chiều nay hết hạn")
    answered = ((1, words.task(DUE, state=State.CLAIMED, claim=words.claim())),)
    closed = ((1, words.task(LATE, state=State.MISSED)),)
    moved = ((1, words.task(LATE, due_on=date(2026, 12, 24))),)
    for says, tasks in (("Đã có phản hồi", answered), ("Đã đóng", closed), ("Hạn đã lùi", moved)):
        for several in (tasks, (*tasks, (2, answered[0][1]))):
            call = above_facts.LastCall(reader=words.named, now=DUE, tasks=several, up=frozenset())
            yield Sample(f"{says}, {len(several)}", call, says)
    some = above_facts.LastCall(
        reader=words.named, now=DUE, tasks=(*closed, (2, words.task(DUE))), up=frozenset({2})
    )
    yield Sample("one of two left", some, "Chiều nay hết hạn")
    yield Sample("in a morning", replace(some, now=moment(16, 12, hour=10)), "Hôm nay hết hạn")


def _phones(words: Words) -> Iterator[Sample]:
    choices = ((Choice(Do.PHONED, (ID,)),), (Choice(Do.GIVE_AWAY, (ID,)), Choice(Do.DETAILS, (ID,))))
    yield Sample(
        "three days",
        above_facts.Phone(
            reader=words.colleague,
            choices=choices,
            quiet=above_facts.Quiet(words.named, SENT),
            task=words.task(LATE),
        ),
        "gọi điện giúp",
    )


def _leader_weeks(words: Words) -> Iterator[Sample]:
    late = [words.task(moment(21, 12)), words.task(moment(21, 12), worth=None)]
    missed = words.task(moment(21, 12), state=State.MISSED)
    answered = words.task(moment(21, 12), state=State.CLAIMED, claim=words.claim())
    for name, tasks in {
        "nothing": [],
        "one": late[:1],
        "missed": [missed],
        "a screen": [*late, missed, answered] * 3,
    }.items():
        for trial in (False, True) if not tasks else (False,):
            week = above_facts.LeaderWeek(
                reader=words.named,
                agency=words.agency,
                said_on=date(2026, 12, 21),
                tasks=tuple(enumerate(tasks, start=1)),
                trial=trial,
                more=18 if len(tasks) == 12 else 0,
                anchor="123456-0123abcd",
            )
            yield Sample(f"{name}, {trial}", week, "Tuần 21/12–25/12")


def _weeks_with_documents(words: Words) -> Iterator[Sample]:
    """What waits for the reader's signature stands first, and shows where it went once it is signed."""
    now, since = moment(21, 12), date(2026, 12, 18)
    waits = words.task(now, place=Place.LEADER, place_since=since, due_on=date(2026, 12, 23))
    signed = words.task(now, place=Place.CLERK, place_since=date(2026, 12, 21))
    handed_in = words.task(now, state=State.SUBMITTED, place=Place.LEADER, place_since=since)
    for name, held in {"waits": [waits], "each way": [waits, signed, handed_in]}.items():
        tasks = tuple(enumerate([*held, words.task(now)], start=1))
        week = above_facts.LeaderWeek(
            reader=words.named,
            choices=tuple((Choice(Do.SIGNED, (ID,), number),) for number, _ in tasks),
            agency=words.agency,
            said_on=date(2026, 12, 21),
            tasks=tasks,
            held=frozenset(range(1, len(held) + 1)),
        )
        yield Sample(name, week, "Tuần 21/12–25/12")
    why = morning_facts.StandIn(Because.NOT_MINE, words.named)
    acts = (words.task(now, state=State.SUBMITTED, claim=words.claim()), words.task(now), words.task(now))
    week = above_facts.LeaderWeek(
        reader=words.colleague,
        agency=words.agency,
        said_on=date(2026, 12, 21),
        tasks=tuple(enumerate(acts, start=1)),
        reviews=frozenset({1}),
        stand_ins={2: why, 3: morning_facts.StandIn(Because.UNASSIGNED)},
    )
    yield Sample("a verdict and decisions", week, "Tuần 21/12–25/12")
    short = replace(week, figure=CaseFigure(12, 8, 1, 2))
    yield Sample("files without their apology", short, "Tuần 21/12–25/12")
    yield Sample("a month's openings", replace(week, opened=(12, 3)), "Tuần 21/12–25/12")
    yield Sample("a month's exports", replace(week, opened=(0, 0), exports=2), "Tuần 21/12–25/12")
    yield Sample("a month without", replace(week, opened=(0, 0)), "Tuần 21/12–25/12")


def _urgent(words: Words) -> Iterator[Sample]:
    for left, says in ((2, "Còn 2 ngày làm việc"), (0, "Hôm nay là ngày cuối")):
        task = words.task(moment(12, 1, 2027))
        yield Sample(f"{left} left", above_facts.LeaderUrgent(reader=words.named, task=task, left=left), says)
        task = replace(task, place=Place.LEADER, place_since=date(2027, 1, 8))
        yield Sample(
            f"{left} left, unsigned",
            above_facts.LeaderUrgent(
                reader=words.named,
                choices=((Choice(Do.SIGNED, (ID,), 1),), (Choice(Do.PASS_BACK, (ID,), 1),)),
                task=task,
                left=left,
            ),
            says,
        )


def _trials(words: Words) -> Iterator[Sample]:
    for ended, says in ((False, "Ngày chạy thử cuối"), (True, "Đã hết thời gian chạy thử")):
        run = above_facts.TrialRun(
            reader=words.named,
            choices=() if ended else ((Choice(Do.END_TRIAL),),),
            last_on=date(2026, 12, 4),
            next_on=date(2026, 12, 7),
            ended=ended,
        )
        yield Sample(f"{ended}", run, says)


def _gifts(words: Words) -> Iterator[Sample]:
    choices = ((Choice(Do.ASSIGN, (ID, ID), name=words.other),),)
    task = words.task(LATE)
    yield Sample(
        "whom", above_facts.GiveTo(reader=words.colleague, choices=choices, task=task), "Giao cho ai"
    )
    yield Sample("nobody", above_facts.GiveTo(reader=words.colleague, task=task), "chưa có người khác")
    given = above_facts.GiveTo(reader=words.colleague, task=task, given=words.named)
    yield Sample("given", given, "Đã giao cho")


def _later_days(words: Words) -> Iterator[Sample]:
    choices = tuple((Choice(Do.EXTEND_TO, (ID, day)),) for day in (date(2026, 12, 22), date(2026, 12, 31)))
    for promised_on in (None, date(2026, 12, 22)):
        asked = above_facts.AskLaterDay(
            reader=words.colleague, choices=choices, task=words.task(LATE), promised_on=promised_on
        )
        yield Sample(f"{promised_on}", asked, "Lùi hạn đến ngày nào")
        yield Sample(f"{promised_on}, again", replace(asked, again=True), "Lùi hạn đến ngày nào")


def _decided(words: Words) -> Iterator[Sample]:
    says = {
        DecisionKind.KEEP: "Hạn giữ nguyên",
        DecisionKind.WAIT: "Chờ cấp trên",
        DecisionKind.WAIVE: "Không áp dụng",
    }
    for kind, first in says.items():
        for reason in (None, words.reason):
            told = above_facts.Decided(
                reader=words.named,
                task=words.task(LATE),
                kind=kind,
                by=words.colleague,
                reason=reason,
                promised_on=date(2026, 12, 18) if reason else None,
            )
            yield Sample(f"{kind}, {bool(reason)}", told, first)
    for counts in (True, False):
        over = replace(told, kind=DecisionKind.WAIVE, over=True, counts=counts)
        yield Sample(f"needed again, {counts}", over, "Vẫn cần làm")


def told_above(words: Words) -> Iterator[Sample]:
    """The overdue card that says when the head hears."""
    for at in (LATE, LATER):
        card = morning_facts.Card(
            reader=words.named,
            choices=DECISIONS[2:],
            task=words.task(moment(17, 12)),
            now=moment(17, 12),
            head=words.colleague,
            head_at=at,
        )
        yield Sample(f"head at {at:%d/%m}", card, "Quá hạn 1 ngày làm việc")


ABOVE: dict[type[facts.Message], Maker] = {
    above_facts.Escalation: lambda words: chain(_escalations(words), _in_somebodys_place(words)),
    above_facts.LastCall: _last_calls,
    above_facts.Phone: _phones,
    above_facts.LeaderWeek: lambda words: chain(_leader_weeks(words), _weeks_with_documents(words)),
    above_facts.LeaderUrgent: _urgent,
    above_facts.TrialRun: _trials,
    above_facts.GiveTo: _gifts,
    above_facts.AskLaterDay: _later_days,
    above_facts.Decided: _decided,
}
