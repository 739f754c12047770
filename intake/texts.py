"""Rows out of text: whatever its encoding, its separator and its line ends."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from intake.refusals import NotReadError
from rules.courier_list import Row

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = "\t;,|"
JUDGED = 50
TOLD = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # the first line by which Excel is told the separator
WIDE = re.compile(r"\t+| {2,}")


def rows_of_text(data: bytes, *, most: int) -> Iterator[Row]:
    """The rows of a text, at most one more than `most`. Raises NotReadError when it is no text."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    told = TOLD.fullmatch(first)
    separator = told[1] if told else _separator(text)
    if separator:
        yield from _split(rest if told else text, separator, most=most, first=2 if told else 1)
        return
    lines = [line.strip() for line in text.split("\n", most + 2)[: most + 2]]
    pairs = [line.split() for line in lines]
    in_pairs = {len(pair) for pair in pairs if pair} == {2}
    for line, (whole, pair) in enumerate(zip(lines, pairs, strict=True), 1):
        yield Row(line, tuple(pair if in_pairs else WIDE.split(whole)))


def decoded(data: bytes) -> str:
    """The text of bytes: by its mark, else by its look; each line by itself, because lists are put together."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) > 3 and zeros[:200].count(0) > len(zeros[:200]) // 2:
            return data.decode(name, "replace")
    if b"\x00" in data:
        raise NotReadError("no_list")
    return "\n".join(map(_line, data.split(b"\n")))


def _line(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The sign that cuts most of the first rows into equally many cells; none when no sign cuts them at all."""
    best, found = (0, 0), ""
    head = "\n".join([line for line in text.split("\n", 4 * JUDGED) if line.strip()][:JUDGED])
    for sign in SEPARATORS:
        widths = Counter(len(row.cells) for row in _split(head, sign, most=JUDGED))
        width, rows = max(widths.items(), key=lambda one: (one[0] > 1, one[1], one[0]), default=(0, 0))
        if width > 1 and (rows, width) > best:
            best, found = (rows, width), sign
    return found


def _split(text: str, sign: str, *, most: int, first: int = 1) -> Iterator[Row]:
    reader, line, found = csv.reader(StringIO(text), delimiter=sign), first, 0
    try:
        for cells in reader:
            filled: Sequence[str] = cells if any(map(str.strip, cells)) else ()
            if filled:
                found += 1
                yield Row(line, tuple(filled))
            if found > most:
                return
            line = first + reader.line_num
    except csv.Error as error:
        raise NotReadError("damaged") from error
