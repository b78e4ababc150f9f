import pytest

from bot.sandbox.markup import MarkupError, flatten, parse_html


@pytest.mark.parametrize(
    "tag",
    ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "tg-spoiler", "blockquote"],
)
def test_every_tag_of_telegram_is_taken_off_the_text(tag: str) -> None:
    text, entities = flatten(parse_html(f"Hạn <{tag}>thứ Tư</{tag}>."))
    assert text == "Hạn thứ Tư."
    assert [(entity["offset"], entity["length"]) for entity in entities] == [(4, 6)]


def test_a_link_keeps_its_address_and_a_blockquote_its_fold() -> None:
    _, entities = flatten(
        parse_html('<a href="https://a.vn/?x=1&amp;y=2">xem</a><blockquote expandable>b</blockquote>')
    )
    assert entities[0]["url"] == "https://a.vn/?x=1&y=2"
    assert entities[1]["type"] == "expandable_blockquote"


def test_entities_count_in_utf16_units_and_follow_the_trimming() -> None:
    text, entities = flatten(parse_html("\n 🔔 <b>Đã xong</b> \n"))
    assert text == "🔔 Đã xong"
    assert entities == [{"type": "bold", "offset": 3, "length": 7}]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"'),
        ("&#272;&#xE3; xong", "Đã xong"),
        ("&nbsp; & &lạ; 5 > 3", "&nbsp; & &lạ; 5 > 3"),
        ("<B>hoa</b>", "hoa"),
        ("<b>x</>", "x"),
    ],
)
def test_characters_are_read_as_telegram_reads_them(source: str, text: str) -> None:
    assert flatten(parse_html(source))[0] == text


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("Đ <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("5 < 6 và 7 > 6", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<a href='x>a</a>", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(MarkupError) as refused:
        parse_html(source)
    assert str(refused.value) == complaint
