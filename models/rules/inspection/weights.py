"""How much each finding weighs where an item says nothing else."""

from collections.abc import Mapping

from models.rules.inspection.checks import Checks
from models.rules.inspection.findings import Rule, Severity

DEFAULTS: Mapping[Rule, Severity] = {
    Rule.SIG001: Severity.BLOCKING,
    Rule.SIG002: Severity.BLOCKING,
    Rule.SIG003: Severity.BLOCKING,
    Rule.SIG004: Severity.WARNING,
    Rule.SIG005: Severity.WARNING,
    Rule.SIG006: Severity.WARNING,
    Rule.SIG007: Severity.WARNING,
    Rule.SIG008: Severity.WARNING,
    Rule.SIG009: Severity.BLOCKING,
    Rule.SIG010: Severity.BLOCKING,
    Rule.SIG011: Severity.WARNING,
    Rule.DOC001: Severity.BLOCKING,
    Rule.DOC002: Severity.BLOCKING,
    Rule.DOC003: Severity.WARNING,
    Rule.DOC004: Severity.WARNING,
    Rule.DOC005: Severity.BLOCKING,
    Rule.DOC006: Severity.WARNING,
    Rule.DOC007: Severity.WARNING,
    Rule.DOC008: Severity.WARNING,
    Rule.DOC009: Severity.BLOCKING,
    Rule.PDF001: Severity.BLOCKING,
    Rule.PDF002: Severity.BLOCKING,
    Rule.PDF003: Severity.BLOCKING,
    Rule.PDF004: Severity.INFO,
    Rule.PDF005: Severity.WARNING,
    Rule.PDF006: Severity.BLOCKING,
    Rule.DUP001: Severity.INFO,
}


def weight(rule: Rule, checks: Checks) -> Severity | None:
    """What a finding of `rule` weighs for an item with these checks; None: the item has turned it off."""
    wanted = checks.severity.get(rule, DEFAULTS[rule])
    return None if wanted == "off" else wanted
