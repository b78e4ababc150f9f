"""What citizen files ask of the machine itself: letters are drafted, signed ones taken in, a folder is watched.

Each in a thread, or between transactions: the bot answers others meanwhile.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import select

from bot.cases.letters import letters_of, signed_folder
from bot.cases.lists import Offered, bring_in, read_for
from bot.letters.forgetting import forget, to_forget
from bot.logs import fault
from jobs.cases import drafting
from jobs.cases.drafting import AskedLetters
from jobs.cases.letters import tell_left, tell_taken
from jobs.cases.lists import tell_imported, tell_refused
from jobs.inspecting.reads import Reads
from jobs.letters.folder import COMING, Look, files_in
from jobs.letters.taking import take_signed
from jobs.patience import when_free, when_free_aside
from jobs.timekeeping import is_right
from models.actor import CLOCK, Act, acting
from models.cases import case_requirement
from models.changes.case_lists import Imported
from models.changes.citizens import forget_letters, kept_until, letters_over
from models.clock import Clock
from models.database import Unavailable, reading, writing
from models.refused import Refused
from models.rules.cases.letter import LetterFacts
from models.rules.cases.listed import CannotRead
from models.rules.zone import day_of
from models.sealing import Altered, BadKey, WrongKey
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
        self._forgot_on: date | None = None
        self._faults: dict[str, str] = {}

    async def run(self) -> None:
        """All that there is by now; one run after the other."""
        parts = (self._draft_letters, self._take_letters, self._take_lists, self._forget_letters)
        async with self._running:
            for part in parts:
                await self._survived(part)

    async def _survived(self, part: Callable[[], Awaitable[None]]) -> None:
        """A folder or a key that cannot be used holds nothing else up; the log says so once while it lasts."""
        try:
            await part()
        except (OSError, BadKey, WrongKey, Altered) as error:
            if self._faults.get(part.__name__) != fault(error):
                log.error("hồ sơ của người dân, %s: %s", part.__name__, fault(error))
            self._faults[part.__name__] = fault(error)
        else:
            self._faults.pop(part.__name__, None)

    async def _draft_letters(self) -> None:
        for wanted in await when_free(self._asked):
            facts = await asyncio.to_thread(self._draft, wanted)
            await when_free(partial(self._tell_drafted, wanted, facts))

    def _asked(self) -> list[AskedLetters]:
        with reading(self._engine) as session:
            return drafting.asked(session)

    def _draft(self, wanted: AskedLetters) -> dict[str, object]:
        """What was drafted, or why nothing was. Raises Unavailable."""
        # Loaded where a letter is drafted: the running bot seldom needs what writes Word.
        from bot.letters.drafting import BadLetterTemplate, own_template
        from bot.letters.writing import write_letters

        try:
            letters = self._letters(wanted)
            if not letters:
                return {"fault": "nothing"}
            private_folder(signed_folder(self._letters_dir))
            done = write_letters(self._letters_dir, letters, own_template(self._store), as_pdf=True)
        except Unavailable:
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
        there = await asyncio.to_thread(files_in, self._letters_dir / COMING)
        if not self._has_settled(there):
            return
        taken = await take_signed(
            self._engine, self._store, self._reads, self._letters_dir, self._clock.now(), pause=0
        )
        left = await asyncio.to_thread(files_in, self._letters_dir / COMING)
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
        there = await asyncio.to_thread(files_in, self._lists_dir)
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
        except (BadKey, WrongKey, Altered):
            await self._refuse(agency_id, found, "key")

    def _import(self, agency_id: int, offered: Offered) -> None:
        def tell(act: Act, done: Imported) -> None:
            if done.is_new:
                tell_imported(act, done)

        now = self._clock.now()
        bring_in(self._engine, lambda _: CLOCK, agency_id, offered, now, self._store.key, after=tell)

    async def _forget_letters(self) -> None:
        """Once a day, by a clock that is believed."""
        today = day_of(self._clock.now())
        if self._forgot_on == today or not await when_free(self._is_right):
            return
        self._forgot_on = today
        for agency_id in await when_free(self._agencies):
            paths, until = await when_free_aside(partial(self._over, agency_id))
            if paths:
                await when_free(
                    partial(self._in_one, partial(_record_forgotten, agency_id, len(paths), until))
                )
                await asyncio.to_thread(forget, paths)

    def _is_right(self) -> bool:
        return self._clock.is_by_hand or is_right(self._engine, self._clock.now())

    def _agencies(self) -> list[int]:
        with reading(self._engine) as session:
            return [each.id or 0 for each in session.exec(select(Agency)).all()]

    def _over(self, agency_id: int) -> tuple[list[Path], date]:
        """The letters to forget, and by which day their files ended."""
        with reading(self._engine) as session:
            agency = session.get_one(Agency, agency_id)
            until = kept_until(Act(session, CLOCK, self._clock.now()), agency)
            codes, sha256s = letters_over(session, agency, until)
        return (to_forget(self._letters_dir, codes, sha256s, until) if codes else []), until

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


def _record_forgotten(agency_id: int, count: int, until: date, act: Act) -> None:
    forget_letters(act, act.session.get_one(Agency, agency_id), count, until)
