"""How long each test file took when the tests last ran, for `make quick` to choose by."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

KEPT = Path(__file__).parents[1] / ".pytest_cache" / "durations.json"


def keep(terminalreporter: pytest.TerminalReporter) -> None:
    """Unless only a part of some file was run."""
    config = terminalreporter.config
    if config.option.keyword or any("::" in each for each in config.args):
        return
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += round(report.duration, 2)
    known = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(known | seconds))
