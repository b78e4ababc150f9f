"""How what real tables of criteria say is written: each line of the manual's section, which a test reads.

Sources of the kinds: tables of criteria of Vietnamese provinces, and those of other countries' villages.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """What a table says, the fields that say it, and of which entry they are: a set, its criteria, a criterion or
    a requirement."""

    says: str
    of: str
    fields: str


RECIPES = (
    Recipe("all of these", "requirement", "items: [{title: Kế hoạch}, {title: Báo cáo kết quả}]"),
    Recipe(
        "any one of these",
        "requirement",
        "items: [{title: Nghị quyết, one_of: van-ban}, {title: Quyết định, one_of: van-ban}]",
    ),
    Recipe(
        "either (a) and (b), or (c)",
        "requirement",
        "items: [{title: Biên bản, one_of: hop/truc-tiep}, {title: Danh sách ký, one_of: hop/truc-tiep}, "
        "{title: Ảnh họp trực tuyến, one_of: hop}]",
    ),
    Recipe(
        "(a), and (b) or (c)",
        "requirement",
        "items: [{title: Kế hoạch}, {title: Giấy mời, one_of: bao}, {title: Thông báo, one_of: bao}]",
    ),
    Recipe(
        "any two of these",
        "requirement",
        "choose: {loa: 2}, items: [{title: Còi, one_of: loa}, {title: Kẻng, one_of: loa}, {title: Tin nhắn, "
        "one_of: loa}]",
    ),
    Recipe("forms of the four quarters", "requirement", "items: [{title: Biểu giám sát của quý, count: 4}]"),
    Recipe(
        "two photographs: one overview, one legible",
        "requirement",
        "items: [{title: Ảnh toàn cảnh, kind: screenshot}, {title: Ảnh đọc được chữ, kind: screenshot}]",
    ),
    Recipe("dated by 15 March", "requirement", "cadence: yearly, due: {dates: [31/3]}, issue_by: 15/3"),
    Recipe(
        "dated in the last quarter of the year before",
        "requirement",
        "cadence: yearly, due: {dates: [31/1]}, issue_from: 1/10, issue_by: 31/12, issue_year: -1",
    ),
    Recipe(
        "dated by 15 March, else it is held back",
        "requirement",
        "cadence: yearly, due: {dates: [31/3]}, issue_by: 15/3, items: [{title: Kế hoạch, kind: signed_document, "
        "checks: {severity: {DOC006: blocking}}}]",
    ),
    Recipe(
        "approved by 31 December, considered until 31 March",
        "requirement",
        "cadence: yearly, due: {dates: [31/12]}, accepted_until: 31/3",
    ),
    Recipe(
        "10 working days after each quarter",
        "requirement",
        "cadence: quarterly, cutoff: 31, due: {after_cutoff: 10}",
    ),
    Recipe(
        "of the year, by 15 January of the next",
        "requirement",
        "cadence: yearly, cutoff: 31, due: {dates: [15/1], next_year: true}",
    ),
    Recipe("for each late file of a citizen", "requirement", "cadence: per_case"),
    Recipe(
        "signed by the chairman and by the police",
        "requirement",
        "items: [{title: Kế hoạch, kind: signed_document, checks: {signers: [Chủ tịch, Công an xã]}}]",
    ),
    Recipe(
        "at least 50 %",
        "requirement",
        "items: [{title: Số đã giải ngân trên kế hoạch vốn, kind: figure, at_least: 50}]",
    ),
    Recipe(
        "at least 50 % of the targets or of the funds",
        "requirement",
        "items: [{title: Khối lượng, kind: figure, at_least: 50, one_of: nguong}, {title: Vốn, kind: figure, "
        "at_least: 50, one_of: nguong}]",
    ),
    Recipe("all or nothing", "criterion", "max: 1, formula: {kind: all_or_nothing}"),
    Recipe(
        "all or nothing of the late files; all where none was late",
        "criterion",
        "max: 1, formula: {kind: all_or_nothing, empty: full}",
    ),
    Recipe(
        "the share of a figure; out of the total where there is nothing to count",
        "criterion",
        "max: 2, formula: {kind: ratio, counts: figure, empty: out}",
    ),
    Recipe(
        "8 of 9 in time of 1.5 points", "criterion", "max: 1.5, formula: {kind: ratio, counts: occurrences}"
    ),
    Recipe(
        "80 % gives all 6 points, less gives its share of them",
        "criterion",
        "max: 6, formula: {kind: target, counts: figure, target: 80, empty: full}",
    ),
    Recipe(
        "from 95 % 1 point, from 80 % 0.5",
        "criterion",
        "max: 1, formula: {kind: levels, counts: figure, levels: [{at_least: 95, points: 1}, {at_least: 80, "
        "points: 0.5}]}",
    ),
    Recipe(
        "two parts, the second at most 2 points",
        "criterion",
        "max: 8, formula: {kind: parts, parts: [{code: phi, points: 6, empty: zero}, {code: thue, points: 2.5, "
        "cap: 2, empty: out}]}",
    ),
    Recipe("for information only", "criterion", "formula: {kind: information}"),
    Recipe(
        "the points of its parts",
        "criteria",
        '[{code: "1.1", title: Số hóa, formula: {kind: sum}}, {code: 1.1.a, part_of: "1.1", title: Hồ sơ, '
        "max: 1}]",
    ),
    Recipe(
        "passed by any one of its parts",
        "criteria",
        '[{code: "1.1", title: Nhà tránh bão, formula: {kind: pass}, passes: {at_least: 1, of: [1.1.a, 1.1.b]}}, '
        '{code: 1.1.a, part_of: "1.1", title: Của xã, formula: {kind: pass}}, {code: 1.1.b, part_of: "1.1", '
        "title: Mượn trường, formula: {kind: pass}}]",
    ),
    Recipe(
        "passed or failed: areas 1 and 2, and one of 3 and 4",
        "set",
        'scoring: pass_fail, passes: {all: ["1", "2"], at_least: 1, of: ["3", "4"]}',
    ),
)

RULES = """\
What the words do, where one might expect otherwise:

- Codes do not nest by themselves: 1.1.a is a part of 1.1 where it says `part_of: "1.1"`. What counts together
  ("3 of 5", "a or b") and has no code in the table is given one: a criterion whose parts they are.
- Without points, what has parts and no `passes` is passed by all of them, and by all that is handed in for itself.
- What does not apply to a commune has no field: its tasks are waived (“không áp dụng”). With points a criterion of
  which all is waived gives what its `empty` says; without, `passes` asks nobody for it, and where fewer are left
  than `at_least`, for all of those.
- A task counts for the year of its `cutoff`, without one for that of its due day. What tells of a whole period
  hence has `cutoff: 31`, so that the last quarter's counts for its own year.
- `day` lies in the period's own month, the first of `dates` in the first period of a year (`next_year` apart).
  “By the 5th of the month after” is `cutoff: 31` with `after_cutoff`, in working days.
- What is accepted after its due day, and after `accepted_until`, is neither passed nor failed, and its points are
  not known: the council says.
- What is dated outside `issue_from` and `issue_by` is a warning to who reviews it, who decides, unless
  `severity` has it held back.
- A figure is typed as a part of its whole (64/100), the part never the larger: of a growth, the growth and what
  there was before. Of several in a year the last counts.
"""
