"""What the command line does not do while an incident is looked into (docs/design.md, Privacy)."""

import argparse

from bot.settings import Settings
from bot.texts.incidents import NOT_NOW
from bot.verbs import CannotDo
from models.database import connect_to_read, exists, reading
from models.installation import is_frozen
from models.migrations import is_current

# What changes what is recorded of work, or deletes: whole verbs, or what is named of them. Whatever shows, counts,
# keeps a copy, or makes an invite for somebody whose chat is no longer theirs, goes on.
_HELD: dict[str, frozenset[str] | None] = {
    "assign": None,
    "confirm": None,
    "import": None,
    "evidence": frozenset({"add"}),
    "catalogue": frozenset({"load", "roll"}),
    "cases": frozenset({"map", "rule", "names", "draft", "settle", "signed"}),
    "privacy": frozenset({"forget"}),
}


def refuse_while_frozen(settings: Settings, arguments: argparse.Namespace) -> None:
    """Nothing is accepted and nothing deleted, as in the chat. Raises CannotDo."""
    if _is_held(arguments) and _is_frozen(settings):
        raise CannotDo(NOT_NOW)


def _is_held(arguments: argparse.Namespace) -> bool:
    held = _HELD.get(arguments.command, frozenset())
    if arguments.command == "init":
        return arguments.catalogue is not None
    return held is None or getattr(arguments, "what", None) in held


def _is_frozen(settings: Settings) -> bool:
    """A database that cannot be read is not frozen; the verb itself says what is wrong with it."""
    if not exists(settings.database_url):
        return False
    engine = connect_to_read(settings.database_url)
    if not is_current(engine):
        return False
    with reading(engine) as session:
        return is_frozen(session)
