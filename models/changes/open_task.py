"""The ladders of a task are laid: when it opens, and whenever its days change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.calendar import hours_of, working_calendar
from models.kept import RowsBy, write_values
from models.occurrences import Occurrence
from models.pieces import owed
from models.rules import ladder
from models.rules.due_day import due_of
from models.rules.ladder import PlannedRung
from models.rules.lifecycle import State
from models.rules.office_hours import OfficeHours
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, day_of, local
from models.tables import (
    Ladder,
    Requirement,
    Rung,
    RungState,
    Task,
    TaskItem,
    Unit,
)

_RUNGS = RowsBy(Task, Rung.task_id, select(Rung).order_by(col(Rung.id)))
# What speaks before the day by which something returned is to be mended.
STEPS_TO_FIX = ("T-1", "T0")
# So long after a word that a citizen file's apology was sent its letter may come.
_DAYS_FOR_THE_LETTER = 5
LAST_CALL, HEAD, LEADER = "last_call", "head", "leader"
HEAD_HOUR = time(10)
# Who is considered when a task is late, how many working days after T0 speaks.
LEVELS = {LAST_CALL: 0, HEAD: 1, LEADER: 3}


@dataclass(frozen=True)
class Laid:
    """Rungs of one ladder that count from a day, spoken at the ladder's own moment or at `hour`; `item`: the piece
    that they ask for."""

    ladder: Ladder
    anchor_on: date
    rungs: Sequence[PlannedRung]
    hour: time | None = None
    item: TaskItem | None = None

    def speaks_at(self, rung: PlannedRung, hours: OfficeHours, calendar: WorkingCalendar) -> datetime:
        if self.hour is not None:
            return at(rung.on, self.hour)
        return speaks_at(self.ladder, rung.name, rung.on, hours, calendar)


def lay_deadline_ladder(session: Session, task: Task, after: datetime | None = None) -> None:
    """Plans the rungs from the frozen steps, today's calendar and the due day; what was spoken before stays.

    `after`: only what speaks later than that, also where it was passed over before. Rungs before the cut-off
    are always dropped. What is due at an hour is spoken of once more 90 minutes before.
    """
    plan(session, task, deadline_ladder(session, task, after), after)


def deadline_ladder(session: Session, task: Task, after: datetime | None = None) -> list[Laid]:
    """The rungs of the officer and of those above, as they are now to be laid."""
    calendar = working_calendar(session, task.agency_id)
    rungs = ladder.lay(task.steps, task.due_on, task.cutoff_on, task.cutoff_on, task.closes_on, calendar)
    laid = [Laid(Ladder.DEADLINE, task.due_on, rungs)]
    if task.due_hour is not None:
        hours = hours_of(session, task.agency_id)
        moment = ladder.speaks_before_the_hour(task.due_on, task.due_hour, hours, calendar)
        if moment is not None:
            last = PlannedRung(ladder.HOUR, 0, day_of(moment))
            laid.append(Laid(Ladder.DEADLINE, task.due_on, [last], hour=local(moment).time()))
    return [*laid, _levels(session, task, task.due_on, after)]


def lay_fix_ladder(session: Session, task: Task, fix_by: date, after: datetime) -> None:
    """Plans what is said of a day to fix it by: T-1 and on, and the levels above, as far as later than `after`."""
    if task.is_case:
        return
    calendar = working_calendar(session, task.agency_id)
    rungs = ladder.lay(STEPS_TO_FIX, fix_by, None, day_of(after), task.closes_on, calendar)
    laid = Laid(Ladder.DEADLINE, fix_by, rungs)
    plan(session, task, [laid, _levels(session, task, fix_by, after)], after)


def lay_piece_ladders(session: Session, task: Task, after: datetime | None = None) -> None:
    """Plans what cooperating units are reminded of, each of the piece that it still owes by its own day."""
    laid = piece_ladders(owed(session, task), working_calendar(session, task.agency_id))
    if laid:
        plan(session, task, laid, after)


def piece_ladders(pieces: Iterable[TaskItem], calendar: WorkingCalendar) -> list[Laid]:
    """The rungs of what is owed, each by its own day."""
    return [
        Laid(Ladder.PIECE, item.due_on, ladder.piece_rungs(item.due_on, calendar), item=item)
        for item in pieces
        if item.due_on is not None
    ]


def lay_evidence_ladder(act: Act, task: Task) -> None:
    """Plans the rungs that ask for evidence, counted from the day of the claim; the head hears at 10:00 of the
    last."""
    calendar = working_calendar(act.session, task.agency_id)
    if task.is_case:
        # Said to be done in time, it may still be told of by the letter.
        task.closes_on = max(task.closes_on, calendar.shift(act.today, _DAYS_FOR_THE_LETTER))
        return
    claimed_on = act.today
    asking = Laid(Ladder.EVIDENCE, claimed_on, ladder.evidence_rungs(claimed_on, calendar))
    to_head = Laid(Ladder.EVIDENCE_HEAD, claimed_on, evidence_head_rungs(claimed_on, calendar))
    _begin(act, task, asking, to_head)


def lay_review_ladder(act: Act, task: Task) -> None:
    """Plans what reviewers are reminded of: 1 and 2 working days after they are asked, which they are within
    working hours; after 3 their head hears. What was left of an earlier submission's is passed over.
    """
    if task.is_case:
        return
    calendar = working_calendar(act.session, task.agency_id)
    asked_on = day_of(hours_of(act.session, task.agency_id).next_open(act.now, calendar))
    _begin(act, task, Laid(Ladder.REVIEW, asked_on, review_rungs(asked_on, calendar)))


def lay_waiting_ladder(act: Act, task: Task) -> None:
    """Plans what is asked once a month while a superior's answer is awaited."""
    calendar = working_calendar(act.session, task.agency_id)
    _begin(act, task, Laid(Ladder.WAITING, act.today, ladder.waiting_rungs(act.today, calendar)))


def _begin(act: Act, task: Task, *laid: Laid) -> None:
    """Ladders that count from another day now than they did before, which is passed over."""
    pass_over(act, task, [each.ladder for each in laid], laid[0].anchor_on)
    plan(act.session, task, laid)


def _levels(session: Session, task: Task, anchor_on: date, after: datetime | None) -> Laid:
    """When those above the officer are considered: the last call on the day on which T0 speaks, the head at
    10:00 of T+1, the leader on the morning of T+3. Each is decided again when its moment comes; one whose moment
    is not later than `after` on the next working day, the last call never.

    Where the last reminder before an hour speaks no later than the last call, it stands for it.
    """
    calendar, hours = working_calendar(session, task.agency_id), hours_of(session, task.agency_id)
    rungs = []
    for rung in level_rungs(anchor_on, calendar):
        moment = speaks_at(Ladder.ESCALATION, rung.name, rung.on, hours, calendar)
        is_over = after is not None and moment <= after
        if rung.name == LAST_CALL and (is_over or _is_spoken_for(session, task, moment)):
            continue
        rungs.append(replace(rung, on=calendar.shift(day_of(after), 1)) if after and is_over else rung)
    return Laid(Ladder.ESCALATION, anchor_on, rungs)


def _is_spoken_for(session: Session, task: Task, moment: datetime) -> bool:
    """Whether the reminder before an hour speaks no later than this."""
    hour_at = hour_rung_at(session, task)
    return hour_at is not None and moment >= hour_at


def hour_rung_at(session: Session, task: Task) -> datetime | None:
    """90 minutes before what is due at an hour; None while it is due on a day, or to be fixed by one."""
    if task.due_hour is None or task.fix_by is not None:
        return None
    calendar, hours = working_calendar(session, task.agency_id), hours_of(session, task.agency_id)
    return ladder.hour_at(task.due_on, task.due_hour, hours, calendar)


def level_rungs(anchor_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """The days on which each level above the officer is considered."""
    speaks_on = calendar.on_or_before(anchor_on)
    return [PlannedRung(name, offset, calendar.shift(speaks_on, offset)) for name, offset in LEVELS.items()]


def evidence_head_rungs(claimed_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """The head hears on the day on which evidence is last asked for."""
    last = ladder.evidence_rungs(claimed_on, calendar)[-1]
    return [PlannedRung(HEAD, last.offset, last.on)]


def review_rungs(asked_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """1 and 2 working days after reviewers were asked, and 3 for their head."""
    return [PlannedRung(f"R+{n}", n, calendar.shift(asked_on, n)) for n in (1, 2, 3)]


def speaks_at(which: Ladder, name: str, on: date, hours: OfficeHours, calendar: WorkingCalendar) -> datetime:
    """When a rung speaks on a day: the head at 10:00 or when working hours next begin, the last call at its own
    moment, all others when working hours begin."""
    if which is Ladder.EVIDENCE_HEAD or (which is Ladder.ESCALATION and name == HEAD):
        return hours.next_open(at(on, HEAD_HOUR), calendar)
    if which is Ladder.ESCALATION and name == LAST_CALL:
        return hours.last_call(on)
    return hours.opening(on)


def plan(session: Session, task: Task, ladders: Iterable[Laid], after: datetime | None = None) -> None:
    """Writes the rungs that are not there yet. `after`: ladders are laid anew, and only what speaks later than
    that, also where it was passed over before."""
    hours, calendar = hours_of(session, task.agency_id), working_calendar(session, task.agency_id)
    there = {(rung.ladder, rung.anchor_on, rung.name): rung for rung in _RUNGS.of(session, task.id)}
    new = []
    for laid in ladders:
        for rung in laid.rungs:
            speak_at = laid.speaks_at(rung, hours, calendar)
            row = there.get((laid.ladder, laid.anchor_on, rung_name(rung, laid.item)))
            if after is not None and speak_at <= after:
                continue
            if row is None:
                new.append(_planned(task, laid, rung, speak_at))
            elif after is not None and row.state is RungState.SKIPPED:
                row.state, row.settled_at, row.speak_at = RungState.PLANNED, None, speak_at
                session.add(row)
    write_values(session, Rung, new)


def plan_first(session: Session, ladders: Iterable[tuple[Task, Laid]]) -> None:
    """Writes the rungs of tasks of one agency that have none yet."""
    planned = list(ladders)
    if planned:
        agency_id = planned[0][0].agency_id
        hours, calendar = hours_of(session, agency_id), working_calendar(session, agency_id)
        new = [
            _planned(task, laid, rung, laid.speaks_at(rung, hours, calendar))
            for task, laid in planned
            for rung in laid.rungs
        ]
        write_values(session, Rung, new)


def _planned(task: Task, laid: Laid, rung: PlannedRung, speak_at: datetime) -> dict[str, Any]:
    return {
        "task_id": task.id,
        "ladder": laid.ladder,
        "item_id": laid.item.id if laid.item else None,
        "name": rung_name(rung, laid.item),
        "offset": rung.offset,
        "anchor_on": laid.anchor_on,
        "after_cutoff": rung.after_cutoff,
        "speak_at": speak_at,
        "state": RungState.PLANNED,
    }


def rung_name(rung: PlannedRung, item: TaskItem | None) -> str:
    """What the row of a rung is called; of a piece's with the code of the piece."""
    return f"{item.code} {rung.name}" if item else rung.name


def pass_over(act: Act, task: Task, ladders: Collection[Ladder], anchor_on: date | None) -> None:
    """These ladders count from another day now: what is still planned from before is recorded as skipped; without
    a day all that is planned, for they are laid anew."""
    for rung in _RUNGS.of(act.session, task.id):
        still_counts = rung.anchor_on == anchor_on and rung.speak_at > act.now
        if rung.ladder in ladders and rung.state is RungState.PLANNED and not still_counts:
            rung.state, rung.settled_at = RungState.SKIPPED, act.now
            act.session.add(rung)


def planned_snoozes(session: Session, task: Task) -> list[Rung]:
    """The moments at which somebody asked to be reminded of the day, still to come."""
    rungs = _RUNGS.of(session, task.id)
    planned = (rung for rung in rungs if rung.state is RungState.PLANNED and rung.ladder is Ladder.DEADLINE)
    return [rung for rung in planned if ladder.is_snooze(rung.name)]


def keep_snoozes(act: Act, task: Task, asked: list[Rung]) -> None:
    """These of the moments asked for count from the day that stands now, where they come before its last call."""
    latest = last_call_at(act.session, task)
    for rung in asked:
        if act.now < rung.speak_at <= latest:
            rung.state, rung.settled_at, rung.anchor_on = RungState.PLANNED, None, due_of(task).on
            act.session.add(rung)


def ask_for_evidence_at(act: Act, task: Task, name: str, moment: datetime) -> None:
    """The evidence of a claim is asked for at a moment that somebody chose, by a rung of this name, not before."""
    own = _asking_evidence(act.session, task)
    for rung in own:
        if rung.state is RungState.PLANNED and rung.speak_at <= moment:
            rung.state, rung.settled_at = RungState.SKIPPED, act.now
            act.session.add(rung)
    act.session.add(
        Rung(
            task_id=task.id or 0,
            ladder=Ladder.EVIDENCE,
            name=name,
            offset=0,
            anchor_on=own[-1].anchor_on if own else act.today,
            speak_at=moment,
            state=RungState.PLANNED,
        )
    )


def ask_for_evidence_as_before(act: Act, task: Task) -> None:
    """What was passed over for such a moment speaks after all, where it is still to come."""
    own = _asking_evidence(act.session, task)
    for rung in own:
        counts = rung.anchor_on == own[-1].anchor_on and not ladder.is_snooze(rung.name)
        if counts and rung.state is RungState.SKIPPED and rung.speak_at > act.now:
            rung.state, rung.settled_at = RungState.PLANNED, None
            act.session.add(rung)


def _asking_evidence(session: Session, task: Task) -> list[Rung]:
    """By the day from which they count."""
    own = [rung for rung in _RUNGS.of(session, task.id) if rung.ladder is Ladder.EVIDENCE]
    return sorted(own, key=lambda rung: rung.anchor_on)


def last_call_at(session: Session, task: Task) -> datetime:
    """The last call of the day on which T0 speaks, or 90 minutes before what is due at an hour: no snooze holds
    longer."""
    calendar, hours = working_calendar(session, task.agency_id), hours_of(session, task.agency_id)
    last_call = hours.last_call(calendar.on_or_before(due_of(task).on))
    return min(last_call, hour_rung_at(session, task) or last_call)


def new_task(now: datetime, requirement: Requirement, unit: Unit, days: Occurrence) -> Task:
    """The row of an occurrence, not in any session yet."""
    return Task(
        agency_id=requirement.agency_id,
        requirement_id=requirement.id or 0,
        unit_id=unit.id or 0,
        period=days.period.name,
        scoring_year=days.scoring_year,
        cutoff_on=days.period.cutoff_on,
        scheduled_on=days.scheduled_on,
        due_on=days.due_on,
        due_hour=requirement.due_hour,
        issue_from=days.issue_from,
        issue_by=days.issue_by,
        accepted_until=days.accepted_until,
        closes_on=days.closes_on,
        state=State.OPEN,
        steps=list(days.steps),
        choose=dict(requirement.choose),
        opened_at=now,
    )
