"""The fields a sub-case asks for: payment, courier, group size, emergency."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from db.models import Subcase
from rules.business_days import add_business_days
from rules.closing_days import Calendar
from seed.stories.weights import Choice

METHODS = Choice.of({"card": 0.4, "cash": 0.28, "transfer": 0.27, "other": 0.05})
NOT_CARDS = Choice.of({"cash": 0.5, "transfer": 0.44, "other": 0.06})
REASONS = (
    "Cita cancelada por error", "Visas no impresas y autobús contratado", "Grupo sin confirmar en el sistema",
    "Pasaportes retenidos", "Workers stranded at the border", "Name mismatch on the petition",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Details:
    """What was typed into the fields of one sub-case."""

    payment_method: str = ""
    payment_on: date | None = None
    receipt: str = ""
    visa_issued_on: date | None = None
    carrier_code: str = ""
    tracking_number: str = ""
    group_size: int | None = None
    emergency_reason: str = ""
    callback_phone: str = ""


NOTHING = Details()


def details(rng: Random, subcase: Subcase, *, on: date, calendar: Calendar, by_phone: bool) -> Details:
    """Fields as callers give them: some receipts and numbers are not at hand."""
    match subcase.code:
        case "PAY_PROBLEM" | "PAY_NOT_ACTIVE" | "PAY_DUPLICATE":
            method = (NOT_CARDS if subcase.code == "PAY_NOT_ACTIVE" else METHODS).pick(rng)
            with_receipt = rng.random() > 0.35
            return Details(
                payment_method=method, payment_on=on - timedelta(days=rng.choice((0, 1, 1, 2, 3, 5, 9))),
                receipt=f"MX{rng.randrange(10**8):08}" if with_receipt else "",
            )  # fmt: skip
        case "DEL_NO_TRACKING":
            return Details(visa_issued_on=add_business_days(on, -rng.choice((6, 6, 7, 7, 8, 9, 11, 14)), calendar))
        case "DEL_TOO_EARLY":
            return Details(visa_issued_on=add_business_days(on, -rng.randint(1, 5), calendar))
        case "DEL_TRACK" if rng.random() < 0.5:
            issued = add_business_days(on, -rng.randint(3, 8), calendar)
            return Details(visa_issued_on=issued, carrier_code="DHL_EXPRESS", tracking_number=waybill(rng))
        case "GRP_H2_EMERGENCY":
            phone = f"55 50{rng.randrange(100):02} {rng.randrange(10_000):04}" if rng.random() < 0.8 else ""
            reason = rng.choice(REASONS) if rng.random() < 0.8 else ""
            return Details(group_size=_workers(rng), emergency_reason=reason, callback_phone=phone)
        case "GRP_H2_INFO" | "GRP_H2_TECH":
            return Details(group_size=_workers(rng))
        case "GRP_OTHER_INFO" | "GRP_OTHER_TECH":
            return Details(group_size=rng.choice((None, 8, 12, 15, 18, 24, 30, 42)))
    return NOTHING


def waybill(rng: Random) -> str:
    """Ten digits whose last fits, as the courier writes them (carriers.csv: mod 7)."""
    nine = rng.randrange(330_000_000, 739_999_999)
    return f"{nine}{nine % 7}"


def _workers(rng: Random) -> int:
    """Median about 6, a long tail (h2a and h2b workers per certified case)."""
    return max(1, min(220, round(rng.lognormvariate(1.9, 1.1))))
