"""How the command is to be called, said in Vietnamese: argparse speaks English."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

_TITLES = ("cần có", "tùy chọn")
_IN_VIETNAMESE = (
    (r"the following arguments are required: (.*)", r"Còn thiếu {0}."),
    (r"unrecognized arguments: (.*)", r"Không hiểu {0}."),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"{0}: không có “{1}”. Dùng: {2}."),
    (r"argument (.*?): expected one argument", r"{0} cần một giá trị."),
    (r"argument (.*?): ignored explicit argument .*", r"{0} không nhận giá trị."),
    (r"argument (.*?): (phải .*)", r"{0} {1}."),
)


class Help(argparse.HelpFormatter):
    """Headings in Vietnamese."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """What is wrong with a call is one sentence below its usage; it exits with 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, formatter_class=Help, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = _TITLES
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thoát")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{_in_vietnamese(message)} Xem {self.prog} --help.\n")


def _in_vietnamese(message: str) -> str:
    for pattern, sentence in _IN_VIETNAMESE:
        if match := re.fullmatch(pattern, message):
            return sentence.format(*(part.replace("'", "") for part in match.groups()))
    return "Cách gọi chưa đúng."
