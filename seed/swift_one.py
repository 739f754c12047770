"""One inquiry being lived in memory."""

from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from types import SimpleNamespace

from desk.inquiries import KIND_OF_CHANNEL
from rules.codes import ContactKind
from rules.masking import clean_free_text
from rules.zones import zone_of

KINDS = {str(channel): ContactKind(kind) for channel, kind in KIND_OF_CHANNEL.items()}
AT_AND_NUMBER = attrgetter("at", "id")


@lru_cache(maxsize=8_192)
def kept(text: str) -> str:
    """A free text as the verbs keep it; agents write many of them again."""
    return clean_free_text(text).strip()


def kind_of(channel: str) -> ContactKind:
    """What a contact that came in by a channel was."""
    return KINDS.get(channel, ContactKind.CALL)


class Living:
    """One inquiry: its row and the rows beside it that may still change."""

    def __init__(self, inquiry: SimpleNamespace) -> None:
        self.inquiry = inquiry
        self.changed = False
        self.contacts: list[SimpleNamespace] = []
        self.deadlines: list[SimpleNamespace] = []
        self.delivery: SimpleNamespace | None = None
        self.emergency: SimpleNamespace | None = None
        self.person: SimpleNamespace | None = None
        self.company: SimpleNamespace | None = None
        self._clock = zone_of(inquiry.zone)
        self._day: tuple[datetime, date] | None = None

    def set(self, **values: object) -> None:
        """Change the row; the same value again is no change."""
        for name, value in values.items():
            if getattr(self.inquiry, name) != value:
                setattr(self.inquiry, name, value)
                self.changed = True

    def write(self) -> None:
        """Where the desk's session writes the row."""
        if self.changed:
            self.inquiry.version += 1
            self.changed = False

    def in_order(self) -> list[SimpleNamespace]:
        """The contacts by time; most inquiries have one."""
        return sorted(self.contacts, key=AT_AND_NUMBER) if len(self.contacts) > 1 else self.contacts

    def running(self) -> list[SimpleNamespace]:
        return self.deadlines and [d for d in self.deadlines if d.met_at is None and d.ended_at is None]

    def local_day(self, at: datetime) -> date:
        """The local date; most of what is done to an inquiry is done at one moment."""
        if self._day is None or self._day[0] is not at:
            self._day = at, at.astimezone(self._clock).date()
        return self._day[1]
