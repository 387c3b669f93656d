import { alertsFor, asId, seeAlert, stateOpening } from '#kernel'
import { type Answer, dueBadge, form, goTo, html, json, notFoundPage, page, type Route, show, type Visit } from '#web'

/** Threats to life: told to whatever page is open, and seen by one person, who says so. */
export const alertRoutes: readonly Route[] = [
  page({ at: '/hub/alerts.json', who: 'signed-in', audit: 'alerts.shown' }, told),
  page({ at: '/hub/alerts/:id', who: 'signed-in', audit: 'alerts.shown' }, toSee),
  form({ at: '/hub/alerts/:id', who: 'signed-in', audit: 'alert.see' }, see),
]

const alertsOf = (visit: Visit) => visit.as('threat-to-life', alertsFor, { onlyIfShown: true })

async function told(visit: Visit): Promise<Answer> {
  const alerts = await alertsOf(visit)
  return json({
    alerts: alerts.map(({ id, reference }) => ({
      id,
      text: `Report ${reference} came in and nobody has seen it yet.`,
      href: `/hub/alerts/${id}`,
    })),
  })
}

/** What the notice on an open page leads to. Its button stands at the head of this page as of every other. */
async function toSee(visit: Visit): Promise<Answer> {
  const alert = (await alertsOf(visit)).find(one => one.id === visit.params.id)
  if (!alert) return asId(visit.params.id ?? '') ? goTo('/hub') : notFoundPage(visit)
  return show({
    title: 'Threat to life or limb',
    kind: 'hub',
    content: html`<h1 class="govuk-heading-l">Report ${alert.reference} is waiting to be seen</h1>
      ${alert.dueAt ? html`<p>${dueBadge(alert.dueAt, visit)}</p>` : undefined}
      <p class="govuk-body">Whoever first says above that they have seen it opens the report, and is then expected to act on it.</p>`,
  })
}

async function see(visit: Visit): Promise<Answer> {
  const id = asId(visit.params.id ?? '')
  if (!id) return notFoundPage(visit)
  const { token } = visit
  const { reportId } = await visit.as('threat-to-life', async tx => {
    const seen = await seeAlert(tx, id)
    if (token) await stateOpening(tx, token, seen.reportId, 'threat-to-life', '')
    return seen
  })
  return goTo(`/hub/reports/${reportId}?done=seen`)
}
