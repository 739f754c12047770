"""An answered promise read three ways: what was promised, how it was judged then, what it would be today.

The judgement is never rewritten. A calendar that changed since only adds its reading beside it.
"""

from datetime import datetime
from html import escape

from db.queries.inquiry import Owed
from rules.deadlines import Explanation
from rules.urgency import Urgency
from views.inquiry_scene import Scene
from views.look import Html, chip, facts
from words import t
from words.labels import label


def readings(scene: Scene, one: Owed, anew: Explanation) -> Html:
    """The three side by side; nothing when they all agree, or when nobody has answered."""
    if one.met_at is None or one.promised_due_at == one.due_at == anew.due_at:
        return Html("")
    return facts([
        (t("First promised"), scene.when(one.promised_due_at, zone=one.zone)),
        (t("Judged then, and kept"), _judged(scene, one, one.due_at)),
        (t("Read today"), _judged(scene, one, anew.due_at)),
    ])  # fmt: skip


def _judged(scene: Scene, one: Owed, due_at: datetime) -> Html:
    assert one.met_at is not None
    kind = Urgency.MET if one.met_at <= due_at else Urgency.MET_LATE
    return Html(f"{escape(scene.when(due_at, zone=one.zone))} {chip(kind, label(kind))}")
