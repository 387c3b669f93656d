import { type CaseId, localDate, surroundingsAt } from '#kernel'
import { type Answer, type Look, page, type Route, type Visit } from '#web'
import { readOrder, secretsOf } from './order-queries.ts'
import { orderView } from './order-view.ts'
import { paperView } from './paper-view.ts'
import { termsOf } from './terms.ts'
import { inOrder, onOrder, whoSeesOrders } from './ways.ts'

const ofCase = { programme: 'orders', text: 'The order on one page' }

/** One order as it is read out to a control room, and the copy of it that its subject may hold. */
export const orderRoutes: readonly Route[] = [
  page({ at: '/hub/orders/:id', who: whoSeesOrders, audit: 'order.read', ofCase }, visit =>
    onOrder(visit, (id, look) => orderPage(visit, id, look)),
  ),
  page({ at: '/hub/orders/:id/paper', who: whoSeesOrders, audit: 'order.paper' }, visit =>
    onOrder(visit, (id, look) => paperPage(visit, id, look)),
  ),
]

async function orderPage(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  const order = await look(tx => readOrder(tx, id))
  const terms = termsOf(order.shown, surroundingsAt(visit.house, visit.at))
  const today = localDate(visit.at, visit.house)
  return inOrder(order.shown, '', orderView(visit, look, { ...order, terms, today }), { wide: true })
}

async function paperPage(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  const { secrets, ...order } = await look(async tx => {
    const read = await readOrder(tx, id)
    return { ...read, secrets: await secretsOf(tx, read) }
  })
  const terms = termsOf(order.shown, surroundingsAt(visit.house, visit.at))
  return inOrder(order.shown, 'Copy for the subject', paperView({ ...order, terms, secrets }, visit.house))
}
