"""What a kind of form needs in words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.texts.words import LISTED, safe
from jobs.messages.forms import FormOver, Screen

Fact = TypeVar("Fact")


def applies_later(running: int, kept: str) -> str | None:
    """What saving leaves alone; None where no task is open."""
    if not running:
        return None
    return f"{running} việc đang mở <b>giữ nguyên {kept}</b>; thay đổi áp dụng từ kỳ mở sau."


def requirement_saved(message: FormOver) -> str:
    """The requirement that was saved, by its title."""
    return f"“{safe(str(message.saved.get('title', '')), LISTED)}”"


def review_of(kind: type[Fact], otherwise: str) -> Callable[[Callable[[Fact], str]], Callable[[Screen], str]]:
    """Says what a review of this kind is in words; the other sentence where the form has none to show."""

    def reviewing(words: Callable[[Fact], str]) -> Callable[[Screen], str]:
        return lambda screen: words(screen.review) if isinstance(screen.review, kind) else otherwise

    return reviewing


def _no_review(screen: Screen) -> str:
    return ""


def _only_saved(message: FormOver) -> str:
    return "✅ Đã lưu."


@dataclass(frozen=True)
class FormTexts:
    """`title`: the first line of every screen; `questions`, `names` (two words for the answer and its button)
    and `values` (the words of a choice) by step; `about`: what is said beside a question; `review`: what saving
    would do; `saved`: what it did; `asks`: the whole question in its own words, instead of title and question;
    `option`: what stands on the button of a step's value."""

    title: str
    questions: dict[str, str] = field(default_factory=dict)
    # Said instead of the question where there is nothing to choose.
    empty: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    saves: dict[str, str] = field(default_factory=dict)
    asks: Callable[[Screen], str] | None = None
    option: Callable[[Screen, str, str, str], str] | None = None
    about: Callable[[Screen], str] = _no_review
    review: Callable[[Screen], str] = _no_review
    saved: Callable[[FormOver], str] = _only_saved
    # The words of a value that no table lists (a rule, a day); "" leaves it as it is.
    spell: Callable[[str, Any], str] = field(default=lambda step, value: "")
