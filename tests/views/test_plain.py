"""plain(): whatever somebody types shows as it was typed, and does nothing."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from views.plain import JOINER, LONGEST, plain

HOSTILE = [
    "**bold** and _slanted_ and ~~struck~~ and `code`",
    "[click me](https://evil.example)",
    "![](https://evil.example/beacon.png)",
    '[a]: https://evil.example "t"\n[a]',
    "https://evil.example/?q=1&r=2",
    "visit www.evil.example now",
    "WWW.EVIL.EXAMPLE",
    "write to someone@evil.example or mailto:someone@evil.example",
    "<https://evil.example>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &#42;stars&#42;",
    ":material/delete: :material/home:",
    ":smile: :+1: :100: :streamlit:",
    ":red[stop] :blue-background[go] :small[x] :rainbow[y]",
    ":orange-badge[:material/star: now]",
    "$x^2$ and $$\\frac{a}{b}$$ and 5$ to 10$",
    "# title\n## lower\n- one\n1. two\n> three\n***\n| a | b |\n|---|---|\n| 1 | 2 |",
    "    four spaces are code",
    "```\nfence\n```",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "[^1] a note\n\n[^1]: note",
    "a\\*b\\\\c \\$d",
    "line one\r\nline two\u2028line three\x00\x1b[31mred\x7f",
    "\u202egnp.exe\u202c \u2066x\u2069 \ud800",
    "x" * 100_000,
    "- [ ] a task\n+ [x] done\n1) other",
    "a​b zero​width https​://evil.example",
]
INVISIBLE = re.compile("[\u2060\u200b]")
# What Streamlit's own renderer looks for in the text of a parsed paragraph (StreamlitMarkdown, 1.67).
LATER = [
    re.compile(r":material[/_]\w+:"),
    re.compile(r":streamlit:"),
    re.compile(r":(\+1|-1|[\w-]+):"),
    re.compile(r"(?:https?|ftp):/|(?:mailto|xmpp):[a-z]", re.IGNORECASE),
    re.compile(r"www\.", re.IGNORECASE),
    re.compile(r"[-.\w+]+@[-\w]+(\.[-\w]+)+"),
    re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
]
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TYPED = st.text() | st.lists(st.sampled_from([*HOSTILE[:25], ":", "*", "[", "](", "@", "www", "http", "$", "\n"])).map(
    "".join
)


def shown(source: str) -> str:
    """What a Markdown renderer makes of it: one paragraph of nothing but text."""
    rendered = MARKDOWN.render(source).removesuffix("\n")
    if not rendered:
        return ""
    inside = re.fullmatch(r"<p>(.*)</p>", rendered, re.DOTALL)
    assert inside, rendered[:200]
    assert "<" not in inside[1], rendered[:200]
    return unescape(inside[1])


def typed(text: str) -> str:
    """The same text as a person would read it: on one line, without what cannot be seen."""
    kept = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return " ".join(INVISIBLE.sub("", kept).split())


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_shown_and_does_nothing(hostile: str):
    source = plain(hostile, most=5_000)
    text = shown(source)
    assert not [pattern.pattern for pattern in LATER if pattern.search(text)]
    assert max(map(len, re.split(r"[\s\u200b]", text)), default=0) <= 220
    source.encode()


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if len(text) < 1000], ids=lambda text: text[:12])
def test_a_reader_sees_what_was_typed(hostile: str):
    assert INVISIBLE.sub("", shown(plain(hostile))) == typed(hostile)


@given(TYPED)
def test_nothing_that_anybody_types_becomes_markdown(text: str):
    source = plain(text)
    result = shown(source)
    assert not [pattern.pattern for pattern in LATER if pattern.search(result)]
    assert "\n" not in source
    source.encode()


@given(st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126)))
def test_every_printable_sign_arrives(text: str):
    assert INVISIBLE.sub("", shown(plain(text))) == " ".join(text.split())


def test_ordinary_words_and_times_stay_as_they_are():
    assert plain("Agrícola del Norte, S. A.") == "Agrícola del Norte\\, S\\. A\\."
    assert JOINER not in plain("jue 19 nov, 20:00 Tijuana")


def test_nothing_and_other_things():
    assert plain(None) == ""
    assert plain(12) == "12"
    assert plain("  \n ") == ""


def test_a_text_can_be_cut_short():
    assert plain("Agrícola del Norte", most=10) == "Agrícola…"
    assert len(plain("a b " * 10_000)) <= LONGEST


def test_a_frame_around_it_keeps_it_inert():
    source = f"**{plain('x** [a](http://e) **y')}**"
    assert MARKDOWN.render(source).count("<strong>") == 1
    assert "<a" not in MARKDOWN.render(source)
