"""The verb `slips`: a sheet of paper to cut, with a one-time code for each person who has not joined yet."""

import argparse
from pathlib import Path

from bot.settings import Settings
from bot.texts import slips as texts
from bot.texts.slips import Slip
from bot.verbs import CannotDo, ready, say, the_agency, write_new
from models.actor import OPERATOR, Act
from models.changes.joining import create_invite, end_invites, spelled
from models.clock import SystemClock
from models.database import writing
from models.installation import bot_link, installed
from models.invites import not_joined, without_invite
from models.people import roles
from models.tables import Person, Unit

_PAGES = (".html", ".htm")


def slips(settings: Settings, arguments: argparse.Namespace) -> int:
    """Who has a code that is still good gets another one only with --again: the first is dead then."""
    file: Path = arguments.file
    if file.suffix.lower() not in _PAGES:
        raise CannotDo(texts.no_page(file))
    with writing(ready(settings)) as session:
        agency, act = the_agency(session), Act(session, OPERATOR, SystemClock().now())
        waiting, uninvited = not_joined(session, agency), without_invite(session, agency, act.now)
        people = waiting if arguments.again else uninvited
        if not people:
            raise CannotDo(texts.still_good(len(waiting)) if waiting else texts.NOBODY)
        made = [_slip(act, person, arguments.valid_days) for person in people]
        is_linked = bool(installed(session).bot_username)
        # Before the codes count: where the sheet cannot be written, none of them was given.
        write_new(file, texts.as_page(agency.name, made).encode())
    left_out = len(waiting) - len(people)
    said = {"file": str(file), "people": [each.person for each in made], "links": is_linked}
    say(arguments, said, texts.written(file, len(made), left_out, is_linked))
    return 0


def _slip(act: Act, person: Person, valid_days: int) -> Slip:
    end_invites(act, person)
    invite, code = create_invite(act, person, valid_days)
    session = act.session
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    return Slip(
        person=person.code,
        full_name=person.full_name,
        position=person.position,
        unit=unit.name if unit else "",
        roles=tuple(sorted(roles(session, person))),
        code=spelled(code),
        link=bot_link(session, code),
        expires_at=invite.expires_at,
    )
