"""What the buttons of the accounts do: one verb in one transaction each; a link is shown once."""

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

import streamlit as st
from sqlmodel import Session

import db
from auth.sessions import hash_of, new_token
from config import settings
from db.queries.accounts import Person
from desk.accounts import account_named, change_role, create_account, deactivate, reactivate
from desk.addresses import set_email
from desk.errors import DeskError
from desk.links import LASTS, RESET, make_link
from desk.names import account_problems, fold_name
from desk.second_step import turn_off_second_step
from desk.sign_ins import end_sign_in_of
from pages.failing import failed
from views.account_list import CHOSEN
from views.account_panel import Acts, link_shown
from views.account_words import notice
from views.visit import Visit
from words import t
from words.dates import clock
from words.problems import refusal

TOLD, LINK = "account_told", "account_link"
Verb = Callable[[Session, int, datetime], object]


def acts_for(visit: Visit, person: Person) -> Acts:
    """The buttons of one account."""

    def do(verb: Callable[..., object], said: str, **given: str) -> None:
        save(visit, lambda work, by, now: verb(work, account_named(work, person.name), by=by, now=now, **given), said)

    def role() -> None:
        chosen = str(st.session_state.get(f"account_role_{person.id}") or person.role)
        if chosen != person.role:
            do(change_role, t("The role is changed. Every session of this account has ended."), role=chosen)

    def email() -> None:
        do(set_email, t("Saved."), email=str(st.session_state.get(f"account_email_{person.id}") or ""))

    return Acts(
        link=lambda: give_link(visit, person.name, person.display_name),
        leave=lambda: do(deactivate, t("This account is closed. Every session of it has ended.")),
        come_back=lambda: do(reactivate, t("This account is open again.")),
        second_step_off=lambda: do(turn_off_second_step, t("The password alone is enough again.")),
        role=role, email=email, end=lambda mark: do(end_sign_in_of, t("That session has ended."), sign_in=mark),
    )  # fmt: skip


def make(visit: Visit) -> None:
    """A new account from its form; without a password its owner gets a link."""
    state = st.session_state
    name, shown, given = (str(state.get(f"account_new_{one}") or "") for one in ("name", "shown", "password"))
    role, language = str(state["account_new_role"]), str(state["account_new_language"])
    password = given or secrets.token_urlsafe(32)  # nobody knows it; the link chooses another one
    for field, code in account_problems(name, display_name=shown, password=password).items():
        tell(refusal(code, field=field), refused=True)
        return
    made: list[str] = []

    def verb(work: Session, by: int, now: datetime) -> None:
        account = create_account(work, name, display_name=shown, password=password, role=role, language=language,
                                 now=now, by=by, must_change=True)  # fmt: skip
        made.append(str(account.id))

    if save(visit, verb, t("The account of {name} is made.", name=shown)):
        state[CHOSEN] = made[0]
        if not given:
            give_link(visit, fold_name(name), shown)


def give_link(visit: Visit, name: str, shown: str) -> None:
    """A link for a new password, to be passed on by whoever made it."""
    token = new_token()
    before = str(st.session_state.get(TOLD, "yes|")).partition("|")[2]
    verb = partial(_linked, name=name, token_hash=hash_of(token))
    if save(visit, verb, before):
        st.session_state[LINK] = f"{name}|{base()}/reset?token={token}"


def base() -> str:
    """Where people open this desk: as it is set, else as this browser did."""
    here = urlsplit(str(st.context.url or ""))
    return settings().public_url or f"{here.scheme}://{here.netloc}"


def save(visit: Visit, verb: Verb, said: str) -> bool:
    """Do it; what a refusal says, or that it is done, stands on the page at the next run."""
    now = visit.again().now
    st.session_state.pop(LINK, None)
    try:
        with db.writing() as work:
            verb(work, visit.account_id, now)
    except Exception as error:
        no = error if isinstance(error, DeskError | db.NotStored) else failed(error)
        details = no.details if isinstance(no, DeskError) else {}
        tell(refusal(no.code, **details), refused=True)
        return False
    tell(said, refused=False)
    return True


def tell(said: str, *, refused: bool) -> None:
    """What is said at the next run, once."""
    st.session_state[TOLD] = f"{'no' if refused else 'yes'}|{said}"


def told() -> None:
    """What the last press did."""
    how, _, said = str(st.session_state.pop(TOLD, "")).partition("|")
    if said:
        st.html(notice(said, refused=how == "no"))


def link_here(visit: Visit, person: Person) -> None:
    """The link that was just made for somebody, until it is passed on or something else is done."""
    name, _, link = str(st.session_state.get(LINK) or "").partition("|")
    if name == person.name:
        until = clock(visit.now + LASTS[RESET], visit.zone)
        link_shown(link, name=person.display_name, until=until, done=lambda: st.session_state.pop(LINK, None))


def _linked(work: Session, by: int, now: datetime, *, name: str, token_hash: str) -> None:
    make_link(work, account_named(work, name), token_hash=token_hash, now=now, by=by)
