"""The fields of each action, and nothing else."""

from collections.abc import Callable, Mapping

import streamlit as st

from rules.actions import Action
from rules.codes import Channel, Outcome, Status
from views.inquiry_correct import CORRECTIONS
from views.inquiry_fields import at, case, line, on, pick, reason_and_case, text
from views.inquiry_memory import STAYS, key
from views.inquiry_scene import Scene
from views.plain import plain
from words import t
from words.labels import codes, label

WAYS_OUT = (Channel.EMAIL, Channel.PHONE)
WAYS_IN = (Channel.EMAIL, Channel.PHONE, Channel.VOICEMAIL)


def form(scene: Scene, action: str) -> None:
    """Draw the fields of an action; some have none."""
    draw = FORMS.get(action)
    if draw:
        draw(scene)


def _beside(*widths: int) -> list[st.delta_generator.DeltaGenerator]:
    return st.columns(list(widths), vertical_alignment="top")


def _channel(scene: Scene, action: str, ways: tuple[Channel, ...]) -> None:
    own = scene.whole.case.channel
    pick(scene, action, "channel", {str(one): label("channel", one) for one in ways},
         filled=own if own in ways else str(ways[0]))  # fmt: skip


def _reply(scene: Scene) -> None:
    text(scene, Action.REPLY)
    left, middle, right = _beside(3, 5, 4)
    with left:
        _channel(scene, Action.REPLY, WAYS_OUT)
    with middle:
        at(scene, Action.REPLY)
    with right:
        then = {str(Status.WAITING): t("Wait for the customer"), str(Status.CLOSED): t("Close")}
        pick(scene, Action.REPLY, "then", then, filled=str(Status.WAITING))


def _message(scene: Scene) -> None:
    text(scene, Action.MESSAGE)
    left, middle, right = _beside(3, 5, 4)
    with left:
        _channel(scene, Action.MESSAGE, WAYS_IN)
    with middle:
        at(scene, Action.MESSAGE)
    with right:
        line(scene, Action.MESSAGE, "subject")


def _note(scene: Scene) -> None:
    text(scene, Action.NOTE)


def _hand_over(scene: Scene) -> None:
    left, right = _beside(5, 7)
    people = {str(id): scene.who(id) for id in scene.active if id != scene.whole.case.assignee_id}
    with left:
        pick(scene, Action.HAND_OVER, "to", people | {"0": t("Nobody")})
    with right:
        line(scene, Action.HAND_OVER, "why")


def _tracking(scene: Scene) -> None:
    left, right = _beside(5, 7)
    held = scene.whole.delivery
    carriers = {code: row.name for code, row in scene.known.carriers.items() if row.active}
    with left:
        pick(scene, Action.TRACKING, "carrier", carriers, filled=held.carrier_code if held else "")
    with right:
        line(scene, Action.TRACKING, "tracking_number",
             filled=held.tracking_number if held else "")  # fmt: skip


def _issue_date(scene: Scene) -> None:
    left, right = _beside(1, 1)
    held = scene.whole.delivery
    with left:
        on(scene, Action.ISSUE_DATE, "issued_on", filled=held.visa_issued_on if held else None)
    with right:
        on(scene, Action.ISSUE_DATE, "interviewed_on", filled=held.interviewed_on if held else None)


def _settle(scene: Scene) -> None:
    pick(scene, Action.SETTLE, "settled_why",
         {code: label("settled_why", code) for code in codes("settled_why")})  # fmt: skip


def _voicemail(scene: Scene) -> None:
    left, right = _beside(1, 1)
    with left:
        at(scene, Action.VOICEMAIL)
    with right:
        line(scene, Action.VOICEMAIL, "callback_phone")
    _details(scene, Action.VOICEMAIL)
    text(scene, Action.VOICEMAIL)


def _mail(scene: Scene) -> None:
    left, right = _beside(5, 7)
    with left:
        at(scene, Action.MAIL)
    with right:
        line(scene, Action.MAIL, "subject")
    text(scene, Action.MAIL)


def _complete(scene: Scene) -> None:
    _details(scene, Action.COMPLETE)
    line(scene, Action.COMPLETE, "callback_phone")


def _details(scene: Scene, action: str) -> None:
    left, right = _beside(1, 1)
    with left:
        line(scene, action, "reason_text")
    with right:
        line(scene, action, "company")


def _reason(scene: Scene) -> None:
    reason_and_case(scene, Action.REASON, filled=scene.whole.case.reason_code)


def _mailbox(scene: Scene) -> None:
    left, right = _beside(1, 1)
    boxes = {code: row.address for code, row in scene.known.mailboxes.items() if row.active}
    with left:
        chosen = pick(scene, Action.MAILBOX, "mailbox", boxes, asks=True)
    box = scene.known.mailboxes.get(chosen)
    reasons = box.reason_codes.split(";") if box else []
    fitting = [one for reason in reasons for one in scene.known.subcases_of(reason)]
    own = [one for one in fitting if one.mailbox_code == chosen]
    with right:
        case(scene, Action.MAILBOX, own or fitting)


def _close(scene: Scene) -> None:
    st.segmented_control(
        t("Outcome"), [str(one) for one in Outcome], key=key(scene.folio, Action.CLOSE, "outcome"),
        default=scene.whole.case.outcome or None, persist_state=STAYS,
        format_func=lambda code: plain(label("outcome", code)), on_change="ignore",
    )  # fmt: skip


FORMS: Mapping[str, Callable[[Scene], None]] = {
    Action.REPLY: _reply, Action.MESSAGE: _message, Action.NOTE: _note, Action.HAND_OVER: _hand_over,
    Action.TRACKING: _tracking, Action.ISSUE_DATE: _issue_date, Action.SETTLE: _settle, Action.VOICEMAIL: _voicemail,
    Action.MAIL: _mail, Action.COMPLETE: _complete, Action.REASON: _reason, Action.MAILBOX: _mailbox,
    Action.CLOSE: _close, **CORRECTIONS,
}  # fmt: skip
