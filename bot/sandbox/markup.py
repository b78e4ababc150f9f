"""Telegram's HTML parse mode: the tags it takes, its complaints word for word, and what is left as text.

The grammar and the sentences follow `parse_html` of Telegram's own server library (tdlib, MessageEntity.cpp).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ENTITY_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_COMMAND = re.compile(r"(?:^|(?<=\s))/[A-Za-z0-9_]{1,32}")


class MarkupError(ValueError):
    """What Telegram says after `can't parse entities: `."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list["str | Element"] = field(default_factory=list)


Node = str | Element


def utf16_length(text: str) -> int:
    """The length Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> list[Node]:
    """The tree of a message in HTML parse mode. Raises MarkupError."""
    return _Parser(source).parse()


def flatten(nodes: list[Node]) -> tuple[str, list[dict[str, Any]]]:
    """The text without tags, trimmed as Telegram trims it, and its entities (offsets in UTF-16 units)."""
    entities: list[dict[str, Any]] = []
    text = _collect(nodes, 0, entities)
    lead = len(text) - len(text.lstrip())
    shown = text.strip()
    return shown, [kept for entity in entities if (kept := _trimmed(entity, lead, utf16_length(shown)))]


def plain_entities(text: str) -> list[dict[str, Any]]:
    """The entities Telegram finds by itself in a person's words: here, bot commands."""
    return [
        {"type": "bot_command", "offset": utf16_length(text[: m.start()]), "length": len(m.group())}
        for m in _COMMAND.finditer(text)
    ]


def as_json(nodes: list[Node]) -> list[Any]:
    """The tree as plain lists and dicts, for a page that builds its own elements."""
    return [node if isinstance(node, str) else _element_json(node) for node in nodes]


def _element_json(element: Element) -> dict[str, Any]:
    return {"tag": element.tag, "href": element.attributes.get("href"), "children": as_json(element.children)}


def _collect(nodes: list[Node], offset: int, entities: list[dict[str, Any]]) -> str:
    text = ""
    for node in nodes:
        start = offset + utf16_length(text)
        if isinstance(node, str):
            text += node
            continue
        entity = _entity_of(node, start)
        entities.append(entity)
        inner = _collect(node.children, start, entities)
        entity["length"] = utf16_length(inner)
        text += inner
    return text


def _entity_of(element: Element, offset: int) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": ENTITY_TYPES[element.tag], "offset": offset, "length": 0}
    if element.tag == "a":
        entity["url"] = element.attributes.get("href", "")
    if element.tag == "blockquote" and "expandable" in element.attributes:
        entity["type"] = "expandable_blockquote"
    return entity


def _trimmed(entity: dict[str, Any], lead: int, total: int) -> dict[str, Any] | None:
    start = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] + entity["length"] - lead, total)
    if end <= start or entity.get("url") == "":
        return None
    return {**entity, "offset": start, "length": end - start}


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.root = Element("", {})
        self.open: list[Element] = []

    def parse(self) -> list[Node]:
        while self.at < len(self.source):
            if self._next() == "&":
                self._say(self._character())
            elif self._next() == "<":
                self._tag()
            else:
                self._say(self._take(r"[^&<]+"))
        if self.open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.root.children

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self, pattern: str) -> str:
        match = re.compile(pattern).match(self.source, self.at)
        taken = match.group() if match else ""
        self.at += len(taken)
        return taken

    def _offset(self, at: int) -> str:
        return f"at byte offset {len(self.source[:at].encode('utf-8', 'surrogatepass'))}"

    def _say(self, text: str) -> None:
        children = (self.open[-1] if self.open else self.root).children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def _character(self) -> str:
        match = _CHARACTER.match(self.source, self.at)
        decoded = _decode(match) if match else None
        if match is None or decoded is None:
            self.at += 1
            return "&"
        self.at = match.end()
        return decoded

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self._next() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        tag = self._take(r"[^\s>]+").lower()
        if not self._next():
            raise MarkupError(f"Unclosed start tag {self._offset(begin)}")
        if tag not in ENTITY_TYPES:
            raise MarkupError(f'Unsupported start tag "{tag}" {self._offset(begin)}')
        element = Element(tag, dict(self._attributes(tag, begin)))
        self.at += 1
        (self.open[-1] if self.open else self.root).children.append(element)
        self.open.append(element)

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise MarkupError(f"Unexpected end tag {self._offset(begin)}")
        self.at += 1
        name = self._take(r"[^\s>]+").lower()
        self._take(r"\s+")
        if self._next() != ">":
            raise MarkupError(f"Unclosed end tag {self._offset(begin)}")
        self.at += 1
        expected = self.open.pop().tag
        if name and name != expected:
            raise MarkupError(
                f'Unmatched end tag {self._offset(begin)}, expected "</{expected}>", found "</{name}>"'
            )

    def _attributes(self, tag: str, begin: int) -> Iterator[tuple[str, str]]:
        self._take(r"\s+")
        while self._next() != ">":
            name = self._take(r"[^\s=>/\"']+").lower()
            if not self._next():
                raise MarkupError(f'Unclosed start tag "{tag}" {self._offset(begin)}')
            if not name:
                raise MarkupError(f'Empty attribute name in the tag "{tag}" {self._offset(begin)}')
            self._take(r"\s+")
            yield name, self._value(tag, begin) if self._take("=") else ""
            self._take(r"\s+")

    def _value(self, tag: str, begin: int) -> str:
        self._take(r"\s+")
        quote = self._next()
        if quote not in ('"', "'"):
            return self._bare_value()
        self.at += 1
        value = self._take(f"[^{quote}]+")
        if not self._next():
            raise MarkupError(f'Unclosed start tag "{tag}" {self._offset(begin)}')
        self.at += 1
        return _CHARACTER.sub(lambda match: _decode(match) or match.group(), value)

    def _bare_value(self) -> str:
        begin = self.at
        value = self._take(r"[A-Za-z0-9.\-]+")
        if not re.match(r"[\s>]", self._next()):
            raise MarkupError(f"Unexpected end of name token {self._offset(begin)}")
        return value


def _decode(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED_CHARACTERS[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else None
