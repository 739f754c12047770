// The keyboard of a page. One listener for the whole tab; what it does is what the page mounted last says.
// Shortcuts need a modifier, so they work while somebody types; "?" alone works only outside a field.

const TYPED = "input:not([type=checkbox]):not([type=radio]):not([type=hidden]), textarea, [role=spinbutton], [contenteditable=true]"
const REACHED = `${TYPED}, input, button, a[href], [tabindex="0"]`
const QUIET_MS = 500 // a second Ctrl+Enter within this time is the same one, unless a new form has come meanwhile
const ANSWER_MS = 800 // how long an answer is waited for before a click is taken as lost
const WAIT_MS = 3000 // fields come in pieces: how long a focus request waits for its own

let current = null // {bindings, focus, token, copied, live} of the page that was mounted last
let focused = null // the token of the last focus request that was met
let submitted = { at: 0, token: null }
let filled = null // the part of a date that was typed into last
let watched = null // the token of the click whose answer is waited for

const scope = () => document.querySelector("[data-testid=stDialog]") ?? document
const within = key => scope().querySelector(`.st-key-${CSS.escape(key)}`)
const usable = element => element && !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.getClientRects().length > 0
const typing = () => document.activeElement?.matches?.(TYPED) ?? false

function pressed(event, combination) {
  const [key, ...modifiers] = combination.split("+").reverse()
  if (key === "?") return event.key === "?" && !event.ctrlKey && !event.altKey && !event.metaKey && !typing()
  const ctrl = event.ctrlKey || event.metaKey
  // AltGr is Ctrl and Alt at once: on a Spanish keyboard it writes @, # and the like.
  if (event.getModifierState("AltGraph")) return false
  if (ctrl !== modifiers.includes("Ctrl") || event.altKey !== modifiers.includes("Alt")) return false
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`
  // With Alt some systems write another sign: then the place of the key decides.
  return event.key.toLowerCase() === key.toLowerCase() || (event.altKey && event.code === `Key${key.toUpperCase()}`)
}

// Streamlit takes what is typed when its field loses the focus. It must go somewhere: a date that merely blurs is lost.
function press(button, find = () => button) {
  const before = typing() ? document.activeElement : null
  button.focus({ preventScroll: true })
  // Two frames: fields that keep their text in React hand it over after they lose the focus, before the click. The
  // button is looked for again: an answer of the server that came meanwhile may have drawn another in its place.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const now = find()
      if (usable(now)) now.click()
      if (before?.isConnected) before.focus({ preventScroll: true }) // refused or not, the caret stays where it was
    })
  )
}

function pick(binding) {
  const options = [...(within(binding.key)?.querySelectorAll(".stButtonGroup button, input[type=radio]") ?? [])]
  const option = options[binding.option - 1]
  if (!usable(option?.closest("label") ?? option)) return
  const picked = option.getAttribute("aria-checked") === "true" || option.checked
  if (picked && binding.then) return reach({ key: binding.then }) // its form is there: whoever asks for it wants to write
  const before = typing() ? document.activeElement : null
  if (!picked) option.click() // a second click would take it back
  if (before?.isConnected) before.focus({ preventScroll: true })
  else option.focus({ preventScroll: true })
}

function reach(binding) {
  const found = [...(within(binding.key)?.querySelectorAll(REACHED) ?? [])].find(usable)
  if (!found) return
  if (found.matches(TYPED)) {
    found.focus()
    found.select?.()
  } else press(found)
}

function submit(binding) {
  const find = () => within(binding.key)?.querySelector("button")
  if (!usable(find()) || (submitted.token === current.token && Date.now() - submitted.at < QUIET_MS)) return
  submitted = { at: Date.now(), token: current.token }
  press(find(), find)
  if (binding.again) watch(binding, current.token)
}

// A click can be lost between browser and server when another run follows it. Where every answer changes the token and
// saving twice is saving once, the same click is made again while no answer has come.
function watch(binding, token, tries = 3) {
  if (watched === token) return
  watched = token
  const look = () => {
    if (current?.token !== token || tries <= 0) return
    const app = document.querySelector("[data-testid=stApp]")
    const button = within(binding.key)?.querySelector("button")
    if (app?.dataset.testScriptState !== "running" && usable(button)) {
      tries -= 1
      button.click()
    }
    setTimeout(look, ANSWER_MS)
  }
  setTimeout(look, ANSWER_MS)
}

async function copy(selector) {
  const source = document.querySelector(selector)
  const text = source?.innerText.trim()
  if (!text) return
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    byHand(text) // without TLS the clipboard is closed to scripts
  }
  source.dataset.copied = current?.copied ?? "✓"
  if (current?.live) current.live.textContent = source.dataset.copied
  setTimeout(() => {
    delete source.dataset.copied
    if (current?.live) current.live.textContent = ""
  }, 2000)
}

function byHand(text) {
  const before = document.activeElement
  const page = Object.assign(document.createElement("textarea"), { value: text, readOnly: true })
  page.style.cssText = "position:fixed;inset:0 auto auto 0;opacity:0"
  document.body.append(page)
  page.select()
  document.execCommand("copy")
  page.remove()
  before?.focus?.({ preventScroll: true })
}

const ACTS = { pick, reach, submit, copy: binding => copy(binding.selector) }

function onKeyDown(event) {
  if (!current || !event.key || event.isComposing) return
  const binding = current.bindings.find(one => pressed(event, one.combination))
  if (!binding) return
  event.preventDefault()
  event.stopImmediatePropagation() // the field's own Ctrl+Enter must not save a second time
  if (!event.repeat) ACTS[binding.act](binding)
}

// Parts of a date: whoever writes 3/11/2026 goes on with the sign, where one digit alone would wait for another.
function onSeparator(event) {
  const part = event.target.closest?.("[role=spinbutton]")
  if (!part) return
  if (/^\d$/.test(event.key)) filled = part
  if (!["/", "-", "."].includes(event.key)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (filled !== part) return // the part before was full and went on by itself
  const parts = [...part.parentElement.querySelectorAll("[role=spinbutton]")]
  parts[parts.indexOf(part) + 1]?.focus()
}

// Lists whose labels are written with their accents apart are searched without accents, however they are typed.
function onBeforeInput(event) {
  const field = event.target
  const bare = event.data?.normalize("NFD").replace(/\p{M}/gu, "")
  if (!bare || bare === event.data || !field.matches?.("[role=combobox]")) return
  if (!current?.bare?.some(key => field.closest(`.st-key-${CSS.escape(key)}`))) return
  event.preventDefault()
  document.execCommand("insertText", false, bare)
}

function onClick(event) {
  const button = event.target.closest?.("[data-copy]")
  if (button) copy(button.dataset.copy)
  const binding = current?.bindings.find(one => one.again && event.target.closest?.(`.st-key-${CSS.escape(one.key)} button`))
  if (binding) watch(binding, current.token)
}

function meet(key, token) {
  if (!key || token === focused) return
  focused = token
  const until = Date.now() + WAIT_MS
  const before = document.activeElement
  const look = () => {
    if (focused !== token || (typing() && document.activeElement !== before)) return // somebody went elsewhere
    const field = [...(within(key)?.querySelectorAll(REACHED) ?? [])].find(usable)
    if (field) field.focus({ preventScroll: true })
    else if (Date.now() < until) requestAnimationFrame(look)
  }
  look()
}

window.addEventListener("keydown", onKeyDown, true)
window.addEventListener("keydown", onSeparator, true)
window.addEventListener("beforeinput", onBeforeInput, true)
window.addEventListener("click", onClick, true)

const mounted = new WeakMap()

export default ({ data: [data], parentElement }) => {
  const page = mounted.get(parentElement) ?? { live: parentElement.querySelector("[role=status]") }
  mounted.set(parentElement, page)
  Object.assign(page, data)
  current = page
  // Pop-overs lie outside the app and cannot see whether it is dark.
  const app = document.querySelector("[data-testid=stApp]")
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme
  meet(data.focus, data.token)
  return () => {
    if (current === page) current = null
  }
}
