"""One thing done, in words: what it was, and from what to what. Codes become labels here and are never shown."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from db.queries.inquiry import Done
from views.inquiry_scene import Scene
from words import t
from words.dates import day
from words.labels import label
from words.problems import field_name

Details = Mapping[str, Any]


def told(scene: Scene, done: Done) -> tuple[str, str]:
    """What an event is called, and its particulars; nothing for one that has none."""
    kind = done.kind
    if kind == "assigned" and done.by is not None and done.details.get("after") == done.by:
        kind = "taken"
    more = PARTICULARS.get(done.kind)
    return label("event", kind), more(scene, done.details) if more else ""


def _arrow(before: str, after: str) -> str:
    return " → ".join(filter(None, (before, after)))


def _logged(scene: Scene, given: Details) -> str:
    parts = (label("channel", given.get("channel")), scene.reason(str(given.get("reason", ""))),
             scene.subcase(str(given.get("subcase", ""))), label("outcome", given.get("outcome")))  # fmt: skip
    return " · ".join(filter(None, parts))


def _assigned(scene: Scene, given: Details) -> str:
    def name(account: object) -> str:
        return scene.who(int(str(account))) if account else t("nobody")

    return _arrow(name(given.get("before")), name(given.get("after")))


def _replied(scene: Scene, given: Details) -> str:
    channel = label("channel", given.get("channel"))
    try:
        answered = scene.when(datetime.fromisoformat(str(given.get("answered_at", ""))))
    except ValueError:
        return channel
    return t("{channel}, answered {when}", channel=channel, when=answered)


def _message(_scene: Scene, given: Details) -> str:
    return label("channel", given.get("channel"))


def _closed(_scene: Scene, given: Details) -> str:
    return label("outcome", given.get("outcome"))


def _reason(scene: Scene, given: Details) -> str:
    def case(of: object) -> str:
        return scene.subcase(str(of.get("subcase", ""))) if isinstance(of, Mapping) else ""

    return _arrow(case(given.get("before")), case(given.get("after")))


def _rerouted(scene: Scene, given: Details) -> str:
    def address(code: object) -> str:
        box = scene.known.mailboxes.get(str(code or ""))
        return box.address if box else str(code or "")

    return _arrow(address(given.get("before")), address(given.get("after")))


def _tracking(scene: Scene, given: Details) -> str:
    carrier = scene.known.carriers.get(str(given.get("carrier") or ""))
    change = _arrow(str(given.get("before") or ""), str(given.get("after") or ""))
    return " · ".join(filter(None, (change, carrier.name if carrier else "")))


def _issued(scene: Scene, given: Details) -> str:
    def on(text: object) -> str:
        try:
            return day(date.fromisoformat(str(text or "")), today=scene.today)
        except ValueError:
            return ""

    return _arrow(on(given.get("before")), on(given.get("after")))


def _collectable(scene: Scene, given: Details) -> str:
    def on(name: str) -> str:
        text = str(given.get(name) or "")
        return day(date.fromisoformat(text), today=scene.today) if text else ""

    until = on("until")
    kept = t("kept until {day}", day=until, context="courier") if until else ""
    return " · ".join(filter(None, (_arrow(on("before"), on("after")), kept)))


def _settled(_scene: Scene, given: Details) -> str:
    return label("settled_why", given.get("why"))


def _revealed(_scene: Scene, given: Details) -> str:
    return field_name(str(given.get("field", "")))


def _withdrawn(_scene: Scene, given: Details) -> str:
    return f"“{given.get('why', '')}”"


def _merged(_scene: Scene, given: Details) -> str:
    return str(given.get("into") or given.get("folio") or "")


PARTICULARS: Mapping[str, Callable[[Scene, Details], str]] = {
    "logged": _logged, "assigned": _assigned, "replied": _replied, "message": _message, "closed": _closed,
    "reason_changed": _reason, "rerouted": _rerouted, "tracking_set": _tracking, "tracking_cleared": _tracking,
    "issue_date_set": _issued, "delivery_settled": _settled, "collectable_set": _collectable,
    "collectable_cleared": _collectable, "revealed": _revealed,
    "answer_withdrawn": _withdrawn, "merged": _merged, "merged_in": _merged, "split": _merged, "split_from": _merged,
}  # fmt: skip
