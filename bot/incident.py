"""The verb `incident`: freezes the program, lists what may have been seen, and lets it go on."""

import argparse

from sqlmodel import Session

from bot.settings import Settings
from bot.texts import incidents as texts
from bot.usage import Parser
from bot.verbs import CannotDo, WrongUsage, as_it_stands, moment_of, ready, say, the_agency
from jobs.incidents import exposure
from models.actor import OPERATOR, Act
from models.changes.incidents import end_incident, newest, start_incident
from models.clock import SystemClock
from models.database import reading, writing
from models.refused import Reason, Refused
from models.tables import Incident

WHAT = ("start", "list", "end")


def ask(parser: Parser) -> None:
    """The arguments of `incident`."""
    parser.add_argument("what", choices=WHAT, metavar="|".join(WHAT), help=texts.ABOUT)
    parser.add_argument("--reason", default="", metavar=texts.A_REASON, help=texts.WHY)
    parser.add_argument("--since", metavar=texts.A_MOMENT, help=texts.SINCE)


def incident(settings: Settings, arguments: argparse.Namespace) -> int:
    """Runs beside the bot: what it does holds from the bot's next message on."""
    if arguments.what != "start" and (arguments.reason or arguments.since):
        raise WrongUsage(texts.ONLY_START)
    return {"start": _start, "list": _list, "end": _end}[arguments.what](settings, arguments)


def _start(settings: Settings, arguments: argparse.Namespace) -> int:
    now = SystemClock().now()
    since = moment_of("--since", arguments.since) if arguments.since else now
    with writing(ready(settings)) as session:
        try:
            made = start_incident(Act(session, OPERATOR, now), the_agency(session), since, arguments.reason)
        except Refused as refused:
            why = texts.NOT_YET if refused.reason is Reason.NOT_VALID else texts.GOING_ON
            raise CannotDo(why) from None
        _say(session, arguments, made, texts.started(made))
    return 0


def _list(settings: Settings, arguments: argparse.Namespace) -> int:
    with reading(as_it_stands(settings)) as session:
        found = newest(session, the_agency(session))
        if found is None:
            raise CannotDo(texts.NONE)
        _say(session, arguments, found)
    return 0


def _end(settings: Settings, arguments: argparse.Namespace) -> int:
    with writing(ready(settings)) as session:
        try:
            ended = end_incident(Act(session, OPERATOR, SystemClock().now()), the_agency(session))
        except Refused:
            raise CannotDo(texts.NONE_GOING_ON) from None
        _say(session, arguments, ended, texts.ended(ended))
    return 0


def _say(session: Session, arguments: argparse.Namespace, about: Incident, words: str = "") -> None:
    """What may have been seen, where nothing else is said."""
    seen = exposure(session, the_agency(session), about.since_at, SystemClock().now())
    say(arguments, texts.as_json(about, seen), words or texts.shown(about, seen))
