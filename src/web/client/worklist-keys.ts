const offKey = 'sk-keys-off'

/** j, k and the arrows move between the rows of a worklist, / goes to the filter, ? shows what the keys do. */
export function worklistKeys(): void {
  const list = document.querySelector('[data-sk-worklist]')
  if (!list) return
  const help = helpDialog()
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const step = steps[event.key]
    const inList = event.target instanceof Node && list.contains(event.target)
    // Arrows scroll a page; they move between rows only from within the list.
    if (event.key.startsWith('Arrow') && !inList) return
    if (!event.key.startsWith('Arrow') && localStorage.getItem(offKey) && event.key !== '?') return
    if (step !== undefined) return move(list, step, event)
    if (event.key === '/') focusFilter(event)
    if (event.key === '?') help.showModal()
  })
}

const steps: Readonly<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }

function move(list: Element, step: number, event: KeyboardEvent): void {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-sk-row]')]
  const at = rows.findIndex(row => row.matches(':focus'))
  const next = rows[at === -1 ? (step > 0 ? 0 : rows.length - 1) : at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  next.closest('li')?.scrollIntoView({ block: 'nearest' })
}

function focusFilter(event: KeyboardEvent): void {
  const filter = document.querySelector<HTMLElement>(
    '[data-sk-filter] input, [data-sk-filter] select, input[data-sk-filter]',
  )
  if (!filter) return
  event.preventDefault()
  filter.focus()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** Built by hand, since its words are needed only where script runs. */
function helpDialog(): HTMLDialogElement {
  const dialog = document.createElement('dialog')
  dialog.className = 'sk-keys'
  dialog.setAttribute('aria-labelledby', 'sk-keys-title')
  const title = element('h2', 'govuk-heading-m', 'Keys for this list')
  title.id = 'sk-keys-title'
  const keys = element('dl', 'sk-keys__list')
  for (const [key, does] of meanings)
    keys.append(element('dt', 'sk-keys__key', key), element('dd', 'sk-keys__does', does))
  const off = element('button', 'govuk-button govuk-button--secondary', offText())
  off.addEventListener('click', () => {
    if (localStorage.getItem(offKey)) localStorage.removeItem(offKey)
    else localStorage.setItem(offKey, 'yes')
    off.textContent = offText()
  })
  const close = element('button', 'govuk-button', 'Close')
  close.addEventListener('click', () => dialog.close())
  dialog.append(title, keys, close, ' ', off)
  document.body.append(dialog)
  return dialog
}

const meanings = [
  ['j or ↓', 'Next row'],
  ['k or ↑', 'Row before'],
  ['Enter', 'Open the row'],
  ['/', 'Go to the filter'],
  ['?', 'Show these keys'],
] as const

const offText = (): string => (localStorage.getItem(offKey) ? 'Turn letter keys on' : 'Turn letter keys off')

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}
