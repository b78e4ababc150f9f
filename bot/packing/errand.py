"""Packs that are asked for in chat are made in a thread of their own: the bot answers others meanwhile."""

import asyncio
import logging
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from bot.logs import fault
from bot.packing.faults import BadTemplate
from bot.texts.pack import file_name
from jobs.pack.asked import Asked, asked, tell
from jobs.pack.making import Made, NothingNew, NothingThere, Wanted
from jobs.patience import when_free
from models.actor import CLOCK, Act, Actor, acting
from models.clock import Clock
from models.database import Unavailable, reading, writing
from models.refused import Refused
from models.store import EvidenceStore
from models.tables import Person

log = logging.getLogger(__name__)

TEMPLATE = "mau-danh-muc.docx"


class PackErrand:
    """Makes one pack after the other into the folder `packs` beside the evidence, and tells who asked."""

    def __init__(self, engine: Engine, clock: Clock, store: EvidenceStore) -> None:
        self._engine, self._clock, self._store = engine, clock, store

    async def run(self) -> None:
        """All that were asked for by now; killed before it was told, one is looked at again."""
        for wanted in await when_free(self._asked):
            made = await asyncio.to_thread(self._make, wanted)
            await when_free(partial(self._tell, wanted, made))

    def _asked(self) -> list[Asked]:
        with reading(self._engine) as session:
            return asked(session)

    def _make(self, wanted: Asked) -> Made | str:
        """What was made, or why nothing was. Raises Unavailable."""
        folder = self._store.folder.parent / "packs"
        what = Wanted(wanted.agency, wanted.year, wanted.edition, self._clock.now())

        def who(session: Session) -> Actor:
            return acting(session.get_one(Person, wanted.person_id))

        # Loaded where a pack is made: the running bot seldom needs what writes Word and Excel.
        from bot.packing.making import make_pack

        try:
            folder.mkdir(parents=True, exist_ok=True)
            template = own_template(self._store)
            return make_pack(
                self._engine, self._store, what, who, lambda contents: folder / file_name(contents), template
            )
        except Unavailable:
            raise
        except Exception as error:
            log.warning("hồ sơ minh chứng năm %s chưa lập được: %s", wanted.year, fault(error))
            return next((why for kind, why in _WHY.items() if isinstance(error, kind)), "failed")

    def _tell(self, wanted: Asked, made: Made | str) -> None:
        with writing(self._engine) as session:
            tell(Act(session, CLOCK, self._clock.now()), wanted, made)


# The first that fits; a file that is there is an error of the disk too.
_WHY: dict[type[Exception], str] = {
    NothingNew: "nothing_new",
    NothingThere: "nothing_there",
    BadTemplate: "template",
    Refused: "refused",
    FileExistsError: "exists",
    OSError: "disk",
}


def own_template(store: EvidenceStore) -> bytes | None:
    """The admin's own, which lies beside the evidence; None where there is none. Raises OSError."""
    path: Path = store.folder.parent / TEMPLATE
    return path.read_bytes() if path.is_file() else None
