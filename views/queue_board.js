// The list: counters, rows, pages. Every text is set as text. A row whose data did not change is left alone, so that a
// refresh disturbs neither the focus nor a selection. One row at a time is in the order of Tab; arrows move it.

const mounted = new WeakMap()
const KEYS = { t: "take", a: "reply", g: "track" }

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

function whoOf(row) {
  if (!row.organisation) return make("span", { text: row.who })
  return make("a", { href: `/organisation?id=${row.organisation}`, target: "_self", text: row.who, className: "to-organisation" })
}

function rowOf(row, words) {
  const chip = make("span", { className: `chip chip-${row.kind}`, title: row.exact }, row.icon && icon(row.icon), make("span", { text: row.when }))
  const act = name => row[name] && make("button", { type: "button", className: "act", text: words[name], ariaLabel: `${words[name]} ${row.folio}`, data: { act: name } })
  const cell = (name, ...inside) => make("td", { className: name }, ...inside)
  const text = (name, said, title = said) => make("td", { className: name, text: said, title })
  return make("tr", { data: { folio: row.folio, version: row.version } },
    cell("c-folio", make("a", { href: row.href, text: row.folio, className: "number", data: { act: "open" } })),
    cell("c-when", chip),
    make("td", { className: "c-who", title: [row.who, row.person].filter(Boolean).join(" · ") }, whoOf(row), row.person && make("span", { className: "quiet", text: ` · ${row.person}` })),
    make("td", { className: "c-about", title: [row.reason, row.case, row.missing].filter(Boolean).join(" · ") }, row.missing && make("span", { className: "lacks", text: `${row.missing} · ` }), make("span", { text: `${row.reason} · ${row.case}` })),
    text("c-city", row.city), text("c-channel", row.channel), text("c-assignee", row.assignee), text("c-age", row.age, row.received),
    cell("c-acts", act("take"), act("reply"), act("track")))
}

function fillRows(page, rows, words) {
  const before = page.rows
  const focused = page.body.contains(document.activeElement) ? document.activeElement : null
  const at = focused ? [...page.body.children].indexOf(focused.closest("tr")) : -1
  const name = focused?.dataset.act
  page.rows = new Map()
  const wanted = rows.map(row => {
    const json = JSON.stringify([row, words])
    const kept = before.get(row.folio)
    const tr = kept?.json === json ? kept.tr : rowOf(row, words)
    page.rows.set(row.folio, { json, tr })
    return tr
  })
  if (wanted.length !== page.body.children.length || wanted.some((tr, n) => tr !== page.body.children[n])) {
    const folio = focused?.closest("tr")?.dataset.folio
    page.body.replaceChildren(...wanted)
    if (focused) {
      const row = page.rows.get(folio)?.tr ?? wanted[Math.min(at, wanted.length - 1)]
      const target = row?.querySelector(`[data-act=${name}]`) ?? row?.querySelector("a")
      target?.focus({ preventScroll: true })
    }
  }
  choose(page, page.body.contains(document.activeElement) ? document.activeElement.closest("tr") : wanted.find(tr => tr.dataset.folio === page.chosen) ?? wanted[Math.min(page.at ?? 0, wanted.length - 1)])
}

function choose(page, row) {
  page.chosen = row?.dataset.folio
  page.at = row ? [...page.body.children].indexOf(row) : 0
  for (const tr of page.body.children) {
    tr.classList.toggle("chosen", tr === row)
    for (const one of tr.querySelectorAll("a, button")) one.tabIndex = tr === row ? 0 : -1
  }
}

function tell(page, act, row, more = {}) {
  const said = { act, folio: row?.dataset.folio ?? "", version: row?.dataset.version ?? "", ...more, at: Date.now() }
  const same = `${act}|${said.folio}|${said.queue ?? ""}`
  if (page.told === same && Date.now() - page.toldAt < 600) return // a double click is one click
  page.told = same
  page.toldAt = Date.now()
  if (row && act !== "open") row.setAttribute("aria-busy", "true")
  page.send("act", said)
  if (act === "reply" || act === "track") comeBack(page)
}

// When the dialog is gone, the next key belongs to the list again: to this row, or to the one that took its place.
function comeBack(page, seen = false, left = 3000) {
  const open = document.querySelector("[data-testid=stDialog]")
  if (seen && !open) {
    if (document.activeElement === document.body) page.body.children[page.at]?.querySelector("a")?.focus({ preventScroll: true })
  } else if (open || left > 0) setTimeout(() => comeBack(page, seen || Boolean(open), left - 150), 150)
}

function onClick(page, event) {
  const target = event.target.closest("[data-act]")
  const row = event.target.closest("tbody tr")
  if (row) choose(page, row)
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  tell(page, target.dataset.act, row, target.dataset.queue ? { queue: target.dataset.queue } : {})
}

function onKey(page, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  const row = event.target.closest("tbody tr")
  if (!row) return
  const rows = [...page.body.children]
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }
  if (event.key in steps) {
    const next = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + steps[event.key]))]
    choose(page, next)
    next.querySelector("a").focus()
    next.scrollIntoView({ block: "nearest" })
  } else if (KEYS[event.key.toLowerCase()]) {
    const button = row.querySelector(`[data-act=${KEYS[event.key.toLowerCase()]}]`)
    if (button && !event.repeat) tell(page, button.dataset.act, row)
  } else return
  event.preventDefault()
  event.stopPropagation() // plain letters mean something else to the page around us
}

function build(parent) {
  const page = { rows: new Map() }
  page.counters = make("ul")
  page.nav = make("nav", { className: "queues" }, page.counters)
  page.title = make("h2")
  page.note = make("span", { className: "quiet" })
  const live = (name, role) => {
    const one = make("span", { className: name })
    one.setAttribute("role", role)
    return one
  }
  page.said = live("saved", "status")
  page.refused = live("problem", "alert")
  page.back = make("button", { type: "button", className: "act", data: { act: "back" } })
  page.cleared = make("button", { type: "button", className: "act", data: { act: "clear" } })
  page.stamp = make("span", { className: "quiet" })
  page.refresh = make("button", { type: "button", className: "act refresh", data: { act: "refresh" } })
  page.top = make("div", { className: "queue-top" }, page.title, page.note, page.cleared, page.back, page.said, page.refused, make("span", { className: "gap" }), page.stamp, page.refresh)
  page.head = make("tr")
  page.body = make("tbody")
  page.caption = make("caption", { className: "unseen" })
  page.table = make("table", { className: "list queue" }, page.caption, make("thead", {}, page.head), page.body)
  page.empty = make("p", { className: "empty" })
  page.previous = make("button", { type: "button", className: "act", data: { act: "previous" } })
  page.next = make("button", { type: "button", className: "act", data: { act: "next" } })
  page.pages = make("span", { className: "quiet" })
  page.keys = make("span", { className: "quiet" })
  page.foot = make("div", { className: "queue-foot" }, page.keys, make("span", { className: "gap" }), page.pages, page.previous, page.next)
  const root = make("div", { className: "queue-board" }, page.nav, page.top, page.table, page.empty, page.foot)
  root.addEventListener("click", event => onClick(page, event))
  root.addEventListener("keydown", event => onKey(page, event))
  page.body.addEventListener("focusin", event => choose(page, event.target.closest("tr")))
  parent.append(root)
  return page
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text
  element.hidden = !text
}

const COLUMNS = [["folio", "c-folio"], ["when", "c-when"], ["who", "c-who"], ["about", "c-about"], ["city", "c-city"], ["channel", "c-channel"], ["assignee", "c-assignee"], ["age", "c-age"], ["acts", "c-acts"]]

export default ({ data: [data], parentElement, setTriggerValue }) => {
  const page = mounted.get(parentElement) ?? build(parentElement)
  mounted.set(parentElement, page)
  page.send = setTriggerValue
  const { counters, listing, rows, words } = data
  page.nav.setAttribute("aria-label", words.queues)
  const json = JSON.stringify(counters)
  if (json !== page.json) {
    const held = page.counters.contains(document.activeElement) ? document.activeElement.dataset.queue : null
    page.json = json
    page.counters.replaceChildren(...counters.map(one => {
      const link = make("a", { href: one.href, className: one.kind, data: { act: "queue", queue: one.code } }, one.icon && icon(one.icon), make("span", { text: one.label }), make("b", { text: one.count }))
      if (one.current) link.setAttribute("aria-current", "page")
      return make("li", {}, link)
    }))
    if (held) page.counters.querySelector(`[data-queue="${CSS.escape(held)}"]`)?.focus({ preventScroll: true })
  }
  for (const name of ["title", "note", "said", "refused", "back", "cleared", "stamp", "empty", "pages"]) say(page[name], listing[name])
  say(page.refresh, words.refresh)
  say(page.caption, listing.title)
  say(page.previous, words.previous)
  say(page.next, words.next)
  page.previous.hidden = page.next.hidden = !listing.has_previous && !listing.has_next
  page.previous.disabled = !listing.has_previous
  page.next.disabled = !listing.has_next
  say(page.keys, rows.length ? words.keys : "")
  const heads = JSON.stringify(words)
  if (heads !== page.heads) page.head.replaceChildren(...COLUMNS.map(([name, className]) => Object.assign(make("th", { text: words[name], className }), { scope: "col" })))
  page.heads = heads
  fillRows(page, rows, words)
  page.table.hidden = !rows.length
  for (const tr of page.body.children) tr.removeAttribute("aria-busy")
}
