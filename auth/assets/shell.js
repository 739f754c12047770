// What the app's page needs before and beside Streamlit's own script.
"use strict"

// The server answers at the root. Streamlit would otherwise first ask below every page's own address, and wait.
window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" }

// A page that lost its connection because its session ended goes to the sign-in page instead of trying for ever.
setInterval(async () => {
  const app = document.querySelector("[data-testid=stApp]")
  const state = app && app.getAttribute("data-test-connection-state")
  if (!state || state === "CONNECTED") return
  const answer = await fetch("/_stcore/health", { cache: "no-store" }).catch(() => null)
  if (answer && answer.status === 401) location.reload()
}, 3000)
