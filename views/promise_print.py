"""The sheet as a file of its own: one HTML page that prints on one sheet, needs nothing else and carries no script."""

from html import escape

from views.promise_month import Sheet
from views.promise_sheet import body, top
from views.promise_words import name_of_month, standing
from words import language, speaking, t

STYLE = """
@page { size: letter landscape; margin: 12mm }
:root { --ink: #1b1f24; --quiet: #555a61; --line: #dedacf; --brick: #8f2f1d; --green: #1b5e3d; color-scheme: light }
* { print-color-adjust: exact }
body { font: 14px/1.4 "Atkinson Hyperlegible Next", system-ui, sans-serif; color: var(--ink) }
body { margin: 0 auto; padding: 16px; max-width: 1120px }
h1 { font-size: 22px; margin: 0 }
.standing { color: var(--quiet); margin: 0 0 12px }
.tops { display: flex; border-block: 1px solid var(--line); margin-bottom: 12px }
.tops div { flex: 1; padding: 6px 10px; border-inline-start: 1px solid var(--line) }
.tops div:first-child { border: 0; padding-inline-start: 0 }
.tops p { margin: 0; font-size: 12px; color: var(--quiet) }
.tops .value { font-size: 26px; color: var(--ink); font-weight: 650 }
.tops .tone-overdue, .tops .tone-missing { color: var(--brick) }
table { width: 100%; border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums }
table { margin-bottom: 12px }
caption { text-align: start; color: var(--quiet); padding-bottom: 2px }
th { text-align: start; color: var(--quiet); font-weight: 500 }
td, th { padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top }
.figure { text-align: end }
.quiet { color: var(--quiet) }
.sheet-name { display: block; font-weight: 600 }
.sheet-bar { display: block; height: 4px; background: var(--brick); min-width: 64px }
.sheet-bar i { display: block; height: 100%; background: var(--green); border-inline-end: 1px solid #fff }
dl { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 24px; margin: 0; font-size: 11.5px }
dt { font-weight: 600; display: inline }
dt::after { content: ": " }
dd { display: inline; margin: 0; color: var(--quiet) }
.sheet-stamp { font-size: 11.5px; color: var(--quiet); margin: 10px 0 0; padding-top: 6px }
.sheet-stamp { border-top: 1px solid var(--line) }
"""


def document(sheet: Sheet, *, lang: str) -> bytes:
    """The file, in the language of whoever asks for it; made in a thread of its own, which speaks none yet."""
    with speaking(lang):
        title = t("Promises, {month}", month=name_of_month(sheet.month))
        tops = "".join(
            f'<div><p>{escape(one.label)}</p><p class="value tone-{escape(one.tone)}">{escape(one.value)}</p>'
            f"<p>{escape(one.change)} {escape(one.against)}</p></div>" for one in top(sheet)
        )  # fmt: skip
        return (
            f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<style>{STYLE}</style></head><body><h1>{escape(title)}</h1>"
            f'<p class="standing">{escape(standing(sheet.month))}</p><div class="tops">{tops}</div>{body(sheet)}'
            "</body></html>"
        ).encode()


def file_name(sheet: Sheet) -> str:
    """The name it is kept under: promesas-2026-02.html."""
    return f"{t('promises', context='file')}-{sheet.month.first:%Y-%m}.html"
