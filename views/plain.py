"""Text that came from outside, made inert: nothing in it is ever read as Markdown, a link, an icon, colour or math.

Streamlit renders Markdown in nearly every label, alert, metric, toast and tab. Text of callers, mails and
reference rows goes there only through plain(). It is not for st.text, st.dataframe cells, st.code, the options of
st.selectbox or the value of an input: these show text as it is, and would show the backslashes too.
"""

import re

from rules.masking import breakable

LONGEST = 20_000  # one word of 100,000 characters freezes a browser for half a minute
JOINER = "\u2060"  # invisible, and does not let a line break
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Control characters, signs that turn the reading direction, and halves of a character that cannot be sent at all.
UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What Streamlit looks for in the text itself, after its escapes are gone: icons and emoji between colons, addresses,
# and arrows drawn with signs. An invisible joiner keeps their parts apart; a time of day stays whole.
SEAMS = (
    re.compile(r"(?<=:)(?=\S)(?!(?<=\d:)\d\d(?![\d:]))"),
    re.compile(r"(?<=@)(?=\S)"),
    re.compile(r"(?<=www)(?=\.)", re.IGNORECASE),
    re.compile(r"(?<=[-<>=~])(?=[-<>=~])"),
)


def plain(text: object, *, most: int = LONGEST) -> str:
    """The text for a label or any other place that renders Markdown: it shows exactly what was typed, on one line.

    Every punctuation mark is escaped, line ends become spaces, words over 200 characters can wrap, and after `most`
    characters an ellipsis ends it. None is empty.
    """
    shown = " ".join(UNFIT.sub("", "" if text is None else str(text)).split())
    if len(shown) > most:
        shown = shown[: max(0, most - 1)].rstrip() + "…"
    shown = breakable(shown)
    for seam in SEAMS:
        shown = seam.sub(JOINER, shown)
    return PUNCTUATION.sub(r"\\\1", shown)
