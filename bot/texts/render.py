"""From a message of facts to its words: one function a kind, found by the type of the message."""

from collections.abc import Callable
from html import escape
from typing import Any

from bot.texts import (
    above,
    absence,
    alerts,
    answers,
    auditing,
    cards,
    clerk,
    connections,
    coverage,
    details,
    files,
    joining,
    lists,
    moving,
    notices,
    pieces,
    replies,
    reviewing,
    schedule,
    staff,
    waiting,
    zalo,
)
from bot.texts.forms import importing, screens
from bot.texts.text import Text
from jobs.messages import above_facts, facts
from jobs.messages import absence as absence_facts
from jobs.messages import answers as answer_facts
from jobs.messages import auditing as audit_facts
from jobs.messages import clerk as clerk_facts
from jobs.messages import connections as connection_facts
from jobs.messages import coverage as coverage_facts
from jobs.messages import details as detail_facts
from jobs.messages import files as file_facts
from jobs.messages import forms as form_facts
from jobs.messages import joining as joining_facts
from jobs.messages import lists as list_facts
from jobs.messages import moving as move_facts
from jobs.messages import pieces as piece_facts
from jobs.messages import replies as reply_facts
from jobs.messages import reviewing as review_facts
from jobs.messages import staff as staff_facts
from jobs.messages import waiting as wait_facts
from jobs.messages import zalo as zalo_facts

REPEATED = "\n\n<i>(Tin này có thể đã đến một lần.)</i>"


def _refusal(message: facts.Refusal) -> Text:
    return Text(escape(alerts.sentence(message.refused, message.state, message.since), quote=False))


RENDERERS: dict[type[facts.Message], Callable[[Any], Text]] = {
    facts.Card: cards.card,
    detail_facts.Details: details.details,
    piece_facts.PieceCard: pieces.piece_card,
    facts.Digest: lists.digest,
    facts.TaskList: lists.task_list,
    facts.Triage: lists.triage,
    file_facts.AskFile: files.ask_file,
    file_facts.AskFigure: files.ask_figure,
    file_facts.AskWhichItem: files.which_item,
    file_facts.FileReceived: files.file_received,
    file_facts.AskWhichTask: files.which_task,
    file_facts.FileRefused: files.file_refused,
    facts.BeforeCutoff: answers.before_cutoff,
    facts.AskDate: answers.ask_date,
    answer_facts.AboutMe: answers.about_me,
    above_facts.LastCall: above.last_call,
    above_facts.Escalation: above.escalation,
    above_facts.Phone: above.phone,
    above_facts.LeaderWeek: above.leader_week,
    above_facts.LeaderUrgent: above.leader_urgent,
    above_facts.TrialRun: above.trial_run,
    above_facts.GiveTo: above.give_to,
    above_facts.AskLaterDay: above.later_day,
    move_facts.Moved: moving.moved,
    move_facts.MovedBack: moving.moved_back,
    move_facts.Silent: moving.silent,
    move_facts.Letter: moving.letter,
    above_facts.Decided: above.decided,
    joining_facts.JoinQuestion: joining.join_question,
    joining_facts.Welcome: joining.welcome,
    joining_facts.AskAddress: joining.ask_address,
    joining_facts.AboutInvite: joining.about_invite,
    facts.Told: notices.told,
    facts.Refusal: _refusal,
    review_facts.ReviewCard: reviewing.review_card,
    review_facts.ReviewList: reviewing.review_list,
    review_facts.ReviewLate: reviewing.review_late,
    review_facts.NoReviewer: reviewing.no_reviewer,
    review_facts.Returned: reviewing.returned,
    review_facts.Accepted: reviewing.accepted,
    review_facts.AskReason: reviewing.ask_reason,
    review_facts.ReasonSent: reviewing.reason_sent,
    review_facts.EvidenceFile: reviewing.evidence_file,
    clerk_facts.ClerkList: clerk.clerk_list,
    connection_facts.AwayFor: connections.away_for,
    connection_facts.Connections: connections.connections,
    audit_facts.Audit: auditing.audit,
    coverage_facts.Coverage: coverage.coverage,
    absence_facts.AwayQuestion: absence.away_question,
    absence_facts.AwayRecorded: absence.away_recorded,
    absence_facts.DeputyAsked: absence.deputy_asked,
    absence_facts.AbsenceNews: absence.absence_news,
    absence_facts.HandBack: absence.hand_back,
    list_facts.DueCalendar: schedule.due_calendar,
    list_facts.UnitList: schedule.unit_list,
    reply_facts.Heard: replies.heard,
    reply_facts.Question: replies.question,
    reply_facts.FromOfficer: replies.from_officer,
    wait_facts.WaitQuestion: waiting.wait_question,
    wait_facts.WaitAsked: waiting.wait_asked,
    wait_facts.WaitSaid: waiting.wait_said,
    wait_facts.WaitDecided: waiting.wait_decided,
    wait_facts.AskAnswerDay: waiting.ask_answer_day,
    wait_facts.AnswerCame: waiting.answer_came,
    zalo_facts.ZaloCopy: zalo.zalo_copy,
    reply_facts.PassedOn: replies.passed_on,
    reply_facts.Reassigned: replies.reassigned,
    reply_facts.Undone: replies.undone,
    form_facts.Screen: screens.screen,
    form_facts.FormOver: screens.form_over,
    form_facts.CatalogueFile: importing.catalogue_file,
    form_facts.ImportFaults: importing.import_faults,
    staff_facts.InviteMade: staff.invite_made,
    staff_facts.RolesChanged: staff.roles_changed,
    staff_facts.WorkMoved: staff.work_moved,
}


def render(message: facts.Message) -> Text:
    return RENDERERS[type(message)](message)
