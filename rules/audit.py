"""What an audit asks about: the kinds of events, in groups; all of them belong to no inquiry, but the looks."""

from collections.abc import Mapping
from enum import StrEnum


class About(StrEnum):
    """A group of kinds, in the order in which they are offered."""

    SIGN_INS = "sign_ins"
    LOOKS = "looks"
    FILES = "files"
    ACCOUNTS = "accounts"
    CALENDAR = "calendar"
    PROMISES = "promises"


REVEALED = "revealed"
"""The one kind that belongs to an inquiry and is audited nevertheless: somebody saw a masked value whole."""

KINDS: Mapping[About, tuple[str, ...]] = {
    About.SIGN_INS: ("signed_in", "signed_out", "sign_in_refused", "sign_in_ended"),
    About.LOOKS: (REVEALED, "recalled"),
    About.FILES: ("exported", "tracking_list_entered", "digest_sent"),
    About.ACCOUNTS: (
        "account_created", "account_deactivated", "account_reactivated", "role_changed", "password_set", "link_made",
        "second_step_on", "second_step_off", "email_set", "language_set",
    ),
    About.CALENDAR: ("calendar_changed",),
    About.PROMISES: ("promise_changed", "target_set", "target_ended", "duty_set", "duty_ended", "bands_set"),
}  # fmt: skip

EVERY_KIND: tuple[str, ...] = tuple(kind for kinds in KINDS.values() for kind in kinds)


def kinds_of(about: str) -> tuple[str, ...]:
    """The kinds of a group; of all groups when none is named."""
    return KINDS[About(about)] if about in tuple(About) else EVERY_KIND
