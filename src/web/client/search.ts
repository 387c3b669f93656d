/* Finding somebody as one types: the same form, asked again whenever somebody pauses. */

/** Milliseconds without a key before the question is put: most people's pause between words, not between letters. */
const pause = 250

/**
 * Puts what form[data-sk-search] would send to the address given there, by POST, and shows the answer in [data-sk-found].
 * A question still under way is dropped for the next one. The arrows go from the box through what was found, and back.
 */
export function searchAsTyped(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-sk-search]')
  const found = document.querySelector<HTMLElement>('[data-sk-found]')
  const box = form?.querySelector<HTMLInputElement>('input[type=search]')
  if (!form || !found || !box) return
  // What is shown replaces itself: one region that stays is read out, one that comes and goes may not be.
  const said = document.createElement('p')
  said.className = 'govuk-visually-hidden'
  said.setAttribute('role', 'status')
  found.before(said)
  let underWay = new AbortController()
  let waiting = 0
  const soon = (): void => {
    clearTimeout(waiting)
    underWay.abort()
    underWay = new AbortController()
    if (box.value.trim() === '') put(found, said, '')
    else waiting = window.setTimeout(() => void ask(form, found, said, underWay.signal), pause)
  }
  form.addEventListener('input', soon)
  form.addEventListener('submit', () => {
    clearTimeout(waiting)
    underWay.abort()
  })
  document.addEventListener('keydown', event => moveAmong(event, box, found))
}

async function ask(form: HTMLFormElement, found: HTMLElement, said: HTMLElement, signal: AbortSignal): Promise<void> {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  try {
    const response = await fetch(form.dataset.skSearch ?? '', { method: 'POST', body, signal, redirect: 'error' })
    const text = response.ok ? await response.text() : failed
    if (!signal.aborted) put(found, said, text)
  } catch {
    if (!signal.aborted) put(found, said, failed)
  }
}

const failed =
  '<p class="govuk-body">The search could not be made. You may have been signed out, or the network may be down: press Find to try again.</p>'

function put(found: HTMLElement, said: HTMLElement, text: string): void {
  const { body } = new DOMParser().parseFromString(text, 'text/html')
  const heading = body.querySelector('[role=status]')
  heading?.removeAttribute('role')
  found.replaceChildren(...body.childNodes)
  said.textContent = heading?.textContent ?? found.textContent?.trim() ?? ''
}

function moveAmong(event: KeyboardEvent, box: HTMLElement, found: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...found.querySelectorAll<HTMLElement>('[data-sk-row]')]
  const at = rows.findIndex(row => row.matches(':focus'))
  const inBox = document.activeElement === box
  if (!inBox && at < 0) return
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (event.key === 'Escape' && at >= 0) box.focus()
  if (step === 0 || (inBox && step < 0)) return
  const next = at + step < 0 ? box : rows[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
