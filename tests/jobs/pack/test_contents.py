"""What a pack holds: all criteria in the set's order, what is there and, honestly, what is not."""

from jobs.pack.contents import gather
from jobs.pack.values import Contents, CriterionPart, Lack, Row
from models.tables import Edition
from tests.commune import Commune
from tests.models.changes.test_checklist import asks, sends
from tests.packs import CASES, CODES, DISBURSED, MINUTES, NOW, PLAN, REPORT, YEAR


def gathered(year: Commune, edition: Edition = Edition.SUBMITTED) -> Contents:
    with year.reads() as session:
        return gather(session, year.agency(session), YEAR, edition, NOW)


def part(contents: Contents, code: str) -> CriterionPart:
    return next(each for each in contents.criteria() if each.code == code)


def rows_of(contents: Contents, requirement: str) -> list[Row]:
    return [row for row in contents.rows() if row.work.requirement == requirement]


def test_criteria_stand_in_the_order_of_their_set(year: Commune) -> None:
    contents = gathered(year)
    assert [area.code for area in contents.areas] == ["1", "3", "5", "6", "7", ""]
    codes = [each.code for each in contents.criteria()][:-1]
    assert codes[:4] == ["1.1.2", "1.1.3", "1.6.2", "3.1.2"]
    assert codes == sorted(codes, key=lambda code: [int(number) for number in code.split(".")])
    assert [each.number for each in contents.documents()] == list(range(1, len(contents.documents()) + 1))


def test_periods_follow_one_another(year: Commune) -> None:
    periods = [row.work.period for row in rows_of(gathered(year), REPORT)]
    assert periods == [f"2026-{month:02}" for month in range(1, 13)]


def test_citizens_files_follow_their_codes_and_are_held_back_from_what_is_sent(year: Commune) -> None:
    in_order = ["H01.2026-9", "H01.2026-10", "H01.2026-110"]
    assert sorted(CODES) != in_order
    sent, kept = gathered(year), gathered(year, Edition.INTERNAL)
    of_cases = part(sent, "3.3.2")
    letters = [row.work.period for row in of_cases.cases if row.document and row.document.is_file]
    assert letters == in_order
    assert all(row.work.requirement != CASES for row in of_cases.rows)
    assert part(kept, "3.3.2").cases == ()
    assert len(rows_of(kept, CASES)) == len(rows_of(sent, CASES)) == 6


def test_what_was_read_of_a_document_stands_by_it_without_names(year: Commune) -> None:
    document = rows_of(gathered(year), PLAN)[0].document
    assert document is not None
    assert (document.document_number, f"{document.document_on}") == ("18/QĐ-UBND", "2026-01-12")
    assert document.sections == (("IV. Kinh phí thực hiện", 7),)
    assert document.subject.endswith("xã Tân Kỳ năm 2026 và giao … theo dõi")
    assert document.inner is None


def test_the_commune_itself_sees_who_and_when(year: Commune) -> None:
    document = rows_of(gathered(year, Edition.INTERNAL), PLAN)[0].document
    assert document is not None and document.inner is not None
    assert document.inner.sender == "Cao Quang Minh"
    assert document.inner.reviewer == "Trần Văn Bình"
    assert document.inner.signers[1] == "Võ Đình Lâm"
    assert "Nguyễn Thị An" in document.subject


def test_a_number_that_was_only_said_stands_by_the_one_signed_document(year: Commune) -> None:
    year.alter("UPDATE evidence SET document_number = '', document_on = NULL")
    year.alter("UPDATE confirmation SET document_number = '25/BC-UBND', document_on = '2026-12-15'")
    document = rows_of(gathered(year), REPORT)[0].document
    assert document is not None and document.document_number == ""
    document = rows_of(gathered(year), "1.6.2-bao-cao-phan-tich")[0].document
    assert document is not None and document.document_number == "25/BC-UBND"


def test_a_figure_is_a_document_without_a_file(year: Commune) -> None:
    row = next(row for row in rows_of(gathered(year), DISBURSED) if row.document)
    assert row.document is not None and row.document.figure is not None
    assert not row.document.is_file


def test_what_is_missing_says_why(year: Commune) -> None:
    contents = gathered(year)
    (minutes,) = rows_of(contents, MINUTES)
    assert minutes.missing is not None
    assert (minutes.missing.lack, minutes.missing.reason) == (
        Lack.WAIVED,
        "Đã họp lồng ghép, … ghi biên bản chung",
    )
    lacks = {row.work.period: row.missing.lack for row in rows_of(contents, DISBURSED) if row.missing}
    assert (lacks["2026-01"], lacks["2026-12"]) == (Lack.TO_SETTLE, Lack.NOT_DUE)
    year.alter("UPDATE task SET state = 'missed' WHERE state = 'open'")
    lacks = {row.work.period: row.missing.lack for row in rows_of(gathered(year), DISBURSED) if row.missing}
    assert lacks["2026-12"] is Lack.MISSED
    assert minutes not in contents.lacking()


def test_points_are_told_where_the_formula_and_the_year_leave_no_doubt(year: Commune) -> None:
    year.alter("UPDATE review SET late_by = 3")
    assert {each.score for each in gathered(year).criteria()} == {None}
    year.alter("UPDATE review SET late_by = 0, late_minutes = 0")
    scores = {each.code: each.score for each in gathered(year).criteria() if each.score is not None}
    assert scores["7.5"] == part(gathered(year), "7.5").maximum
    assert "1.1.2" not in scores, "its formula is a guess of steps"
    assert "1.1.3" not in scores, "nothing was handed in"


def test_a_year_without_anything_is_empty(year: Commune) -> None:
    with year.reads() as session:
        contents = gather(session, year.agency(session), 2019, Edition.SUBMITTED, NOW)
    assert contents.areas == () and contents.documents() == []


def test_of_a_choice_only_what_is_wanted_is_missing_and_of_several_files_the_rest(commune: Commune) -> None:
    with commune.writes() as session:
        task = asks(commune, session, {"one_of": "van-ban"}, {"one_of": "van-ban"}, {"count": 3})
        sends(commune, session, task, "quyet-dinh", 1)
        sends(commune, session, task, "quy-1", 2)
        contents = gather(session, commune.agency(session), 2026, Edition.SUBMITTED, commune.now)
        rows = [row for row in contents.rows() if row.work.task_id == task.id]
    lacking = [(row.item, row.missing.there, row.missing.count) for row in rows if row.missing]
    assert lacking == [("muc-2", 1, 3)]
    assert [row.item for row in rows if row.document] == ["muc-1", "muc-2"]
