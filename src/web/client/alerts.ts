/* News of a threat to life on whatever page a worker has open. */

const everySeconds = 15
/** A minute without an answer: a session that has ended, or a network that is gone, and not a passing hitch. */
const missesBeforeSaid = 4

type Alert = { readonly id: string; readonly text: string; readonly href: string }

/**
 * Asks the address in the body's data-sk-alerts every fifteen seconds for { alerts: [{ id, text, href }] }, and shows
 * what the page does not show already in a region that is read out at once; the focus stays where it is. A notice
 * goes when somebody has seen to its alert.
 */
export function watchAlerts(): void {
  const address = document.body.dataset.skAlerts
  if (!address) return
  const region = document.createElement('div')
  region.className = 'sk-live-alerts'
  region.setAttribute('role', 'alert')
  document.body.append(region)
  const shown = new Map<string, HTMLElement>()
  let misses = 0
  const blind = blindNotice()
  const look = async (): Promise<void> => {
    const alerts = await read(address)
    misses = alerts ? 0 : misses + 1
    // A page that can no longer see must say so: silence would look like safety.
    if (misses < missesBeforeSaid) blind.remove()
    else if (!blind.isConnected) region.append(blind)
    if (!alerts) return
    for (const [id, box] of shown) if (!alerts.some(alert => alert.id === id)) box.remove()
    for (const alert of alerts) {
      if (shown.has(alert.id) || isOnPage(alert) || dismissed().includes(alert.id)) continue
      const box = notice(alert)
      shown.set(alert.id, box)
      region.append(box)
    }
  }
  void look()
  setInterval(() => void look(), everySeconds * 1000)
}

/** Nothing where the session has ended or the network fails. */
async function read(address: string): Promise<readonly Alert[] | undefined> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' }, redirect: 'error' })
    if (!response.ok) return undefined
    const body: { readonly alerts?: unknown } = await response.json()
    return Array.isArray(body.alerts) ? body.alerts.filter(isAlert) : undefined
  } catch {
    return undefined
  }
}

function isAlert(value: unknown): value is Alert {
  if (typeof value !== 'object' || value === null) return false
  return ['id', 'text', 'href'].every(key => typeof Reflect.get(value, key) === 'string')
}

const pathOf = (address: string): string => new URL(address, location.href).pathname

/** The page is the alert's own, or has a banner that leads to it. */
function isOnPage(alert: Alert): boolean {
  const path = pathOf(alert.href)
  const banners = document.querySelectorAll('.sk-alert a[href], .sk-alert form[action]')
  const led = [...banners].map(one => pathOf(one.getAttribute('href') ?? one.getAttribute('action') ?? ''))
  return path === location.pathname || led.includes(path)
}

function notice(alert: Alert): HTMLElement {
  // An address of another site would be a trick; only a path of our own is followed.
  const box = boxOf('Threat to life', alert.text, pathOf(alert.href), 'Open it now')
  const hide = document.createElement('button')
  hide.type = 'button'
  hide.className = 'sk-live-alert__hide'
  hide.textContent = 'Hide this message'
  hide.addEventListener('click', () => {
    sessionStorage.setItem(storeKey, JSON.stringify([...dismissed(), alert.id]))
    box.remove()
  })
  box.append(' ', hide)
  return box
}

const blindNotice = (): HTMLElement =>
  boxOf(
    'Threats to life are not being shown here',
    'This page has had no answer for a minute. You may have been signed out, or the network may be down. A new threat would not appear.',
    '/hub',
    'Sign in again or reload the worklist',
  )

function boxOf(heading: string, words: string, href: string, leads: string): HTMLElement {
  const box = document.createElement('div')
  box.className = 'sk-live-alert'
  const title = document.createElement('strong')
  title.className = 'sk-live-alert__title'
  title.textContent = heading
  const text = document.createElement('p')
  text.className = 'sk-live-alert__text'
  text.textContent = words
  const link = document.createElement('a')
  link.className = 'govuk-link sk-live-alert__link'
  link.href = href
  link.textContent = leads
  box.append(title, text, link)
  return box
}

const storeKey = 'sk-alerts-hidden'

function dismissed(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storeKey) ?? '[]')
    return Array.isArray(kept) ? kept.map(String) : []
  } catch {
    return []
  }
}
