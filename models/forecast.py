"""What the criteria of a year give as their work stands: earned so far, still possible, unknown, passed or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from models.counted import Counted, Reading, Tally
from models.rules import scoring
from models.rules.letters import bare
from models.rules.passing import every, pass_rule, passed
from models.rules.scoring import UNSCORED, Facts, Formula, Score, Share, Why, at_most, sum_of, sum_of_all
from models.tables import Agency, Area, CriteriaSet, Criterion


@dataclass(frozen=True)
class Outlook:
    """One criterion. Points, None where nobody knows: `earned` if nothing else comes, `possible` if all that can
    still come does, of `maximum`; `why` they are not known, or not all of them. `passed`: of what has no points,
    None while it is not known. What is not applicable `is_out`: it leaves the total and its maximum. `sources`:
    those that disagree."""

    code: str
    area: str
    title: str
    short: str
    part_of: str
    kind: str
    earned: Decimal | None = None
    possible: Decimal | None = None
    maximum: Decimal | None = None
    passed: bool | None = None
    why: Why | None = None
    is_settled: bool = False
    is_out: bool = False
    sources: tuple[str, ...] = ()

    @property
    def final(self) -> Decimal | None:
        """The points that nothing can change any more."""
        return self.earned if self.is_settled and self.why is None else None


@dataclass(frozen=True)
class Total:
    """What an area, or a year, adds up to: what is known of `earned`, what is `possible` of the `maximum` (None
    where a part of it is unknown), the codes of the criteria of which not all is known (`unknown`); or whether it
    is passed. It may hold what has points (`is_scored`), what is passed or failed (`is_judged`), both, or
    neither."""

    code: str
    name: str
    earned: Decimal
    possible: Decimal | None
    maximum: Decimal | None
    unknown: tuple[str, ...]
    is_scored: bool
    is_judged: bool = False
    passed: bool | None = None


@dataclass(frozen=True)
class Forecast:
    """A year's criteria by their codes, in the set's order, its areas, and all of it."""

    criteria: dict[str, Outlook]
    areas: tuple[Total, ...]
    whole: Total


def set_of(session: Session, agency: Agency, year: int) -> CriteriaSet | None:
    """The set of a year, else the latest before it (docs/design.md, Words)."""
    sets = select(CriteriaSet).where(CriteriaSet.agency_id == agency.id, CriteriaSet.year <= year)
    return session.exec(sets.order_by(col(CriteriaSet.year).desc())).first()


def forecast(session: Session, agency: Agency, year: int, today: date) -> Forecast | None:
    """Of a scoring year, as it stands on a day in Vietnam; None before the first set. Reads only."""
    criteria_set = set_of(session, agency, year)
    if criteria_set is None:
        return None
    areas = session.exec(select(Area).where(Area.set_id == criteria_set.id).order_by(col(Area.id))).all()
    criteria = session.exec(
        select(Criterion).where(Criterion.set_id == criteria_set.id).order_by(col(Criterion.id))
    ).all()
    codes = {each.id: each.code for each in areas}
    tree = _Tree(criteria, codes, Counted(session, agency, year, today))
    outlooks = {each.code: tree.outlook(each) for each in criteria}
    totals = tuple(_of_area(each, outlooks) for each in areas)
    held = {each.code: each.passed for each in totals if each.is_judged}
    whole = replace(
        _total("", str(year), [each for each in outlooks.values() if not each.part_of]),
        is_judged=bool(held),
        passed=passed(pass_rule(criteria_set.passes), held),
    )
    return Forecast(outlooks, totals, whole)


def _of_area(area: Area, outlooks: Mapping[str, Outlook]) -> Total:
    own = [each for each in outlooks.values() if each.area == area.code]
    rule = pass_rule(area.passes)
    held = _answers(own if rule else [each for each in own if not each.part_of])
    total = _total(area.code, area.name, [each for each in own if not each.part_of])
    return replace(total, is_judged=bool(held), passed=passed(rule, held))


def _answers(outlooks: Iterable[Outlook]) -> dict[str, bool | None]:
    """Of what is passed or failed, and applies."""
    return {each.code: each.passed for each in outlooks if each.kind == "pass" and not each.is_out}


def _total(code: str, name: str, outlooks: Sequence[Outlook]) -> Total:
    scored = [each for each in outlooks if each.kind not in UNSCORED and not each.is_out]
    return Total(
        code,
        name,
        earned=sum_of(each.earned or Decimal(0) for each in scored),
        possible=sum_of_all(each.possible for each in scored),
        maximum=sum_of_all(each.maximum for each in scored),
        unknown=tuple(each.code for each in scored if each.why is not None),
        is_scored=bool(scored),
    )


class _Tree:
    """Looks at a criterion after its parts, at each once."""

    def __init__(
        self, criteria: Sequence[Criterion], areas: Mapping[int | None, str], counted: Counted
    ) -> None:
        self._areas, self._counted = areas, counted
        self._parts: dict[str, list[Criterion]] = {}
        for each in criteria:
            self._parts.setdefault(each.part_of, []).append(each)
        self._known: dict[str, Outlook] = {}

    def outlook(self, criterion: Criterion) -> Outlook:
        if criterion.code not in self._known:
            self._known[criterion.code] = self._look(criterion)
        return self._known[criterion.code]

    def _look(self, criterion: Criterion) -> Outlook:
        formula = scoring.formula(criterion.formula)
        plain = Outlook(
            criterion.code,
            self._areas[criterion.area_id],
            criterion.title,
            criterion.short,
            criterion.part_of,
            formula.kind,
            possible=criterion.max,
            maximum=criterion.max,
        )
        return self._by_kind(criterion, formula, plain)

    def _by_kind(self, criterion: Criterion, formula: Formula, plain: Outlook) -> Outlook:
        match formula.kind:
            case "information":
                return plain
            case "pass":
                return self._judged(criterion, plain)
            case "sum":
                return _summed(plain, [self.outlook(each) for each in self._parts.get(criterion.code, ())])
            case "parts":
                items = {each.code: each.figure for each in formula.parts}
            case "ratio" | "target" | "levels" | "all_or_nothing" if formula.counts != "figure":
                planned, whole = formula.counts == "plan_tasks", formula.kind == "all_or_nothing"
                tally = self._counted.tally(criterion.code, planned=planned, by_the_last=whole)
                return _tallied(plain, formula, tally)
            case "ratio" | "target" | "levels":
                items = {"": formula.figure}
            case _:
                return replace(plain, why=Why.COUNCIL)
        readings = {code: self._counted.figure(criterion.code, item) for code, item in items.items()}
        return _measured(plain, formula, readings)

    def _judged(self, criterion: Criterion, plain: Outlook) -> Outlook:
        """By its parts and by what is handed in for itself."""
        tally = self._counted.tally(criterion.code, by_the_last=True)
        answers = [*self._answered_below(criterion), *_answered_itself(tally)]
        if answers:
            found = every(answers)
            is_late = found is None and tally is not None and tally.late
            return replace(
                plain, passed=found, why=Why.LATE if is_late else None, is_settled=found is not None
            )
        if tally is None and criterion.code not in self._parts:
            return replace(plain, why=Why.NOT_FOLLOWED)
        return replace(plain, is_out=True, is_settled=tally is None or tally.is_settled)

    def _answered_below(self, criterion: Criterion) -> list[bool | None]:
        """What its parts say; a rule may name what is further down."""
        rule = pass_rule(criterion.passes)
        below = self._below(criterion.code)
        held = _answers(each for each in below if rule or each.part_of == criterion.code)
        return [passed(rule, held)] if held else []

    def _below(self, code: str) -> list[Outlook]:
        own = [self.outlook(each) for each in self._parts.get(code, ())]
        return [*own, *(deeper for each in own for deeper in self._below(each.code))]


def _answered_itself(tally: Tally | None) -> list[bool | None]:
    """What the occurrences of its own say; nothing where there are and will be none."""
    if tally is None or not (tally.whole or tally.may_grow):
        return []
    if tally.lost:
        return [False]
    return [True if tally.is_settled and not tally.late and tally.done else None]


def _tallied(plain: Outlook, formula: Formula, tally: Tally | None) -> Outlook:
    """Nothing else comes, or all that can; what was late counts for nothing, or like the others."""
    if tally is None:
        return replace(plain, why=Why.NOT_FOLLOWED)
    least, most = (
        scoring.score(formula, plain.maximum, Facts(Share(Decimal(tally.done + more), Decimal(tally.whole))))
        for more in (0, tally.late + tally.open)
    )
    outlook = _scored(plain, least, tally.is_settled)
    possible = plain.maximum if tally.may_grow and not tally.whole else most.points
    return replace(outlook, possible=possible, why=outlook.why or (Why.LATE if tally.late else None))


def _measured(plain: Outlook, formula: Formula, readings: dict[str, Reading]) -> Outlook:
    """By the latest figures, which are of one source."""
    sources = tuple({bare(each): each for reading in readings.values() for each in reading.sources}.values())
    why = next((each.why for each in readings.values() if each.why), None)
    if len(sources) > 1:
        return replace(plain, why=Why.SOURCES, sources=sources)
    if why is not None:
        return replace(plain, why=why)
    shares = {code: each.share for code, each in readings.items() if each.share is not None}
    facts = Facts(shares.get(""), figures=shares)
    is_settled = all(each.is_settled for each in readings.values())
    return _scored(plain, scoring.score(formula, plain.maximum, facts), is_settled)


def _summed(plain: Outlook, parts: Sequence[Outlook]) -> Outlook:
    given = [each for each in parts if each.kind not in UNSCORED]
    found = scoring.score(Formula("sum"), plain.maximum, Facts(children=[_as_score(each) for each in given]))
    scored = _scored(plain, found, all(each.is_settled or each.is_out for each in given))
    counted = [each for each in given if not each.is_out]
    return _with_what_is_known(scored, counted) if counted else scored


def _with_what_is_known(scored: Outlook, parts: Sequence[Outlook]) -> Outlook:
    """A sum of parts of which some may still be unknown."""
    known = [each.earned for each in parts if each.earned is not None]
    most = sum_of_all(each.possible for each in parts)
    is_late = any(each.why is Why.LATE for each in parts)
    return replace(
        scored,
        earned=at_most(sum_of(known), scored.maximum) if known else None,
        possible=scored.maximum if most is None else at_most(most, scored.maximum),
        why=scored.why or (Why.LATE if is_late else None),
    )


def _as_score(outlook: Outlook) -> Score:
    return Score(outlook.earned, outlook.maximum, outlook.why, outlook.is_out)


def _scored(plain: Outlook, found: Score, is_settled: bool) -> Outlook:
    """Of what is settled nothing more is possible."""
    return replace(
        plain,
        earned=found.points,
        maximum=found.maximum,
        possible=found.points if is_settled and found.points is not None else found.maximum,
        why=found.why,
        is_settled=is_settled,
        is_out=found.is_out,
    )
