"""A list of citizen files is imported: what is new, what changed since the last, what is missing in it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy import select as _select_columns
from sqlmodel import Session, col, select

from models.actor import CLOCK, OPERATOR, Act
from models.administering import everywhere
from models.cases import case_requirement, clock_of, handler_called, handler_key, newest_list
from models.changes.cases import contradicted, follow, follow_handler, open_cases
from models.changes.citizens import keep_all, kept_until, over_since
from models.kept import past_the_session, write_all
from models.ledger import record
from models.portions import in_portions
from models.refused import Reason, Refused
from models.rules.cases.codes import office_of
from models.rules.cases.listed import CaseListRead, ListedCase, Standing
from models.rules.lifecycle import Change, State
from models.tables import Agency, CaseChange, CaseHandler, CaseList, CitizenCase, Requirement, Task

# From so many files on it is known which offices receive for the agency.
_TELLS_THE_OFFICE = 20
_RUNNING = frozenset({Standing.RUNNING, Standing.PAUSED})
_COMPARED = ("procedure", "state", "standing", "received_on", "promised_on", "ended_on", "handler_id")


@dataclass(frozen=True)
class Imported:
    """What came of a list. `is_new` False: the same file was imported before, and nothing was done. `rewritten`:
    the codes of files whose end was told before and is another day now; `opened`: tasks that opened by it,
    `to_settle`: those that were late before the agency used the program."""

    row: CaseList
    is_new: bool = True
    unchanged: int = 0
    rewritten: tuple[str, ...] = ()
    opened: tuple[Task, ...] = ()
    to_settle: tuple[Task, ...] = ()
    new_handlers: tuple[str, ...] = field(default=())


def import_list(
    act: Act,
    agency: Agency,
    read: CaseListRead,
    sha256: str,
    as_of: datetime | None = None,
    *,
    is_ours: bool = False,
) -> Imported:
    """Brings a list in, whole or not at all. `as_of`: of which moment its figures are where the list does not say;
    `is_ours`: somebody said so, though its codes are of another office.

    Raises Refused: NOT_YOURS; NO_CASE_REQUIREMENT; OLDER_LIST with `newest`, the moment of the list that is newer
    (one from a day to come, by a clock that was wrong, is none); OTHER_OFFICE.
    """
    requirement = _check(act, agency)
    same = select(CaseList).where(CaseList.agency_id == agency.id, CaseList.sha256 == sha256)
    if (known := act.session.exec(same).first()) is not None:
        return Imported(known, is_new=False)
    moment = min(read.as_of or as_of or act.now, act.now)
    newest = newest_list(act.session, agency.id or 0)
    if newest is not None and moment < newest.as_of <= act.now:
        raise Refused(Reason.OLDER_LIST, newest=newest.as_of)
    if not is_ours and _is_of_others(act.session, agency, read):
        raise Refused(Reason.OTHER_OFFICE)
    row = _row(act, agency, read, sha256, moment)
    return _Import(act, agency, requirement, read, row).run()


def _is_of_others(session: Session, agency: Agency, read: CaseListRead) -> bool:
    """Whether no file of a list was received where those that are known were; of a few it cannot be told."""
    known = session.exec(select(CitizenCase.code).where(CitizenCase.agency_id == agency.id)).all()
    if len(known) < _TELLS_THE_OFFICE:
        return False
    ours = {office_of(code) for code in known}
    return not any(office_of(each.code) in ours for each in read.cases)


def _check(act: Act, agency: Agency) -> Requirement:
    """Admins, and whoever is of the unit that leads. Raises Refused."""
    requirement = case_requirement(act.session, agency.id or 0)
    if requirement is None:
        raise Refused(Reason.NO_CASE_REQUIREMENT)
    if act.actor not in (CLOCK, OPERATOR) and not may_import(act, requirement):
        raise Refused(Reason.NOT_YOURS)
    return requirement


def may_import(act: Act, requirement: Requirement) -> bool:
    """Whether a person may bring a list in."""
    person = act.person
    if person is None or person.agency_id != requirement.agency_id or person.deactivated_at is not None:
        return False
    return person.unit_id == requirement.unit_id or everywhere(act.session, person)


def _row(act: Act, agency: Agency, read: CaseListRead, sha256: str, as_of: datetime) -> CaseList:
    row = CaseList(
        agency_id=agency.id or 0,
        sha256=sha256,
        kind=read.kind,
        is_full=read.is_full,
        as_of=as_of,
        imported_at=act.now,
        person_id=act.person_id,
        rows=len(read.cases),
        left_out=len(read.left_out),
    )
    act.write(row)
    return row


class _Import:
    """One list on its way into the tables."""

    def __init__(
        self, act: Act, agency: Agency, requirement: Requirement, read: CaseListRead, row: CaseList
    ) -> None:
        self._act, self._agency, self._requirement = act, agency, requirement
        self._read, self._row = read, row
        self._session: Session = act.session
        self._agency_id = agency.id or 0
        self._new_handlers: list[str] = []

    def run(self) -> Imported:
        """1. Handlers. 2. New files. 3. Changed ones, with their tasks, and words that it contradicts. 4. Missing
        ones. 5. Whose they are, where the agency keeps that. 6. What is due opens."""
        handlers = self._handlers()
        values = {each.code: _values(each, handlers) for each in self._read.cases}
        known = self._known()
        new = [code for code in values if code not in known]
        changed = [code for code, said in values.items() if code in known and known[code] != said]
        self._add(new, values)
        rewritten = self._change(changed, values)
        self._contradict(values)
        missing = self._note_missing(values.keys(), known)
        self._keep_citizens()
        opened = open_cases(self._act, self._agency)
        self._row.new, self._row.changed, self._row.missing = len(new), len(changed), missing
        self._act.write(self._row)
        self._record()
        unchanged = len(values) - len(new) - len(changed)
        return Imported(
            self._row,
            unchanged=unchanged,
            rewritten=tuple(rewritten),
            opened=tuple(task for task in opened if task.state is not State.TO_SETTLE),
            to_settle=tuple(task for task in opened if task.state is State.TO_SETTLE),
            new_handlers=tuple(self._new_handlers),
        )

    def _handlers(self) -> dict[str, int]:
        """The ids of handlers by folded name; a new one is mapped where one person, or unit, is so called."""
        rows = self._session.exec(select(CaseHandler).where(CaseHandler.agency_id == self._agency_id)).all()
        known = {row.folded: row.id or 0 for row in rows}
        for name in sorted({each.handler for each in self._read.cases if each.handler}):
            if handler_key(name) not in known:
                known[handler_key(name)] = self._new_handler(name)
        return known

    def _new_handler(self, name: str) -> int:
        person_id, unit_id = handler_called(self._session, self._agency_id, name)
        row = CaseHandler(
            agency_id=self._agency_id,
            name=name,
            folded=handler_key(name),
            person_id=person_id,
            unit_id=unit_id,
        )
        self._act.write(row)
        if person_id is None and unit_id is None:
            self._new_handlers.append(name)
        return row.id or 0

    def _known(self) -> dict[str, tuple[Any, ...]]:
        """What is known of each file, as columns: whole rows of 50,000 would cost seconds."""
        columns = (getattr(CitizenCase, name) for name in ("code", *_COMPARED))
        found = self._session.connection().execute(
            _select_columns(*columns).where(col(CitizenCase.agency_id) == self._agency_id)
        )
        return {row[0]: tuple(row[1:]) for row in found}

    def _add(self, codes: Sequence[str], values: Mapping[str, tuple[Any, ...]]) -> None:
        rows = [
            dict(zip(_COMPARED, values[code], strict=True))
            | {
                "agency_id": self._agency_id,
                "code": code,
                "list_id": self._row.id,
                "first_promised_on": values[code][_COMPARED.index("promised_on")],
            }
            for code in codes
        ]
        for some in in_portions(rows):
            past_the_session(self._session, insert(CitizenCase), list(some))

    def _change(self, codes: Sequence[str], values: Mapping[str, tuple[Any, ...]]) -> list[str]:
        rewritten, changes = [], []
        for case in self._cases(codes):
            was_paused, was_ended_on = case.standing is Standing.PAUSED, case.ended_on
            was_handled_by = case.handler_id
            changes += self._differences(case, values[case.code])
            for name, value in zip(_COMPARED, values[case.code], strict=True):
                setattr(case, name, value)
            case.list_id, case.missing_since = self._row.id or 0, None
            if case.task_id is None or was_paused or case.promised_on < case.first_promised_on:
                case.first_promised_on = case.promised_on
            if was_ended_on is not None and case.ended_on != was_ended_on:
                rewritten.append(case.code)
            self._session.add(case)
            if case.handler_id != was_handled_by:
                follow_handler(self._act, case)
            follow(self._act, case)
        write_all(self._session, changes)
        return rewritten

    def _contradict(self, there: Container[str]) -> None:
        """What was said to have its result, and runs on by this list, is asked for again."""
        for case in contradicted(self._session, self._agency_id, self._row.as_of):
            if case.code in there:
                case.said_ended_on = None
                self._session.add(case)
                follow(self._act, case)

    def _cases(self, codes: Sequence[str]) -> Iterable[CitizenCase]:
        for some in in_portions(codes):
            found = select(CitizenCase).where(
                CitizenCase.agency_id == self._agency_id, col(CitizenCase.code).in_(some)
            )
            yield from self._session.exec(found.order_by(col(CitizenCase.id))).all()

    def _differences(self, case: CitizenCase, said: tuple[Any, ...]) -> list[CaseChange]:
        before = tuple(getattr(case, name) for name in _COMPARED)
        return [
            CaseChange(
                list_id=self._row.id or 0,
                case_id=case.id or 0,
                field=name,
                before=self._spelled(name, was),
                after=self._spelled(name, now),
            )
            for name, was, now in zip(_COMPARED, before, said, strict=True)
            if was != now and name != "standing"
        ]

    def _spelled(self, name: str, value: Any) -> str:
        if name == "handler_id":
            handler = self._session.get(CaseHandler, value) if value else None
            return handler.name if handler else ""
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def _note_missing(self, there: Iterable[str], known: Mapping[str, tuple[Any, ...]]) -> int:
        """A full list that has a running file no more is asked about it; what is there again is not missing."""
        listed = set(there)
        running = [code for code, said in known.items() if self._is_expected(said)]
        missing = [code for code in running if code not in listed] if self._read.is_full else []
        for case in self._cases(missing):
            case.missing_since = case.missing_since or self._act.today
            self._session.add(case)
        back = select(CitizenCase).where(
            CitizenCase.agency_id == self._agency_id, col(CitizenCase.missing_since).is_not(None)
        )
        for case in self._session.exec(back).all():
            if case.code in listed:
                case.missing_since = None
                self._session.add(case)
        return len(missing)

    def _is_expected(self, said: tuple[Any, ...]) -> bool:
        """Whether a full list would have this file: it runs, and came within the period of which the list is."""
        facts = dict(zip(_COMPARED, said, strict=True))
        since, received_on = self._read.since, facts["received_on"]
        is_before = since is not None and received_on is not None and received_on < since
        return facts["standing"] in _RUNNING and not is_before

    def _keep_citizens(self) -> None:
        """Whose each file is, sealed, where the agency keeps that, unless it ended so long ago that it is to be
        forgotten: only then a list is read with names."""
        citizens = {each.code: each.citizen for each in self._read.cases if each.citizen is not None}
        key = self._act.key
        if not citizens or key is None or not clock_of(self._session, self._agency_id).keeps_citizens:
            return
        over = over_since(self._session, self._agency, kept_until(self._act, self._agency))
        all_of = select(CitizenCase.id, CitizenCase.code).where(CitizenCase.agency_id == self._agency_id)
        ids = {case_id or 0: code for case_id, code in self._session.exec(all_of).all()}
        kept = {each: citizens.get(code) for each, code in ids.items() if each not in over}
        keep_all(self._session, key, {each: whose for each, whose in kept.items() if whose is not None})

    def _record(self) -> None:
        row = self._row
        record(
            self._act,
            Change.IMPORT_CASES,
            self._agency,
            list=row.id,
            sha256=row.sha256,
            as_of=row.as_of,
            rows=row.rows,
            new=row.new,
            changed=row.changed,
            missing=row.missing,
        )


def remember_headings(
    act: Act, agency: Agency, digest: str, columns: Mapping[str, str] | None = None
) -> None:
    """A person has seen how these headings are read; `columns`: what they said of some of them."""
    clock = clock_of(act.session, agency.id or 0)
    if digest not in clock.known_headings:
        clock.known_headings = [*clock.known_headings, digest]
    clock.columns = dict(clock.columns) | dict(columns or {})
    act.write(clock)


def _values(listed: ListedCase, handlers: Mapping[str, int]) -> tuple[Any, ...]:
    """In the order of `_COMPARED`."""
    handler = handlers.get(handler_key(listed.handler)) if listed.handler else None
    return (
        listed.procedure,
        listed.state,
        listed.standing,
        listed.received_on,
        listed.promised_on,
        listed.ended_on,
        handler,
    )
