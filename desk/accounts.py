"""Who works here: making accounts, passwords, roles, leaving and coming back.

`by` is the account that does it: a supervisor, the person on their own account, or None for the administrator at the
server. Whatever takes rights away ends the sign-ins of that account in the same transaction.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from db.models import Account
from desk.errors import DeskError
from desk.events import remember_account
from desk.names import account_problems, fold_name
from desk.passwords import hash_password, password_problem
from desk.sign_ins import end_sign_ins
from rules.codes import Lang, Role


def anybody(look: Session) -> bool:
    """Whether there is any account yet."""
    return look.exec(select(Account.id).limit(1)).first() is not None


def account_named(look: Session, name: str) -> Account:
    """The account of a sign-in name, active or not. DeskError `unknown_account`."""
    account = look.exec(select(Account).where(Account.name == fold_name(name))).one_or_none()
    if account is None:
        raise DeskError("unknown_account", field="account")
    return account


def create_account(
    work: Session,
    name: str,
    *,
    display_name: str,
    password: str,
    role: str,
    language: str,
    now: datetime,
    by: int | None = None,
) -> Account:
    """Make an account. DeskError with the field and code of the first problem, or `name_taken`."""
    may(work, by)
    for field, code in account_problems(name, display_name=display_name, password=password).items():
        raise DeskError(code, field=field)
    folded = fold_name(name)
    if work.exec(select(Account.id).where(Account.name == folded)).first() is not None:
        raise DeskError("name_taken", field="name")
    account = Account(
        name=folded, display_name=" ".join(display_name.split()), password_hash=hash_password(password),
        role=Role(role), language=Lang(language), created_at=now,
    )  # fmt: skip
    work.add(account)
    work.flush()
    remember_account(work, "account_created", account.id, by=by, now=now, role=account.role)
    return account


def create_first_account(
    work: Session, name: str, *, display_name: str, password: str, language: str, now: datetime
) -> Account:
    """Make the first account, a supervisor's. DeskError `already_set_up` as soon as there is any account."""
    if anybody(work):
        raise DeskError("already_set_up")
    return create_account(
        work, name, display_name=display_name, password=password, role=Role.SUPERVISOR, language=language, now=now
    )


def set_password(
    work: Session, account: Account, *, password: str, now: datetime, by: int | None = None, keep: str = ""
) -> None:
    """Give a new password; every sign-in of the account ends but `keep`. DeskError with the code of what is wrong."""
    account = here(work, account)
    may(work, by, self=account)
    if problem := password_problem(password, name=account.name):
        raise DeskError(problem, field="password")
    account.password_hash = hash_password(password)
    end_sign_ins(work, account, now=now, keep=keep)
    remember_account(work, "password_set", account.id, by=by, now=now)


def set_language(work: Session, account: Account, *, language: str, now: datetime, by: int | None = None) -> None:
    """The language this person reads."""
    account = here(work, account)
    may(work, by, self=account)
    before, account.language = account.language, Lang(language)
    remember_account(work, "language_set", account.id, by=by, now=now, before=before, after=account.language)


def change_role(work: Session, account: Account, *, role: str, now: datetime, by: int | None = None) -> None:
    """Make somebody an agent or a supervisor. DeskError `last_supervisor` when nobody could undo it."""
    account = here(work, account)
    may(work, by)
    if role != Role.SUPERVISOR:
        _refuse_the_last(work, account)
    before, account.role = account.role, Role(role)
    end_sign_ins(work, account, now=now)
    remember_account(work, "role_changed", account.id, by=by, now=now, before=before, after=account.role)


def deactivate(work: Session, account: Account, *, now: datetime, by: int | None = None) -> None:
    """Somebody leaves: no sign-in any more, the work they did keeps their name. DeskError `last_supervisor`."""
    account = here(work, account)
    may(work, by)
    _refuse_the_last(work, account)
    account.active = False
    end_sign_ins(work, account, now=now)
    remember_account(work, "account_deactivated", account.id, by=by, now=now)


def reactivate(work: Session, account: Account, *, now: datetime, by: int | None = None) -> None:
    """Somebody comes back, with the password they had."""
    account = here(work, account)
    may(work, by)
    account.active = True
    remember_account(work, "account_reactivated", account.id, by=by, now=now)


def here(work: Session, account: Account) -> Account:
    """The account as it is in this transaction; the one given may have been read in another."""
    mine = work.get(Account, account.id)
    if mine is None:
        raise DeskError("unknown_account", field="account")
    return mine


def may(work: Session, by: int | None, *, self: Account | None = None) -> None:
    """Refuse who is neither a supervisor nor, on their own account, the person. DeskError `not_allowed`."""
    if by is None or (self is not None and by == self.id):
        return
    actor = work.get(Account, by)
    if actor is None or not actor.active or actor.role != Role.SUPERVISOR:
        raise DeskError("not_allowed")


def _refuse_the_last(work: Session, account: Account) -> None:
    others = select(Account.id).where(Account.role == Role.SUPERVISOR, col(Account.active), Account.id != account.id)
    if account.role == Role.SUPERVISOR and account.active and work.exec(others.limit(1)).first() is None:
        raise DeskError("last_supervisor", name=account.display_name)
