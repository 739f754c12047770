"""Who works at the demo's desk. One of each role can sign in; nobody knows the others' passwords."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from desk.accounts import create_account
from rules.codes import Role
from seed.stories.people import texts

STAFF = (
    ("ana", "Ana Robles", Role.AGENT, "es"), ("bruno", "Bruno Iturbe", Role.AGENT, "es"),
    ("carmen", "Carmen Olvera", Role.AGENT, "es"), ("diego", "Diego Zamora", Role.AGENT, "en"),
    ("elena", "Elena Páez", Role.AGENT, "es"), ("fermin", "Fermín Cano", Role.AGENT, "es"),
    ("sofia", "Sofía Duarte", Role.SUPERVISOR, "es"), ("marta", "Marta Solís", Role.ADMINISTRATOR, "es"),
    ("irene", "Irene Castro", Role.AUDITOR, "es"),
)  # fmt: skip
SIGN_IN = ("ana", "sofia", "marta", "irene")


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person of the demo who can sign in, with the password made for this desk alone."""

    name: str
    role: str
    password: str


def hire(work: Session, *, now: datetime) -> tuple[tuple[int, ...], tuple[SignIn, ...]]:
    """Make the accounts; the numbers of the agents, and the sign-ins that may be told."""
    agents, told = [], []
    for name, display_name, role, language in STAFF:
        password = phrase()
        account = create_account(
            work, name, display_name=display_name, password=password, role=role, language=language, now=now
        )
        if role is Role.AGENT and account.id is not None:
            agents.append(account.id)
        if name in SIGN_IN:
            told.append(SignIn(name, role, password))
    return tuple(agents), tuple(told)


def phrase() -> str:
    """Four words of a hundred, by the system's own randomness."""
    return "-".join(secrets.choice(texts("phrase")) for _ in range(4))
