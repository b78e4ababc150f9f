"""What a finding weighs by default, and where an item says otherwise."""

from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Rule, Severity
from models.rules.inspection.weights import DEFAULTS, weight


def test_every_rule_has_a_weight() -> None:
    assert set(DEFAULTS) == set(Rule)


def test_an_item_gives_another_weight_or_turns_a_rule_off() -> None:
    checks = Checks(severity={Rule.DOC005: "warning", Rule.SIG008: "off"})
    assert weight(Rule.DOC005, checks) is Severity.WARNING
    assert weight(Rule.SIG008, checks) is None
    assert weight(Rule.SIG001, checks) is Severity.BLOCKING
