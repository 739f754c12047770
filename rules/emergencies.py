"""The H2 emergency: a mail, then perhaps a voice mail, joined in one inquiry (contact page L143)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.zones import as_utc


class Half(StrEnum):
    """The two halves of an emergency."""

    MAIL = "mail"
    VOICEMAIL = "voicemail"


class Detail(StrEnum):
    """What the caller is asked to leave on the voice mail ("motivo, información de su compañía y un teléfono")."""

    REASON = "reason"
    COMPANY = "company"
    CALLBACK = "callback"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyHalves:
    """What is known of an emergency: when each half came, and what was left in words. Moments are aware."""

    mail_at: datetime | None = None
    voicemail_at: datetime | None = None
    reason: str = ""
    company: str = ""
    callback: str = ""

    @property
    def starts_at(self) -> datetime | None:
        """When its clock starts, in UTC; see emergency_start()."""
        return emergency_start(mail_at=self.mail_at, voicemail_at=self.voicemail_at)

    @property
    def missing_halves(self) -> tuple[Half, ...]:
        """Which half has not come: the voice mail is optional ("puede llamar"), the mail is not (contact page L143)."""
        known = {Half.MAIL: self.mail_at, Half.VOICEMAIL: self.voicemail_at}
        return tuple(half for half, at in known.items() if at is None)

    @property
    def missing_details(self) -> tuple[Detail, ...]:
        """Which of the reason, the company and the call-back number nobody has given yet (contact page L143)."""
        known = {Detail.REASON: self.reason, Detail.COMPANY: self.company, Detail.CALLBACK: self.callback}
        return tuple(detail for detail, text in known.items() if not text.strip())


def emergency_start(*, mail_at: datetime | None, voicemail_at: datetime | None) -> datetime | None:
    """The moment, in UTC, an emergency's clock counts from: the mail; the voice mail only while no mail is known.

    None when neither has come. Raises ValueError for a naive moment.
    Source: contact page L143; page_anomalies.csv A11: clock from the e-mail, even when the voice mail came first.
    """
    start = mail_at or voicemail_at
    return as_utc(start) if start else None
