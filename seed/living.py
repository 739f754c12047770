"""Living a story through the desk's own verbs, one by one: slow, and the measure for the fast path."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session

from desk.deliveries import set_collectable, set_tracking, settle_delivery
from desk.emergencies import join_mail, join_voicemail
from desk.inquiries import log_inquiry
from desk.moves import assign, close, reopen
from desk.replies import add_note, record_message, record_reply
from rules.codes import Status
from seed.lives import Life, Step, StepKind, in_order

__all__ = ["live"]


def live(work: Session, lives: Iterable[Life]) -> Iterator[int]:
    """Do everything the lives tell, in the order of time; yields the number of inquiries logged so far."""
    folios: dict[int, str] = {}
    for logged, (number, life, step) in enumerate(in_order(lives), start=1):
        if step is None:
            inquiry = log_inquiry(work, life.draft, by=life.by, now=life.at)
            if life.steps:
                folios[number] = inquiry.folio or ""
            yield number + 1
        else:
            _do(work, folios[number], step)
            if step is life.steps[-1]:
                del folios[number]
        if logged % 200 == 0:
            work.flush()
            work.expunge_all()


def _do(work: Session, folio: str, step: Step) -> None:
    by, now = step.by, step.at
    moment = step.moment or step.at
    match step.kind:
        case StepKind.REPLY:
            record_reply(
                work, folio, channel=step.channel, by=by, now=now, version=None, at=step.moment, text=step.text,
                then=Status(step.then),
            )  # fmt: skip
        case StepKind.MESSAGE:
            record_message(
                work, folio, channel=step.channel, received_at=moment, by=by, now=now, version=None, text=step.text,
                subject=step.subject,
            )  # fmt: skip
        case StepKind.NOTE:
            add_note(work, folio, text=step.text, by=by, now=now)
        case StepKind.ASSIGN:
            assign(work, folio, to=step.to, by=by, now=now, version=None)
        case StepKind.CLOSE:
            close(work, folio, outcome=step.then, by=by, now=now, version=None)
        case StepKind.REOPEN:
            reopen(work, folio, by=by, now=now, version=None)
        case StepKind.TRACKING:
            set_tracking(
                work, folio, carrier_code=step.carrier, tracking_number=step.number, by=by, now=now, version=None
            )
        case StepKind.COLLECTABLE:
            set_collectable(work, folio, on=step.on, by=by, now=now, version=None)
        case StepKind.SETTLE:
            settle_delivery(work, folio, why=step.why, by=by, now=now, version=None)
        case StepKind.VOICEMAIL:
            join_voicemail(
                work, folio, at=moment, by=by, now=now, version=None, reason=step.why, company=step.company,
                callback_phone=step.callback, text=step.text,
            )  # fmt: skip
        case StepKind.MAIL:
            join_mail(
                work, folio, at=moment, subject=step.subject, by=by, now=now, version=None, text=step.text
            )  # fmt: skip
