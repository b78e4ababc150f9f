"""What may have been seen in an incident: who is linked, what was opened, exported, sent, which codes are open."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.kinds import Kind
from models.tables import (
    Agency,
    CaseCitizen,
    CitizenCase,
    Evidence,
    Invite,
    Looked,
    Notification,
    Pack,
    Person,
    PersonalAccess,
    SentMessage,
)


@dataclass(frozen=True)
class Access:
    """Something of a person was opened or exported: when, by whom (a code, or the account of the machine), what, of
    how many people."""

    at: datetime
    who: str
    what: Looked
    count: int


@dataclass(frozen=True)
class Exposure:
    """What may have been seen since a moment. `linked`: codes of those whose chat the program knows, and `joined`
    of those who came since; `invites`: whose code still opens, and until when; `files`: how many were sent out in
    chats; `citizens`: of how many citizens the name is kept, `sealed`: how many sealed files there are."""

    since: datetime
    linked: tuple[str, ...]
    joined: tuple[str, ...]
    accesses: tuple[Access, ...]
    packs: tuple[datetime, ...]
    invites: tuple[tuple[str, datetime], ...]
    messages: int
    files: int
    citizens: int
    sealed: int


def exposure(session: Session, agency: Agency, since: datetime, now: datetime) -> Exposure:
    """All of it, for the notice to the authority; people by their codes."""
    people = session.exec(
        select(Person).where(Person.agency_id == agency.id, col(Person.chat_id).is_not(None))
    ).all()
    return Exposure(
        since=since,
        linked=tuple(sorted(each.code for each in people)),
        joined=tuple(sorted(each.code for each in people if each.joined_at and each.joined_at >= since)),
        accesses=_accesses(session, agency, since),
        packs=tuple(
            session.exec(select(Pack.made_at).where(Pack.agency_id == agency.id, Pack.made_at >= since))
        ),
        invites=_invites(session, agency, now),
        messages=_sent(session, agency, since),
        files=_sent(session, agency, since, Kind.EVIDENCE_FILE, Kind.LETTER, Kind.OWN_COPY),
        citizens=_citizens(session, agency),
        sealed=_sealed(session, agency),
    )


def _accesses(session: Session, agency: Agency, since: datetime) -> tuple[Access, ...]:
    rows = select(PersonalAccess).where(PersonalAccess.agency_id == agency.id, PersonalAccess.at >= since)
    found = session.exec(rows.order_by(col(PersonalAccess.at), col(PersonalAccess.id)))
    return tuple(Access(each.at, each.who, each.what, each.count) for each in found)


def _invites(session: Session, agency: Agency, now: datetime) -> tuple[tuple[str, datetime], ...]:
    unspent = (
        select(Person.code, Invite.expires_at)
        .join(Invite, col(Invite.person_id) == Person.id)
        .where(Invite.agency_id == agency.id, col(Invite.spent_at).is_(None), Invite.expires_at > now)
    )
    return tuple(session.exec(unspent.order_by(Person.code, col(Invite.id))))


def _sent(session: Session, agency: Agency, since: datetime, *kinds: Kind) -> int:
    sent = (
        select(func.count())
        .select_from(SentMessage)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .where(Notification.agency_id == agency.id, SentMessage.sent_at >= since)
    )
    return session.exec(sent.where(col(Notification.kind).in_(kinds)) if kinds else sent).one()


def _citizens(session: Session, agency: Agency) -> int:
    kept = select(func.count()).select_from(CaseCitizen).join(CitizenCase)
    return session.exec(kept.where(CitizenCase.agency_id == agency.id)).one()


def _sealed(session: Session, agency: Agency) -> int:
    sealed = select(func.count()).select_from(Evidence)
    return session.exec(sealed.where(Evidence.agency_id == agency.id, col(Evidence.is_sealed))).one()
