"""One document of a pack as the edition may show it, and why another is missing."""

import unicodedata
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from jobs.pack.privacy import without_names
from jobs.pack.values import Document, Inner, Lack, Missing
from models.checklist import figure_of
from models.lateness import late_work
from models.people import confirmations_of
from models.private import is_personal
from models.reviews import last_review
from models.rules.cadence import Cadence, cadence_of
from models.rules.lifecycle import State
from models.tables import (
    Agency,
    Confirmation,
    Decision,
    DecisionKind,
    Edition,
    Evidence,
    Finding,
    ItemKind,
    Person,
    Review,
    Severity,
    Task,
    TaskItem,
    Verdict,
)
from models.waits import wait_of

_LACKS = {
    State.MISSED: Lack.MISSED,
    State.WAIVED: Lack.WAIVED,
    State.WAITING: Lack.WAITING,
    State.TO_SETTLE: Lack.TO_SETTLE,
}


class Reader:
    """Reads what one edition shows, on a day in Vietnam."""

    def __init__(self, session: Session, agency: Agency, edition: Edition, today: date) -> None:
        self.session, self.edition, self.today = session, edition, today
        people = session.exec(select(Person.full_name).where(Person.agency_id == agency.id))
        self._names = [unicodedata.normalize("NFC", name) for name in people]

    @property
    def is_inner(self) -> bool:
        return self.edition is Edition.INTERNAL

    def shown(self, text: str) -> str:
        """`text` composed (NFC), on one line, without names of the agency's persons where it leaves the house."""
        line = " ".join(unicodedata.normalize("NFC", text).split())
        return line if self.is_inner else without_names(line, self._names)

    def document(self, task: Task, item: TaskItem, evidence: Evidence, only_signed: bool) -> Document:
        """`only_signed`: the item is the only signed document of its task. Not numbered yet."""
        number, on = self._number(task, item, evidence, only_signed)
        review = last_review(self.session, task)
        return Document(
            number=0,
            evidence_id=evidence.id or 0,
            sha256=evidence.sha256,
            size=evidence.size,
            media_type=evidence.media_type,
            file_name=evidence.file_name,
            document_number=number,
            document_on=on,
            subject=self.shown(evidence.subject),
            page_count=evidence.page_count,
            sections=tuple((self.shown(each["heading"]), each["page"]) for each in evidence.sections),
            figure=figure_of(evidence),
            is_reviewed=_is_accepted(review) and evidence.sha256 in (review.files if review else []),
            is_personal=is_personal(self.session, task),
            inner=self._inner(task, evidence, review) if self.is_inner else None,
        )

    def _number(
        self, task: Task, item: TaskItem, evidence: Evidence, only_signed: bool
    ) -> tuple[str, date | None]:
        """As read of the document, else as its officer said."""
        if evidence.document_number or item.kind is not ItemKind.SIGNED_DOCUMENT:
            return evidence.document_number, evidence.document_on
        said = confirmations_of(self.session, task)
        own = [each for each in said if each.id == evidence.confirmation_id]
        for each in reversed([*(said if only_signed else []), *own]):
            if each.document_number:
                return each.document_number, evidence.document_on or each.document_on
        return "", evidence.document_on

    def _inner(self, task: Task, evidence: Evidence, review: Review | None) -> Inner:
        said = self.session.get(Confirmation, evidence.confirmation_id or 0)
        inner = Inner(
            file_name=unicodedata.normalize("NFC", evidence.file_name),
            sender=self.session.get_one(Person, evidence.person_id).full_name,
            sent_at=evidence.sent_at,
            receipt=said.receipt if said else "",
            done_on=said.done_on if said else None,
            late=late_work(self.session, task, said) if said else None,
            signers=tuple(evidence.signers),
            findings=self._findings(evidence),
        )
        if review is None:
            return inner
        return replace(
            inner,
            reviewer=self.session.get_one(Person, review.reviewer_id).full_name,
            verdict=review.verdict,
            reviewed_at=review.reviewed_at,
            review_reason=review.reason or "",
        )

    def _findings(self, evidence: Evidence) -> tuple[tuple[str, Severity], ...]:
        found = select(Finding).where(Finding.evidence_id == evidence.id).order_by(col(Finding.id))
        return tuple((each.rule, each.severity) for each in self.session.exec(found))


def missing_of(reader: Reader, task: Task) -> Missing:
    """Why a task has nothing for an item. Of a citizen's file no words leave the house: they may name somebody."""
    not_yet = Lack.OVERDUE if task.due_on < reader.today else Lack.NOT_DUE
    lack = _LACKS.get(task.state, not_yet)
    says_nothing = cadence_of(task.period) is Cadence.PER_CASE and not reader.is_inner
    return Missing(lack, task.due_on, "" if says_nothing else reader.shown(_reason(reader.session, task)))


def _reason(session: Session, task: Task) -> str:
    """What a head or an admin decided of it last: why it does not apply, whom it waits for, why it was put off."""
    wait = wait_of(session, task)
    if wait is not None:
        return ", ".join(part for part in (wait.superior, wait.document) if part)
    kind = DecisionKind.WAIVE if task.state is State.WAIVED else DecisionKind.EXTEND
    decided = select(Decision).where(Decision.task_id == task.id, Decision.kind == kind)
    last = session.exec(decided.order_by(col(Decision.id).desc())).first()
    return (last.words or "") if last else ""


def _is_accepted(review: Review | None) -> bool:
    return review is not None and review.verdict is Verdict.ACCEPTED and review.voided_at is None
