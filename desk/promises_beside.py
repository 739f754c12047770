"""What supervisors decide beside the promises: internal targets, who is on duty, from when a deadline warns."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from db.models import Account, Duty, InternalTarget, Promise, Setting
from db.queries.in_force import in_force
from desk.errors import DeskError
from desk.promises import EARLIEST, MOST_DAYS, remember_decision
from desk.rights import verb
from rules.clocks import RESPONSE_CLOCK
from rules.urgency import BANDS, Bands, read_bands


@verb
def set_internal_target(
    work: Session, reason_code: str, subcase_code: str, *, business_days: int, holds_from: date, by: int, now: datetime
) -> InternalTarget:
    """Ask of the desk what nobody was promised; it takes the place of one that held from the same day or later.

    DeskError `target_promised` for a case with a promise of its own, `unknown_case`, `term_days` or `term_from`.
    """
    known = in_force(work).known
    subcase = known.subcases.get(subcase_code) if subcase_code else None
    if reason_code not in known.reasons or (subcase_code and (subcase is None or subcase.reason_code != reason_code)):
        raise DeskError("unknown_case")
    promise = known.promises.get(subcase.promise_code or "") if subcase else None
    if promise is not None and promise.kind == RESPONSE_CLOCK:
        raise DeskError("target_promised")
    if not 1 <= business_days <= MOST_DAYS:
        raise DeskError("term_days", most=MOST_DAYS)
    if holds_from < EARLIEST:
        raise DeskError("term_from")
    mine = select(InternalTarget).where(
        InternalTarget.reason_code == reason_code, InternalTarget.subcase_code == subcase_code,
        col(InternalTarget.active), col(InternalTarget.holds_from) >= holds_from,
    )  # fmt: skip
    for later in work.exec(mine):
        later.active = False
    target = InternalTarget(
        reason_code=reason_code, subcase_code=subcase_code, business_days=business_days, holds_from=holds_from,
        added_by=by, added_at=now,
    )  # fmt: skip
    work.add(target)
    remember_decision(
        work, "target_set", by=by, now=now, reason=reason_code, subcase=subcase_code, business_days=business_days,
        holds_from=holds_from.isoformat(),
    )  # fmt: skip
    return target


@verb
def end_internal_target(work: Session, target_id: int, *, by: int, now: datetime) -> None:
    """Nobody asks it any more: it is shown nowhere. DeskError `gone` when it ended already."""
    target = work.get(InternalTarget, target_id)
    if target is None or not target.active:
        raise DeskError("gone")
    target.active = False
    remember_decision(
        work, "target_ended", by=by, now=now, reason=target.reason_code, subcase=target.subcase_code,
        business_days=target.business_days,
    )  # fmt: skip


@verb
def put_on_duty(
    work: Session, promise_code: str, account_id: int, *, holds_from: date, holds_to: date | None, by: int,
    now: datetime,
) -> Duty:  # fmt: skip
    """Somebody answers for a promise on these days, the last one included; without a last one until it is ended.

    DeskError `no_clock`, `unknown_account`, `duty_dates`.
    """
    promise, account = work.get(Promise, promise_code), work.get(Account, account_id)
    if promise is None or promise.kind != RESPONSE_CLOCK:
        raise DeskError("no_clock")
    if account is None or not account.active:
        raise DeskError("unknown_account", field="assignee")
    if holds_from < EARLIEST or (holds_to is not None and holds_to < holds_from):
        raise DeskError("duty_dates")
    duty = Duty(
        promise_code=promise_code, account_id=account_id, holds_from=holds_from, holds_to=holds_to, added_by=by,
        added_at=now,
    )  # fmt: skip
    work.add(duty)
    remember_decision(
        work, "duty_set", by=by, now=now, promise=promise_code, account=account_id, holds_from=holds_from.isoformat(),
        holds_to=holds_to.isoformat() if holds_to else "",
    )  # fmt: skip
    return duty


@verb
def end_duty(work: Session, duty_id: int, *, last: date, by: int, now: datetime) -> None:
    """`last` is the last day; one that had not begun by then is on no day at all. DeskError `gone` when it ended."""
    duty = work.get(Duty, duty_id)
    if duty is None or (duty.holds_to is not None and duty.holds_to <= last):
        raise DeskError("gone")
    before = duty.holds_to.isoformat() if duty.holds_to else ""
    if duty.holds_from > last:
        work.delete(duty)
    else:
        duty.holds_to = last
    remember_decision(
        work, "duty_ended", by=by, now=now, promise=duty.promise_code, account=duty.account_id, before=before,
        after=last.isoformat(),
    )  # fmt: skip


@verb
def set_warning_bands(work: Session, bands: Bands, *, by: int, now: datetime) -> None:
    """From when a deadline warns. DeskError `bands_order`."""
    if not 0 <= bands.today < bands.next <= Bands.MOST:
        raise DeskError("bands_order", most=Bands.MOST)
    row = work.get(Setting, BANDS) or Setting(name=BANDS, value="")
    before, after = read_bands(row.value), f"{bands.today} {bands.next}"
    if before == bands:
        return
    row.value = after
    work.add(row)
    remember_decision(work, "bands_set", by=by, now=now, before=f"{before.today} {before.next}", after=after)
