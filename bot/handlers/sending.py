"""That an apology was sent, and attached in the provincial system: said of one citizen file, or of several."""

from typing import Any

from bot.turn import Turn
from jobs.messages.case_facts import CaseDeed
from models.cases import cases_of
from models.changes.cases import say_sent
from models.changes.confirming import Said
from models.checklist import is_full
from models.kinds import Kind
from models.tables import Task


def sent(turn: Turn, task: Task, said: Said) -> None:
    """Raises Refused."""
    say_sent(turn.act, task, said)
    say_what_was_done(turn, CaseDeed.SENT, [task])


def say_what_was_done(turn: Turn, what: CaseDeed, tasks: list[Task], **facts: Any) -> None:
    """One message for all of them; none where nothing was done."""
    if not tasks:
        return
    cases = cases_of(turn.session, tasks)
    codes = [cases[task.id or 0].code for task in tasks if task.id in cases]
    if what is CaseDeed.SENT:
        facts["lacking"] = sum(not is_full(turn.session, task) for task in tasks)
    turn.answer(Kind.CASES_SAID, tasks=tasks, what=what, count=len(tasks), codes=codes, **facts)
