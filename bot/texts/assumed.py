"""What a catalogue file did not say and was filled in, each in one line."""

from collections.abc import Iterator

from models.catalogue.document import Catalogue
from models.catalogue.doubts import doubts
from models.catalogue.reading import Content

_UNSCORED = ("information", "pass")
_SAID = {
    ("cơ quan", "code"): "chưa ghi mã, đặt theo tên là “{agency.code}”",
    ("cơ quan", "province"): "chưa ghi tỉnh",
    ("đơn vị", "code"): "chưa ghi mã, đặt theo tên",
    ("đơn vị", "short"): "chưa ghi tên ngắn, lấy tên đầy đủ",
    ("cán bộ", "code"): "chưa ghi mã, đặt theo tên và đơn vị",
    ("bộ tiêu chí", "year"): "chưa ghi năm, lấy năm {year}",
    ("bộ tiêu chí", "source"): "chưa ghi nguồn, lấy “{source}”",
    ("lĩnh vực", "name"): "chưa ghi tên, đặt theo mã",
    ("tiêu chí", "area"): "chưa ghi lĩnh vực, lấy phần đầu của mã",
    ("tiêu chí", "short"): "chưa ghi tên ngắn, lấy đầu câu của tên",
    ("tiêu chí", "formula"): "chưa ghi cách chấm, lấy “hội đồng chấm” (bộ không có điểm: “đạt/chưa đạt”)",
    ("yêu cầu", "code"): "chưa ghi mã, đặt theo tiêu chí và tên",
    ("yêu cầu", "short"): "chưa ghi tên ngắn, lấy đầu câu của tên",
    ("yêu cầu", "status"): "chưa ghi tình trạng hạn, lấy “đề xuất”",
    ("yêu cầu", "reason"): "chưa ghi căn cứ",
    ("yêu cầu", "starts_on"): "chưa ghi ngày bắt đầu, lấy từ kỳ đầu của năm {year}",
    ("yêu cầu", "items"): "chưa ghi mục minh chứng, lấy một mục theo tên",
    ("mục minh chứng", "code"): "chưa ghi mã, đặt theo tên",
    ("mục minh chứng", "kind"): "chưa ghi loại, lấy theo tên",
    ("ngày", "working"): "chưa ghi nghỉ hay làm, lấy là nghỉ",
    ("ngày", "name"): "chưa ghi tên",
    ("ngày", "source"): "chưa ghi căn cứ",
    ("ngày", "status"): "chưa ghi tình trạng, lấy “đã có quy định”",
}


def assumed(content: Content) -> list[str]:
    """ "12 yêu cầu: chưa ghi căn cứ.", the criteria whose points nobody knows, and what is probably not meant."""
    catalogue = content.catalogue
    newest = max(catalogue.sets, key=lambda each: each.year)
    lines = [f"{each.count} {each.what}: {_SAID[each.what, each.field]}." for each in content.assumed]
    unknown = len(set(_without_points(catalogue)))
    if unknown:
        lines.append(f"{unknown} tiêu chí: chưa rõ điểm.")
    facts = {"agency": catalogue.agency, "year": newest.year, "source": newest.source}
    return [*(line.format(**facts) for line in lines), *(f"Xem lại {each}" for each in doubts(catalogue))]


def _without_points(catalogue: Catalogue) -> Iterator[str]:
    for criteria_set in catalogue.sets:
        for each in criteria_set.criteria if criteria_set.scoring == "points" else ():
            if each.max is None and each.formula.kind not in _UNSCORED:
                yield each.code
