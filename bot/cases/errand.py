"""What citizen files ask of the machine itself: letters are drafted, signed ones taken in, a folder is watched.

Each in a thread, or between transactions: the bot answers others meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import select

from bot.cases.letters import letters_of, signed_folder
from bot.cases.lists import Offered, bring_in, read_for
from bot.logs import fault
from jobs.cases import drafting
from jobs.cases.drafting import AskedLetters
from jobs.cases.letters import tell_left, tell_taken
from jobs.cases.lists import tell_imported, tell_refused
from jobs.inspecting.reads import Reads
from jobs.letters.folder import COMING, Look, look
from jobs.letters.taking import take_signed
from jobs.patience import when_free, when_free_aside
from models.actor import CLOCK, Act, acting
from models.cases import case_requirement
from models.changes.case_lists import Imported
from models.clock import Clock
from models.database import Busy, reading, writing
from models.refused import Refused
from models.rules.cases.letter import LetterFacts
from models.rules.cases.listed import CannotRead
from models.sealing import BadKey, WrongKey
from models.store import EvidenceStore, private_folder
from models.tables import Agency, Person

log = logging.getLogger(__name__)


class CaseErrand:
    """Looks at what was asked for and at two folders; what lies there is looked at once it has stopped changing,
    and again only when it has changed."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        store: EvidenceStore,
        reads: Reads,
        letters_dir: Path,
        lists_dir: Path | None,
    ) -> None:
        self._engine, self._clock, self._store, self._reads = engine, clock, store, reads
        self._letters_dir, self._lists_dir = letters_dir, lists_dir
        self._running = asyncio.Lock()
        self._seen: dict[Path, Look] = {}
        self._done: set[Look] = set()

    async def run(self) -> None:
        """All that there is by now; one run after the other."""
        async with self._running:
            await self._draft_letters()
            await self._take_letters()
            await self._take_lists()

    async def _draft_letters(self) -> None:
        for wanted in await when_free(self._asked):
            facts = await asyncio.to_thread(self._draft, wanted)
            await when_free(partial(self._tell_drafted, wanted, facts))

    def _asked(self) -> list[AskedLetters]:
        with reading(self._engine) as session:
            return drafting.asked(session)

    def _draft(self, wanted: AskedLetters) -> dict[str, object]:
        """What was drafted, or why nothing was. Raises Busy."""
        # Loaded where a letter is drafted: the running bot seldom needs what writes Word.
        from bot.letters.drafting import BadLetterTemplate, own_template
        from bot.letters.writing import write_letters

        try:
            letters = self._letters(wanted)
            if not letters:
                return {"fault": "nothing"}
            private_folder(signed_folder(self._letters_dir))
            done = write_letters(self._letters_dir, letters, own_template(self._store), as_pdf=True)
        except Busy:
            raise
        except BadLetterTemplate:
            return {"fault": "template"}
        except OSError as error:
            log.warning("chưa soạn được thư xin lỗi: %s", fault(error))
            return {"fault": "disk"}
        except Exception as error:
            log.error("chưa soạn được thư xin lỗi: %s", fault(error))
            return {"fault": "failed"}
        return {
            "count": len(done.new),
            "kept": len(done.kept) + len(done.same),
            "folder": str(done.folders[-1]) if done.folders else str(self._letters_dir),
            "pdf": bool(done.pdfs),
            "signed_folder": str(signed_folder(self._letters_dir)),
        }

    def _letters(self, wanted: AskedLetters) -> list[LetterFacts]:
        with writing(self._engine) as session:
            person = session.get_one(Person, wanted.person_id)
            act = Act(session, acting(person), self._clock.now(), self._store.key)
            tasks = drafting.tasks_of(session, wanted)
            agency = session.get_one(Agency, wanted.agency_id)
            return letters_of(act, agency, tasks, wanted.reason, wanted.days, self._store.key)

    def _tell_drafted(self, wanted: AskedLetters, facts: dict[str, object]) -> None:
        with writing(self._engine) as session:
            drafting.tell_drafted(Act(session, CLOCK, self._clock.now()), wanted, **facts)

    async def _take_letters(self) -> None:
        """Signed letters; what stayed where it lay is told of once, and looked at again when it has changed."""
        there = await asyncio.to_thread(_looks, self._letters_dir / COMING)
        if not self._has_settled(there):
            return
        taken = await take_signed(
            self._engine, self._store, self._reads, self._letters_dir, self._clock.now(), pause=0
        )
        left = await asyncio.to_thread(_looks, self._letters_dir / COMING)
        self._done |= set(left)
        await when_free(partial(self._in_one, lambda act: tell_taken(act, taken)))
        if left:
            await when_free(partial(self._for_each, lambda act, agency: tell_left(act, agency, len(left))))

    def _has_settled(self, there: list[Look]) -> bool:
        """Whether something is new, and nothing has changed since it was last looked at."""
        quiet = [each for each in there if self._seen.get(each.path) == each]
        self._seen |= {each.path: each for each in there}
        return any(each not in self._done for each in quiet)

    async def _take_lists(self) -> None:
        if self._lists_dir is None:
            return
        there = await asyncio.to_thread(_looks, self._lists_dir)
        for found in there:
            if self._seen.get(found.path) == found and found not in self._done:
                self._done.add(found)
                await self._take_list(found)
            self._seen[found.path] = found

    async def _take_list(self, found: Look) -> None:
        agency_id = await when_free(self._agency_with_cases)
        if agency_id is None:
            return None
        try:
            data = await asyncio.to_thread(found.path.read_bytes)
            offered = await asyncio.to_thread(read_for, self._engine, agency_id, data, found.path.name)
            if not offered.is_known:
                return await self._refuse(agency_id, found, "preview")
            await when_free_aside(partial(self._import, agency_id, offered))
        except CannotRead as cannot:
            await self._refuse(agency_id, found, cannot.fault.value, cannot.named)
        except Refused as refused:
            await self._refuse(agency_id, found, refused.reason.value)
        except OSError as error:
            log.warning("chưa đọc được một tệp trong CASE_LISTS_DIR: %s", fault(error))
            await self._refuse(agency_id, found, "unreadable")
        except (BadKey, WrongKey):
            await self._refuse(agency_id, found, "key")

    def _import(self, agency_id: int, offered: Offered) -> None:
        def tell(act: Act, done: Imported) -> None:
            if done.is_new:
                tell_imported(act, done)

        now = self._clock.now()
        bring_in(self._engine, lambda _: CLOCK, agency_id, offered, now, self._store.key, after=tell)

    async def _refuse(self, agency_id: int, found: Look, why: str, named: tuple[str, ...] = ()) -> None:
        saved_at = datetime.fromtimestamp(found.changed / 1e9, UTC)

        def say(act: Act) -> None:
            agency = act.session.get_one(Agency, agency_id)
            tell_refused(act, agency, found.path.name, saved_at, why, named)

        await when_free(partial(self._in_one, say))

    def _agency_with_cases(self) -> int | None:
        with reading(self._engine) as session:
            agencies = session.exec(select(Agency).order_by(Agency.code)).all()
            return next((each.id for each in agencies if case_requirement(session, each.id or 0)), None)

    def _in_one(self, work: Callable[[Act], object]) -> None:
        with writing(self._engine) as session:
            work(Act(session, CLOCK, self._clock.now()))

    def _for_each(self, work: Callable[[Act, Agency], object]) -> None:
        with writing(self._engine) as session:
            for agency in session.exec(select(Agency)).all():
                work(Act(session, CLOCK, self._clock.now()), agency)


def _looks(folder: Path) -> list[Look]:
    """The files of a folder, by name; none where there is no such folder."""
    if not folder.is_dir():
        return []
    names = sorted(each for each in folder.iterdir() if not each.name.startswith((".", "~$")))
    return [found for each in names if (found := look(each)) is not None]
