"""`python -m seed --story demo --inquiries 6000 --seed 42`: `ventanilla demo` for developers."""

import argparse
import sys

from config import settings
from db.setup import DatabaseProblem
from seed.making import Phase, Story, make


def main() -> int:
    """Exit code 2 when there is a database already."""
    ask = argparse.ArgumentParser(prog="python -m seed", description=__doc__)
    ask.add_argument("--story", choices=[str(story) for story in Story], default=str(Story.DEMO))
    ask.add_argument("--inquiries", type=int)
    ask.add_argument("--seed", type=int, default=42)
    ask.add_argument("--database", default=settings().database_url)
    given = ask.parse_args()
    try:
        made = make(
            given.database, Story(given.story), now=settings().now(), seed=given.seed, inquiries=given.inquiries,
            told=_tell,
        )  # fmt: skip
    except DatabaseProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"\r{made.inquiries:,}")
    for one in made.sign_ins:
        print(f"{one.role:<13} {one.name:<8} {one.password}")
    return 0


def _tell(phase: Phase, done: int, of: int) -> None:
    if phase is not Phase.TELLING or done % 1_000 == 0:
        print(f"\r{phase}: {done:,} / {of:,} ", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
