// What somebody types survives a reload and a restart of the server: it is kept in this tab until the form is saved,
// the person signs out, the tab is closed, or twelve hours have passed. Only fields named by the page are kept.

const PREFIX = "desk-draft:"
const LONGEST_MS = 12 * 3600 * 1000

const nameOf = data => `${PREFIX}${data.user}:${data.form}`
const read = name => {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? {}
  } catch {
    return {}
  }
}
const write = (name, draft) => {
  try {
    sessionStorage.setItem(name, JSON.stringify({ ...draft, at: Date.now() }))
  } catch {
    // A full or forbidden storage only costs the convenience.
  }
}
const wipe = keep => Object.keys(sessionStorage).filter(name => name.startsWith(PREFIX) && !keep(name)).forEach(name => sessionStorage.removeItem(name))

const mounted = new Map() // parentElement -> data
const worth = draft => Boolean(draft.begun) || Object.values(draft.typed ?? {}).some(value => value !== "")
const waits = (draft, data) => worth(draft) && draft.session !== data.session // from before this session began

function onInput(event) {
  for (const data of mounted.values()) {
    const field = Object.keys(data.fields).find(name => event.target.closest?.(`.${CSS.escape(data.fields[name])}`))
    if (field === undefined || typeof event.target.value !== "string") continue
    const draft = read(nameOf(data))
    const session = waits(draft, data) ? draft.session : data.session
    write(nameOf(data), { ...draft, session, typed: { ...draft.typed, [field]: event.target.value } })
  }
}

// Signing out is a form or a link of the frame; whoever follows it leaves nothing behind on a shared desk.
function onLeave(event) {
  const target = event.target.closest?.("form, a[href]")
  if (/sign-?out|log-?out/.test(target?.getAttribute("action") ?? target?.getAttribute("href") ?? "")) wipe(() => false)
}

document.addEventListener("input", onInput, true)
document.addEventListener("submit", onLeave, true)
document.addEventListener("click", onLeave, true)

export default ({ data: [data], parentElement, setTriggerValue }) => {
  mounted.set(parentElement, data)
  wipe(name => name.startsWith(`${PREFIX}${data.user}:`)) // nobody else's draft stays in this tab
  const name = nameOf(data)
  let draft = read(name)
  if (draft.at && Date.now() - draft.at > LONGEST_MS) draft = {}
  if (data.clear && draft.cleared !== data.clear) {
    draft = { cleared: data.clear, session: data.session }
    write(name, draft)
  }
  if (data.taken && waits(draft, data)) {
    write(name, { ...draft, session: data.session })
  } else if (data.fresh && waits(draft, data)) {
    setTriggerValue("draft", { ...draft.chosen, ...draft.typed }) // again at each run, until it is known to have arrived
  } else if (data.chosen) {
    // What stands in a field that nobody is typing in is what the page says: a known caller may have been put there.
    const typed = { ...draft.typed }
    for (const [field, value] of Object.entries(data.values)) {
      if (!document.activeElement?.closest?.(`.${CSS.escape(data.fields[field])}`)) typed[field] = value
    }
    write(name, { ...draft, session: data.session, chosen: data.chosen, begun: data.begun, typed })
  }
  return () => mounted.delete(parentElement)
}
