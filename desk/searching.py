"""What an inquiry can be found by."""

from collections.abc import Sequence

from sqlmodel import Session, select

from db.models import Contact, Customer, Delivery, Inquiry, Organisation
from db.queries.words_index import put_words
from rules.folding import fold


def index(work: Session, inquiry: Inquiry) -> None:
    """Index an inquiry's words anew: folio, person, organisation, subject, notes, identifiers."""
    assert inquiry.id is not None
    work.flush()
    person = work.get(Customer, inquiry.customer_id) if inquiry.customer_id else None
    company = work.get(Organisation, inquiry.organisation_id) if inquiry.organisation_id else None
    delivery = work.get(Delivery, inquiry.id)
    texts = work.exec(select(Contact.text).where(Contact.inquiry_id == inquiry.id)).all()
    put_words(work, inquiry.id, fold(said_about(inquiry, person, company, delivery, texts)))


def index_new(
    work: Session,
    inquiry: Inquiry,
    *,
    person: Customer | None,
    company: Organisation | None,
    delivery: Delivery | None,
    text: str,
) -> None:
    """Index an inquiry that was made in this very transaction: nothing about it has to be read."""
    assert inquiry.id is not None
    put_words(work, inquiry.id, fold(said_about(inquiry, person, company, delivery, [text])))


def said_about(
    inquiry: Inquiry,
    person: Customer | None,
    company: Organisation | None,
    delivery: Delivery | None,
    texts: Sequence[str],
) -> str:
    """One line of all that finds an inquiry, as it was typed; the folio also without dashes, as it is dictated."""
    folio = inquiry.folio or ""
    parts = [folio, folio.replace("-", ""), inquiry.subject, inquiry.receipt]
    if person:
        parts += [person.name, person.email, person.phone_digits, person.ds160]
    if company:
        parts.append(company.name)
    if delivery:
        parts.append(delivery.tracking_number)
    return " ".join([*parts, *texts])
