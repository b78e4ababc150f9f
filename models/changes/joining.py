"""How people come in: a one-time invite, the chat that answers it, the form of address."""

import re
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from models.actor import Act, acting
from models.changes.common import tell
from models.invites import open_invites
from models.kinds import Kind
from models.ledger import digest, record
from models.people import holding, in_chat
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Invite, Notification, Person, Role, Stranger

# Without the letters and digits that are taken for one another on paper.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
DEFAULT_DAYS = 7


def create_invite(act: Act, person: Person, valid_days: int = DEFAULT_DAYS) -> tuple[Invite, str]:
    """A new one-time code for a person, valid for so many days. Only its SHA-256 is kept."""
    code = _new_code()
    invite = Invite(
        agency_id=person.agency_id,
        person_id=person.id or 0,
        code_sha256=digest(code),
        expires_at=act.now + timedelta(days=valid_days),
    )
    act.write(invite)
    record(act, Change.INVITE, person, person=person.code, expires_at=invite.expires_at)
    return invite, code


def end_invites(act: Act, person: Person) -> None:
    """Codes that a person was given and nobody has used are dead."""
    for each in act.session.exec(open_invites(act.now).where(Invite.person_id == person.id)).all():
        each.expires_at = act.now
        act.write(each)


def _new_code() -> str:
    """Eight characters, a digit among them, so that no word is ever taken for a code."""
    while True:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        if _has_digit(code):
            return code


def _has_digit(code: str) -> bool:
    return any(character.isdigit() for character in code)


def read_code(text: str) -> str | None:
    """The code in what somebody typed ("NV 7K3M 92QD", "nv7k3m-92qd"); None when it looks like none."""
    letters = re.sub(r"[\s–-]", "", text).upper()
    found = re.fullmatch(rf"(?:NV)?([{_ALPHABET}]{{{_LENGTH}}})", letters)
    # A bare word of eight letters is a word, not a code: every code holds a digit.
    return found[1] if found and _has_digit(found[1]) else None


def offered_code(text: str) -> str | None:
    """The code that a newcomer seems to offer, somewhere in a sentence or with a letter too many or too few.

    None where the text looks like no attempt; "" where it does, but holds no whole code.
    """
    letters = text.upper()
    whole = re.search(
        rf"(?<![0-9A-Z])(?:NV[\s–-]*)?([{_ALPHABET}]{{4}})[\s–-]?([{_ALPHABET}]{{4}})(?![0-9A-Z])", letters
    )
    code = whole[1] + whole[2] if whole else ""
    if _has_digit(code):
        return code
    return "" if re.search(r"(?<![0-9A-Z])NV[\s–-]*[0-9A-Z]{3,}|MÃ MỜI", letters) else None


def spelled(code: str) -> str:
    """A code as it is read aloud and typed: NV 7K3M 92QD."""
    return f"NV {code[:4]} {code[4:]}"


def find_invite(session: Session, now: datetime, chat_id: int, code: str) -> tuple[Invite, Person]:
    """The invite that a code opens, unspent. Raises Refused with the reason why it opens none."""
    invite = session.exec(select(Invite).where(Invite.code_sha256 == digest(code))).first()
    if invite is None:
        raise Refused(Reason.INVITE_UNKNOWN)
    person, other = session.get_one(Person, invite.person_id), in_chat(session, chat_id)
    own = other is not None and other.id == person.id
    if invite.spent_at is not None:
        raise Refused(Reason.INVITE_SPENT, person=person, own=own, invite=invite)
    if invite.expires_at < now or person.deactivated_at is not None:
        raise Refused(Reason.INVITE_EXPIRED, person=person, own=own)
    if other is not None and other.id != person.id:
        raise Refused(Reason.CHAT_TAKEN, person=other)
    return invite, person


def tried_on(session: Session, day: date) -> int:
    """How many codes were offered on a day, by all accounts together."""
    tried = select(func.coalesce(func.sum(Stranger.codes_tried), 0)).where(Stranger.seen_on == day)
    return session.exec(tried).one()


def join(act: Act, chat_id: int, code: str) -> Person:
    """Spends the invite: the chat is this person's from now on, and the admins are told. Raises Refused.

    A person who had another chat is moved, and the old chat is told.
    """
    invite, person = find_invite(act.session, act.now, chat_id, code)
    invite.spent_at = act.now
    old_chat = person.chat_id
    _release(act.session, chat_id, person)
    person.chat_id, person.joined_at, person.blocked_at = chat_id, act.now, None
    act.write(invite, person)
    act.session.exec(delete(Stranger).where(col(Stranger.chat_id) == chat_id))
    record(act.by(acting(person)), Change.JOIN, person, person=person.code, moved=old_chat is not None)
    if old_chat is not None and old_chat != chat_id:
        tell(act, person.agency_id, Kind.MOVED_AWAY, f"moved/{invite.id}", chat_id=old_chat, direct=True)
    _tell_admins(act, person, chat_id, Kind.JOINED, f"joined/{invite.id}", joined=person.id)
    return person


def _release(session: Session, chat_id: int, person: Person) -> None:
    """A chat that was of somebody who left the agency is free for who joins from it."""
    holder = session.exec(select(Person).where(Person.chat_id == chat_id, Person.id != person.id)).first()
    if holder is not None:
        holder.chat_id, holder.joined_at = None, None
        session.add(holder)
        session.flush()


def set_address(act: Act, person: Person, address: str) -> None:
    """How the person wants to be addressed: anh, chị, đồng chí …"""
    person.address = address
    act.session.add(person)
    record(act.by(acting(person)), Change.SET_ADDRESS, person, person=person.code)


def is_not_me(act: Act, asked: Notification, code: str) -> None:
    """Whoever was asked "is it you?" says no: nothing is spent, the admins are told. Raises Refused."""
    invite, person = find_invite(act.session, act.now, asked.chat_id or 0, code)
    key = f"notme/{invite.id}/{asked.id}"
    _tell_admins(act, person, asked.chat_id, Kind.ABOUT_INVITE, key, event="not_me", who=person.id)


def reopened(act: Act, chat_id: int, invite: Invite, person: Person) -> None:
    """A spent invite was opened from a chat that is not the person's: the admins are told, once a day."""
    key = f"reopened/{invite.id}/{act.today}"
    _tell_admins(act, person, chat_id, Kind.ABOUT_INVITE, key, event="reopened", who=person.id)


def _tell_admins(act: Act, person: Person, chat_id: int | None, kind: Kind, key: str, **facts: Any) -> None:
    """Every admin who has joined, but in the chat where it happens."""
    for admin in holding(act.session, person.agency_id, Role.ADMIN):
        if admin.chat_id not in (None, chat_id):
            tell(act, person.agency_id, kind, f"{key}/{admin.code}", person=admin, **facts)
