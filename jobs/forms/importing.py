"""A catalogue file is loaded: every difference is shown first, all of it or nothing (docs/design.md, Surfaces)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from jobs.forms.form import Filling, FormKind, Saved, fingerprint
from jobs.opening import open_tasks
from models.catalogue.difference import Difference
from models.catalogue.document import Catalogue, DayEntry
from models.catalogue.loading import differences
from models.catalogue.reading import Content
from models.changes.common import tell
from models.changes.importing import import_content, spelled_now
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.tables import Agency, Person, Requirement

_MOST_SHOWN = 40


@dataclass(frozen=True)
class ImportReview:
    """The differences that saving would make, the first of `total`."""

    lines: tuple[str, ...]
    total: int


def given_by(session: Session, person: Person, content: Content, now: datetime) -> dict[str, Any]:
    """What the form needs to know of a file: all that it says, and its differences. Raises Refused where there
    are none, or where the file is another agency's."""
    agency = session.get_one(Agency, person.agency_id)
    if content.catalogue.agency.code != agency.code:
        raise Refused(Reason.OTHER_AGENCY)
    found = differences(session, content.catalogue, content.days or [], now, whole=content.whole)
    if not found:
        raise Refused(Reason.NO_CHANGE)
    return {
        "catalogue": content.catalogue.model_dump_json(exclude_defaults=True),
        "days": [day.model_dump_json() for day in content.days or []],
        "whole": content.whole,
        "lines": [str(each) for each in _in_words(session, agency, content, found[:_MOST_SHOWN])],
        "total": len(found),
    }


def _in_words(
    session: Session, agency: Agency, content: Content, found: list[Difference]
) -> Iterator[Difference]:
    """Requirements and their items by their titles, where a file has codes."""
    here = select(Requirement).where(Requirement.agency_id == agency.id)
    titles = {each.code: each.title for each in session.exec(here)}
    titles |= {each.code: each.title for each in content.catalogue.requirements}
    items = {
        f"{each.code}/{item.code}": item.title
        for each in content.catalogue.requirements
        for item in each.items
    }
    for each in found:
        code, _, item = each.code.partition("/")
        if code in titles:
            of = f"{items.get(each.code, item)}, " if item else ""
            yield replace(each, code=f"“{of}{titles[code]}”")
        else:
            yield each


def _content(filling: Filling) -> Content:
    if not filling.has("catalogue"):
        raise Refused(Reason.GONE)
    return Content(
        Catalogue.model_validate_json(filling.text("catalogue"), strict=False),
        [DayEntry.model_validate_json(day) for day in filling.get("days")],
        bool(filling.get("whole")),
    )


def _review(filling: Filling) -> ImportReview | None:
    if not filling.has("catalogue"):
        return None
    return ImportReview(tuple(filling.get("lines")), int(filling.get("total")))


def _base(filling: Filling) -> str:
    """All that is configured as it stands now."""
    return fingerprint(spelled_now(filling.session, filling.agency))


def _save(filling: Filling, choice: str) -> Saved:
    content, total = _content(filling), filling.get("total")
    adjustment = import_content(filling.act, content)
    open_tasks(filling.act, filling.agency)
    filling.forget("catalogue", "days", "lines")
    return Saved(adjustment.id, {"total": total})


def _send(filling: Filling, choice: str) -> Saved:
    """The file goes out in a message of its own, made of what stands then."""
    person, number = filling.person, filling.form.id
    tell(
        filling.act,
        person.agency_id,
        Kind.CATALOGUE_FILE,
        f"catalogue_file/{number}",
        person=person,
        direct=True,
    )
    return Saved()


EXPORT = FormKind(name="export", needs=Configuring.IMPORT, steps=(), save=_send)
IMPORT = FormKind(name="import", needs=Configuring.IMPORT, steps=(), save=_save, review=_review, base=_base)
