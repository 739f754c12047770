"""The accent-blind word index of inquiries: FTS5 on SQLite, tsvector on PostgreSQL. Words come in folded."""

from sqlalchemy import text
from sqlmodel import Session

_SQLITE_PUT = text("INSERT OR REPLACE INTO inquiry_search(rowid, words) VALUES (:id, :words)")
_PG_PUT = text(
    "INSERT INTO inquiry_search(rowid, words) VALUES (:id, to_tsvector('simple', :words)) "
    "ON CONFLICT (rowid) DO UPDATE SET words = excluded.words"
)


def put_words(work: Session, inquiry_id: int, words: str) -> None:
    """Index the words of one inquiry, in place of those it had."""
    statement = _SQLITE_PUT if work.get_bind().dialect.name == "sqlite" else _PG_PUT
    work.connection().execute(statement, {"id": inquiry_id, "words": words})


def match_clause(dialect: str, terms: tuple[str, ...], *, whole: bool = False) -> tuple[str, dict[str, str]]:
    """SQL that is true for inquiries having all `terms`, the last one as a beginning unless they are `whole`.

    Terms are letters and digits only.
    """
    if dialect == "sqlite":
        query = " ".join(f'"{term}"' for term in terms) + ("" if whole else "*")
        return "inquiry_search MATCH :words", {"words": query.strip()}
    query = " & ".join([*terms[:-1], terms[-1] + ("" if whole else ":*")])
    return "words @@ to_tsquery('simple', :words)", {"words": query}
