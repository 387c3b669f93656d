/* Messages as they are queued: in the transaction of the deed that they tell of. */
import { dueAt, NotFound, type Tx } from '#kernel'
import { languageOf } from '#web'
import { channelOf, mayGo, type Verdict, whyNever } from './may-go.ts'
import { type Contact, keepMessage, type Reporter, reporterOf } from './queries.ts'
import { type Template, type TemplateId, templateOf, write } from './templates.ts'

export type ToQueue = Readonly<{
  template: TemplateId
  /** The contact's id: one of whoever sent that report. */
  to: string
  about: Readonly<{ reportId: string }>
  values?: Readonly<Record<string, string>>
  /** Whose work it becomes where it cannot be sent. */
  queue?: string
  /** What makes the same form sent twice one message. */
  id?: string
}>

/**
 * Queues a message to whoever sent a report, in the transaction of the deed. Where the contact is not safe for it nothing is
 * sent: the refusal is kept with why, and work for a person arises. Throws `NotFound` for a contact that is not theirs.
 */
export async function queueMessage(tx: Tx, one: ToQueue): Promise<'queued' | 'held' | 'refused'> {
  const reporter = await reporterOf(tx, one.about.reportId)
  const contact = reporter?.ways.find(way => way.id === one.to)
  if (!reporter || !contact) throw new NotFound('contact')
  return await queueTo(tx, one, reporter, contact)
}

/**
 * Tells whoever sent a report, by the one way that is safe for it, an e-mail before a text; `nobody` where there is none,
 * or the report came before `since`, or nothing here could carry it. Each has the report's own reference in it, and nothing else of theirs.
 */
export async function tellReporter(
  tx: Tx,
  { reportId, template, since }: Readonly<{ reportId: string; template: TemplateId; since?: Date }>,
): Promise<'queued' | 'held' | 'refused' | 'nobody'> {
  const carried = tx.house.carrier?.channels ?? []
  const reporter = carried.length ? await reporterOf(tx, reportId, since) : undefined
  const ways = (reporter?.ways ?? []).filter(way => {
    const channel = channelOf(way)
    return channel && carried.includes(channel) && !whyNever(way, channel, isToUnsure(template))
  })
  const way = ways.find(one => one.kind === 'email') ?? ways[0]
  if (!reporter || !way) return 'nobody'
  return await queueTo(tx, { template, to: way.id, about: { reportId } }, reporter, way)
}

/** By when somebody should do in person what could not be sent. */
export const personBy = (tx: Pick<Tx, 'house'>, at: Date): Date =>
  dueAt({ workingDays: 1 }, at, tx.house.calendar('hub'))

export const isToUnsure = (template: string): boolean => templateOf(template)?.toUnsure ?? false

async function queueTo(tx: Tx, one: ToQueue, reporter: Reporter, contact: Contact) {
  const template: Template | undefined = templateOf(one.template)
  if (!template) throw new Error(`There is no template "${one.template}"`)
  const channel = channelOf(contact) ?? 'email'
  const verdict = verdictOn(tx, one.template, contact, channel)
  const values = { reference: reporter.reference, ...one.values }
  const { version, language, ...words } = write(template, languageOf(reporter.language), values)
  await keepMessage(tx, {
    ...{ template: one.template, version, language, words, contact, channel },
    reportId: one.about.reportId,
    ...(one.id && { id: one.id }),
    queue: one.queue ?? 'hub:triage',
    dueAt: verdict.is === 'later' ? verdict.at : tx.at,
    personBy: personBy(tx, tx.at),
    ...((verdict.is === 'held' || verdict.is === 'refused') && { refused: { state: verdict.is, why: verdict.why } }),
  })
  return verdict.is === 'held' || verdict.is === 'refused' ? verdict.is : 'queued'
}

function verdictOn(tx: Tx, template: string, way: Contact, channel: 'email' | 'text'): Verdict {
  if (!tx.house.carrier?.channels.includes(channel)) return { is: 'held', why: 'no-carrier' }
  return mayGo({ way, channel, toUnsure: isToUnsure(template), at: tx.at, calendar: tx.house.calendar() })
}
