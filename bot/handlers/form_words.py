"""Words and files as the answer to an open form: in reply to its screen, or because it was asked lately."""

from typing import Any

from bot.handlers.forms import check, filling_of, follow, is_saved_at_last, open_form, show_below
from bot.turn import AT_HAND, Turn
from jobs.forms.answering import keep, type_in
from jobs.forms.form import Filling, FormKind, FormStep
from jobs.forms.kinds import KINDS
from models.kinds import Kind
from models.refused import Reason, Refused

# What takes words in reply; the last two were asked before an upgrade.
_QUESTIONS = frozenset({Kind.FORM, "wait_question", "answer_day"})


def typed(turn: Turn, words: str) -> bool:
    """Whether words are the answer to an open form: in reply to its screen, or lately asked."""
    found = _at_hand(turn)
    if found is None:
        return _is_over(turn)
    filling, kind = found
    step = kind.current(filling)
    if step is None or step.read is None:
        return _press_instead(turn, filling)
    if turn.reply_to is None and step.elsewhere(filling, words):
        return False
    is_read = type_in(filling, step, words)
    followed = is_read and follow(turn, filling, step, str(filling.get(step.name)))
    show_below(turn, filling.form)
    if is_read and not followed:
        _save_or_say_why(turn, filling, kind, step)
    return True


def _save_or_say_why(turn: Turn, filling: Filling, kind: FormKind, step: FormStep) -> None:
    try:
        is_saved_at_last(turn, filling, kind, step)
    except Refused as refused:
        turn.refusal(refused)


def _is_over(turn: Turn) -> bool:
    """Whether words reply to a question that takes no answer any more; that is said."""
    row = turn.replied_to()
    if row is None or row.kind not in _QUESTIONS:
        return False
    turn.refusal(Refused(Reason.GONE))
    return True


def _press_instead(turn: Turn, filling: Filling) -> bool:
    """Words in reply to a screen that takes none, or below it; what came after something else is about that."""
    last = turn.latest() if turn.reply_to is None else None
    if last is not None and last.id != filling.form.screen_id:
        return False
    filling.note(fault="choose_below")
    show_below(turn, filling.form)
    return True


def letter(turn: Turn, words: str) -> bool:
    """Whether the text of a letter, passed on, is what an open form asks for."""
    found = _at_hand(turn)
    step = found[1].current(found[0]) if found else None
    if found is None or step is None or not step.is_file:
        return False
    type_in(found[0], step, words)
    show_below(turn, found[0].form)
    return True


def sent_file(turn: Turn, value: Any) -> bool:
    """Whether a file (spelled as the answer that it is) is what an open form asks for."""
    found = _at_hand(turn)
    if found is None:
        return False
    filling, kind = found
    step = kind.current(filling)
    if step is None or not step.is_file:
        return False
    keep(filling, step, value)
    show_below(turn, filling.form)
    return True


def _at_hand(turn: Turn) -> tuple[Filling, FormKind] | None:
    form = open_form(turn)
    if form is None:
        return None
    replied = turn.replied_to()
    of_form = replied is not None and replied.id == form.screen_id
    if not of_form and (turn.reply_to is not None or turn.now - form.touched_at > AT_HAND):
        return None
    kind, filling = KINDS[form.kind], filling_of(turn, form)
    try:
        check(turn, filling, kind)
    except Refused:
        return None
    return filling, kind
