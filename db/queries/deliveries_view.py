"""Which deliveries the board shows: a state and its filters, as they stand in the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.queries.queue_view import CODE, NONE
from rules.deliveries import DeliveryState


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """A state and what narrows it. The courier NONE is a number whose courier nobody knows."""

    state: DeliveryState = DeliveryState.MISSING
    city: str = ""
    courier: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "BoardView":
        """The view of an address; what is unknown or misshapen in it is left out."""
        asked = query.get("state", "")
        state = DeliveryState(asked) if asked in set(DeliveryState) else DeliveryState.MISSING
        kept = {name: query.get(name, "") for name in ("city", "courier")}
        return cls(state=state, **{n: v for n, v in kept.items() if v == NONE or CODE.fullmatch(v)})

    def to_query(self) -> dict[str, str]:
        """The view as an address says it; from_query() reads it back."""
        narrowed = {"city": self.city, "courier": self.courier}
        return {"state": str(self.state)} | {name: value for name, value in narrowed.items() if value}

    @property
    def shape(self) -> "BoardView":
        """Which filters there are, whatever they are: one statement serves every city."""
        city = self.city if self.city in ("", NONE) else "*"
        return BoardView(state=self.state, city=city, courier="*" if self.courier else "")

    @property
    def values(self) -> dict[str, str]:
        """The values of the filters, as the statements name them."""
        return {"city": self.city, "courier": "" if self.courier == NONE else self.courier}

    @property
    def filtered(self) -> bool:
        return bool(self.city or self.courier)
