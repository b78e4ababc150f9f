"""Which intent a reply has: one question after the other, in a fixed order; the first answer counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from models.rules.reading import asking, classes, telling
from models.rules.reading.dates import TimePhrase
from models.rules.reading.documents import MentionKind
from models.rules.reading.fold import BREAK, bare
from models.rules.reading.patterns import Phrases, occurs, without
from models.rules.reading.promise import promise
from models.rules.reading.said import Utterance
from models.rules.reading.values import Intent, Ruling


@dataclass(frozen=True)
class Case:
    """A reply on its way to a decision; steps hand it on with phrases marked that no longer count."""

    said: Utterance

    @cached_property
    def line(self) -> str:
        return self.said.line

    @cached_property
    def words(self) -> set[str]:
        return set(self.said.plain.split()) - {BREAK, "?"}

    @cached_property
    def numbered(self) -> bool:
        """Whether a document is named that holds."""
        return any(each.kind is MentionKind.NAMED for each in self.said.mentions)

    def finds(self, phrases: Phrases) -> bool:
        return occurs(phrases, self.line)

    def marked(self, phrases: Phrases, mark: str) -> "Case":
        """The same case where phrases of a list are replaced by a mark."""
        return Case(replace(self.said, line=without(phrases, self.line, mark)))

    def places(self, phrases: Phrases) -> list[int]:
        """The numbers of the clauses in which a phrase of the list occurs."""
        return [n for n, clause in enumerate(self.said.clauses) if occurs(phrases, clause)]


_WORDS_OF_ACK = {bare(word) for word in classes.ACK_WORDS.split()} | {"dạ", "tôi", "đã", "à", "đăng"}
_ONLY_ROI = {"roi", "anh", "em", "chi", "dạ", "ok", "u", "vang", "duoc"}
_FILLERS = {bare(word) for word in classes.DATE_FILLERS.split()} | {"tôi", "dạ", "tới", "đã"}
_LATER_TODAY = {"chieu", "chieu nay", "tối", "tối nay"}

Decider = Callable[[Case], Ruling | None]


def decide(said: Utterance) -> tuple[Ruling, TimePhrase | None]:
    """The intent with its reason, and the phrase about time that is a promise, if any."""
    case = Case(said)
    verdict = _first(_BEFORE_NEGATION, case) if case.words or said.asks else Ruling(Intent.UNRELATED, "empty")
    if verdict is None:
        case = _cleared(case)
        verdict = _first(_STATEMENTS, case) or _fallback(case)
    return verdict, promise(case.said) if verdict.intent is Intent.POSTPONE else None


def _first(steps: tuple[Decider, ...], case: Case) -> Ruling | None:
    return next((verdict for step in steps if (verdict := step(case))), None)


def _where(phrases: Phrases, intent: Intent, reason: str) -> Decider:
    """Where such a phrase occurs it is this intent."""
    return lambda case: Ruling(intent, reason) if case.finds(phrases) else None


def _cleared(case: Case) -> Case:
    """Double negation becomes "xong rồi", trouble overcome "xong"; conditions and words on others stop counting."""
    return (
        case.marked(asking.DOUBLE, "xong roi")
        .marked(telling.RESOLVED, "xong")
        .marked(asking.CONDITION, "<if>")
        .marked(asking.SILENT, "<silent>")
        .marked(asking.NEUTRAL, "<beside>")
    )


def _only_marks(case: Case) -> Ruling | None:
    """Nothing but question marks, or nothing but thanks and consent."""
    if not case.words:
        return Ruling(Intent.QUESTION, "only_marks")
    if case.said.asks or promise(case.said) or not case.words <= _WORDS_OF_ACK:
        return None
    if "roi" in case.words and case.words <= _ONLY_ROI:
        return Ruling(Intent.AMBIGUOUS, "only_roi")
    return Ruling(Intent.ACK_ONLY, "only_consent")


def _cancel(case: Case) -> Ruling | None:
    named_anew = case.numbered and case.finds(telling.ISSUED_ANEW)
    if case.finds(asking.CANCEL) and not case.finds(asking.NOT_CANCEL) and not named_anew:
        return Ruling(Intent.CANCEL_UNDO, "cancel")
    return None


def _refuse(case: Case) -> Ruling | None:
    if case.finds(asking.TAG) or case.finds(asking.NOT_REFUSE):
        return None
    cleared = case.marked(asking.DOUBLE, "xong roi")
    return Ruling(Intent.REFUSE_NOT_MINE, "not_mine") if cleared.finds(asking.REFUSE) else None


def _short_ask(case: Case) -> Ruling | None:
    if case.finds(asking.SHORT_ASK) and not case.said.asks and len(case.said.clauses) == 1:
        return Ruling(Intent.AMBIGUOUS, "asked_or_told")
    return None


def _rhetorical(case: Case) -> Ruling | None:
    cleared = case.marked(asking.DOUBLE, "xong roi")
    if not cleared.finds(asking.RHETORICAL) or case.finds(asking.WHERE):
        return None
    return _negative(cleared, "rhetorical")


def _question(case: Case) -> Ruling | None:
    cleared = _cleared(case)
    if _asks_for_time(cleared):
        return Ruling(Intent.POSTPONE, "asks_for_time")
    if case.said.asks:
        return Ruling(Intent.QUESTION, "question_mark")
    asked = cleared.marked(asking.INDEFINITE, "<none>")
    return Ruling(Intent.QUESTION, "question") if asked.finds(asking.QUESTION) else None


def _asks_for_time(case: Case) -> bool:
    """ "Cho em lùi đến thứ 6 được không ạ": polite, but no question."""
    polite = case.finds(asking.POLITE) and not case.finds(asking.CONSEQUENCE)
    return case.finds(telling.EXTENSION) and polite and promise(case.said) is not None


def _private(case: Case) -> Ruling | None:
    """Weather, meals, family, sports: no task, whatever is asked or denied of them."""
    if case.finds(telling.PRIVATE) and not case.finds(telling.OF_TASK):
        return Ruling(Intent.UNRELATED, "private")
    return None


def _strange(case: Case) -> Ruling | None:
    if "<if>" in case.line or case.numbered or not case.finds(telling.STRANGE):
        return None
    of_a_task = telling.OF_SOMEONE + telling.EXTENSION + telling.HARD
    return None if case.finds(of_a_task) else Ruling(Intent.UNRELATED, "other_matter")


def _negation(case: Case) -> Ruling | None:
    hard = case.places(telling.HARD)
    undone = hard + case.places(telling.SOFT)
    if not undone:
        return None
    if promise(case.said):
        return _negative(case, "negation" if hard else "on_the_way")
    if _done_after(case, max(undone)):
        overcome = set(hard) <= set(case.places(telling.PAST_TROUBLE))
        return None if overcome else Ruling(Intent.AMBIGUOUS, "undone_then_done")
    if not hard and case.finds(telling.AWAITS_ANSWER) and _settled(case):
        return Ruling(Intent.AMBIGUOUS, "done_awaiting_answer")
    return _negative(case, "negation" if hard else "on_the_way")


def _done_after(case: Case, clause: int) -> bool:
    """Whether a later clause reports the deed as done."""
    ahead = case.places(telling.FUTURE)
    return any(n > clause and n not in ahead for n in _settled(case))


def _settled(case: Case) -> list[int]:
    """The clauses that report a deed as done; a bare "xong" does so only where nothing looks ahead."""
    ahead = case.places(telling.FUTURE)
    return case.places(telling.MARKED) + [n for n in case.places(telling.XONG_LAST) if n not in ahead]


def _negative(case: Case, reason: str) -> Ruling:
    if promise(case.said):
        return Ruling(Intent.POSTPONE, f"{reason}_with_date")
    return Ruling(Intent.NOT_DONE, reason)


def _dated(case: Case) -> Ruling | None:
    """A date to come, beside a deed or alone, is a promise; reported today without "rồi" it may be either."""
    found = promise(case.said)
    if found is None:
        return None
    if case.finds(telling.REPORTED_TODAY) and not case.finds(telling.PROMISED) and _is_whole_day(found):
        return None if case.numbered else Ruling(Intent.AMBIGUOUS, "today_past_or_coming")
    if _bare_weekday(case, found):
        return Ruling(Intent.AMBIGUOUS, "weekday_or_month")
    if case.finds(telling.ACTION) or _is_bare_date(case):
        return Ruling(Intent.POSTPONE, "date_to_come")
    return Ruling(Intent.AMBIGUOUS, "date_without_deed")


def _is_whole_day(found: TimePhrase) -> bool:
    """Whether the phrase names a day of today as a whole, or this morning."""
    return found.phrase in ("hom nay", "nay", "sáng nay", "sáng", "trua nay", "tuan nay", "thang nay")


def _bare_weekday(case: Case, found: TimePhrase) -> bool:
    return found.other is not None and not case.finds(telling.ACTION)


def _is_bare_date(case: Case) -> bool:
    words = {word for word in case.line.split() if word not in (BREAK, "?") and not word.startswith("<")}
    return words <= _FILLERS


def _done(case: Case) -> Ruling | None:
    done = _told_done(case)
    if not done and not case.numbered:
        return None
    if case.finds(telling.DOUBTFUL):
        return Ruling(Intent.AMBIGUOUS, "doubtful")
    if case.finds(telling.FUTURE) and not _settled(case):
        return Ruling(Intent.AMBIGUOUS, "number_to_come") if case.numbered else None
    if any(n not in done for n in case.places(telling.CONTRAST)):
        return Ruling(Intent.AMBIGUOUS, "but")
    return _numbered_done(case) if case.numbered else _plainly_done(case, done)


def _told_done(case: Case) -> list[int]:
    """The clauses that tell a deed as done, those of others who keep silent only where a mark says so."""
    unsure = [n for n, clause in enumerate(case.said.clauses) if "<silent>" in clause]
    marked = case.places(telling.MARKED)
    return [n for n in case.places(telling.DONE) if n not in unsure or n in marked]


def _plainly_done(case: Case, done: list[int]) -> Ruling:
    doubt = _doubt(case, done)
    return Ruling(Intent.AMBIGUOUS, doubt) if doubt else Ruling(Intent.DONE, "done")


def _doubt(case: Case, done: list[int]) -> str | None:
    """What speaks against a deed that these clauses tell as done."""
    if case.finds(telling.SIGNED_THROUGH) and not case.finds(telling.SENT):
        return "signed_only"
    if _not_yet(case, done):
        return "done_at_an_hour_to_come"
    if _foretold(case):
        return "promised_for_what_is_over"
    if case.finds(telling.HEDGE):
        return "hedged"
    others = case.places(telling.THIRD)
    if others and set(_settled(case)) <= set(others):
        return "somebody_else"
    return "done_and_to_come" if case.finds(telling.FUTURE) else None


def _numbered_done(case: Case) -> Ruling:
    if case.finds(telling.HEDGE):
        return Ruling(Intent.AMBIGUOUS, "hedged")
    return Ruling(Intent.DONE_WITH_DOCNUMBER, "number")


def _acknowledged(case: Case) -> Ruling | None:
    if "<silent>" in case.line:
        return Ruling(Intent.NOT_DONE, "others_silent")
    if case.finds(telling.FUTURE) or "<if>" in case.line:
        return Ruling(Intent.ACK_ONLY, "promise_without_date")
    return Ruling(Intent.ACK_ONLY, "acknowledged") if case.finds(telling.ACK) else None


def _fallback(case: Case) -> Ruling:
    if case.finds(telling.HEDGE):
        return Ruling(Intent.AMBIGUOUS, "hedged")
    if case.finds(telling.WORDS_OF_TASKS) or (_is_bare_date(case) and case.said.whens):
        return Ruling(Intent.AMBIGUOUS, "unclear")
    return Ruling(Intent.UNRELATED, "no_word_of_a_task")


def _not_yet(case: Case, clauses: list[int]) -> bool:
    """Whether a deed is told as done in a part of today that is still to come."""
    for n in clauses:
        words = case.said.clauses[n].split()
        if "<today>" in words and "<past>" not in words:
            when = _nth(case, "<today>", n)
            return when is not None and when.phrase in _LATER_TODAY
    return False


def _foretold(case: Case) -> bool:
    """Whether a day or hour that is over stands where a promise would name it: "17h em nộp" said at 20h."""
    marked = case.places(telling.MARKED)
    foretold = [n for n in case.places(telling.FORETOLD) if n not in marked]
    return any((when := _nth(case, "<past>", n)) and when.passed for n in foretold)


def _nth(case: Case, mark: str, clause: int) -> TimePhrase | None:
    """The phrase behind the first such mark of a clause."""
    before = sum(each.split().count(mark) for each in case.said.clauses[:clause])
    return case.said.when(mark, before) or case.said.when(mark)


_BEFORE_NEGATION: tuple[Decider, ...] = (
    _only_marks,
    _private,
    _cancel,
    _refuse,
    _short_ask,
    _where(asking.MIXED, Intent.AMBIGUOUS, "some_done"),
    _rhetorical,
    _question,
)
_STATEMENTS: tuple[Decider, ...] = (
    _strange,
    _negation,
    _where(telling.EXTENSION, Intent.POSTPONE, "asks_for_time"),
    _dated,
    _done,
    _where(telling.SIGNING, Intent.AMBIGUOUS, "to_be_signed"),
    _where(telling.SIGNED, Intent.AMBIGUOUS, "signed_only"),
    _acknowledged,
)
