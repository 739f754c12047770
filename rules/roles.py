"""Who may do what: every verb of the desk with the roles that have it. A verb that is not written here cannot exist.

An auditor reads everything and changes nothing: they have what concerns their own account, and take away what they
read. An administrator has everything a supervisor has. What nobody does (by None) is done by the desk itself, or by
whoever is at its server.
"""

from collections.abc import Mapping

from rules.codes import Role

EVERYBODY = frozenset(Role)
LEADS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
WORKERS = LEADS | {Role.AGENT}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
READERS = LEADS | {Role.AUDITOR}
NOBODY_ELSE: frozenset[Role] = frozenset()
STEPPERS = READERS
"""Who may ask themselves for a second step when signing in: their rights are worth it, and the work does not wait."""

VERBS: Mapping[str, frozenset[Role]] = {
    # inquiries, and whatever touches them
    "log_inquiry": WORKERS, "record_reply": WORKERS, "record_message": WORKERS, "add_note": WORKERS,
    "assign": WORKERS, "assign_many": WORKERS, "take": WORKERS, "transfer": WORKERS,
    "close": WORKERS, "close_many": WORKERS, "reopen": WORKERS,
    "change_reason": WORKERS, "reroute": WORKERS,
    "merge_into": WORKERS, "split_off": WORKERS, "withdraw_answer": WORKERS,
    "join_voicemail": WORKERS, "join_mail": WORKERS, "complete_emergency": WORKERS,
    "set_tracking": WORKERS, "set_issue_date": WORKERS, "set_collectable": WORKERS, "settle_delivery": WORKERS,
    "enter_tracking_list": WORKERS,
    "reveal": WORKERS, "recall": WORKERS,
    # the calendar and the promises
    "add_closing_days": LEADS, "remove_closing_day": LEADS, "switch_day": LEADS, "switch_layer": LEADS,
    "set_promise_term": LEADS, "withdraw_promise_term": LEADS,
    "set_internal_target": LEADS, "end_internal_target": LEADS,
    "put_on_duty": LEADS, "end_duty": LEADS, "set_warning_bands": LEADS,
    # accounts: of whom, says `may_touch`
    "create_account": LEADS, "deactivate": LEADS, "reactivate": LEADS,
    "set_password": LEADS, "set_language": LEADS, "set_email": LEADS,
    "make_link": LEADS, "end_sign_in_of": LEADS,
    "prepare_second_step": NOBODY_ELSE, "turn_on_second_step": NOBODY_ELSE, "turn_off_second_step": ADMINISTRATORS,
    "change_role": ADMINISTRATORS,
    # what was done
    "take_audit_away": READERS,
}  # fmt: skip
"""The roles that have a verb; on one's own account `ONESELF` is everybody's."""

ONESELF = frozenset({
    "set_password", "set_language", "set_email", "end_sign_in_of",
    "prepare_second_step", "turn_on_second_step", "turn_off_second_step",
})  # fmt: skip

GIVES: Mapping[Role, tuple[Role, ...]] = {
    Role.SUPERVISOR: (Role.AGENT,),
    Role.ADMINISTRATOR: tuple(Role),
}
"""The roles a new account may be given, by whom."""

TOUCHES: Mapping[Role, frozenset[Role]] = {
    Role.SUPERVISOR: frozenset({Role.AGENT, Role.SUPERVISOR}),
    Role.ADMINISTRATOR: EVERYBODY,
}
"""Whose accounts: who resets a password can be that person, so nobody touches an account that may do more, and who is
watched by an auditor does not hold the auditor's key."""


def may(role: str, verb: str) -> bool:
    """Whether a role has a verb of the desk."""
    return role in VERBS[verb]


def may_touch(role: str, other: str) -> bool:
    """Whether a role that has a verb on accounts has it for somebody else of the other role."""
    return other in TOUCHES.get(Role(role), frozenset())


def leads(role: str) -> bool:
    """Whether this is somebody who leads the desk: what supervisors have, administrators have too."""
    return role in LEADS


def acts(role: str) -> bool:
    """Whether this is somebody who does anything here; an auditor only reads."""
    return role in WORKERS
