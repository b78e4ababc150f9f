"""What its sender does with a file that does not count: of one that a finding holds back, hands it to who can mend
it or sends it anyway; of one kept beside its task, says that it is meant after all."""

from bot.buttons import button
from bot.handlers import files
from bot.handlers.saying import say_back
from bot.press import MalformedPress
from bot.texts import alerts
from bot.texts.labels import MISREAD
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from models.changes import saying
from models.changes.evidence import count_beside, send_anyway
from models.changes.filing import discard_held, let_loose
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.reading import Place
from models.rules.reading.answers import NoReason, no_reason_to_send
from models.tables import Evidence, How, Notification, StatementKind, Task


@button(Do.HAND_TO_MEND)
def hand_to_mend(turn: Turn, task: Task, place: Place) -> None:
    """The document lies with who can mend it from now on. Raises Refused."""
    said = turn.said(How.BUTTON, place)
    say_back(turn, saying.say(turn.act, task, said, StatementKind.PLACE, place))


@button(Do.MISREAD, says=alerts.ANSWERED_BELOW)
def misread(turn: Turn, evidence: Evidence) -> None:
    """ "Máy đọc sai": the reviewer looks at it. Raises Refused."""
    said = turn.said(How.BUTTON, MISREAD)
    files.answer_received(turn, send_anyway(turn.act, evidence, said, is_misread=True))


@button(Do.SEND_ANYWAY, says=alerts.ANSWERED_BELOW)
def ask_why(turn: Turn, evidence: Evidence) -> None:
    """ "Vẫn gửi, kèm lý do": for which? Raises Refused, MalformedPress."""
    if evidence.task_id is None:
        raise MalformedPress
    _check_held(turn, evidence)
    _ask_why(turn, evidence)


@button(Do.DISCARD_HELD, says=alerts.DISCARDED)
def discard(turn: Turn, evidence: Evidence) -> None:
    """ "Gửi nhầm": it counts for nothing. Raises Refused."""
    discard_held(turn.act, evidence)


def asked_why(turn: Turn) -> Notification | None:
    """The question for a reason that this message replies to, or that was asked last."""
    question = turn.replied_to() if turn.reply_to else turn.asked_lately()
    mine = question is not None and question.kind == Kind.ASK_WHY_ANYWAY and question.person_id == turn.me.id
    return question if mine else None


def why_written(turn: Turn, question: Notification, words: str) -> None:
    """The file goes to the reviewer with these words; words that are no reason send nothing."""
    evidence = turn.session.get_one(Evidence, question.facts["evidence"])
    try:
        _check_held(turn, evidence)
        match no_reason_to_send(words, turn.spoken_at, again=question.facts.get("again", False)):
            case None:
                files.answer_received(turn, send_anyway(turn.act, evidence, turn.said(How.FILE, words)))
            case NoReason.CANCELS:
                turn.notice(Notice.NOT_SENT)
            case _:
                _ask_why(turn, evidence, again=True)
    except Refused as refused:
        turn.refusal(refused)


def _ask_why(turn: Turn, evidence: Evidence, again: bool = False) -> None:
    turn.answer(Kind.ASK_WHY_ANYWAY, task=evidence.task_id, evidence=evidence.id, again=again)


def _check_held(turn: Turn, evidence: Evidence) -> None:
    """Raises Refused."""
    if evidence.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    if not evidence.held_for or evidence.withdrawn_at is not None:
        raise Refused(Reason.GONE)


@button(Do.COUNT_FILE, says=alerts.PLACED)
def counted(turn: Turn, row: Notification) -> None:
    """What was kept beside a task is meant for it after all. Raises Refused, MalformedPress."""
    if row.kind != Kind.HEARD or row.person_id != turn.me.id:
        raise MalformedPress
    waiting = _waiting_beside(turn, row)
    if not waiting:
        raise Refused(Reason.GONE)
    for evidence in waiting:
        _count(turn, evidence, turn.task(evidence.task_id or 0))
    turn.redraw(row)


def _waiting_beside(turn: Turn, row: Notification) -> list[Evidence]:
    """The files that came with these words and have not counted since."""
    files = [turn.session.get_one(Evidence, each) for each in row.facts.get("beside", ())]
    return [each for each in files if each.item_id is None and each.task_id and not each.withdrawn_at]


def _count(turn: Turn, evidence: Evidence, task: Task) -> None:
    try:
        files.answer_received(turn, count_beside(turn.act, evidence, turn.said(How.FILE)))
    except Refused as refused:
        if refused.reason is not Reason.WHICH_ITEM:
            raise
        let_loose(turn.act, evidence)
        turn.answer(Kind.WHICH_ITEM, evidence=[evidence.id], task=task.id)
