"""What is received for a task that tells of citizens: no name of it is kept in clear, and it leaves the chat."""

from dataclasses import replace

from sqlmodel import select

from models.actor import Act
from models.changes.confirming import Said
from models.changes.deleting import ask_to_delete
from models.private import is_personal, plain_name, signers_shown
from models.rules.inspection.hiding import hidden_facts
from models.tables import Evidence, Finding, How, Notification, Person, Task


def received_privately(act: Act, task: Task, evidence: Evidence, said: Said) -> Said:
    """A file for such a task is called by its hash and its message deleted from the chat; the words beside it are
    not kept. Of any other task everything stays as it was said."""
    if not evidence.is_file or not is_personal(act.session, task):
        return said
    evidence.file_name = plain_name(evidence.sha256, evidence.file_name)
    if evidence.chat_id is not None and evidence.message_id is not None:
        sender = act.session.get_one(Person, evidence.person_id)
        ask_to_delete(act, sender, evidence.chat_id, evidence.message_id)
        _forget_captions(act, sender, evidence)
    return replace(said, words="") if said.how is How.FILE else said


def keep_privately(act: Act, evidence: Evidence) -> None:
    """What was kept of a file before it was known that it tells of citizens is made as if it had been known."""
    shown = signers_shown(act.session, evidence.agency_id)
    evidence.file_name = plain_name(evidence.sha256, evidence.file_name)
    evidence.subject, evidence.sections = "", []
    evidence.signers = [shown(name) for name in evidence.signers]
    act.write(evidence)
    for each in act.session.exec(select(Finding).where(Finding.evidence_id == evidence.id)):
        each.facts = hidden_facts(each.facts, shown)
        act.session.add(each)


def _forget_captions(act: Act, sender: Person, evidence: Evidence) -> None:
    """The words beside a loose file lie in the question that asked where it belongs."""
    if evidence.id is None:
        return
    asked = select(Notification).where(Notification.person_id == sender.id, Notification.kind == "which_task")
    for row in act.session.exec(asked):
        captions = row.facts.get("captions", {})
        if str(evidence.id) in captions:
            kept = {key: words for key, words in captions.items() if key != str(evidence.id)}
            row.facts = row.facts | {"captions": kept}
            act.session.add(row)
