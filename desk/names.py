"""Sign-in names, and what a form must mend before an account can be made."""

import unicodedata

from desk.passwords import password_problem

LONGEST_NAME, LONGEST_DISPLAY_NAME = 40, 80


def fold_name(name: str) -> str:
    """A sign-in name as it is stored and compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def account_problems(name: str, *, display_name: str, password: str) -> dict[str, str]:
    """Everything a form must mend before an account can be made, by field; what needs no database."""
    problems: dict[str, str] = {}
    folded = fold_name(name)
    if not folded:
        problems["name"] = "missing"
    elif len(folded) > LONGEST_NAME or not all(sign.isalnum() or sign in "._-@" for sign in folded):
        problems["name"] = "name_format"
    shown = " ".join(display_name.split())
    if not shown:
        problems["display_name"] = "missing"
    elif len(shown) > LONGEST_DISPLAY_NAME or not shown.isprintable():
        problems["display_name"] = "name_format"
    if problem := password_problem(password, name=folded):
        problems["password"] = problem
    return problems
