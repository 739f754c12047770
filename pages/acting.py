"""What the buttons of the inquiry page do: one verb, one transaction, once; what was typed survives a refusal."""

import db
from db.queries.inquiry import Done, Pulse, WholeInquiry, done_since, pulse, whole_inquiry
from desk.errors import DeskError
from desk.looks import reveal
from desk.once import in_flight
from pages.deeds import check, do
from pages.failing import failed
from rules.actions import WRITES
from views import inquiry_memory as memory
from views.inquiry_filled import filled
from views.inquiry_person import LOOK
from views.inquiry_scene import Scene
from views.visit import Visit


def act(visit: Visit, scene: Scene, token: str, action: str) -> None:
    """Save the form of an action as it was shown: with its token and the version that was on the screen.

    A second click waits for the first and finds what it did. Should the run be cut off after the transaction, the next
    one finds it too (`settled`): nothing after the commit is needed.
    """
    folio = scene.folio
    if token != memory.token(folio):
        return  # a second click on a form that was saved already
    form = filled(folio, action, zone=scene.whole.case.zone)
    me, now = visit.account_id, visit.again().now
    seen, version = scene.whole.last_event, scene.whole.case.version
    again = memory.begin(folio, action, seen=seen)
    refused: DeskError | None = None
    with in_flight(token):
        try:
            check(action, form)
            if not (again and _mine(folio, action, seen=seen, me=me)):
                with db.writing() as work:
                    do(work, action, folio, form, by=me, now=now, version=version)
        except DeskError as error:
            refused = error
        except db.NotStored as error:
            refused = DeskError(error.code)
        except Exception as bug:
            refused = failed(bug)
    if refused is None:
        memory.done(folio, action)
    else:
        memory.refuse(folio, action, refused.code, refused.details)


def settled(folio: str, *, me: int) -> WholeInquiry | None:
    """The inquiry, after any save of this form that is under way; a save that was done unnoticed is told now."""
    tried = memory.tried()
    mine = tried is not None and tried.token == memory.token(folio)
    with in_flight(tried.token if tried and mine else folio), db.reading() as look:
        whole = whole_inquiry(look, folio)
    if whole and tried and mine and _did(whole.events, tried.action, seen=tried.seen, me=me):
        memory.done(folio, tried.action)
    return whole


def show(visit: Visit, folio: str, field: str) -> None:
    """Show a masked field to this person, in the run that follows and in no other; the look is remembered first."""
    if memory.about_to_show(folio, field):
        return
    me, now = visit.account_id, visit.again().now
    try:
        with db.writing() as work:
            reveal(work, folio, field=field, by=me, now=now)
    except (DeskError, db.NotStored) as refused:  # what cannot be remembered is not shown
        memory.refuse(folio, LOOK, refused.code, getattr(refused, "details", {}))
        return
    memory.show(folio, field)


def ask(folio: str) -> Pulse | None:
    """Which version an inquiry is at now."""
    with db.reading() as look:
        return pulse(look, folio)


def _mine(folio: str, action: str, *, seen: int, me: int) -> bool:
    with db.reading() as look:
        return _did(done_since(look, folio, after=seen), action, seen=seen, me=me)


def _did(events: tuple[Done, ...], action: str, *, seen: int, me: int) -> bool:
    kinds = WRITES.get(action, frozenset())  # type: ignore[call-overload]
    return any(one.id > seen and one.by == me and one.kind in kinds for one in events)
