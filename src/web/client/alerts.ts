/* News of a threat to life on whatever page a worker has open. */

const everySeconds = 15

type Alert = { readonly id: string; readonly text: string; readonly href: string }

/**
 * Asks the address in the body's data-sk-alerts every fifteen seconds for { alerts: [{ id, text, href }] } and shows
 * those not seen before in a region that is read out at once; the focus stays where it is.
 */
export function watchAlerts(): void {
  const address = document.body.dataset.skAlerts
  if (!address) return
  const region = document.createElement('div')
  region.className = 'sk-live-alerts'
  region.setAttribute('role', 'alert')
  document.body.append(region)
  const known = new Set<string>()
  const look = async (): Promise<void> => {
    const alerts = await read(address)
    const fresh = alerts.filter(alert => !known.has(alert.id) && !isOpen(alert))
    for (const alert of alerts) known.add(alert.id)
    for (const alert of fresh) if (!dismissed().includes(alert.id)) region.append(notice(alert))
  }
  void look()
  setInterval(() => void look(), everySeconds * 1000)
}

/** A session that has ended or a network that fails is no alert; the next time may do better. */
async function read(address: string): Promise<readonly Alert[]> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' }, redirect: 'error' })
    if (!response.ok) return []
    const body: { readonly alerts?: unknown } = await response.json()
    return Array.isArray(body.alerts) ? body.alerts.filter(isAlert) : []
  } catch {
    return []
  }
}

function isAlert(value: unknown): value is Alert {
  if (typeof value !== 'object' || value === null) return false
  return ['id', 'text', 'href'].every(key => typeof Reflect.get(value, key) === 'string')
}

const isOpen = (alert: Alert): boolean => new URL(alert.href, location.href).pathname === location.pathname

function notice(alert: Alert): HTMLElement {
  const box = document.createElement('div')
  box.className = 'sk-live-alert'
  const title = document.createElement('strong')
  title.className = 'sk-live-alert__title'
  title.textContent = 'Threat to life'
  const text = document.createElement('p')
  text.className = 'sk-live-alert__text'
  text.textContent = alert.text
  const link = document.createElement('a')
  link.className = 'govuk-link sk-live-alert__link'
  // An address of another site would be a trick; only a path of our own is followed.
  link.href = new URL(alert.href, location.href).pathname
  link.textContent = 'Open it now'
  const hide = document.createElement('button')
  hide.type = 'button'
  hide.className = 'sk-live-alert__hide'
  hide.textContent = 'Hide this message'
  hide.addEventListener('click', () => {
    sessionStorage.setItem(storeKey, JSON.stringify([...dismissed(), alert.id]))
    box.remove()
  })
  box.append(title, text, link, ' ', hide)
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
