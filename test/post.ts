import {
  type Carrier,
  hearOutbox,
  type Installation,
  openDatabase,
  part,
  type ReportId,
  receive,
  type Told,
  workOnce,
} from '#kernel'
import { messageJob, messageListeners } from '../src/messages/index.ts'
import { domestic } from '../src/programmes/domestic/index.ts'
import { hate } from '../src/programmes/hate/index.ts'
import { type Acting, acting, gather, seen } from './cast.ts'
import { aWednesday, type TestHouse, testHouse } from './house.ts'

/** The real house with a carrier, its cast gathered: for what leaves it. */
export type Post = Omit<TestHouse, 'database'> &
  Readonly<{
    database: ReturnType<typeof openDatabase>
    as: Acting
    seen: <Row extends Record<string, unknown> = Record<string, unknown>>(
      statement: string,
      values?: readonly unknown[],
    ) => Promise<readonly Row[]>
    /** Somebody reports a hate incident, or abuse at home, and is reached as they say. */
    report(key: string, more?: Told, at?: Date, kind?: keyof typeof told): Promise<ReportId>
    /** Everybody hears what happened, and every message that is due is sent; returns how many jobs were done. */
    work(at?: Date): Promise<number>
    contact(reportId: string): Promise<string>
  }>

/** A reporter who is the victim and gives an e-mail address, safe at any time. */
const reached: Told = {
  ...{ named: 'yes', given: 'Ada', family: 'Galoshes', contactWanted: 'yes', email: 'ada.galoshes@example.org' },
  ...{ interpreter: 'no', police: 'no', support: 'no' },
}
const told = {
  hate: { ...(hate.report?.examples?.anonymous?.answers as Told), ...reached },
  'domestic-abuse': { ...(domestic.report?.examples?.anonymous?.answers as Told), ...reached },
}

export async function openPost(carrier: Carrier | undefined, more: Partial<Installation> = {}): Promise<Post> {
  const built = await testHouse()
  await gather(built.db.ownerUrl)
  const house = { ...built.house, ...(carrier && { carrier }), ...more }
  const database = openDatabase({ url: built.db.appUrl, measures: built.db.measures, house, most: 8 })
  const asked: Post['seen'] = (statement, values) => seen(built.db.ownerUrl, statement, values)
  return {
    ...built,
    house,
    database,
    as: acting(database, aWednesday),
    seen: asked,
    report: async (sendKey, more = {}, at = aWednesday, kind = 'hate') => {
      const raw = { ...told[kind], ...more }
      if (part(raw, 'email') === '') delete (raw as Record<string, unknown>).email
      const sent = { kind, raw, source: 'public', language: 'en', sendKey } as const
      const { reference } = await receive(database, { actor: { kind: 'public' }, at }, sent)
      const [row] = await asked<{ id: ReportId }>('select id from kernel.reports where reference = $1', [reference])
      return row!.id
    },
    contact: async reportId => {
      const [row] = await asked<{ id: string }>(
        `select c.id from kernel.person_contacts c join kernel.report_people p on p.record_id = c.record_id
          where p.report_id = $1 order by c.id`,
        [reportId],
      )
      return row!.id
    },
    work: (at = aWednesday) => workAll(database, at),
    close: async () => {
      await database.close()
      await built.close()
    },
  }
}

async function workAll(database: Post['database'], at: Date): Promise<number> {
  await database.as(
    { actor: { kind: 'job', name: 'outbox' }, action: 'job.outbox', purpose: 'keep-the-house', at, onlyIfShown: true },
    tx => hearOutbox(tx, messageListeners),
  )
  for (let done = 0; ; done++) {
    const worked = await workOnce(database, [messageJob(database)], at)
    if (worked?.fault) throw worked.fault
    if (!worked) return done
  }
}
