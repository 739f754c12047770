"""Who works here: making accounts, passwords, roles, leaving and coming back.

`by` is the account that does it: somebody who leads the desk, the person on their own account, or None for whoever is
at the server. Whatever takes rights away ends the sign-ins of that account in the same transaction.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from db.models import Account as Account  # auth has it from here
from desk.errors import DeskError
from desk.events import remember_account
from desk.links import end_links
from desk.names import account_problems, fold_name
from desk.passwords import hash_password, password_problem
from desk.rights import may_give, verb
from desk.sign_ins import end_sign_ins
from rules.codes import Lang, Role
from rules.roles import ADMINISTRATORS, LEADS, leads


def anybody(look: Session) -> bool:
    """Whether there is any account yet."""
    return look.exec(select(Account.id).limit(1)).first() is not None


def account_named(look: Session, name: str) -> Account:
    """The account of a sign-in name, active or not. DeskError `unknown_account`."""
    account = look.exec(select(Account).where(Account.name == fold_name(name))).one_or_none()
    if account is None:
        raise DeskError("unknown_account", field="account")
    return account


@verb
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
    must_change: bool = False,
) -> Account:
    """Make an account; `must_change` when others know its password. DeskError with the field and code of the first
    problem, or `name_taken`."""
    if by is not None and not may_give(work, by, role):
        raise DeskError("not_allowed")
    for field, code in account_problems(name, display_name=display_name, password=password).items():
        raise DeskError(code, field=field)
    folded = fold_name(name)
    if work.exec(select(Account.id).where(Account.name == folded)).first() is not None:
        raise DeskError("name_taken", field="name")
    account = Account(
        name=folded, display_name=" ".join(display_name.split()), password_hash=hash_password(password),
        role=Role(role), language=Lang(language), created_at=now, must_change=must_change,
    )  # fmt: skip
    work.add(account)
    work.flush()
    remember_account(work, "account_created", account.id, by=by, now=now, role=account.role)
    return account


def create_first_account(
    work: Session, name: str, *, display_name: str, password: str, language: str, now: datetime
) -> Account:
    """Make the first account, an administrator's. DeskError `already_set_up` as soon as there is any account."""
    if anybody(work):
        raise DeskError("already_set_up")
    return create_account(
        work, name, display_name=display_name, password=password, role=Role.ADMINISTRATOR, language=language, now=now
    )


@verb
def set_password(
    work: Session, account: Account, *, password: str, now: datetime, by: int | None = None, keep: str = ""
) -> None:
    """Give a new password; every sign-in of the account ends but `keep`, and no link opens it any more.

    Set by somebody else, it has to be changed first of all. DeskError with what is wrong.
    """
    account = here(work, account)
    if problem := password_problem(password, name=account.name):
        raise DeskError(problem, field="password")
    account.password_hash = hash_password(password)
    account.must_change = by != account.id
    end_sign_ins(work, account, now=now, keep=keep)
    end_links(work, account, now=now)
    remember_account(work, "password_set", account.id, by=by, now=now)


@verb
def set_language(work: Session, account: Account, *, language: str, now: datetime, by: int | None = None) -> None:
    """The language this person reads."""
    account = here(work, account)
    before, account.language = account.language, Lang(language)
    remember_account(work, "language_set", account.id, by=by, now=now, before=before, after=account.language)


@verb
def change_role(work: Session, account: Account, *, role: str, now: datetime, by: int | None = None) -> None:
    """Give somebody another role. DeskError `last_supervisor` or `last_administrator` when nobody could undo it."""
    account = here(work, account)
    if role != account.role and role != Role.ADMINISTRATOR:
        _refuse_the_last(work, account)
    before, account.role = account.role, Role(role)
    end_sign_ins(work, account, now=now)
    remember_account(work, "role_changed", account.id, by=by, now=now, before=before, after=account.role)


@verb
def deactivate(work: Session, account: Account, *, now: datetime, by: int | None = None) -> None:
    """Somebody leaves: no sign-in any more, the work they did keeps their name. DeskError `last_supervisor`."""
    account = here(work, account)
    _refuse_the_last(work, account)
    account.active = False
    end_sign_ins(work, account, now=now)
    end_links(work, account, now=now)
    remember_account(work, "account_deactivated", account.id, by=by, now=now)


@verb
def reactivate(work: Session, account: Account, *, now: datetime, by: int | None = None) -> None:
    """Somebody comes back, with the password they had."""
    account = here(work, account)
    account.active = True
    remember_account(work, "account_reactivated", account.id, by=by, now=now)


def here(work: Session, account: Account) -> Account:
    """The account as it is in this transaction; the one given may have been read in another."""
    mine = work.get(Account, account.id)
    if mine is None:
        raise DeskError("unknown_account", field="account")
    return mine


def _refuse_the_last(work: Session, account: Account) -> None:
    """Somebody has to be left who may do for the desk what this person does."""
    if not account.active or not leads(account.role):
        return
    enough = ADMINISTRATORS if account.role == Role.ADMINISTRATOR else LEADS
    others = select(Account.id).where(col(Account.role).in_(enough), col(Account.active), Account.id != account.id)
    if work.exec(others.limit(1)).first() is None:
        raise DeskError(f"last_{account.role}", name=account.display_name)
