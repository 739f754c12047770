"""A month of promises on one page: how many were due, how many were kept, what is still late; each with its meaning."""

from html import escape

from db.queries.promise_rows import AGES, Kept, Missing
from rules.urgency import overdue_for
from views.figures import Figure
from views.look import Html, empty, quiet, table
from views.promise_month import Sheet
from views.promise_names import promise_name, terms_said
from views.promise_words import meanings, name_of_month, stamps
from words import t, tn
from words.dates import period
from words.elapsed import late
from words.numbers import UNKNOWN, change, number, percent


def top(sheet: Sheet) -> list[Figure]:
    """The shares first, then what is still late and what is missing; each is the link to its list."""
    days = {"from": sheet.month.first.isoformat(), "to": sheet.month.last.isoformat()}
    every = sheet.all_kept
    shares = [
        Figure(
            name=f"kept_{code.lower()}", label=promise_name(sheet.known, code), value=percent(row.share),
            change=t("{kept} of {due}", kept=number(row.kept), due=number(row.due)),
            against=points(row, sheet.kept_before.get(code, Kept()), sheet),
            query={"queue": "breaches", "promise": code, **days},
            means=t("Answered by the promised moment, of all that were due in the month. The list shows those not "
                    "kept."),
        )
        for code in sheet.codes for row in (sheet.kept.get(code, Kept()),)
    ]  # fmt: skip
    return [
        *shares,
        Figure(name="still_overdue", label=t("Still overdue"), value=number(every.overdue),
               tone="overdue" if every.overdue else "", change=number(every.late), query={"queue": "breaches", **days},
               against=t("more were answered late"),
               means=t("Due in the month and not answered yet. The list shows them and those answered late.")),
        Figure(name="no_tracking", label=t("No tracking >5 d"), value=number(sheet.missing.total),
               tone="missing" if sheet.missing.total else "", query={"queue": "missing"},
               change=_oldest_passport(sheet.missing), against=t("since its issue date, the oldest"),
               means=t("More than 5 business days since the visa was issued and no tracking number yet.")),
    ]  # fmt: skip


def body(sheet: Sheet) -> Html:
    """The tables, what each figure means, and by what it was counted."""
    return Html(f'<div class="sheet">{_promises(sheet)}{_passports(sheet)}{meanings()}{stamps(sheet)}</div>')


def points(row: Kept, then: Kept, sheet: Sheet) -> str:
    """The difference to the month before, in points."""
    if row.share is None or then.share is None:
        return t("nothing to compare in {month}", month=name_of_month(sheet.before, short=True))
    return t("{change} pts against {month}", change=change((row.share - then.share) * 100, digits=1),
             month=name_of_month(sheet.before, short=True))  # fmt: skip


def _promises(sheet: Sheet) -> Html:
    if not sheet.kept:
        return empty(t("No promise was due in this month."))
    rows = [_row(sheet, code, sheet.kept.get(code, Kept()), sheet.kept_before.get(code, Kept()))
            for code in dict.fromkeys((*sheet.codes, *sheet.kept))]  # fmt: skip
    rows.append(_row(sheet, "", sheet.all_kept, sheet.all_before))
    columns = (t("Promise"), t("Due", context="sheet"), t("Kept"), t("Share"), name_of_month(sheet.before, short=True),
               t("Answered late"), t("Still overdue"), t("Latest of them"), t("Moved"),
               t("No longer owed"))  # fmt: skip
    return table(columns, rows, caption=t("Due {days}, by the local day each was due", days=period(
        sheet.month.first, sheet.month.last)), figures=(1, 2, 3, 4, 5, 6, 8, 9))  # fmt: skip


def _row(sheet: Sheet, code: str, row: Kept, then: Kept) -> tuple[str, ...]:
    name = promise_name(sheet.known, code) if code else t("All promises")
    term = terms_said(sheet.known, code, sheet.month.first, sheet.month.ends) if code else ""
    who = Html(f'<b class="sheet-name">{escape(name)}</b>{quiet(term)}')
    share = Html(f"{escape(percent(row.share))}{_bar(row)}")
    return (who, number(row.due), number(row.kept), share, percent(then.share), number(row.late), number(row.overdue),
            _latest(sheet, row), _moved(row), number(row.ended))  # fmt: skip


def _bar(row: Kept) -> Html:
    """Kept of due as a length; the figures beside it say the same."""
    if not row.due:
        return Html()
    width = round(100 * row.kept / row.due, 1)
    return Html(f'<span class="sheet-bar" aria-hidden="true"><i style="width:{width}%"></i></span>')


def _latest(sheet: Sheet, row: Kept) -> str:
    if row.oldest is None:
        return UNKNOWN if not row.overdue else ""
    gone = overdue_for(row.oldest.due_at, now=sheet.now, zone=row.oldest.zone, calendar=sheet.calendar)
    return f"{row.oldest.folio}, {late(gone.business_days, gone.hours)}"


def _moved(row: Kept) -> Html:
    """How many the calendar or a new term moved, and what that made of answers that were given."""
    notes = []
    if row.saved:
        notes.append(tn("{n} kept only by it", "{n} kept only by it", row.saved))
    if row.lost:
        notes.append(tn("{n} late only by it", "{n} late only by it", row.lost))
    return Html(f"{escape(number(row.moved))}{''.join(quiet(f' ({note})') for note in notes)}")


def _passports(sheet: Sheet) -> Html:
    ages = [t("over {n}", n=number(least - 1)) if most is None else f"{least}–{most}" for least, most in AGES]
    counted = [number(n) for n in sheet.missing.by_age]
    row = (t("Passports without a tracking number"), *counted, number(sheet.missing.total),
           _oldest_passport(sheet.missing))  # fmt: skip
    return table((t("Business days since issue"), *ages, t("Total"), t("Oldest")), [row],
                 caption=t("At the moment the data were read"), figures=tuple(range(1, len(AGES) + 2)))  # fmt: skip


def _oldest_passport(missing: Missing) -> str:
    return tn("{n} business day", "{n} business days", missing.oldest) if missing.total else UNKNOWN
