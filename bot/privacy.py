"""The verb `privacy`: what is kept of one person, erasing who left, the page to print, how long things are kept."""

import argparse
from pathlib import Path

from sqlmodel import Session

from bot.settings import Settings
from bot.texts import own_copy, privacy_page
from bot.texts import private as texts
from bot.texts.words import listed_moment, long_day
from bot.usage import Parser
from bot.verbs import CannotDo, WrongUsage, as_it_stands, person_called, ready, say, the_agency, write_new
from jobs.backup.lasting import keep_what_lasts
from jobs.keeping import description, kept_limits, kept_tables
from jobs.privacy import own_data
from models.actor import OPERATOR, Act
from models.changes.forgetting import forget_person
from models.changes.looking import looked
from models.changes.own_data import open_requests
from models.changes.retaining import set_limit
from models.clock import SystemClock
from models.database import reading, writing
from models.refused import Refused
from models.retention import USUAL, Limit
from models.tables import Agency, Looked, Person

WHAT = ("person", "forget", "page", "keep", "requests")


def ask(parser: Parser) -> None:
    """The arguments of `privacy`."""
    parser.add_argument("what", choices=WHAT, metavar="|".join(WHAT), help=texts.ABOUT)
    parser.add_argument("name", nargs="?", metavar=texts.A_NAME, help=texts.NAME)
    parser.add_argument("amount", nargs="?", metavar=texts.A_NUMBER, help=texts.NUMBER)
    parser.add_argument("--output", type=Path, metavar=texts.A_FILE, help=texts.FILE)
    parser.add_argument("--yes", action="store_true", help=texts.YES)


def privacy(settings: Settings, arguments: argparse.Namespace) -> int:
    verbs = {"person": _person, "forget": _forget, "page": _page, "keep": _keep, "requests": _requests}
    if arguments.what in ("person", "forget") and not arguments.name:
        raise WrongUsage(texts.needs(arguments.what))
    return verbs[arguments.what](settings, arguments)


def _person(settings: Settings, arguments: argparse.Namespace) -> int:
    """That it is exported is recorded before it is shown."""
    with writing(ready(settings)) as session:
        agency = the_agency(session)
        person = _called(session, agency, arguments.name)
        looked(Act(session, OPERATOR, SystemClock().now()), agency, Looked.EXPORT)
        data = own_data(session, person)
    if arguments.output is None:
        say(arguments, own_copy.as_json(data), own_copy.in_short(data))
    else:
        _write(arguments, own_copy.as_page(data))
    return 0


def _write(arguments: argparse.Namespace, page: str) -> None:
    write_new(arguments.output, page.encode())
    say(arguments, {"file": str(arguments.output)}, texts.written(arguments.output))


def _forget(settings: Settings, arguments: argparse.Namespace) -> int:
    engine = ready(settings)
    with writing(engine) as session:
        person = _called(session, the_agency(session), arguments.name)
        if not arguments.yes:
            raise CannotDo(texts.asks_first(person.code))
        try:
            forget_person(Act(session, OPERATOR, SystemClock().now()), person)
        except Refused as refused:
            raise CannotDo(texts.not_forgotten(refused.reason, person.code)) from None
    say(arguments, {"person": person.code}, texts.forgotten(person.code, *settings.backup_keep))
    keep_what_lasts(engine, settings.backup_dir)
    return 0


def _page(settings: Settings, arguments: argparse.Namespace) -> int:
    with reading(as_it_stands(settings)) as session:
        found = description(session, the_agency(session))
    page = privacy_page.as_page(found, *settings.backup_keep)
    if arguments.output is not None:
        _write(arguments, page)
    else:
        say(arguments, privacy_page.retention_as_json(found.tables), page)
    return 0


def _keep(settings: Settings, arguments: argparse.Namespace) -> int:
    """Shows how long things are kept; with a name and a number sets it."""
    if arguments.name:
        _set(settings, arguments)
    with reading(as_it_stands(settings)) as session:
        limits = kept_limits(the_agency(session))
    words = "\n".join(privacy_page.limits_as_lines(limits))
    say(arguments, privacy_page.limits_as_json(limits), words)
    return 0


def _set(settings: Settings, arguments: argparse.Namespace) -> None:
    if arguments.name not in set(Limit):
        raise CannotDo(texts.no_limit(arguments.name, ", ".join(Limit)))
    limit, amount = Limit(arguments.name), arguments.amount or ""
    usual = USUAL[limit]
    refusal = CannotDo(texts.not_within(usual.least, usual.most))
    if not (amount.isascii() and amount.isdigit() and len(amount) <= 6):
        raise refusal
    with writing(ready(settings)) as session:
        try:
            set_limit(Act(session, OPERATOR, SystemClock().now()), the_agency(session), limit, int(amount))
        except Refused:
            raise refusal from None


def _requests(settings: Settings, arguments: argparse.Namespace) -> int:
    with reading(as_it_stands(settings)) as session:
        waiting = [
            (session.get_one(Person, each.person_id).code, each)
            for each in open_requests(session, the_agency(session))
        ]
    lines = [
        texts.request_line(code, listed_moment(each.asked_at), long_day(each.answer_by), each.words)
        for code, each in waiting
    ]
    values = [{"person": code, "answer_by": each.answer_by.isoformat()} for code, each in waiting]
    say(arguments, values, "\n".join(lines) or texts.NO_REQUEST)
    return 0


def retention(settings: Settings, arguments: argparse.Namespace) -> int:
    """`verify --retention`: table by table, why and until when."""
    with reading(as_it_stands(settings)) as session:
        agency = the_agency(session)
        tables, limits = kept_tables(session, agency), kept_limits(agency)
    say(arguments, privacy_page.retention_as_json(tables), privacy_page.retention_as_text(tables, limits))
    return 0


def _called(session: Session, agency: Agency, code: str) -> Person:
    """Also who has left. Raises CannotDo."""
    found = person_called(session, agency, code)
    if found is None:
        raise CannotDo(texts.nobody(code))
    return found
