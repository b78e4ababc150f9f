"""What is said to be kept of somebody is what is kept."""

from jobs.privacy import held_of, own_data
from models.actor import CLOCK, Act
from models.changes.common import tell
from models.changes.confirming import Said
from models.changes.filing import keep_loose
from models.kinds import Kind
from models.tables import How, OutboxState
from tests.commune import PNG, Commune


def test_a_deleted_file_and_an_edit_are_not_counted_as_kept(commune: Commune) -> None:
    with commune.writes() as session:
        an, said = commune.person(session, "an.vhxh"), Said(How.FILE, commune.now, "", 100_001, 6)
        act = commune.act(session, "an.vhxh")
        _, gone = (keep_loose(act, commune.file(PNG + data), said) for data in (b"1", b"2"))
        gone.deleted_at = commune.now
        for number, edits in enumerate((None, None, 5)):
            row = tell(Act(session, CLOCK, commune.now), an.agency_id, Kind.TOLD, f"a/{number}", person=an)
            assert row is not None
            row.edits, row.state = edits, OutboxState.SENT
        session.flush()
        counted = {each.table: each.rows for each in held_of(session, an)}
        assert (counted["evidence"], counted["notification"]) == (1, 2)
        assert own_data(session, an).held == held_of(session, an)
