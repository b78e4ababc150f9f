"""Files, figures and ticks, as messages: what is asked for, what was received, where it belongs."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Session

from jobs.messages.bringing import own_and_others
from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Rows, TaskFacts, Variant
from jobs.messages.gather import named, reader_of, task_facts, task_in, waiting_files
from jobs.messages.inspecting import Inspected, inspected, left_chat
from jobs.messages.named import named_tasks, of_document
from jobs.messages.offers import Offer, choices
from models.administering import may_do
from models.behalf import said_for
from models.checklist import figure_items, figure_of, fitting, is_late_file, reaches, unfilled
from models.kinds import Kind
from models.rules.figures import Figure
from models.rules.permissions import Configuring
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import Agency, Confirmation, Evidence, Notification, Task, TaskItem

_MOST_CANDIDATES = 8


@dataclass(frozen=True, kw_only=True)
class AskFile(Message):
    """Asks for the file as a reply; `by_clerk`: since the clerk says that it was issued; `document`: under which
    number, where they said that too."""

    task: TaskFacts
    by_clerk: bool = False
    document: str = ""
    document_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AskFigure(Message):
    """Asks for a figure as a reply; `again`: what came could not be read as one, or nobody knows for which item it
    is. Without an `item` it asks which one."""

    task: TaskFacts
    item: str
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class AskWhichItem(Message):
    """A file fits several items of its task: which is it for?"""

    task: TaskFacts
    file_name: str


@dataclass(frozen=True, kw_only=True)
class FileReceived(Message):
    """What fills `item` now: a file, a `figure`, or a tick where it is neither.

    `before_adoption`: it was due before the agency used the program, and is never called late;
    `withdrawn`: its sender has taken it back since; `late_file`: the file came late, whatever the work."""

    task: TaskFacts
    item: str
    file_name: str
    receipt: str
    sent_at: datetime
    # Whether the figure is as high as is asked for, so many percent.
    reaches: bool | None = None
    at_least: Decimal | None = None
    # In whose place it was handed in, where it is not the sender's own.
    instead_of: Named | None = None
    figure: Figure | None = None
    # What was read and found of it.
    inspected: Inspected | None = None
    # Sent as one with it: how many other files, and which other items they fill.
    others: int = 0
    other_items: tuple[str, ...] = ()
    also_serves: tuple[str, ...] = ()
    before_adoption: bool = False
    withdrawn: bool = False
    late_file: bool = False
    # It tells of citizens: sealed, and the message that brought it deleted.
    left_chat: bool = False


@dataclass(frozen=True, kw_only=True)
class AskWhichTask(Message):
    """Files came without a word about which task they are for; `captions`: what stood beside each, "" for nothing;
    `orders`: who sent them may give work to others."""

    file_names: tuple[str, ...]
    captions: tuple[str, ...] = ()
    candidates: tuple[TaskFacts, ...]
    orders: bool = False


class FileProblem(StrEnum):
    TOO_LARGE = "too_large"
    NOT_ACCEPTED = "not_accepted"
    EMPTY = "empty"
    LOST = "lost"
    # A picture as iPhones keep it, which nothing here can show; a state secret.
    HEIC = "heic"
    SECRET = "secret"
    # Its sender has left too many files that belong to no task.
    NO_ROOM = "no_room"


@dataclass(frozen=True, kw_only=True)
class FileRefused(Message):
    problem: FileProblem
    file_name: str
    size: int
    sent_at: datetime
    task: TaskFacts | None = None


@composes(Kind.ASK_FILE)
def ask_file(session: Session, row: Notification, now: datetime) -> AskFile | None:
    """None where it was asked because a document was issued, and that was taken back before it could be told."""
    task, by_clerk = task_facts(session, task_in(session, row), now), "place" in row.facts
    if row.sent_at is None and by_clerk and task.place is not Place.ISSUED:
        return None
    return AskFile(
        task=task,
        by_clerk=by_clerk,
        document=task.issued_as if by_clerk else "",
        document_on=task.issued_on if by_clerk else None,
    )


@composes(Kind.ASK_FIGURE)
def ask_figure(session: Session, row: Notification, now: datetime) -> AskFigure:
    task = task_in(session, row)
    items = figure_items(session, task)
    if row.facts.get("item"):
        items = [session.get_one(TaskItem, row.facts["item"])]
    which = items if len(items) > 1 else []
    return AskFigure(
        choices=tuple((Choice(Do.FIGURE, (task.id or 0, each.id or 0), name=each.title),) for each in which),
        task=task_facts(session, task, now),
        item=items[0].title if len(items) == 1 else "",
        again="again" in row.facts,
    )


@composes(Kind.WHICH_ITEM)
def which_item(session: Session, row: Notification, now: datetime) -> AskWhichItem | None:
    """Moot once the file has found its item."""
    waiting = waiting_files(session, row.facts["evidence"])
    if not waiting:
        return None
    task, file = task_in(session, row), waiting[0]
    open_ids = {item.id for item in unfilled(session, task)}
    rows = [
        (
            Choice(
                Do.FOR_ITEM,
                (row.id or 0, item.id or 0),
                name=item.title,
                variant=None if item.id in open_ids else Variant.FILLED,
            ),
        )
        for item in fitting(session, task, file.media_type)
    ]
    return AskWhichItem(
        choices=(*rows, (Choice(Do.DISCARD, (row.id or 0,)),)),
        task=task_facts(session, task, now),
        file_name=file.file_name,
    )


@composes(Kind.FILE_RECEIVED)
def file_received(session: Session, row: Notification, now: datetime) -> FileReceived:
    evidence = session.get_one(Evidence, row.facts["evidence"])
    confirmation = session.get_one(Confirmation, evidence.confirmation_id)
    task = session.get_one(Task, evidence.task_id)
    item = session.get_one(TaskItem, evidence.item_id)
    figure = figure_of(evidence)
    more = [session.get_one(Evidence, each) for each in row.facts.get("more", ())]
    items = dict.fromkeys(session.get_one(TaskItem, each.item_id).title for each in more if each.item_id)
    return FileReceived(
        choices=choices(Offer(session, reader_of(session, row), task, now)),
        task=task_facts(session, task, now),
        item=item.title,
        others=len(more),
        other_items=tuple(each for each in items if each != item.title),
        file_name=evidence.file_name,
        figure=figure,
        reaches=reaches(item, figure),
        at_least=item.at_least,
        inspected=inspected(session, evidence),
        receipt=confirmation.receipt,
        instead_of=named(said_for(session, task, confirmation)),
        sent_at=evidence.sent_at,
        also_serves=tuple(row.facts.get("also_serves", ())),
        withdrawn=confirmation.taken_back_at is not None,
        late_file=is_late_file(task, evidence),
        left_chat=left_chat(session, evidence),
        before_adoption=task.due_on < session.get_one(Agency, task.agency_id).adopted_on,
    )


@composes(Kind.WHICH_TASK)
def which_task(session: Session, row: Notification, now: datetime) -> AskWhichTask | None:
    """Moot once every file it asks about has found its task."""
    waiting = waiting_files(session, row.facts["evidence"])
    if not waiting:
        return None
    reader = reader_of(session, row)
    own = own_and_others(session, reader, now)
    captions = row.facts.get("captions", {})
    words = " ".join((*captions.values(), *(each.file_name for each in waiting)))
    named = named_tasks(session, own, words, day_of(now)) or of_document(session, own, words)
    first = named + [task for task in own if task not in named]
    candidates = [task_facts(session, task, now) for task in first[:_MOST_CANDIDATES]]
    return AskWhichTask(
        choices=_placements(row, candidates, several=len(waiting) > 1),
        file_names=tuple(evidence.file_name for evidence in waiting),
        captions=tuple("" if each.is_sealed else captions.get(str(each.id), "") for each in waiting),
        candidates=tuple(candidates),
        orders=may_do(session, reader, Configuring.ORDER, day_of(now)),
    )


@composes(Kind.FILE_REFUSED)
def file_refused(session: Session, row: Notification, now: datetime) -> FileRefused:
    return FileRefused(
        problem=FileProblem(row.facts["problem"]),
        file_name=row.facts["file_name"],
        size=row.facts["size"],
        sent_at=datetime.fromisoformat(row.facts["sent_at"]),
        task=task_facts(session, task_in(session, row), now) if row.facts.get("task") else None,
    )


def _placements(row: Notification, candidates: list[TaskFacts], several: bool) -> Rows:
    """Of several files that may be of several tasks, the way to ask about each."""
    rows = [
        (Choice(Do.PLACE, (row.id or 0, task.id), number),) for number, task in enumerate(candidates, start=1)
    ]
    apart = ((Choice(Do.APART, (row.id or 0,)),),) if several and len(candidates) > 1 else ()
    return (*rows, *apart, (Choice(Do.DISCARD, (row.id or 0,)),))
