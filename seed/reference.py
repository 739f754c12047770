"""The contact page as data: seed/reference/*.csv into the desk's reference tables."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from db.models import (
    Carrier,
    City,
    ClosingDayRow,
    DeskChannel,
    Identifier,
    Line,
    Mailbox,
    ReasonRow,
    Scope,
    Script,
    Setting,
    Subcase,
)
from seed.promises import promises, terms
from seed.tables import FOLDER, rows

__all__ = ["FOLDER", "SETTINGS", "load_reference", "rows"]

SETTINGS = {
    "layers": "mx_lft us_federal mission_local own",
    "zone": "America/Mexico_City",
    "retention_days": "180",
    "warning_bands": "0 1",
}
"""What a new desk starts with. `layers`: the closing-day layers that are on (extraordinary days are off, DOMAIN.md).
`warning_bands`: how many business days ahead a deadline is shown as due now, and as due next."""


def load_reference(work: Session) -> None:
    """Fill an empty desk with the reference data; rows that reference others come after them."""
    work.add_all(_cities())
    work.add_all(
        DeskChannel(
            code=r["channel_code"], label_es=r["label_es"], label_en=r["label_en"],
            active=r["channel_code"] in ("phone", "email", "voicemail"),
        )
        for r in rows("channels")
    )  # fmt: skip
    work.add_all(_reasons())
    work.add_all(_mailboxes())
    work.add_all(promises())
    work.flush()
    work.add_all(terms())
    work.add_all(_lines())
    work.add_all(_subcases())
    work.add_all(
        Scope(
            code=r["scope_code"], kind=r["kind"], text_es=r["text_es"], text_en=r["text_en"],
            redirect_to=r["redirect_to"], reason_codes=r["reason_codes"], page_lines=r["page_lines"], sort_order=n,
        )
        for n, r in enumerate(rows("scope"))
    )  # fmt: skip
    work.add_all(
        Script(
            code=r["script_code"], reason_code=r["reason_code"], subcase_code=r["subcase_code"],
            text_es=r["text_es"], text_en=r["text_en"], sort_order=n,
        )
        for n, r in enumerate(rows("scripts"))
    )  # fmt: skip
    work.add_all(
        Carrier(code=r["carrier_code"], name=r["name"], pattern=r["regex"], check_digit=r["check_digit"], sort_order=n)
        for n, r in enumerate(rows("carriers"))
    )
    work.add_all(
        Identifier(
            code=r["id_code"], label_es=r["label_es"], label_en=r["label_en"], pattern=r["regex"],
            may_store=r["may_store"], display_mask=r["display_mask"], on_mismatch=r["on_mismatch"],
        )
        for r in rows("identifiers")
    )  # fmt: skip
    work.add_all(
        ClosingDayRow(
            on_date=date.fromisoformat(r["date"]), layer="extraordinary", name_es=r["name_es"], name_en=r["name_en"],
            source=r["source"], status=r["status"],
        )
        for r in rows("calendar_days") if r["extraordinary"] == "1"
    )  # fmt: skip
    work.add_all(Setting(name=name, value=value) for name, value in SETTINGS.items())
    work.flush()


def _cities() -> Iterator[City]:
    for r in rows("cities"):
        yield City(
            code=r["city_code"], name=r["city"], page_label=r["page_label"], state=r["state"], zone=r["iana_zone"],
            consular_post=r["consular_post"] == "1",
        )  # fmt: skip
    # The line from the United States and the H2 voice mail have no city on the page; they have a zone all the same.
    us = next(r for r in rows("lines") if r["city_code"] == "US")
    yield City(code="US", name="Estados Unidos", page_label=us["page_label"], state="", zone=us["iana_zone"])


def _lines() -> Iterator[Line]:
    for n, r in enumerate(rows("lines")):
        yield Line(
            code=r["line_code"], city_code=r["city_code"], label=r["city"], kind=r["kind"], e164=r["e164"],
            display=r["national_display"] if r["country"] == "MX" else r["intl_display"], zone=r["iana_zone"],
            open_days=r["open_days"], opens=r["open_local"], closes=r["close_local"], languages=r["languages"],
            page_line=r["page_line"], sort_order=n,
        )  # fmt: skip


def _reasons() -> Iterator[ReasonRow]:
    for r in rows("reasons"):
        yield ReasonRow(
            code=r["reason_code"], sort_order=int(r["sort_order"]), label_es=r["label_es"], label_en=r["label_en"],
            short_es=r["short_es"], short_en=r["short_en"], first_action_es=r["first_action_es"],
            first_action_en=r["first_action_en"], page_line=r["page_line"],
        )  # fmt: skip


def _mailboxes() -> Iterator[Mailbox]:
    for r in rows("mailboxes"):
        yield Mailbox(
            code=r["mailbox_code"], address=r["address"], base_address=r["base_address"], topic_tag=r["topic_tag"],
            language_tag=r["language_tag"], reason_codes=r["reason_codes"], purpose_es=r["purpose_es"],
            purpose_en=r["purpose_en"], required_es=r["required_content_es"], required_en=r["required_content_en"],
            page_lines=r["page_lines"],
        )  # fmt: skip


def _subcases() -> Iterator[Subcase]:
    for n, r in enumerate(rows("subcases")):
        yield Subcase(
            code=r["subcase_code"], reason_code=r["reason_code"], sort_order=n, label_es=r["label_es"],
            label_en=r["label_en"], channels=r["channel"], mailbox_code=r["mailbox_code"] or None,
            promise_code=r["promise_code"] or None, required_fields=r["required_fields"], page_lines=r["page_lines"],
            notes=r["notes"],
        )  # fmt: skip
