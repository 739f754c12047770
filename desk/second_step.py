"""The second step of signing in: a code of six figures from a telephone (RFC 6238), never accepted twice."""

import hmac
import re
import unicodedata
from datetime import datetime

import pyotp
from sqlmodel import Session

from db.models import Account
from desk.errors import DeskError
from desk.events import remember_account
from desk.rights import verb
from rules.roles import STEPPERS

ISSUER = "Ventanilla"
SKEW = 1
"""Steps of thirty seconds that a telephone may be early or late."""
FIGURES = re.compile(r"\d{6}", re.ASCII)


def new_secret() -> str:
    """160 bits, as telephones read them."""
    return pyotp.random_base32()


def link_of(account: Account) -> str:
    """What a telephone opens to take the secret over."""
    return pyotp.TOTP(account.totp_secret).provisioning_uri(name=account.name, issuer_name=ISSUER)


@verb
def prepare_second_step(work: Session, account: Account, *, secret: str, now: datetime, by: int | None = None) -> None:
    """Keep a secret that nobody is asked for yet. DeskError `no_second_step` for a role without it, `on_already`."""
    account = _here(work, account)
    if account.role not in STEPPERS:
        raise DeskError("no_second_step")
    if account.totp_on_at is not None:
        raise DeskError("second_step_on")
    account.totp_secret, account.totp_last = secret, None


@verb
def turn_on_second_step(
    work: Session, account: Account, *, code: str, at: datetime, now: datetime, by: int | None = None
) -> None:
    """From now on a code is asked for: the telephone has just shown a right one. DeskError `code_wrong`."""
    account = _here(work, account)
    if account.totp_on_at is not None:
        raise DeskError("second_step_on")
    if not account.totp_secret or not _fits(account, code, at=at):
        raise DeskError("code_wrong")
    account.totp_on_at = now
    remember_account(work, "second_step_on", account.id, by=by, now=now)


@verb
def turn_off_second_step(work: Session, account: Account, *, now: datetime, by: int | None = None) -> None:
    """The password alone is enough again: the telephone is lost, or not wanted any more. DeskError `gone`."""
    account = _here(work, account)
    if account.totp_on_at is None:
        raise DeskError("gone")
    account.totp_secret, account.totp_on_at, account.totp_last = "", None, None
    remember_account(work, "second_step_off", account.id, by=by, now=now)


def accept_code(work: Session, account: Account, code: str, *, at: datetime) -> bool:
    """Whether this is the code of this moment; once accepted, neither it nor an older one is accepted again."""
    account = _here(work, account)
    return account.totp_on_at is not None and _fits(account, code, at=at)


def _fits(account: Account, code: str, *, at: datetime) -> bool:
    given = "".join(unicodedata.normalize("NFKC", code).split())
    if not FIGURES.fullmatch(given):
        return False
    codes = pyotp.TOTP(account.totp_secret)
    newest = codes.timecode(at)
    last = account.totp_last if account.totp_last is not None else -1
    for step in range(newest - SKEW, newest + SKEW + 1):
        if step > last and hmac.compare_digest(codes.generate_otp(step), given):
            account.totp_last = step
            return True
    return False


def _here(work: Session, account: Account) -> Account:
    return work.get(Account, account.id) or account
