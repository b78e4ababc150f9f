"""Words about what tells of citizens, as they are kept."""

import pytest

from models.changes.adjusting import Basis, keep_adjustment
from models.changes.confirming import Said, said_by
from models.changes.deciding import keep_decision
from models.tables import AdjustmentKind, DecisionKind, How, Requirement
from tests.commune import Commune, at

WORDS = (
    "Bà Đinh Thị Bạch Yến, 0912 345 678, CCCD 040201001234; Nguyễn Thị An hỏi, số 120/BC-UBND ngày 14/12/2026"
)
KEPT = "Bà …, …, CCCD …; Nguyễn Thị An hỏi, số 120/BC-UBND ngày 14/12/2026"


@pytest.mark.parametrize("personal", [True, False])
def test_only_own_people_are_named_where_a_task_tells_of_citizens(commune: Commune, personal: bool) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        requirement = session.get_one(Requirement, task.requirement_id)
        requirement.personal = personal
        act = commune.act(session, "an.vhxh")
        said = said_by(act, task, Said(How.REPLY, at("14/12/2026"), WORDS))
        decided = keep_decision(act, task, DecisionKind.WAIVE, WORDS)
        adjusted = keep_adjustment(act, AdjustmentKind.WAIVE, {}, {}, Basis(words=WORDS), requirement.id)
        found = {said["words"], decided.words, adjusted.words}
    assert found == {KEPT if personal else WORDS}
