// Streamlit's own words in Spanish: it has them in English only. Whole sentences are matched, so that a new version
// of Streamlit at worst says one in English again. What people wrote is left alone.
"use strict"

const SAID = {
  "(required)": "(obligatorio)",
  "This field is required.": "Este dato es obligatorio.",
  "Invalid value.": "Este dato no tiene el formato esperado.",
  "Press Enter to submit form": "Enter para guardar",
  "Press Enter to apply": "Enter para aplicar",
  "Press Ctrl+Enter to submit form": "Ctrl+Enter para guardar",
  "Press Ctrl+Enter to apply": "Ctrl+Enter para aplicar",
  "Press ⌘+Enter to submit form": "⌘+Enter para guardar",
  "Press ⌘+Enter to apply": "⌘+Enter para aplicar",
  "Choose date": "Elegir fecha",
  "Choose date range": "Elegir fechas",
  "Choose date and time": "Elegir fecha y hora",
  "Quick select a date range": "Elegir un periodo",
  "Past Week": "Última semana",
  "Past Month": "Último mes",
  "Past 3 Months": "Últimos 3 meses",
  "Past 6 Months": "Últimos 6 meses",
  "Past Year": "Último año",
  "Past 2 Years": "Últimos 2 años",
  "Previous month": "Mes anterior",
  "Next month": "Mes siguiente",
  "Clear date": "Borrar fecha",
  "Clear dates": "Borrar fechas",
  "Clear time": "Borrar hora",
  "Clear date and time": "Borrar fecha y hora",
  "Start date must be before end date.": "La fecha de inicio debe ser anterior a la final.",
  "Selected date unavailable.": "Esa fecha no se puede elegir.",
  "Invalid time format. Please use HH:MM.": "Escriba la hora como HH:MM.",
  "Choose an option": "Elija una opción",
  "Choose options": "Elija opciones",
  "Choose or add an option": "Elija o agregue una opción",
  "Choose or add options": "Elija o agregue opciones",
  "Add an option": "Agregue una opción",
  "Add options": "Agregue opciones",
  "No options to select": "No hay opciones",
  "No options to select.": "No hay opciones.",
  "No options": "No hay opciones",
  "No results": "Sin resultados",
  "Show suggestions": "Ver sugerencias",
  "Selected values": "Valores elegidos",
  "Select all": "Elegir todo",
  "Clear all": "Quitar todo",
  "Clear value": "Borrar",
  "Clear entry": "Borrar",
  "Open": "Abrir",
  "Increment": "Aumentar",
  "Decrement": "Disminuir",
  "Show password": "Mostrar contraseña",
  "Hide password": "Ocultar contraseña",
  "Upload": "Subir",
  "Add files": "Agregar archivos",
  "Drag and drop a file here": "Arrastre un archivo aquí",
  "Drag and drop files here": "Arrastre archivos aquí",
  "Upload failed": "No se pudo subir",
  "Too many files": "Demasiados archivos",
  "Only one file is allowed.": "Solo se admite un archivo.",
  "Download failed": "No se pudo descargar",
  "Fullscreen": "Pantalla completa",
  "Close fullscreen": "Salir de pantalla completa",
  "Show chart": "Ver gráfica",
  "Show data": "Ver datos",
  "Download as PNG": "Descargar como PNG",
  "Download as CSV": "Descargar como CSV",
  "Show/hide columns": "Mostrar u ocultar columnas",
  "Search": "Buscar",
  "Close Search": "Cerrar la búsqueda",
  "Next Result": "Resultado siguiente",
  "Previous Result": "Resultado anterior",
  "Sort ascending": "Orden ascendente",
  "Sort descending": "Orden descendente",
  "Autosize": "Ajustar ancho",
  "Pin column": "Fijar columna",
  "Unpin column": "Soltar columna",
  "Hide column": "Ocultar columna",
  "Copy column name": "Copiar nombre de columna",
  "Clear selection": "Quitar selección",
  "Delete row(s)": "Eliminar filas",
  "Add row": "Agregar fila",
  "Dataframe column menu": "Menú de la columna",
  "Button action menu": "Acciones de la fila",
  "Pagination": "Páginas",
  "Previous page": "Página anterior",
  "Next page": "Página siguiente",
  "Copy to clipboard": "Copiar",
  "Link to heading": "Enlace a este título",
  "Scroll tabs left": "Pestañas anteriores",
  "Scroll tabs right": "Pestañas siguientes",
  "Close": "Cerrar",
  "Stop": "Detener",
  "Stopping...": "Deteniendo…",
  "Running...": "Trabajando…",
  "Please wait...": "Un momento…",
  "Connecting": "Conectando",
  "Connecting to Streamlit server": "Conectando con la mesa",
  "Connection error": "Sin conexión",
  "Connection timed out.": "La mesa no responde.",
  "Streamlit server is not responding. Are you connected to the internet?":
    "La mesa no responde. Revise la conexión de red.",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "La mesa no responde. Avise a quien la administra.",
  "Page not found": "Esta página no existe",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "La página pedida no existe. Se abrió la página de inicio.",
  "Skip to main content": "Ir al contenido",
  "Main menu": "Menú",
  "App pages": "Páginas",
  "Navigate to home page": "Ir al inicio",
  "Notifications": "Avisos",
  "Sidebar": "Barra lateral",
  "Expand sidebar": "Abrir la barra lateral",
  "Collapse sidebar": "Cerrar la barra lateral",
  "Theme": "Apariencia",
  "System": "La del equipo",
  "Light": "Clara",
  "Dark": "Oscura",
  "Use system setting": "La del equipo",
  "Rerun": "Actualizar",
  "Print": "Imprimir",
}

const PATTERNS = [
  [/^Help for (.+)$/s, "Ayuda sobre $1"],
  [/^(?:Error: )?Date set outside allowed range\..*$/s, "Esta fecha está fuera de lo posible."],
  [/^Page (\d+)$/, "Página $1"],
  [/^Remove (.+)$/s, "Quitar $1"],
  [/^Shortcut (.+)$/, "Atajo $1"],
  [/^Fullscreen: (.+)$/s, "Pantalla completa: $1"],
  [/^Close fullscreen: (.+)$/s, "Salir de pantalla completa: $1"],
  [/^(\d+)\/(\d+) characters?$/, "$1/$2 caracteres"],
  [/^(\d+)MB per file(.*)$/, "Hasta $1 MB por archivo$2"],
  [/^(\d+) notifications?\.$/, "$1 avisos."],
  [/^You have requested page \/(.*), but no corresponding file was found.*$/s,
    "La página /$1 no existe o no es para este puesto. Se abrió la página de inicio."],
]

const NAMES = ["aria-label", "placeholder", "title"]
const WRITTEN = ".stMarkdown, .stText, .stHtml, .stTable, .stCode, .stJson, [role=gridcell], [role=option][id], textarea, script, style"

function spanish(text) {
  const said = text.trim()
  if (!said || said.length > 200) return null
  if (Object.hasOwn(SAID, said)) return text.replace(said, SAID[said])
  for (const [pattern, words] of PATTERNS) if (pattern.test(said)) return said.replace(pattern, words)
  return null
}

function sayText(node) {
  const words = spanish(node.nodeValue)
  if (words !== null && words !== node.nodeValue && !node.parentElement?.closest(WRITTEN)) node.nodeValue = words
}

function sayNames(element) {
  for (const name of NAMES) {
    const given = element.getAttribute(name)
    const words = given && spanish(given)
    if (words && words !== given) element.setAttribute(name, words)
  }
}

function sayAll(root) {
  if (root.nodeType === Node.TEXT_NODE) return sayText(root)
  if (root.nodeType !== Node.ELEMENT_NODE) return
  sayNames(root)
  for (const element of root.querySelectorAll("[aria-label], [placeholder], [title]")) sayNames(element)
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) sayText(texts.currentNode)
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(sayAll)
    else if (change.type === "attributes") sayNames(change.target)
    else sayText(change.target)
  }
}).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
})
sayAll(document.body)
