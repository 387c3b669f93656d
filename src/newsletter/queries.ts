/* The tables of the newsletter, and the functions by which its list is asked. */
import { sql } from 'kysely'
import { hashed, newId, type Tx } from '#kernel'

/** What proves that somebody was sent a link: worked out from whom it is for, so that nothing of it is stored but its hash. */
export const tokenFor = (tx: Pick<Tx, 'house'>, subscriber: string, what: 'confirm' | 'stop'): string =>
  tx.house.sealer.code(subscriber, `newsletter ${what}`).toString('base64url')

/** Somebody asks for the newsletter. Nothing is answered: whether they take it already is nobody else's affair. */
export async function askFor(tx: Tx, address: string, language: string, wording: string): Promise<void> {
  const id = newId()
  const { sealer } = tx.house
  const { sealed, key } = sealer.seal(Buffer.from(address), id)
  const code = sealer.code(address.toLowerCase(), 'newsletter address')
  const [confirms, stops] = [hashed(tokenFor(tx, id, 'confirm')), hashed(tokenFor(tx, id, 'stop'))]
  await sql`select newsletter.ask(${id}, ${newId()}, ${code}, ${sealed}, ${key}, ${language}, ${wording}, ${confirms}, ${stops})`.execute(
    tx.db,
  )
}

/** Whether that link was good: they take the newsletter from now on, or do so already. */
export async function confirm(tx: Tx, token: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select newsletter.confirm(${hashed(token)}) as is`.execute(tx.db)
  return rows[0]?.is ?? false
}

/** Whether that link was good: from now on nothing is sent there, and the address is gone. */
export async function stop(tx: Tx, token: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select newsletter.stop(${hashed(token)}) as is`.execute(tx.db)
  return rows[0]?.is ?? false
}

export type Issue = Readonly<{
  id: string
  number: number | null
  title: string
  words: string
  sentAt: Date | null
  writtenAt: Date
}>

const issueIn = (row: IssueRow): Issue => ({
  id: row.id,
  number: row.number,
  title: row.title,
  words: row.words,
  sentAt: row.sent_at,
  writtenAt: row.written_at,
})
type IssueRow = Readonly<{
  id: string
  number: number | null
  title: string
  words: string
  sent_at: Date | null
  written_at: Date
}>

/** Every issue that this actor may see, the drafts first and then the latest. */
export async function issues(tx: Tx): Promise<readonly Issue[]> {
  const { rows } =
    await sql<IssueRow>`select * from newsletter.issues order by number desc nulls first, written_at desc`.execute(
      tx.db,
    )
  return rows.map(issueIn)
}

/** One that was sent, by its public number. */
export async function issueNumber(tx: Tx, number: number): Promise<Issue | undefined> {
  const { rows } = await sql<IssueRow>`select * from newsletter.issues where number = ${number}`.execute(tx.db)
  return rows[0] && issueIn(rows[0])
}

export async function issueById(tx: Tx, id: string): Promise<Issue | undefined> {
  const { rows } = await sql<IssueRow>`select * from newsletter.issues where id = ${id}`.execute(tx.db)
  return rows[0] && issueIn(rows[0])
}

/**
 * Writes a draft, or over the one that its writer has `seen`, by when that was written. Nothing is written over what
 * somebody else wrote meanwhile, or has sent: the answer is the issue as it stands then.
 */
export async function keepDraft(
  tx: Tx,
  id: string,
  { title, words }: Pick<Issue, 'title' | 'words'>,
  seen?: Date,
): Promise<Issue | undefined> {
  const kept = seen
    ? sql`update newsletter.issues set title = ${title}, words = ${words}, written_at = ${tx.at}
           where id = ${id} and written_at = ${seen} and state = 'draft'`
    : sql`insert into newsletter.issues (id, title, words, written_by, written_at)
           values (${id}, ${title}, ${words}, ${tx.user}, ${tx.at}) on conflict (id) do nothing`
  if (((await kept.execute(tx.db)).numAffectedRows ?? 0n) > 0n) return undefined
  const stands = await issueById(tx, id)
  if (!stands && seen) return await keepDraft(tx, id, { title, words })
  // Sent twice, as by two presses of one button, it is kept already.
  return stands?.sentAt === null && stands.title === title && stands.words === words ? undefined : stands
}

/** Sends an issue to everybody who takes it; nothing where it was sent before, or was changed since it was `seen`. */
export async function sendIssue(tx: Tx, id: string, seen: Date): Promise<number | undefined> {
  const { rows } = await sql<{ many: number | null }>`select newsletter.send_issue(${id}, ${seen}) as many`.execute(
    tx.db,
  )
  return rows[0]?.many ?? undefined
}

/** Sends it to one address, to be looked at. */
export async function tryIssue(tx: Tx, id: string, letter: string, address: string): Promise<void> {
  const { sealed, key } = tx.house.sealer.seal(Buffer.from(address), letter)
  await sql`select newsletter.try_issue(${id}, ${letter}, ${sealed}, ${key})`.execute(tx.db)
}

export type Counts = Readonly<{ sent: number; waiting: number; bounced: number; failed: number; stopped: number }>

/** What became of each issue, and how many take the newsletter now. */
export async function countsOf(tx: Tx): Promise<{ by: ReadonlyMap<string, Counts>; readers: number }> {
  const [counted, readers] = await Promise.all([
    sql<Counts & { issue_id: string }>`select * from newsletter.counts()`.execute(tx.db),
    sql<{ many: number }>`select newsletter.readers() as many`.execute(tx.db),
  ])
  return {
    by: new Map(counted.rows.map(({ issue_id, ...counts }) => [issue_id, counts])),
    readers: readers.rows[0]?.many ?? 0,
  }
}

/** A letter as it waits to be sent. */
export type Waiting = Readonly<{
  kind: 'confirm' | 'issue' | 'test'
  to: string
  subscriber: string | undefined
  language: string
  tries: number
  begunAt: Date | null
  issue: Readonly<{ number: number | null; title: string; words: string }> | undefined
}>

export async function waitingLetter(tx: Tx, id: string): Promise<Waiting | undefined> {
  const { rows } = await sql<{
    kind: Waiting['kind']
    address: Buffer
    address_key: Buffer
    sealed_as: string
    subscriber: string | null
    language: string
    tries: number
    begun_at: Date | null
    number: number | null
    title: string | null
    words: string | null
  }>`select * from newsletter.letter(${id})`.execute(tx.db)
  const [row] = rows
  if (!row) return undefined
  const { address: sealed, address_key: key } = row
  return {
    kind: row.kind,
    to: tx.house.sealer.open({ sealed, key }, row.sealed_as).toString('utf8'),
    subscriber: row.subscriber ?? undefined,
    language: row.language,
    tries: row.tries,
    begunAt: row.begun_at,
    issue: row.title === null ? undefined : { number: row.number, title: row.title, words: row.words ?? '' },
  }
}

export const beginLetter = (tx: Tx, id: string) => sql`select newsletter.begin_letter(${id})`.execute(tx.db)

/** What became of a letter; `waiting` is to be tried `again`, then. */
export const noteLetter = (tx: Tx, id: string, outcome: string, again: Date | null = null, perhaps = false) =>
  sql`select newsletter.note_letter(${id}, ${outcome}, ${again}, ${perhaps})`.execute(tx.db)

/** What a carrier says later of a letter; false for one that is none of ours. */
export async function noteReceipt(tx: Tx, id: string, outcome: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select newsletter.receipt(${id}, ${outcome}) as is`.execute(tx.db)
  return rows[0]?.is ?? false
}

export const tidy = (tx: Tx) => sql`select newsletter.tidy()`.execute(tx.db)
