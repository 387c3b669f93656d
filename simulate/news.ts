/* The small county's newsletter: who asked for it, two issues that were sent, and one that is being written. */
import pg from 'pg'
import { type Actor, type Database, type Installation, newId, type Tx, workOnce } from '#kernel'
import {
  agreedTo,
  askFor,
  confirm,
  keepDraft,
  newsletterJobs,
  sendIssue,
  stop,
  tokenFor,
} from '../src/newsletter/index.ts'
import { castList } from './cast.ts'
import { autumn, type Issue, summer, winter } from './news-issues.ts'

type Stage = Readonly<{ database: Database; house: Installation; until: Date; ownerUrl: string }>

const day = 86_400_000
const readers = ['en', 'pl', 'en', 'en', 'ur', 'pa'] as const

/** People ask, say so once more and are sent each issue in its time; one stops, and one has not said yes. */
export async function liveNews(stage: Stage, since: Date): Promise<void> {
  const at = (days: number) => new Date(stage.until.getTime() - days * day)
  if (at(120) < since) return
  const ids: string[] = []
  for (const [index, language] of readers.entries()) {
    const asked = at(120 - index)
    ids.push(await ask(stage, `reader.${index + 1}@example.org`, language, asked))
    await asPublic(stage, 'confirm', new Date(asked.getTime() + day / 12), tx =>
      confirm(tx, tokenFor(tx, ids.at(-1)!, 'confirm')),
    )
  }
  await write(stage, summer, at(90), at(88))
  await asPublic(stage, 'stop', at(87), tx => stop(tx, tokenFor(tx, ids[3]!, 'stop')))
  await write(stage, autumn, at(24), at(20))
  await write(stage, winter, at(2))
  await ask(stage, 'undecided@example.org', 'en', at(1))
}

/** Somebody asks and is sent a letter; says under which id. */
async function ask(stage: Stage, address: string, language: string, at: Date): Promise<string> {
  await asPublic(stage, 'ask', at, tx => askFor(tx, address, language, agreedTo))
  await post(stage, at)
  const client = new pg.Client({ connectionString: stage.ownerUrl })
  await client.connect()
  try {
    // Nobody else is waiting to say yes: the application itself may not list who asked.
    const { rows } = await client.query<{ id: string }>("select id from newsletter.subscribers where state = 'asked'")
    return rows[0]!.id
  } finally {
    await client.end()
  }
}

/** An issue is written by its editor and, where it is said when, sent. */
async function write(stage: Stage, { title, words }: Issue, written: Date, sent?: Date): Promise<void> {
  const id = newId()
  await asEditor(stage, 'write', written, tx => keepDraft(tx, id, { title, words }))
  if (!sent) return
  await asEditor(stage, 'send', sent, tx => sendIssue(tx, id, written))
  await post(stage, sent)
}

/** Every letter that waits is handed over then, as far as anything here carries letters. */
async function post({ database }: Stage, at: Date): Promise<void> {
  const letters = newsletterJobs(database).filter(job => job.name === 'newsletter')
  while (await workOnce(database, letters, at));
}

const asActor = <T>(
  { database }: Stage,
  actor: Actor,
  deed: string,
  at: Date,
  work: (tx: Tx) => Promise<T>,
): Promise<T> =>
  database.as({ actor, action: `newsletter.${deed}`, purpose: 'keep-the-house', at, onlyIfShown: true }, work)

const asPublic = <T>(stage: Stage, deed: string, at: Date, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(stage, { kind: 'public' }, deed, at, work)

const asEditor = <T>(stage: Stage, deed: string, at: Date, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(stage, { kind: 'user', id: castList.analyst.id }, deed, at, work)
