"""What every piece of the inquiry page is given: the inquiry, the desk's data, who is looking and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.queries.inquiry import Dealing, WholeInquiry
from db.queries.reference import Reference
from rules.actions import Action, Standing, offered
from rules.clocks import Touch, answers, recorded_later
from rules.closing_days import Calendar
from rules.codes import Channel, ContactKind, Direction, Reason, Status
from rules.emergencies import EmergencyHalves, Half
from rules.zones import local_date
from words import either, t
from words.dates import moment


@dataclass(frozen=True, slots=True)
class Scene:
    """One inquiry in front of one person, in one run."""

    whole: WholeInquiry
    known: Reference
    calendar: Calendar
    names: Mapping[int, str]
    """Of everybody who works or worked here."""
    active: tuple[int, ...]
    """Who can be given an inquiry."""
    me: int
    now: datetime
    leads: bool = False
    acts: bool = True

    @property
    def folio(self) -> str:
        return self.whole.case.folio

    @property
    def today(self) -> date:
        """The local date where the inquiry is."""
        return local_date(self.now, self.whole.case.zone)

    @property
    def place(self) -> str:
        """The city, by which its times are told; the desk's own clock has no name."""
        city = self.known.cities.get(self.whole.case.city_code or "")
        return city.name if city else t("Mexico City")

    def when(self, at: datetime, *, zone: str = "") -> str:
        """A moment on the inquiry's own clock: "jue 19 nov, 20:00"."""
        return moment(at, zone or self.whole.case.zone, today=self.today)

    def who(self, account: int | None) -> str:
        """The name of somebody who works here; what nobody did was done by the desk itself."""
        return self.names.get(account or 0, "") or t("The desk")

    def reason(self, code: str) -> str:
        row = self.known.reasons.get(code)
        return either(row.short_es, row.short_en) if row else code

    def subcase(self, code: str) -> str:
        row = self.known.subcases.get(code)
        return either(row.label_es, row.label_en) if row else code

    @property
    def halves(self) -> EmergencyHalves | None:
        pair = self.whole.emergency
        if pair is None:
            return None
        return EmergencyHalves(
            mail_at=pair.mail_at, voicemail_at=pair.voicemail_at, reason=pair.reason, company=pair.company,
            callback=pair.callback_phone,
        )  # fmt: skip

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done now by this person, the next thing first."""
        if not self.acts:
            return ()
        case, delivery, halves = self.whole.case, self.whole.delivery, self.halves
        missing = halves.missing_halves if halves else ()
        return offered(
            Standing(
                status=Status(case.status), owes_answer=bool(self.whole.running), by_mail=case.channel == Channel.EMAIL,
                about_delivery=case.reason_code == Reason.DELIVERY, has_delivery=delivery is not None,
                watched=delivery is not None and delivery.watched, lacks_mail=Half.MAIL in missing,
                lacks_voicemail=Half.VOICEMAIL in missing, lacks_details=bool(halves and halves.missing_details),
                answered=bool(self.withdrawable), merged=case.merged_into_id is not None,
            )
        )  # fmt: skip

    @property
    def withdrawable(self) -> tuple[Dealing, ...]:
        """The answers this person may withdraw: their own, for a supervisor everybody's; the newest first."""
        mine = (one for one in reversed(self.whole.contacts) if self.leads or one.by == self.me)
        return tuple(one for one in mine if is_answer(one))

    def recorded_later(self, at: datetime) -> datetime | None:
        """When the answer of this moment was written down, if that was long after it."""
        logged = (one.logged_at for one in self.whole.contacts if one.at == at and is_answer(one))
        first = min(logged, default=None)
        return first if first is not None and recorded_later(at, first) else None

    def told_by(self, kind: str, name: str) -> tuple[str, ...]:
        """What the events of a kind say under a name: the folios of what was merged or split."""
        return tuple(str(one.details.get(name, "")) for one in self.whole.events if one.kind == kind)


def is_answer(one: Dealing) -> bool:
    """Whether a contact is an answer that stands."""
    return answers(
        Touch(one.at, Direction(one.direction), ContactKind(one.kind), automatic=one.automatic,
              withdrawn=one.withdrawn_at is not None)
    )  # fmt: skip
