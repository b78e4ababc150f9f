"""Every table says what it keeps of people, why, and until when; what an admin is told of it has words."""

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import SQLModel

from bot.texts.keeping import FIELDS, LIMITS, MEASURES, PURPOSES, SEERS, SOURCES, TABLES, until
from models.retention import KEPT, USUAL, Ends, Limit, Purpose, Seer, limit_of
from models.tables import Agency

# Columns that hold words, names or chats wherever they stand.
ALWAYS_PERSONAL = {"full_name", "phone", "chat_id", "words", "file_name", "signers", "payload", "answers"}


def test_every_table_says_what_it_keeps_and_until_when() -> None:
    assert {str(table.__tablename__) for table in KEPT} == set(SQLModel.metadata.tables)


def test_whatever_names_a_person_or_holds_their_words_is_declared() -> None:
    missing = []
    for table, keeping in KEPT.items():
        made = SQLModel.metadata.tables[str(table.__tablename__)]
        people = {
            column.name
            for each in made.constraints
            if isinstance(each, ForeignKeyConstraint) and each.referred_table.name == "person"
            for column in each.columns
        }
        wanted = people | (ALWAYS_PERSONAL & set(made.columns.keys()))
        missing += [f"{made.name}.{name}" for name in sorted(wanted - set(keeping.personal))]
        assert set(keeping.personal) <= set(made.columns.keys()), made.name
    assert missing == []


def test_all_of_it_has_words() -> None:
    assert set(TABLES) == set(SQLModel.metadata.tables)
    assert {name for keeping in KEPT.values() for name in keeping.personal} == set(FIELDS)
    assert (set(PURPOSES), set(SEERS)) == (set(Purpose), set(Seer))
    assert set(LIMITS) == set(SOURCES) == set(USUAL) == set(Limit)
    assert {usual.measure for usual in USUAL.values()} == set(MEASURES)
    assert until(Limit.INBOX, 30) == "giữ 30 ngày"
    assert all(until(ends, 0) for ends in Ends)


def test_what_the_agency_has_set_holds_instead_of_what_is_usual() -> None:
    agency = Agency(code="x", name="x", province="x", adopted_on=None, limits={"inbox": 5})  # type: ignore[arg-type]
    assert (limit_of(agency, Limit.INBOX), limit_of(agency, Limit.FORMS)) == (5, 90)
