"""Packs that admins asked for in chat: each form that was saved, until its admin is told what came of it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from jobs.forms.form import Filling
from jobs.pack.making import Made
from models.actor import Act
from models.changes.common import told_keys
from models.changes.packing import tell_made
from models.tables import Agency, Edition, Form, Person


@dataclass(frozen=True)
class Asked:
    """Who wants which pack, in which form."""

    form_id: int
    person_id: int
    agency: str
    year: int
    edition: Edition

    @property
    def key(self) -> str:
        return f"pack/{self.form_id}"


def asked(session: Session) -> list[Asked]:
    """Those of which nobody was told yet, the oldest first."""
    saved = select(Form).where(Form.kind == "pack", col(Form.ended_at).is_not(None)).order_by(col(Form.id))
    forms = [form for form in session.exec(saved) if form.answers.get("ended") == "saved"]
    wanted = [(form.agency_id, _asked(session, form)) for form in forms]
    return [each for agency_id, each in wanted if not told_keys(session, agency_id, [each.key])]


def _asked(session: Session, form: Form) -> Asked:
    filling = Filling(session, form, session.get_one(Person, form.person_id), form.touched_at)
    agency = session.get_one(Agency, form.agency_id).code
    year, edition = filling.number("year") or 0, Edition(filling.text("edition"))
    return Asked(form.id or 0, form.person_id, agency, year, edition)


def tell(act: Act, wanted: Asked, made: Made | str) -> None:
    """Tells who asked what was made, or why nothing was, by a name that `bot/texts` knows."""
    person = act.session.get_one(Person, wanted.person_id)
    facts = {"why": made} if isinstance(made, str) else _facts(made)
    tell_made(act, person, wanted.key, year=wanted.year, edition=wanted.edition.value, **facts)


def _facts(made: Made) -> dict[str, object]:
    contents = made.contents
    documents = contents.documents()
    return {
        "why": "",
        "path": str(made.path),
        "number": contents.number,
        "documents": len(documents),
        "files": len({each.path for each in documents if each.path}),
        "lacking": len(contents.lacking()),
        "unreviewed": sum(not each.is_reviewed for each in documents),
        "unfit": [each.number for each in contents.unfit()],
    }
