"""A fault of a workbook speaks of its sheets: no name and no value of a YAML file is left in it."""

import re
from typing import get_args

import pytest

from models.catalogue.values import CadenceName, FormulaKind, ItemKindName
from models.catalogue.workbook.rewording import reworded


@pytest.mark.parametrize("kind", [*get_args(FormulaKind), *get_args(ItemKindName)])
def test_every_kind_has_words(kind: str) -> None:
    assert "kind" not in reworded(f"“count” không dùng với kind: {kind}.", "Mục minh chứng")


@pytest.mark.parametrize("cadence", get_args(CadenceName))
def test_every_cadence_has_words(cadence: str) -> None:
    assert reworded(f"Không dùng với cadence: {cadence}.", "Yêu cầu").startswith("Không dùng với chu kỳ “")


@pytest.mark.parametrize(
    ("sheet", "sentence", "said"),
    [
        (
            "Tiêu chí",
            "“at_least” và “of” đi cùng nhau: ít nhất mấy mục, trong những mục nào, ví dụ at_least: 1, of: "
            '["4", "5"].',
            "“… và ít nhất mấy mục” và “… trong các mục này” đi cùng nhau: ít nhất mấy mục, trong những mục nào.",
        ),
        (
            "Tiêu chí",
            'Thêm part_of: "1.1" vào các tiêu chí con.',
            "Thêm “Thuộc tiêu chí” 1.1 vào các tiêu chí con.",
        ),
        (
            "Bộ tiêu chí",
            "“passes” của cả bộ chỉ dùng với scoring: pass_fail: thêm, hoặc bỏ “passes”.",
            "“Đạt khi …” của cả bộ chỉ dùng với cách chấm cả bộ “đạt/chưa đạt”: thêm, hoặc bỏ “Đạt khi …”.",
        ),
    ],
)
def test_a_sentence_speaks_of_the_sheet(sheet: str, sentence: str, said: str) -> None:
    assert reworded(sentence, sheet) == said
    assert not re.search(r"\b[a-z]+_[a-z]+\b", said)
