"""YAML text as plain values, each with the line it stands on.

Sequences become tuples, decimals keep their literal digits (0.1 stays 0.1), texts are NFC. Aliases are
refused: an admin's file needs none, and they can make a small file endless.
"""

import codecs
import datetime as dt
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

import yaml

from models.catalogue.faults import CatalogueFaults, Fault, Location

Path = tuple[str | int, ...]

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass
class Source:
    """A file as plain values: its content, the place of each path, and the faults found so far."""

    name: str
    value: object = None
    places: dict[Path, Location] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    whole: ClassVar[Location] = Location()

    def place_of(self, path: Path) -> Location:
        """The place of a path; of its nearest parent where the path itself is not in the file; else the whole."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.whole)

    def refuse(self, path: Path, sentence: str) -> None:
        """Adds a fault at the place of `path`."""
        self.faults.append(Fault(self.name, self.place_of(path), sentence))


def read_source(content: str | bytes, name: str) -> Source:
    """The plain values of a YAML file; raises CatalogueFaults when there is nothing to go on with."""
    text = content if isinstance(content, str) else _decoded(content, name)
    node = _composed(unicodedata.normalize("NFC", text.removeprefix("\ufeff")), name)
    source = Source(name)
    source.value = _plain(node, (), source)
    return source


def _decoded(content: bytes, name: str) -> str:
    if content.startswith(_UTF16):
        raise _unreadable(name, 1, "Tệp lưu ở mã UTF-16: hãy lưu lại với mã hóa UTF-8.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = "Tệp không phải văn bản UTF-8: hãy kiểm tra đúng tệp chưa, hoặc lưu lại với mã hóa UTF-8."
        raise _unreadable(name, line, sentence) from None


def _composed(text: str, name: str) -> yaml.Node:
    try:
        node = _fast(text) or yaml.compose(text, Loader=_YamlLoader)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(name, *_where_and_why(error)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        sentence = "Có ký tự lạ, tệp có lẽ không phải văn bản: hãy kiểm tra đúng tệp YAML chưa."
        raise _unreadable(name, line, sentence) from None
    except RecursionError:
        raise _unreadable(name, 1, "Các mục lồng nhau quá sâu: hãy kiểm tra đúng tệp chưa.") from None
    if node is None or node.value == "":
        raise _unreadable(name, 1, "Tệp trống: hãy chọn tệp danh mục có nội dung.")
    return node


def _fast(text: str) -> yaml.Node | None:
    """What the parser in C makes of it; None where it is not installed, or finds a fault: the other one says where
    and why."""
    if _FastLoader is None:
        return None
    with suppress(yaml.YAMLError, UnicodeError):
        return yaml.compose(text, Loader=_FastLoader)
    return None


def _where_and_why(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(error, _AliasRefused):
        return line, "Không dùng & và * (tham chiếu YAML) trong tệp này: hãy viết lại nội dung đầy đủ."
    return line, (
        f"Không đọc được YAML ở cột {column}: kiểm tra thụt đầu dòng (dùng dấu cách, không dùng Tab), "
        "dấu hai chấm và dấu nháy ở dòng này hoặc dòng trên."
    )


def _unreadable(name: str, line: int, sentence: str) -> CatalogueFaults:
    return CatalogueFaults([Fault(name, Location(line=line), sentence)])


class _AliasRefused(yaml.MarkedYAMLError):
    pass


class _Composer(yaml.composer.Composer):
    check_event: Any
    peek_event: Any

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _AliasRefused(problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)


class _YamlLoader(_Composer, yaml.SafeLoader):
    pass


def _with_c_parser() -> Any:
    """A loader that takes the events of the parser in C, five times as fast, and composes here: what is nested
    without end fills no stack but ours. None where yaml was built without it."""
    if not yaml.__with_libyaml__:
        return None
    from yaml._yaml import CParser

    class FastLoader(_Composer, CParser, yaml.resolver.Resolver):
        def __init__(self, stream: str) -> None:
            CParser.__init__(self, stream)
            _Composer.__init__(self)
            yaml.resolver.Resolver.__init__(self)

    return FastLoader


_FastLoader = _with_c_parser()


def _plain(node: yaml.Node, path: Path, source: Source) -> object:
    source.places.setdefault(path, _place(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(child, (*path, index), source) for index, child in enumerate(node.value))
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, source: Source) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        place, inner = _place(key_node), (*path, key)
        if key in found:
            sentence = f"“{key}” đã có ở {source.places[inner]}: bỏ một trong hai."
            source.faults.append(Fault(source.name, place, sentence))
        else:
            source.places[inner] = place
            found[key] = _plain(value_node, inner, source)
    return found


def _place(node: yaml.Node) -> Location:
    return Location(line=node.start_mark.line + 1)


def _no_value(_: str) -> None:
    return None


def _truth(text: str) -> bool:
    return text.lower() in ("true", "yes", "on")


_READERS: dict[str, Callable[[str], object]] = {
    "tag:yaml.org,2002:null": _no_value,
    "tag:yaml.org,2002:bool": _truth,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": Decimal,
    "tag:yaml.org,2002:timestamp": dt.date.fromisoformat,
}


def _scalar(node: yaml.Node) -> object:
    """The scalar's value; the text itself where it only looks like a number or a day (2026-02-30)."""
    try:
        return _READERS.get(node.tag, str)(node.value)
    except (ValueError, InvalidOperation):
        return node.value
