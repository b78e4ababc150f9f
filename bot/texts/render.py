"""From a message of facts to its words: one function a kind, found by the type of the message."""

from collections.abc import Callable
from html import escape
from typing import Any

from bot.texts import alerts, answers, cards, joining, lists, notices
from bot.texts.text import Text
from jobs.messages import facts

REPEATED = "\n\n<i>(Tin này có thể đã đến một lần.)</i>"


def _refusal(message: facts.Refusal) -> Text:
    return Text(escape(alerts.sentence(message.refused, message.state, message.since), quote=False))


RENDERERS: dict[type[facts.Message], Callable[[Any], Text]] = {
    facts.Card: cards.card,
    facts.Details: cards.details,
    facts.Digest: lists.digest,
    facts.TaskList: lists.task_list,
    facts.Triage: lists.triage,
    facts.AskFile: answers.ask_file,
    facts.FileReceived: answers.file_received,
    facts.AskWhichTask: answers.which_task,
    facts.FileRefused: answers.file_refused,
    facts.BeforeCutoff: answers.before_cutoff,
    facts.AskDate: answers.ask_date,
    facts.AboutMe: answers.about_me,
    facts.JoinQuestion: joining.join_question,
    facts.Welcome: joining.welcome,
    facts.AskAddress: joining.ask_address,
    facts.AboutInvite: joining.about_invite,
    facts.Told: notices.told,
    facts.Refusal: _refusal,
}


def render(message: facts.Message) -> Text:
    return RENDERERS[type(message)](message)
