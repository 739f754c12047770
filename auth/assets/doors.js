// Comfort on the sign-in pages; they work without it.
"use strict"

for (const button of document.querySelectorAll(".show")) {
  const input = document.getElementById(button.getAttribute("aria-controls"))
  const caps = button.parentElement.querySelector(".caps")
  button.hidden = false
  button.addEventListener("click", () => {
    const shown = input.type === "password"
    input.type = shown ? "text" : "password"
    input.toggleAttribute("data-shown", shown)
    button.setAttribute("aria-pressed", String(shown))
    button.textContent = shown ? button.dataset.hide : button.dataset.show
    input.focus()
  })
  input.addEventListener("keyup", (event) => {
    const on = event.getModifierState?.("CapsLock") ?? false
    const said = on ? caps.dataset.said : ""
    if (caps.textContent !== said) caps.textContent = said
  })
  // A password is sent as a password: browsers would offer to remember it as text otherwise.
  input.form.addEventListener("submit", () => { input.type = "password" })
}

for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    const button = form.querySelector("[type=submit]")
    if (button.getAttribute("aria-busy") === "true") return event.preventDefault()
    button.setAttribute("aria-busy", "true")
  })
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[type=submit]")) button.removeAttribute("aria-busy")
})
