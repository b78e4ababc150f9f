"""People in forms: the list, a person edited, somebody new invited, another code for somebody."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from jobs.forms import choices, reading
from jobs.forms.form import (
    NONE,
    Filling,
    FormKind,
    FormStep,
    Misread,
    Opening,
    Option,
    Saved,
    fingerprint,
    fixed,
    never,
)
from jobs.messages.joining import ADDRESSES
from models.actor import Act
from models.changes.forgetting import forget_person
from models.changes.reaching import unlink
from models.changes.staffing import edit, invite, invite_again, profile
from models.people import roles
from models.rules.letters import bare
from models.rules.permissions import Configuring
from models.tables import Invite, Person, Role, Unit

NEW, LEFT, AGAIN = "new", "left", "again"
_PHONE = re.compile(r"(?:\+?84|0)(\d{8,10})")
# What can be done with somebody, and the form that does it.
_ACTIONS: dict[str, str] = {
    "edit": "person",
    "absence": "absence",
    "again": "invite_again",
    "transfer": "transfer",
    "unlink": "unlink",
    "deactivate": "deactivate",
}


@dataclass(frozen=True)
class Namesake:
    """Somebody who is called like who is invited."""

    full_name: str
    unit: str
    code: str
    left: bool


@dataclass(frozen=True)
class About:
    """Of whom a last screen is about: whether they have a chat."""

    joined: bool


def someone(filling: Filling) -> Person | None:
    """Whom the form is about."""
    return filling.row(Person, "person")


def people(filling: Filling, left: bool = False) -> list[Person]:
    """Everybody who is here, or who has left and is not forgotten, in order of their codes."""
    gone = col(Person.deactivated_at)
    is_wanted = gone.is_not(None) if left else gone.is_(None)
    found = select(Person).where(
        Person.agency_id == filling.person.agency_id, is_wanted, col(Person.forgotten_at).is_(None)
    )
    return list(filling.session.exec(found.order_by(Person.code)).all())


def options(filling: Filling, found: list[Person]) -> list[Option]:
    return [Option(str(each.id), label(filling, each)) for each in found]


def label(filling: Filling, person: Person) -> str:
    """ "Nguyễn Thị An · Phòng VH–XH" """
    unit = filling.session.get(Unit, person.unit_id) if person.unit_id else None
    return f"{person.full_name} · {unit.short}" if unit else person.full_name


def search(found: Callable[[Filling], list[Person]]) -> Callable[[Filling, str], str]:
    """Reads typed words as one of these people, with or without diacritics; several are shown.

    Raises Misread, TwoReadings.
    """

    def read(filling: Filling, words: str) -> str:
        wanted = _words(words)
        hits = [
            str(each.id)
            for each in found(filling)
            if _begins(wanted, _words(f"{label(filling, each)} {each.code}"))
        ]
        return reading.only(hits if wanted else [], "no_person", "several_people")

    return read


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", bare(text))


def _begins(wanted: list[str], words: list[str]) -> bool:
    """Whether each typed word begins one of these: "an" is no "Văn"."""
    return all(any(word.startswith(each) for word in words) for each in wanted)


def subject(left: bool = False) -> FormStep:
    """Whom a form is about: known when it is opened from the list."""

    def found(filling: Filling) -> list[Person]:
        return people(filling, left)

    return FormStep(
        "person",
        options=lambda filling: options(filling, found(filling)),
        read=search(found),
        shown=_shown,
        editable=never,
        subject=True,
    )


def _shown(filling: Filling, value: Any) -> str:
    person = someone(filling)
    return label(filling, person) if person is not None else ""


def card_base(filling: Filling) -> str:
    """A person as they stand now, so that nothing is overwritten unseen."""
    person = someone(filling)
    return fingerprint(profile(filling.session, person)) if person is not None else ""


def about(filling: Filling) -> About | None:
    person = someone(filling)
    return About(person.chat_id is not None) if person is not None else None


def _listed(filling: Filling) -> list[Option]:
    """Who is here, after the ways to somebody new and to who has left."""
    left = [Option(LEFT)] if people(filling, left=True) else []
    return [Option(NEW), *left, *options(filling, people(filling))]


def _actions(filling: Filling) -> list[Option]:
    person = someone(filling)
    joined = person is not None and person.chat_id is not None
    return [Option(name) for name in _ACTIONS if name != "unlink" or joined]


def _about(action: str) -> str:
    """Under which name the form of an action takes the person."""
    return "about" if action == "absence" else "person"


PEOPLE = FormKind(
    name="people",
    needs=Configuring.PEOPLE,
    steps=(
        FormStep(
            "person",
            options=_listed,
            read=search(people),
            opens=lambda filling, value: {NEW: Opening("invite"), LEFT: Opening("left")}.get(value),
        ),
        FormStep(
            "what",
            options=_actions,
            opens=lambda filling, value: Opening(_ACTIONS[value], {_about(value): filling.text("person")}),
        ),
    ),
)
LEAVERS = FormKind(
    name="left",
    needs=Configuring.PEOPLE,
    steps=(
        FormStep(
            "person",
            options=lambda filling: options(filling, people(filling, left=True)),
            read=search(lambda filling: people(filling, left=True)),
        ),
        FormStep(
            "what",
            options=fixed("reactivate", "forget"),
            opens=lambda filling, value: Opening(value, {"person": filling.text("person")}),
        ),
    ),
    parent="people",
)


def name_typed(filling: Filling, words: str) -> str:
    """As typed; in small letters throughout, it is written as names are."""
    name = unicodedata.normalize("NFC", reading.line(filling, words))
    return " ".join(map(str.capitalize, name.split())) if name.islower() else name


def phone_typed(filling: Filling, words: str) -> str:
    """A number to call, as 0912345678. Raises Misread."""
    found = _PHONE.fullmatch(re.sub(r"[\s.()-]", "", words))
    if found is None:
        raise Misread("no_phone")
    return f"0{found[1]}"


def _units(filling: Filling) -> list[Option]:
    """Units that have people; leaders belong to none."""
    return [
        *(each for each in choices.units(filling) if not choices.is_group(filling.session, int(each.value))),
        Option(NONE),
    ]


def _deputies(filling: Filling) -> list[Person]:
    return [each for each in people(filling) if each.id != filling.number("person")]


NAME = FormStep("name", read=name_typed)
UNIT = FormStep("unit", options=_units, columns=2)
ROLES = FormStep("roles", options=fixed(*Role), many=True, least=1)
PHONE = FormStep("phone", options=fixed(NONE), read=phone_typed)


def _given(filling: Filling, name: str) -> str:
    """An answer that may be left out."""
    return "" if filling.text(name) == NONE else filling.text(name)


def _prefill(filling: Filling) -> dict[str, Any]:
    person = someone(filling)
    if person is None:
        return {}
    return {
        "name": person.full_name,
        "position": person.position or NONE,
        "address": person.address or NONE,
        "phone": person.phone or NONE,
        "unit": str(person.unit_id or NONE),
        "roles": sorted(roles(filling.session, person)),
        "deputy": str(person.deputy_id or NONE),
    }


def _save(filling: Filling, choice: str) -> Saved:
    person = filling.the(Person, "person")
    wanted = {
        "full_name": filling.text("name"),
        "position": _given(filling, "position"),
        "address": _given(filling, "address") or None,
        "phone": _given(filling, "phone"),
        "unit": filling.number("unit"),
        "roles": sorted(filling.get("roles") or []),
        "deputy": filling.number("deputy"),
    }
    made = edit(filling.act, person, wanted)
    return Saved(made.id, {"name": person.full_name})


PERSON = FormKind(
    name="person",
    needs=Configuring.PEOPLE,
    steps=(
        subject(),
        NAME,
        FormStep("position", options=fixed(NONE), read=reading.line),
        FormStep("address", options=lambda filling: [Option(each, each) for each in ADDRESSES]),
        PHONE,
        UNIT,
        ROLES,
        FormStep(
            "deputy",
            options=lambda filling: [Option(NONE), *options(filling, _deputies(filling))],
            read=search(_deputies),
        ),
    ),
    save=_save,
    base=card_base,
    prefill=_prefill,
    parent="people",
)


def _namesake(filling: Filling) -> Person | None:
    """Somebody of this name, who is here rather than who has left."""
    wanted = bare(filling.text("name"))
    everybody = [*people(filling), *people(filling, left=True)]
    return next((each for each in everybody if bare(each.full_name) == wanted), None)


def _ways(filling: Filling) -> list[Option]:
    """Of somebody who is there already another code may be meant."""
    same = _namesake(filling)
    again = [Option(AGAIN)] if same is not None and same.deactivated_at is None else []
    return [*again, Option("save")]


def _review_invite(filling: Filling) -> Namesake | None:
    same = _namesake(filling)
    if same is None:
        return None
    unit = filling.session.get(Unit, same.unit_id) if same.unit_id else None
    return Namesake(same.full_name, unit.short if unit else "", same.code, same.deactivated_at is not None)


def _invite(filling: Filling, choice: str) -> Saved:
    same = _namesake(filling)
    if choice == AGAIN and same is not None:
        invite_again(filling.act, same)
        return Saved(None, {"name": same.full_name})
    held = [Role(each) for each in filling.get("roles") or []]
    unit = filling.session.get(Unit, choices.own_unit(filling) or 0)
    made, person = invite(filling.act, filling.text("name"), held, unit, _given(filling, "phone"))
    return Saved(made.id, {"name": person.full_name})


INVITE = FormKind(
    name="invite",
    needs=Configuring.INVITE,
    steps=(NAME, UNIT, ROLES, PHONE),
    save=_invite,
    saves=_ways,
    review=_review_invite,
    parent="people",
)


def _codes_base(filling: Filling) -> str:
    """A code that somebody else made meanwhile would be dead."""
    made = select(Invite.id).where(Invite.person_id == filling.number("person")).order_by(col(Invite.id))
    return fingerprint([card_base(filling), list(filling.session.exec(made))])


def _asked_once_more(
    name: str,
    needs: Configuring,
    change: Callable[[Act, Person], object],
    base: Callable[[Filling], str],
    left: bool = False,
) -> FormKind:
    """A change to somebody that nothing is asked for, but whether it is meant."""

    def save(filling: Filling, choice: str) -> Saved:
        person = filling.the(Person, "person")
        change(filling.act, person)
        return Saved(None, {"name": person.full_name})

    return FormKind(
        name=name, needs=needs, steps=(subject(left),), save=save, review=about, base=base, parent="people"
    )


INVITE_AGAIN = _asked_once_more("invite_again", Configuring.INVITE, invite_again, _codes_base)
UNLINK = _asked_once_more("unlink", Configuring.PEOPLE, unlink, card_base)
FORGET = _asked_once_more("forget", Configuring.PEOPLE, forget_person, card_base, left=True)
