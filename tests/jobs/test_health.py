from jobs.health import Standing, standing
from models.tables import StepFault
from tests.commune import Commune, at


def test_the_figures_are_those_of_the_database(commune: Commune) -> None:
    assert standing(commune.engine, commune.now) == Standing(0, 0, 0)
    with commune.writes() as session:
        since = at("15/12/2026", "07:00")
        session.add(
            StepFault(
                agency_id=1, step="speak", about="", since_at=since, last_at=commune.now, error="ValueError"
            )
        )
    assert standing(commune.engine, commune.now).faults == 1
    assert standing(commune.engine, at("15/12/2026", "07:31")).faults == 0
