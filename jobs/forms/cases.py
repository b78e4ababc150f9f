"""Citizen files, several at once: said to be sent, answered, another's, drafted for, accepted; who a handler is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from jobs.cases.reviewing import awaiting_review
from jobs.cases.telling import tell_given
from jobs.forms import choices, reading
from jobs.forms.form import Days, Filling, FormKind, FormStep, Option, Saved, fixed
from jobs.messages.case_facts import CaseDeed, CaseFacts, CaseGroup, files_of
from models.cases import case_requirement, cases_of, may_take, unmapped
from models.changes.case_lists import may_import
from models.changes.cases import (
    give_case,
    is_said_ended,
    map_handler,
    say_ended,
    say_sent,
    take_back_ended,
    take_back_sent,
)
from models.changes.reviewing import accept
from models.checklist import in_force, is_full
from models.kinds import Kind
from models.people import reviewers
from models.refused import Reason, Refused
from models.rules.cases.names import without_full_names
from models.rules.cases.numbers import without_numbers
from models.rules.lifecycle import State
from models.tables import CaseHandler, Notification, Person, Task, Unit

# Ready reasons of a letter; "blank" leaves lines to be filled in by hand.
BLANK = "blank"
REASONS = ("many", "others", "survey", BLANK)
DAYS_MORE = ("3", "5", "10", BLANK)
_LONGEST_PAST = timedelta(days=60)
_GROUPS = (CaseGroup.TODAY, CaseGroup.NEXT, CaseGroup.PAST)


def _listed(filling: Filling) -> list[tuple[int, Task, CaseFacts]]:
    """The files of the message that the form was opened from, under its numbers, but for those that are done."""
    return [each for each in _about(filling) if each[2].group not in (CaseGroup.DONE, CaseGroup.GIVEN)]


def _to_send(filling: Filling) -> list[tuple[int, Task, CaseFacts]]:
    """Those of which it was not said yet that their apology was sent."""
    return [each for each in _listed(filling) if each[2].group is not CaseGroup.SAID]


def _said_sent(filling: Filling) -> list[tuple[int, Task, CaseFacts]]:
    return [
        each
        for each in _about(filling)
        if each[1].state in (State.CLAIMED, State.SUBMITTED)
        and any(not said.is_file for said in in_force(filling.session, each[1]))
    ]


def _said_ended(filling: Filling) -> list[tuple[int, Task, CaseFacts]]:
    """Of which only their officer's word says that the result was given."""
    cases = cases_of(filling.session, (task for _, task, _ in _about(filling)))
    return [each for each in _about(filling) if is_said_ended(cases[each[1].id or 0])]


def _about(filling: Filling) -> list[tuple[int, Task, CaseFacts]]:
    """All files of the message that the form was opened from, under its numbers."""
    row = filling.row(Notification, "about")
    mine = row is not None and row.person_id == filling.person.id
    return files_of(filling.session, row, filling.now) if row is not None and mine else []


Found = Callable[[Filling], list[tuple[int, Task, CaseFacts]]]


def _options(found: Found) -> Callable[[Filling], list[Option]]:
    """All, all of a group, and each by its number and code."""

    def options(filling: Filling) -> list[Option]:
        listed = found(filling)
        groups = [group for group in _GROUPS if sum(each.group is group for _, _, each in listed) > 1]
        several = (
            groups if len(groups) > 1 or len(listed) > sum(e.group in groups for _, _, e in listed) else []
        )
        each = [Option(str(task.id), f"{number}. {case.code}") for number, task, case in listed]
        whole = [
            Option(group, covers=tuple(str(task.id) for _, task, case in listed if case.group is group))
            for group in several
        ]
        return [*choices.for_all(each), *whole, *each]

    return options


def _picked(filling: Filling, found: Found) -> list[Task]:
    """Raises Refused where nothing of what was chosen is left."""
    wanted = filling.get("tasks") or []
    tasks = [task for _, task, _ in found(filling) if str(task.id) in wanted]
    if not tasks:
        raise Refused(Reason.GONE)
    return tasks


def _tasks(found: Found) -> FormStep:
    return FormStep("tasks", options=_options(found), many=True, least=1)


def _check(filling: Filling) -> None:
    """Only of a bundle of one's own. Raises Refused."""
    row = filling.row(Notification, "about")
    if row is None or row.person_id != filling.person.id:
        raise Refused(Reason.NOT_YOURS)


def _done(filling: Filling, what: CaseDeed, tasks: list[Task], **facts: Any) -> Saved:
    """The form's message says from now on what was done, of which files."""
    cases = cases_of(filling.session, tasks)
    codes = [cases[task.id or 0].code for task in tasks]
    return Saved(
        facts={"what": what, "count": len(tasks), "codes": codes} | facts,
        says=Kind.CASES_SAID,
        tasks=tuple(tasks),
    )


def _send(filling: Filling, choice: str) -> Saved:
    tasks = _picked(filling, _to_send)
    for task in tasks:
        say_sent(filling.act, task, filling.spoken)
    lacking = sum(not is_full(filling.session, task) for task in tasks)
    return _done(filling, CaseDeed.SENT, tasks, lacking=lacking)


def _unsend(filling: Filling, choice: str) -> Saved:
    tasks = _picked(filling, _said_sent)
    for task in tasks:
        take_back_sent(filling.act, task)
    return _done(filling, CaseDeed.UNSENT, tasks)


def _end(filling: Filling, choice: str) -> Saved:
    tasks = _picked(filling, _listed)
    cases, day = cases_of(filling.session, tasks), date.fromisoformat(filling.text("on"))
    for task in tasks:
        say_ended(filling.act, task, cases[task.id or 0], day)
    late = sum(cases[task.id or 0].first_promised_on < day for task in tasks)
    return _done(filling, CaseDeed.ENDED, tasks, day=day.isoformat(), late=late)


def _unend(filling: Filling, choice: str) -> Saved:
    tasks = _picked(filling, _said_ended)
    cases = cases_of(filling.session, tasks)
    for task in tasks:
        take_back_ended(filling.act, task, cases[task.id or 0])
    return _done(filling, CaseDeed.UNENDED, tasks)


def _days_past(filling: Filling) -> Days:
    return Days(filling.today - _LONGEST_PAST, filling.today)


def _takers(filling: Filling) -> list[Option]:
    """Whoever may have a file of theirs; and nobody, which is the Trung tâm."""
    people = may_take(filling.session, filling.person)
    return [*(Option(str(each.id), each.full_name) for each in people), Option(choices.NOBODY)]


def _give(filling: Filling, choice: str) -> Saved:
    to = None if filling.text("person") == choices.NOBODY else filling.the(Person, "person")
    tasks = _picked(filling, _listed)
    for task in tasks:
        give_case(filling.act, task, to)
    tell_given(filling.act, filling.agency, tasks)
    return _done(filling, CaseDeed.GIVEN, tasks, to=to.full_name if to else "")


def _reason(filling: Filling, words: str) -> str:
    """Why a file is late, in a line that names no citizen: it is kept with the form. Raises Misread."""
    return without_full_names(without_numbers(reading.reason(filling, words)))


def _draft(filling: Filling, choice: str) -> Saved:
    """The form itself is the request (`jobs.cases.drafting`)."""
    tasks = _picked(filling, _listed)
    return _done(filling, CaseDeed.DRAFTING, tasks, form=filling.id)


def _to_accept(filling: Filling) -> list[tuple[int, Task, CaseFacts]]:
    """Of the letters of the list those that this person may accept, and nothing blocks."""
    waiting = {task.id for task in awaiting_review(filling.session, filling.agency)}
    return [
        (number, task, facts)
        for number, task, facts in _about(filling)
        if task.id in waiting and _may_review(filling, task) and not facts.blocked
    ]


def _may_review(filling: Filling, task: Task) -> bool:
    able = reviewers(filling.session, task, filling.today)
    return filling.person.id in {each.id for each in able}


def _accept(filling: Filling, choice: str) -> Saved:
    tasks = _picked(filling, _to_accept)
    for task in tasks:
        accept(filling.act, task, in_force(filling.session, task)[-1].id or 0)
    return _done(filling, CaseDeed.ACCEPTED, tasks)


def _handlers(filling: Filling) -> list[Option]:
    found = unmapped(filling.session, filling.person.agency_id)
    return [Option(str(each.id), each.name) for each in found]


def _check_may_map(filling: Filling) -> None:
    requirement = case_requirement(filling.session, filling.person.agency_id)
    if requirement is None or not may_import(filling.act, requirement):
        raise Refused(Reason.NOT_ABOVE)


def _whom(filling: Filling) -> list[Option]:
    units = filling.session.exec(
        select(Unit).where(Unit.agency_id == filling.person.agency_id).order_by(col(Unit.id))
    )
    people = choices.people(filling, None)
    return [*people, *(Option(f"u{unit.id}", f"🏢 {unit.short}") for unit in units)]


def _map(filling: Filling, choice: str) -> Saved:
    handler = filling.session.get(CaseHandler, filling.number("handler") or 0)
    if handler is None or handler.agency_id != filling.person.agency_id:
        raise Refused(Reason.GONE)
    to = _named(filling)
    given = map_handler(filling.act, handler, to)
    name = to.full_name if isinstance(to, Person) else to.short
    return Saved(
        facts={"what": CaseDeed.MAPPED, "count": given, "codes": [], "handler": handler.name, "to": name},
        says=Kind.CASES_SAID,
    )


def _named(filling: Filling) -> Person | Unit:
    """Raises Refused."""
    spelled = filling.text("who")
    found: Person | Unit | None
    if spelled.startswith("u"):
        found = filling.session.get(Unit, int(spelled.removeprefix("u")))
    else:
        found = filling.session.get(Person, filling.number("who") or 0)
    if found is None or found.agency_id != filling.person.agency_id:
        raise Refused(Reason.GONE)
    return found


CASE_SENT = FormKind(name="case_sent", check=_check, steps=(_tasks(_to_send),), save=_send)
CASE_UNSENT = FormKind(name="case_unsent", check=_check, steps=(_tasks(_said_sent),), save=_unsend)
CASE_ENDED = FormKind(
    name="case_ended", check=_check, steps=(_tasks(_listed), FormStep("on", days=_days_past)), save=_end
)
CASE_UNENDED = FormKind(name="case_unended", check=_check, steps=(_tasks(_said_ended),), save=_unend)
CASE_OTHERS = FormKind(
    name="case_others", check=_check, steps=(_tasks(_listed), FormStep("person", options=_takers)), save=_give
)
CASE_DRAFT = FormKind(
    name="case_draft",
    check=_check,
    steps=(
        _tasks(_listed),
        FormStep("reason", options=fixed(*REASONS), read=_reason),
        FormStep("days", options=fixed(*DAYS_MORE), columns=2),
    ),
    save=_draft,
)
CASE_ACCEPT = FormKind(name="case_accept", check=_check, steps=(_tasks(_to_accept),), save=_accept)
CASE_HANDLER = FormKind(
    name="case_handler",
    check=_check_may_map,
    steps=(FormStep("handler", options=_handlers), FormStep("who", options=_whom)),
    save=_map,
)
