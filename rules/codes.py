"""The codes the call centre stores. Their labels are data and words; only the codes live here."""

from enum import StrEnum


class Channel(StrEnum):
    """How a contact came or went (channels.csv). Skype stays as data, retired in May 2025."""

    PHONE = "phone"
    EMAIL = "email"
    VOICEMAIL = "voicemail"
    SKYPE = "skype"
    SELF_SERVICE = "self_service"
    WEB_FORM = "web_form"


class Direction(StrEnum):
    """Seen from the call centre: in from the customer, out to the customer."""

    IN_ = "in"
    OUT = "out"


class ContactKind(StrEnum):
    """What one touch of an inquiry was."""

    CALL = "call"
    MAIL = "mail"
    VOICEMAIL = "voicemail"
    REPLY = "reply"
    NOTE = "note"
    AUTO_ACK = "auto_ack"


class Outcome(StrEnum):
    """How a contact ended."""

    ANSWERED = "answered"
    REFERRED = "referred"
    OUT_OF_SCOPE = "out_of_scope"
    PROMISE_MADE = "promise_made"
    ESCALATED = "escalated"
    DROPPED = "dropped"


class Status(StrEnum):
    """Where an inquiry stands; overdue is never a status, it is asked."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


class Role(StrEnum):
    """What a person of the call centre may do: `rules.roles` says what."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Lang(StrEnum):
    """The two languages the page offers (contact page L24, L28)."""

    ES = "es"
    EN = "en"


class Layer(StrEnum):
    """Where a closing day comes from; the order of the members is the order in which a day is named."""

    MX_LFT = "mx_lft"
    US_FEDERAL = "us_federal"
    MISSION_LOCAL = "mission_local"
    EXTRAORDINARY = "extraordinary"
    OWN = "own"


class GroupKind(StrEnum):
    """Who asks in the group reason: H2, another group, or one without access yet (contact page L136-147)."""

    H2 = "h2"
    OTHER = "other"
    NO_ACCESS = "no_access"


class PaymentMethod(StrEnum):
    """Anything but a card is not valid at once (contact page L116)."""

    CARD = "card"
    CASH = "cash"
    TRANSFER = "transfer"
    OTHER = "other"


class Reason(StrEnum):
    """The page's six reasons, as far as a rule names one (contact page L9-14); the list an agent sees is data."""

    STATUS = "STATUS"
    GENERAL = "GENERAL"
    PAYMENT = "PAYMENT"
    DELIVERY = "DELIVERY"
    GROUP = "GROUP"
    OTHER = "OTHER"
