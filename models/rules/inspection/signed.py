"""What the signatures of a file mean for an item: SIG001 to SIG011 (Decree 30/2020/NĐ-CP arts. 5, 18).

The facts of a finding, as JSON, days as ISO days in Vietnam. `signatures` is a list of those spoken of: field,
name, signer ("person", "agency"), signed_on, is_stamped, clock_ahead, certificate_until, anchor.

    SIG001  looks_signed
    SIG003  signatures, looks_signed
    SIG004  signatures, named_only, has_anchors: where anchors are installed official names are told apart
    SIG005  signatures, limit ("due_on", "issue_by"), limit_on, days, working_days; accepted_until: an ISO day,
            where the due day is passed and that one is not
    SIG006  signatures, dated, within, days, working_days
    SIG011  count
    SIG002, SIG007, SIG008, SIG009, SIG010  signatures
    SIG010  also posts: which of those that are to have signed are not seen; unsure: it may not have been read
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from models.rules.inspection.accepting import accepted_facts
from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Found, Rule, Severity
from models.rules.inspection.posts import is_unsure, unsigned_posts
from models.rules.inspection.reading import FileRead, SignatureRead, Signer, Trust
from models.rules.inspection.weights import weight
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of

_Facts = Mapping[str, Any]


def signature_findings(
    read: FileRead,
    checks: Checks,
    dated: date | None,
    due_on: date | None,
    issue_by: date | None,
    calendar: WorkingCalendar,
    accepted_until: date | None = None,
) -> list[Found]:
    """What there is to say of the signatures, in the order of the rules; days are days in Vietnam.

    dated: the document's own date. due_on, issue_by: the days by which it was to be signed. Where the item wants
    no signature (`checks.signed` None or "none"), only one that is broken or revoked is spoken of: a file that says
    of itself what is not so. Of a broken one nothing else is said. Who is to have signed (`checks.signers`) is
    looked for in any case, on paper too.
    """
    wants = checks.signed not in (None, "none")
    sound = [each for each in read.signatures if each.intact]
    said = [*_broken(read.signatures), *_revoked(sound)]
    if wants:
        last = _last_signed(sound)
        said += [
            *_absent(read),
            *_one_sided(read, checks),
            *_unanchored(sound, read.has_anchors),
            *_late(last, due_on, issue_by, calendar, accepted_until),
            *_long_after(last, dated, checks.signed_within, calendar),
            *_each(Rule.SIG007, filter(lambda each: not each.in_force, sound)),
            *_each(Rule.SIG008, filter(lambda each: each.weak, sound)),
            *_old(read),
        ]
    said += _by_posts(read, checks)
    weighed = [(rule, _weight(rule, checks, read.has_anchors, facts), facts) for rule, facts in said]
    found = [Found(rule, severity, facts) for rule, severity, facts in weighed if severity is not None]
    return sorted(found, key=lambda each: each.rule)


def _weight(rule: Rule, checks: Checks, has_anchors: bool, facts: _Facts) -> Severity | None:
    """Where no anchor is installed, that a chain reaches none says nothing of the file: it never blocks. Nor does
    what may only not have been read."""
    given = weight(rule, checks)
    if given is Severity.BLOCKING and facts.get("unsure"):
        return Severity.WARNING
    if rule is not Rule.SIG004 or has_anchors or given is None:
        return given
    return given if rule in checks.severity and given is not Severity.BLOCKING else Severity.INFO


def _absent(read: FileRead) -> Iterator[tuple[Rule, _Facts]]:
    if not read.signatures and not read.old_signatures:
        yield Rule.SIG001, {"looks_signed": read.looks_signed}


def _broken(signatures: Iterable[SignatureRead]) -> Iterator[tuple[Rule, _Facts]]:
    yield from _each(Rule.SIG002, (each for each in signatures if not each.intact))


def _one_sided(read: FileRead, checks: Checks) -> Iterator[tuple[Rule, _Facts]]:
    """A signature of an old kind may be either's: then nobody's is missed."""
    there = {each.signer for each in read.signatures}
    if read.old_signatures or not there:
        return
    if checks.signed in ("both", "agency") and Signer.AGENCY not in there:
        yield Rule.SIG003, {"signatures": _facts_of(read.signatures), "looks_signed": read.looks_signed}
    if checks.signed in ("both", "person") and Signer.PERSON not in there:
        yield Rule.SIG010, {"signatures": _facts_of(read.signatures)}


def _by_posts(read: FileRead, checks: Checks) -> Iterator[tuple[Rule, _Facts]]:
    if posts := unsigned_posts(read, checks.signers):
        facts = {"signatures": _facts_of(read.signatures), "posts": posts, "unsure": is_unsure(read)}
        yield Rule.SIG010, facts


def _unanchored(sound: Iterable[SignatureRead], has_anchors: bool) -> Iterator[tuple[Rule, _Facts]]:
    """An official name without a chain is one thing, an authority that is not installed another. Where no anchor
    is installed nothing could be reached, and a name is held against nobody."""
    left = [each for each in sound if each.trust is not Trust.ANCHORED]
    named = [each for each in left if has_anchors and each.trust is Trust.NAMED_ONLY]
    others = [each for each in left if each not in named]
    yield from _each(Rule.SIG004, named, {"named_only": True, "has_anchors": has_anchors})
    yield from _each(Rule.SIG004, others, {"named_only": False, "has_anchors": has_anchors})


def _late(
    last: SignatureRead | None,
    due_on: date | None,
    issue_by: date | None,
    calendar: WorkingCalendar,
    accepted_until: date | None,
) -> Iterator[tuple[Rule, _Facts]]:
    """By the first of the two days that is passed."""
    if last is None or last.signed_at is None:
        return
    signed_on = day_of(last.signed_at)
    limits = [("issue_by", issue_by), ("due_on", due_on)]
    passed = [(day, name) for name, day in limits if day is not None and signed_on > day]
    if passed:
        limit_on, limit = min(passed)
        said = {
            "limit": limit,
            "limit_on": limit_on.isoformat(),
            **_between(limit_on, signed_on, calendar),
            **accepted_facts(signed_on, limit, accepted_until),
        }
        yield Rule.SIG005, _one(last) | said


def _long_after(
    last: SignatureRead | None, dated: date | None, within: int, calendar: WorkingCalendar
) -> Iterator[tuple[Rule, _Facts]]:
    """A document is issued on the day it is signed, on the next working day at the latest (art. 18(1))."""
    if last is None or last.signed_at is None or dated is None:
        return
    between = _between(dated, day_of(last.signed_at), calendar)
    if between["working_days"] > within:
        yield Rule.SIG006, _one(last) | {"dated": dated.isoformat(), "within": within, **between}


def _revoked(sound: Iterable[SignatureRead]) -> Iterator[tuple[Rule, _Facts]]:
    yield from _each(Rule.SIG009, (each for each in sound if each.revoked))


def _old(read: FileRead) -> Iterator[tuple[Rule, _Facts]]:
    if read.old_signatures:
        yield Rule.SIG011, {"count": read.old_signatures}


def _each(
    rule: Rule, signatures: Iterable[SignatureRead], more: _Facts | None = None
) -> Iterator[tuple[Rule, _Facts]]:
    """One finding for all signatures of which it is to be said, none where there is none."""
    facts = _facts_of(signatures)
    if facts:
        yield rule, {"signatures": facts, **(more or {})}


def _last_signed(sound: Iterable[SignatureRead]) -> SignatureRead | None:
    """The signature made last by its clock."""
    timed: list[tuple[datetime, int, SignatureRead]] = [
        (each.signed_at, n, each) for n, each in enumerate(sound) if each.signed_at is not None
    ]
    return max(timed)[-1] if timed else None


def _between(first: date, last: date, calendar: WorkingCalendar) -> dict[str, int]:
    return {"days": (last - first).days, "working_days": calendar.count(first, last)}


def _one(signature: SignatureRead) -> dict[str, Any]:
    return {"signatures": _facts_of([signature])}


def _facts_of(signatures: Iterable[SignatureRead]) -> list[dict[str, Any]]:
    """What a sentence may need of each, as JSON; moments become days in Vietnam."""
    return [
        {
            "field": each.field,
            "name": each.name,
            "signer": each.signer.value,
            "signed_on": each.signed_at and day_of(each.signed_at).isoformat(),
            "is_stamped": each.is_stamped,
            "clock_ahead": each.clock_ahead,
            "certificate_until": each.certificate_until and day_of(each.certificate_until).isoformat(),
            "anchor": each.anchor,
        }
        for each in signatures
    ]
