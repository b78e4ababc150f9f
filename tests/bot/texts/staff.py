"""Samples of what is told around people: an invite, new roles, work that moved."""

from collections.abc import Iterator
from itertools import chain

from jobs.messages import facts, staff
from jobs.messages.attachments import QrCode
from jobs.messages.facts import Choice, Do
from models.tables import Role
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import EVE, Words

_LINK = "https://t.me/nhac_viec_tan_ky_bot?start=7K3M92QD"


def _invites(words: Words) -> Iterator[Sample]:
    for link in (_LINK, ""):
        made = staff.InviteMade(
            reader=words.named,
            picture=QrCode(link) if link else None,
            full_name=words.other,
            unit=words.unit if link else "",
            code="NV 7K3M 92QD",
            link=link,
            expires_at=EVE,
        )
        yield Sample(f"invite, {link}", made, "Mã mời")


def _roles(words: Words) -> Iterator[Sample]:
    for gained, lost in (
        ((Role.REVIEWER,), ()),
        ((), (Role.HEAD, Role.ADMIN)),
        (tuple(Role), ()),
        ((Role.CLERK,), (Role.OFFICER,)),
    ):
        made = staff.RolesChanged(reader=words.named, gained=gained, lost=lost)
        yield Sample(f"{gained}, {lost}", made, "Từ nay")


def _moved(words: Words) -> Iterator[Sample]:
    listed = tuple((number, words.task()) for number in range(1, 13))
    for side in staff.Side:
        for new in (words.colleague, None):
            for old, tasks, more, requirements in (
                (words.colleague, listed[:2], 0, 1),
                (None, listed, 8, 12),
                (words.colleague, (), 0, 12),
                (words.colleague, (), 0, 1),
            ):
                made = staff.WorkMoved(
                    reader=words.named,
                    choices=((Choice(Do.CARD, (ID,), 1),),),
                    now=EVE,
                    side=side,
                    old=old,
                    new=new,
                    tasks=tasks,
                    more=more,
                    requirements=(words.title,) * requirements,
                    later=not tasks,
                    mixed=new is None and side is staff.Side.FROM,
                    absent=words.colleague,
                    to_on=EVE.date(),
                )
                asks = side is staff.Side.HEAD and new is None
                covers = side in (staff.Side.COVER, staff.Side.OFF)
                says = "Nhờ phân công" if asks else "àm thay" if covers else "việc"
                yield Sample(f"{side}, {len(tasks)}", made, says)


def _fresh(words: Words) -> Iterator[Sample]:
    for side, new in (
        (staff.Side.TO, words.named),
        (staff.Side.HEAD, words.colleague),
        (staff.Side.HEAD, None),
    ):
        made = staff.WorkMoved(
            reader=words.named,
            now=EVE,
            side=side,
            old=None,
            new=new,
            tasks=(),
            more=0,
            requirements=(words.title,),
            fresh=words.colleague,
        )
        yield Sample(f"fresh, {side}", made, "Nhờ phân công" if new is None else "việc")


def _given(words: Words) -> Iterator[Sample]:
    listed = (words.task(), words.task(officer=None))
    for by, says in ((words.named, "Đã giao"), (words.colleague, "vừa giao")):
        for count, more in ((1, 0), (12, 5)):
            tasks = tuple((number, listed[number % 2]) for number in range(1, count + 1))
            undo = ((Choice(Do.TAKE_BACK, (ID,)),), (Choice(Do.TAKE_BACK, (ID,), name=words.other),))
            away = {1: staff.AwayUntil(EVE.date(), words.colleague if more else None)}
            made = staff.Given(
                reader=words.named, choices=undo, now=EVE, by=by, tasks=tasks, more=more, away=away
            )
            yield Sample(f"given {count}", made, says)


STAFF: dict[type[facts.Message], Maker] = {
    staff.InviteMade: _invites,
    staff.RolesChanged: _roles,
    staff.WorkMoved: lambda words: chain(_moved(words), _fresh(words)),
    staff.Given: _given,
}
