import {
  type CaseId,
  type CaseShown,
  type ClockShown,
  clocksOf,
  newId,
  type PersonTold,
  readCase,
  startCase,
  type Told,
  take,
} from '#kernel'
import { type Acting, acting, gather, type Part, seen } from './cast.ts'
import { aWednesday, type TestHouse, testHouse } from './house.ts'

/** A house in which orders are sought and made, with its people in it. */
export type OrderHouse = TestHouse &
  Readonly<{
    as: Acting
    rows<Row extends Record<string, unknown>>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>
    /** Opens an order by hand, at an instant; the usual one is a Wednesday in term, mid-morning. */
    open(more?: Opening): Promise<CaseId>
    /** Takes a step as the officer, or as whoever is said; a decision gets a reason. */
    step(id: CaseId, step: string, raw?: Told, more?: Readonly<{ at?: Date; by?: Part }>): Promise<void>
    /** An authorised application of a kind. */
    authorised(kind: string, more?: Opening & { readonly beside?: Told }): Promise<CaseId>
    /** A notice served at an instant, the application not yet listed. */
    noticeServed(kind: string, servedAt: Date, more?: { readonly beside?: Told }): Promise<CaseId>
    /** An order made and served; `terms` says how long and what more. */
    inForce(kind: string, terms?: Told, at?: Date): Promise<CaseId>
    shown(id: CaseId, at?: Date): Promise<CaseShown>
    clocks(id: CaseId): Promise<readonly ClockShown[]>
    clock(id: CaseId, name: string): Promise<ClockShown | undefined>
  }>
type Opening = Readonly<{ at?: Date; people?: readonly { part: string; told: PersonTold }[]; district?: string }>

export const protectedPerson: PersonTold = {
  part: 'protected',
  given: 'Perdita',
  family: 'Quillthorpe',
  contacts: [{ kind: 'phone', value: '01632 960 411', safeToUse: 'yes', neverLeaveMessage: true }],
}
export const subjectPerson: PersonTold = { part: 'subject', given: 'Ansel', family: 'Grimwade' }
const usual = [
  { part: 'protected', told: protectedPerson },
  { part: 'subject', told: subjectPerson },
]

export const beside: Told = { bail: 'none', childContact: 'no' }
export const prohibitions = [{ what: 'contact' }, { what: 'home' }]
/** Terms until a day, or until further order. */
export const terms = (expires?: string, more: Told = {}): Told => ({
  ...{ court: 'A magistrates’ court', interim: 'full', prohibitions, requirements: [], tag: 'no' },
  ...(expires ? { lasts: 'day', expires } : { lasts: 'further' }),
  ...more,
})
export const decided = { rationale: 'As discussed', lawfulBasis: 'public-task' }
export const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

export async function openOrders(): Promise<OrderHouse> {
  const home = await testHouse()
  await gather(home.db.ownerUrl)
  const as = acting(home.database, aWednesday)
  const shown = (id: CaseId, at = aWednesday) => as('ordersOfficer', tx => readCase(tx, id), { at })
  const clocks = (id: CaseId) => as('ordersOfficer', tx => clocksOf(tx, { caseId: id }))
  const step: OrderHouse['step'] = async (id, name, raw = {}, { at = aWednesday, by = 'ordersOfficer' } = {}) => {
    const { state } = await shown(id, at)
    await as(by, tx => take(tx, { caseId: id, step: name, raw, seen: state, ...decided }), { at })
  }
  const open: OrderHouse['open'] = async ({ at = aWednesday, people = usual, district = 'E07000220' } = {}) => {
    const start = { programme: 'orders', people, district, contactable: true, ...decided }
    const { id } = await as('ordersOfficer', tx => startCase(tx, { id: newId<'case'>(), ...start }), { at })
    return id
  }
  const authorised: OrderHouse['authorised'] = async (kind, { at = aWednesday, beside: more, ...opening } = {}) => {
    const id = await open({ at, ...opening })
    await step(id, 'draft', { kind, ...beside, ...more, risk: 'It is getting worse' }, { at })
    await step(id, 'authorise', { rank: 'superintendent', told: 'yes' }, { at, by: 'ordersSupervisor' })
    return id
  }
  const noticeServed: OrderHouse['noticeServed'] = async (kind, servedAt, more = {}) => {
    const id = await authorised(kind, { at: later(servedAt, -120), ...more })
    await step(id, 'issue', { prohibitions }, { at: later(servedAt, -60) })
    const served = { noticeServedAt: servedAt.toISOString(), how: 'inPerson', by: 'PC 4471', witness: 'PC 2210' }
    await step(id, 'serveNotice', served, { at: later(servedAt, 30) })
    return id
  }
  return {
    ...home,
    ...{ as, shown, clocks, step, open, authorised, noticeServed },
    rows: (statement, values = []) => seen(home.db.ownerUrl, statement, values),
    clock: async (id, name) => (await clocks(id)).findLast(one => one.clock === name),
    inForce: async (kind, more = {}, at = aWednesday) => {
      const made = later(at, -60)
      const id = await open({ at: later(at, -180) })
      const elsewhere = {
        kind,
        origin: 'court',
        madeOn: made.toISOString().slice(0, 10),
        ...terms(),
        ...beside,
        ...more,
      }
      await step(id, 'record', elsewhere, { at: made })
      await step(id, 'serveOrder', { orderServedAt: at.toISOString(), how: 'atCourt', by: 'Court officer' }, { at })
      return id
    },
  }
}
