"""What is done about a passport on its way back, in memory, as desk.deliveries does it."""

from rules.courier import collect_by
from seed.lives import Step
from seed.swift_life import Desk
from seed.swift_one import Living


def tracking(desk: Desk, one: Living, step: Step) -> None:
    """desk.deliveries.set_tracking"""
    one.changed, delivery = True, one.delivery
    assert delivery is not None
    before, delivery.carrier_code, delivery.tracking_number = delivery.tracking_number, step.carrier, step.number
    delivery.tracked_at = step.at
    desk.remember(
        one, "tracking_set", by=step.by, at=step.at, before=before, after=step.number, carrier=step.carrier
    )


def collectable(desk: Desk, one: Living, step: Step) -> None:
    """desk.deliveries.set_collectable"""
    one.changed, delivery = True, one.delivery
    assert delivery is not None
    assert step.on is not None
    before, delivery.collectable_on, delivery.collect_by = delivery.collectable_on, step.on, collect_by(step.on)
    desk.remember(
        one, "collectable_set", by=step.by, at=step.at, before=before.isoformat() if before else None,
        after=step.on.isoformat(), until=delivery.collect_by.isoformat(),
    )  # fmt: skip


def settle(desk: Desk, one: Living, step: Step) -> None:
    """desk.deliveries.settle_delivery"""
    one.changed = True
    assert one.delivery is not None
    one.delivery.settled_at, one.delivery.settled_why = step.at, step.why
    desk.remember(one, "delivery_settled", by=step.by, at=step.at, why=step.why)
