"""Samples of what is told of personal data: what is kept, one's own copy, requests, files that go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from jobs.messages import facts
from jobs.messages.facts import Choice, Do
from jobs.messages.privacy import AboutRequest, LooseFilesGo, OwnCopy, Privacy
from jobs.privacy import Held, OwnAbsence, OwnData, OwnFile, OwnRequest, OwnWords
from models.retention import Ends, Limit
from models.tables import Role
from tests.bot.texts.cards import ID, Maker, Sample
from tests.bot.texts.words import EVE, Words

_HELD = (
    Held("task", 40, Ends.NEVER, 0),
    Held("confirmation", 12, Limit.SAID_WORDS, 24),
    Held("statement", 3, Limit.SAID_WORDS, 24),
    Held("decision", 2, Limit.SAID_WORDS, 24),
    Held("review", 4, Limit.SAID_WORDS, 24),
    Held("evidence", 9, Limit.LOOSE_FILES, 30),
    Held("absence", 1, Ends.NEVER, 0),
    Held("notification", 999, Limit.MESSAGE_WORDS, 90),
    Held("form", 20, Limit.FORMS, 90),
    Held("adjustment", 20, Limit.SAID_WORDS, 24),
    Held("data_request", 2, Limit.SAID_WORDS, 24),
)


def _kept(words: Words) -> Iterator[Sample]:
    shown = Privacy(
        reader=words.named,
        choices=((Choice(Do.OWN_COPY),), (Choice(Do.FORM_START, ("own_data",)),)),
        held=_HELD,
        admins=(words.other, words.reader),
        asked=(date(2026, 12, 17), date(2026, 12, 18)),
    )
    yield Sample("all of it", shown, "Dữ liệu của")
    yield Sample("nothing yet", replace(shown, held=(), admins=(), asked=()), "Dữ liệu của")


def data_of(words: Words) -> OwnData:
    """Everything that may be kept of somebody."""
    return OwnData(
        agency=words.agency,
        code=words.code,
        full_name=words.reader,
        address=words.address or "",
        position=words.position,
        unit=words.unit,
        phone="0912345678",
        deputy=words.other,
        roles=(Role.OFFICER, Role.HEAD),
        chat_id=100_001,
        joined_at=EVE,
        heard_at=None,
        morning_at=time(8, 30),
        said=(
            OwnWords("confirmation", EVE, words.short, "2026-12", "NV-2026-000123", words.reason),
            OwnWords("statement", EVE, words.short, "", "", None),
            OwnWords("decision", EVE, words.short, "2026", "", ""),
            OwnWords("review", EVE, words.short, "2026", "", words.opinion),
            OwnWords("adjustment", EVE, "", "", "", words.reason),
        ),
        files=(
            OwnFile(words.file, "a" * 64, 20_480, EVE, words.short, None),
            OwnFile("", "b" * 64, 20_480, EVE, "", EVE),
        ),
        absences=(OwnAbsence(date(2026, 12, 21), date(2026, 12, 22), words.other),),
        requests=(
            OwnRequest(EVE, date(2026, 12, 17), words.reason, None),
            OwnRequest(EVE, date(2026, 12, 17), None, EVE),
        ),
        messages=(("card", EVE), ("digest", EVE)),
        held=_HELD,
    )


def _copies(words: Words) -> Iterator[Sample]:
    yield Sample("a copy", OwnCopy(reader=words.named, data=data_of(words)), "Bản dữ liệu")


_SAYS = {
    "asked": "Nhờ sửa",
    "last_day": "Nhờ trả lời trong thứ",
    "renamed": "Tự sửa",
    "answered": "đã trả lời",
}


def _requests(words: Words) -> Iterator[Sample]:
    for event, says in _SAYS.items():
        for said in (words.reason, None):
            about = AboutRequest(
                reader=words.named,
                choices=((Choice(Do.DATA_ANSWERED, (ID,)),),),
                event=event,
                full_name=words.other,
                code=words.code,
                unit=words.unit if said else "",
                words=said,
                answer_by=date(2026, 12, 17),
            )
            yield Sample(f"{event}, {said is not None}", about, says)


def _loose(words: Words) -> Iterator[Sample]:
    for count in (1, 5, 40):
        names = (words.file,) * count
        goes = LooseFilesGo(reader=words.named, file_names=names, on=date(2026, 12, 22), days=30)
        yield Sample(f"{count} files", goes, f"{count} tệp sẽ bị xóa")


PRIVACY: dict[type[facts.Message], Maker] = {
    Privacy: _kept,
    OwnCopy: _copies,
    AboutRequest: _requests,
    LooseFilesGo: _loose,
}
