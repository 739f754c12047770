"""Rows for the floors of `benchmarks.seeding`: those of a made desk as they lie, and such as a script invents."""

from collections.abc import Iterator
from random import Random
from typing import Any

from rules.folding import fold

Batch = dict[tuple[str, str], list[Any]]
"""Rows by (what they are, the statement that writes them)."""

BIG = ("inquiry", "contact", "event", "deadline", "delivery", "customer")
OWN = {
    "inquiry": {"folio": "26-{n:06}-0", "client_key": "key-{n:08}"},
    "customer": {"name": "Nombre Apellido {n}", "email": "nombre{n}@example.com", "phone_digits": "55{n:08}",
                 "ds160": "AA00{n:06}"},
}  # fmt: skip
"""What every row has for itself; a number comes in."""
PUT = "INSERT INTO inquiry_search(rowid, words) VALUES (?, ?)"
COUNT = "INSERT INTO rollup VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"
DAYS = (
    "SELECT received_on, reason_code, coalesce(city_code, ''), count(*) FROM inquiry "
    "WHERE id > ? AND id <= ? GROUP BY 1, 2, 3"
)
WORDS = """
    SELECT i.id, i.folio || ' ' || replace(i.folio, '-', '') || ' ' || i.subject || ' ' || i.receipt || ' '
        || coalesce(c.name || ' ' || c.email || ' ' || c.phone_digits || ' ' || c.ds160, '') || ' '
        || coalesce(o.name, '') || ' ' || coalesce(d.tracking_number, '') || ' '
        || (SELECT group_concat(text, ' ') FROM contact WHERE inquiry_id = i.id)
    FROM inquiry i LEFT JOIN customer c ON c.id = i.customer_id LEFT JOIN organisation o ON o.id = i.organisation_id
        LEFT JOIN delivery d ON d.inquiry_id = i.id
    WHERE i.id > ? AND i.id <= ? ORDER BY i.id
"""
AT_ONCE = 10_000
SAMPLE = 4_000


def ready(made: Any) -> Iterator[Batch]:
    """The rows of a made desk, so many inquiries at a time and as much of every other table."""
    steps, sizes = _sizes(made)
    cursors = {name: made.execute(f"SELECT * FROM {name} ORDER BY rowid") for name in BIG}
    for step in range(steps):
        span = (step * AT_ONCE, (step + 1) * AT_ONCE)
        batch: Batch = {
            (name, _insert(name, len(cursors[name].description))): cursors[name].fetchmany(sizes[name]) for name in BIG
        }
        batch["rollup", COUNT] = made.execute(DAYS, span).fetchall()
        batch["words", PUT] = [(number, fold(said)) for number, said in made.execute(WORDS, span)]
        yield batch


def invented(made: Any) -> Iterator[Batch]:
    """As many rows of the same shape, every value drawn from those that occur: what a short script would do."""
    rng, (steps, sizes) = Random(1), _sizes(made)
    pools = {name: _pools(made, name) for name in BIG}
    words = [fold(said) for _, said in made.execute(WORDS, (0, SAMPLE))]
    last = dict.fromkeys(BIG, 0)
    for _ in range(steps):
        batch: Batch = {}
        for name in BIG:
            rows = [_row(rng, name, pools[name], last[name] + n + 1) for n in range(sizes[name])]
            last[name] += len(rows)
            batch[name, _insert(name, len(pools[name]))] = rows
        inquiries = batch["inquiry", _insert("inquiry", len(pools["inquiry"]))]
        places = [list(pools["inquiry"]).index(column) for column in ("received_on", "reason_code", "city_code")]
        batch["rollup", COUNT] = [(*[row[place] or "" for place in places], 1) for row in inquiries]
        batch["words", PUT] = [(row[0], f"{row[1]} {rng.choice(words)}") for row in inquiries]
        yield batch


def _row(rng: Random, name: str, pools: dict[str, list[Any]], number: int) -> list[Any]:
    row = [number, *[rng.choice(pool) for column, pool in pools.items()][1:]]
    for place, column in enumerate(pools):
        if form := OWN.get(name, {}).get(column):
            row[place] = form.format(n=number)
        elif column == "inquiry_id" and place:
            row[place] = number
    return row


def _pools(made: Any, name: str) -> dict[str, list[Any]]:
    found = made.execute(f"SELECT * FROM {name} LIMIT {SAMPLE}")
    columns = [one[0] for one in found.description]
    return dict(zip(columns, map(list, zip(*found.fetchall(), strict=True)), strict=True))


def _sizes(made: Any) -> tuple[int, dict[str, int]]:
    """How many batches, and how many rows of each table are in one."""
    steps = -(-made.execute("SELECT max(id) FROM inquiry").fetchone()[0] // AT_ONCE)
    return steps, {name: -(-made.execute(f"SELECT count(*) FROM {name}").fetchone()[0] // steps) for name in BIG}


def _insert(name: str, places: int) -> str:
    return f"INSERT INTO {name} VALUES ({', '.join('?' * places)})"
