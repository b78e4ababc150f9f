"""`nhacviec catalogue roll`: the differences as load prints them, what is to be confirmed, nothing twice."""

from pathlib import Path

from tests.bot.test_cli import Command, loaded, logging_as_it_was, nhacviec, office

__all__ = ["loaded", "logging_as_it_was", "nhacviec", "office"]


def test_a_year_is_rolled_once_with_what_is_to_be_confirmed(office: Command) -> None:
    said = office("catalogue", "roll", "2027").out.splitlines()
    assert "+ bộ tiêu chí 2027" in said
    assert "Đã lập năm 2027: 20 thay đổi." in said
    assert "- Chưa có kết quả năm 2026: khi có, ghi vào bộ 2026." in said
    before = office("catalogue", "export").out
    assert office("catalogue", "roll", "2027").out.startswith("Năm 2027 đã lập rồi, không đổi gì.")
    assert office("catalogue", "export").out == before
    changes = [each["change"] for each in office("export", "ledger", "--json").json]
    assert changes.count("roll_year") == 1
    assert office("verify").code == 0


def test_the_same_as_values(office: Command) -> None:
    said = office("catalogue", "roll", "2027", "--json").json
    assert len(said["differences"]) == 20
    assert [each["what"] for each in said["to_confirm"]] == ["opinion", "results", "working_days"]


def test_it_may_be_looked_at_in_a_file_first(office: Command, tmp_path: Path) -> None:
    before = office("catalogue", "export").out
    for name in ("nam-2027.xlsx", "nam-2027.yaml"):
        assert "chưa nạp gì" in office("catalogue", "roll", "2027", "--to", name).out
        assert (tmp_path / name).is_file()
    assert office("catalogue", "export").out == before
    assert "đã có" in office("catalogue", "roll", "2027", "--to", "nam-2027.xlsx").refusal
    assert "Đã nạp danh mục: 20 thay đổi." in office("catalogue", "load", "nam-2027.xlsx").out
    assert "không đổi gì" in office("catalogue", "roll", "2027").out


def test_other_years_and_no_year_are_one_sentence(office: Command) -> None:
    assert office("catalogue", "roll", "2025").refusal.startswith("Bộ mới nhất là năm 2026")
    assert "hãy lập năm 2027 trước" in office("catalogue", "roll", "2028").refusal
    for words in ((), ("nam-sau",)):
        assert office("catalogue", "roll", *words).code == 2
