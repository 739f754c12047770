// The board of deliveries. Every text is set as text. A row whose data did not change is left alone, and a field keeps
// what is typed in it whatever is drawn around it. A number is told again until the desk says that it heard it, and
// telling it twice saves it once.

const mounted = new WeakMap()
const AGAIN = 4000

function make(tag, given = {}, ...inside) {
  const { text, data, ...props } = given
  const element = Object.assign(document.createElement(tag), props)
  if (text !== undefined) element.textContent = text
  for (const [name, value] of Object.entries(data ?? {})) element.dataset[name] = value
  element.append(...inside.filter(Boolean))
  return element
}

function icon(name) {
  const mark = make("span", { className: "icon", text: name })
  mark.setAttribute("aria-hidden", "true")
  mark.setAttribute("translate", "no")
  return mark
}

function numberCell(row, words) {
  if (!row.track) return make("td", { className: "c-number", title: row.odd }, make("span", { className: "number", text: row.number }), row.odd && icon("warning"))
  const field = make("input", { type: "text", className: "typed number", autocomplete: "off", spellcheck: false, maxLength: 60, placeholder: words.number, ariaLabel: `${words.number} ${row.folio}` })
  const problem = make("span", { className: "row-problem", text: row.refused })
  problem.setAttribute("role", "alert")
  if (row.refused) field.setAttribute("aria-invalid", "true")
  return make("td", { className: "c-number" }, field, problem)
}

function rowOf(row, words) {
  const chip = make("span", { className: `chip chip-${row.kind}${row.old ? " old" : ""}`, title: row.exact }, row.icon && icon(row.icon), make("span", { text: row.when }))
  const act = name => row[name] && make("button", { type: "button", className: "act", text: words[name], ariaLabel: `${words[name]} ${row.folio}`, data: { act: name } })
  const why = make("button", { type: "button", className: "act", text: words.why, ariaLabel: `${words.why} ${row.folio}`, data: { act: "why" } })
  why.setAttribute("aria-expanded", String(row.days.length > 0))
  const text = (name, said) => make("td", { className: name, text: said, title: said })
  return make("tr", { data: { folio: row.folio, version: row.version } },
    make("td", { className: "c-folio" }, make("a", { href: row.href, text: row.folio, className: "number", data: { act: "open" } })),
    make("td", { className: "c-when" }, chip),
    make("td", { className: "c-who", title: [row.who, row.company].filter(Boolean).join(" · ") }, make("span", { text: row.who }), row.company && make("span", { className: "quiet", text: ` · ${row.company}` })),
    text("c-issued", row.issued), text("c-city", row.city), text("c-courier", row.courier),
    numberCell(row, words), make("td", { className: "c-acts" }, why, act("ready"), act("settle")))
}

function daysOf(row, words, columns) {
  const strip = make("ol", { className: "strip" }, ...row.days.map(one => make("li", { className: one.kind }, make("b", { text: one.day }), one.note || "\u00a0")))
  strip.setAttribute("aria-label", words.days)
  return make("tr", { className: "days" }, make("td", { colSpan: columns, className: "stHtml" }, strip))
}

const unsent = rows => rows.every(row => row.track) // nothing is with a courier yet: that column is left out
const fieldOf = tr => tr?.querySelector("input.typed")
const mainRows = page => [...page.body.children].filter(tr => tr.dataset.folio)

function fillRows(page, rows, words) {
  const before = page.rows
  const held = page.body.contains(document.activeElement) ? document.activeElement : null
  const folio = held?.closest("tr")?.dataset.folio
  const at = mainRows(page).findIndex(tr => tr.dataset.folio === folio)
  const inField = held?.classList.contains("typed")
  const caret = inField ? [held.selectionStart, held.selectionEnd] : null
  const name = held?.dataset.act
  page.rows = new Map()
  const wanted = []
  const columns = unsent(rows) ? COLUMNS.length - 1 : COLUMNS.length
  for (const row of rows) {
    const json = JSON.stringify([row, words])
    const kept = before.get(row.folio)
    const tr = kept?.json === json ? kept.tr : rowOf(row, words)
    const old = fieldOf(kept?.tr)
    if (kept && tr !== kept.tr && old && fieldOf(tr)) fieldOf(tr).value = old.value
    const days = row.days.length ? (kept?.json === json && kept.days) || daysOf(row, words, columns) : null
    page.rows.set(row.folio, { json, tr, days })
    wanted.push(tr, ...(days ? [days] : []))
  }
  // What stays is not taken out of the page: a field that is, loses the focus and the caret.
  const staying = new Set(wanted)
  for (const tr of [...page.body.children]) if (!staying.has(tr)) tr.remove()
  wanted.forEach((tr, n) => { if (page.body.children[n] !== tr) page.body.insertBefore(tr, page.body.children[n] ?? null) })
  if (held && !page.body.contains(document.activeElement)) {
    const left = mainRows(page)
    const row = page.rows.get(folio)?.tr ?? left[Math.min(at, left.length - 1)]
    const target = (inField && fieldOf(row)) || row?.querySelector(`[data-act=${name}]`) || fieldOf(row) || row?.querySelector("a")
    target?.focus({ preventScroll: true })
    if (caret && target === fieldOf(row) && row?.dataset.folio === folio) target.setSelectionRange(...caret)
  }
}

function settle(page, heard) {
  for (const [folio, one] of page.pending) if (heard.includes(`${folio}|${one.number}`)) page.pending.delete(folio)
  for (const tr of mainRows(page)) {
    const field = fieldOf(tr)
    if (!field) continue
    const saving = page.pending.has(tr.dataset.folio)
    field.readOnly = saving
    tr.toggleAttribute("aria-busy", saving)
  }
  clearTimeout(page.timer)
  if (page.pending.size) page.timer = setTimeout(() => tellTyped(page), AGAIN)
}

function tellTyped(page) {
  page.send("act", { act: "track", typed: JSON.stringify([...page.pending].map(([folio, one]) => ({ folio, ...one }))), at: Date.now() })
  clearTimeout(page.timer)
  page.timer = setTimeout(() => page.pending.size && tellTyped(page), AGAIN)
}

function tell(page, act, row, more = {}) {
  const said = { act, folio: row?.dataset.folio ?? "", ...more, at: Date.now() }
  const same = `${act}|${said.folio}|${said.state ?? ""}`
  if (page.told === same && Date.now() - page.toldAt < 600) return // a double click is one click
  page.told = same
  page.toldAt = Date.now()
  page.send("act", said)
}

function step(page, row, by) {
  const rows = mainRows(page)
  const next = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + by))]
  if (next && next !== row) {
    (fieldOf(next) ?? next.querySelector("a")).focus()
    next.scrollIntoView({ block: "nearest" })
  }
}

function onKey(page, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const row = event.target.closest("tbody tr[data-folio]")
  if (!row) return
  const field = event.target.classList.contains("typed") ? event.target : null
  if (event.key === "Enter" && field) {
    const number = field.value.trim()
    if (!number || field.readOnly || event.repeat) return
    page.pending.set(row.dataset.folio, { version: Number(row.dataset.version), number })
    field.readOnly = true
    row.setAttribute("aria-busy", "true")
    field.removeAttribute("aria-invalid")
    tellTyped(page)
    step(page, row, 1)
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(page, row, event.key === "ArrowDown" ? 1 : -1)
  else return
  event.preventDefault()
  event.stopPropagation()
}

function onClick(page, event) {
  const target = event.target.closest("[data-act]")
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  tell(page, target.dataset.act, event.target.closest("tbody tr"), target.dataset.state ? { state: target.dataset.state } : {})
}

function build(parent) {
  const page = { rows: new Map(), pending: new Map() }
  const live = (className, role) => {
    const one = make("span", { className })
    one.setAttribute("role", role)
    return one
  }
  const button = act => make("button", { type: "button", className: "act", data: { act } })
  page.counters = make("ul")
  page.nav = make("nav", { className: "queues" }, page.counters)
  page.title = make("h2")
  page.note = make("span", { className: "quiet" })
  page.said = live("saved", "status")
  page.odd = live("problem", "alert")
  page.cleared = button("clear")
  page.stamp = make("span", { className: "quiet" })
  page.refresh = button("refresh")
  page.top = make("div", { className: "queue-top" }, page.title, page.note, page.cleared, page.said, page.odd, make("span", { className: "gap" }), page.stamp, page.refresh)
  page.head = make("tr")
  page.body = make("tbody")
  page.caption = make("caption", { className: "unseen" })
  page.table = make("table", { className: "list queue deliveries" }, page.caption, make("thead", {}, page.head), page.body)
  page.empty = make("p", { className: "empty" })
  page.previous = button("previous")
  page.next = button("next")
  page.pages = make("span", { className: "quiet" })
  page.keys = make("span", { className: "quiet" })
  page.foot = make("div", { className: "queue-foot" }, page.keys, make("span", { className: "gap" }), page.pages, page.previous, page.next)
  const root = make("div", { className: "queue-board" }, page.nav, page.top, page.table, page.empty, page.foot)
  root.addEventListener("click", event => onClick(page, event))
  root.addEventListener("keydown", event => onKey(page, event))
  parent.append(root)
  return page
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text
  element.hidden = !text
}

const COLUMNS = [["folio", "c-folio"], ["when", "c-when"], ["who", "c-who"], ["issued", "c-issued"], ["city", "c-city"], ["courier", "c-courier"], ["number", "c-number"], ["acts", "c-acts"]]

export default ({ data: [data], parentElement, setTriggerValue }) => {
  const page = mounted.get(parentElement) ?? build(parentElement)
  mounted.set(parentElement, page)
  page.send = setTriggerValue
  const { counters, heard, listing, rows, words } = data
  page.nav.setAttribute("aria-label", words.states)
  const json = JSON.stringify(counters)
  if (json !== page.json) {
    const held = page.counters.contains(document.activeElement) ? document.activeElement.dataset.state : null
    page.json = json
    page.counters.replaceChildren(...counters.map(one => {
      const link = make("a", { href: one.href, className: one.kind, data: { act: "state", state: one.code } }, one.icon && icon(one.icon), make("span", { text: one.label }), make("b", { text: one.count }))
      if (one.current) link.setAttribute("aria-current", "page")
      return make("li", {}, link)
    }))
    if (held) page.counters.querySelector(`[data-state="${CSS.escape(held)}"]`)?.focus({ preventScroll: true })
  }
  for (const name of ["title", "note", "said", "odd", "cleared", "stamp", "empty", "pages"]) say(page[name], listing[name])
  say(page.refresh, words.refresh)
  say(page.caption, listing.title)
  say(page.previous, words.previous)
  say(page.next, words.next)
  page.previous.hidden = page.next.hidden = !listing.has_previous && !listing.has_next
  page.previous.disabled = !listing.has_previous
  page.next.disabled = !listing.has_next
  say(page.keys, rows.some(row => row.track) ? words.keys : "")
  const heads = JSON.stringify(words)
  if (heads !== page.heads) page.head.replaceChildren(...COLUMNS.map(([name, className]) => Object.assign(make("th", { text: words[name], className }), { scope: "col" })))
  page.heads = heads
  fillRows(page, rows, words)
  settle(page, heard)
  page.table.hidden = !rows.length
  page.table.classList.toggle("unsent", unsent(rows))
}
