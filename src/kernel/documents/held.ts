import { createHmac, randomBytes } from 'node:crypto'
import type { Tx } from '../database.ts'
import { part, said } from '../fields.ts'
import type { DocumentId, ReportId } from '../ids.ts'
import type { Installation } from '../installation.ts'
import { Refused } from '../refusals.ts'
import { locked, unlocked } from '../sealing.ts'
import { keepDocument, largestDocument } from './documents.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { type Sniffed, sniff } from './sniff.ts'

/**
 * A file that somebody has chosen for a form and not sent yet. It lies in the store in pieces, under names and a key that
 * only the form's own page knows; here nothing names it. Whoever never sends the form leaves bytes that nobody can read and
 * that the sweep takes away a day later.
 */
export type HeldFile = Readonly<{ token: string; name: string; bytes: number; isPicture: boolean }>

/** As much as is sent at once over a bad line: a minute at a quarter of a megabit a second. */
export const pieceLength = 1024 * 1024
/** Below this much room on the disk no file is taken: what is left is for the reports themselves. */
const leastRoom = 1024 ** 3

type Ticket = Readonly<{
  key: string
  name: string
  bytes: number
  /** What it is, once it is whole: as sniffed, with how many pieces the picture drawn afresh has. */
  found?: Readonly<{ type: string; display: Readonly<{ type: string; bytes: number }> | null; scanned: boolean }>
}>

type Store = Pick<Installation, 'sealer' | 'documents' | 'scan'>

/** A place for a file of so many bytes; throws `Refused` where it is empty, too large, or there is no room for it. */
export async function beginFile({ sealer, documents }: Store, name: string, bytes: number): Promise<string> {
  if (!Number.isSafeInteger(bytes) || bytes <= 0) throw new Refused('document-empty')
  if (bytes > largestDocument) throw new Refused('document-too-large')
  if ((await documents.room()) < leastRoom + bytes) throw new Refused('no-room-for-files')
  const key = randomBytes(32).toString('base64url')
  return sealer.wrap({ key, name: said(name).slice(-200), bytes } satisfies Ticket, about)
}

/** Holds one piece, the first being 0; the same piece sent again takes its own place. Throws `Refused` for one that does not fit. */
export async function holdPiece(
  { sealer, documents }: Store,
  token: string,
  piece: number,
  bytes: Buffer,
): Promise<void> {
  const ticket = ticketIn(sealer, token)
  const expected = Math.min(pieceLength, ticket.bytes - piece * pieceLength)
  if (!Number.isSafeInteger(piece) || piece < 0 || bytes.length !== expected) throw new Refused('file-not-whole')
  await writePiece(documents, ticket, 'piece', piece, bytes)
}

/**
 * Looks at a file once all of it is there: what it is, a picture drawn afresh, and whether anything known to harm is in it.
 * Large ones one after another, since each is in memory whole while it is looked at.
 */
export async function finishFile(store: Store, token: string): Promise<HeldFile> {
  const look = () => lookedAt(store, token)
  return await (ticketIn(store.sealer, token).bytes > 4 * pieceLength ? large(look) : look())
}
const large = oneAtATime()

async function lookedAt(store: Store, token: string): Promise<HeldFile> {
  const ticket = ticketIn(store.sealer, token)
  const bytes = await readPieces(store.documents, ticket, 'piece', ticket.bytes)
  const scanned = await scannedBy(store, bytes)
  const { type, display } = await sniff(bytes)
  if (display) {
    for (let at = 0; at * pieceLength < display.bytes.length; at++)
      await writePiece(store.documents, ticket, 'display', at, cut(display.bytes, at))
  }
  const found = { type, display: display ? { type: display.type, bytes: display.bytes.length } : null, scanned }
  return shown({ ...ticket, found }, store.sealer.wrap({ ...ticket, found } satisfies Ticket, about))
}

/** Holds a file as it comes, as a form without script sends it; a piece of it is in memory at a time until it is looked at. */
export async function holdFile(store: Store, name: string, coming: AsyncIterable<Buffer>): Promise<HeldFile> {
  // Its length is known when it has come: until then it may be as long as any.
  const begun = ticketIn(store.sealer, await beginFile(store, name, largestDocument))
  let [bytes, waiting, first] = [0, [] as Buffer[], 0]
  const write = async (length: number): Promise<void> => {
    const all = Buffer.concat(waiting)
    await writePiece(store.documents, begun, 'piece', first++, all.subarray(0, length))
    waiting = [all.subarray(length)]
  }
  for await (const some of coming) {
    bytes += some.length
    if (bytes > largestDocument) continue // to its end all the same, since the words of the form may stand behind it
    waiting.push(some)
    while (waiting.reduce((sum, one) => sum + one.length, 0) >= pieceLength) await write(pieceLength)
  }
  if (bytes > largestDocument) throw new Refused('document-too-large')
  if (bytes === 0) throw new Refused('document-empty')
  if (waiting.some(one => one.length > 0)) await write(pieceLength)
  return await finishFile(store, store.sealer.wrap({ ...begun, bytes } satisfies Ticket, about))
}

/** What a page carries, or nothing where it was altered, made elsewhere, or the file was never whole. */
export function heldIn({ sealer }: Pick<Store, 'sealer'>, token: unknown): HeldFile | undefined {
  const ticket = typeof token === 'string' ? sealer.unwrap(token, about) : undefined
  return isTicket(ticket) && ticket.found ? shown(ticket, String(token)) : undefined
}

/**
 * Keeps a held file with what it belongs to, in the transaction that tells of it. Throws `Refused` where it was let go
 * meanwhile, since a form may have lain open for more than a day.
 */
export async function keepHeld(tx: Tx, token: string, of: Readonly<{ reportId: ReportId }>): Promise<DocumentId> {
  const { sealer, documents } = tx.house
  const ticket = ticketIn(sealer, token)
  if (!ticket.found) throw new Refused('file-not-whole')
  const bytes = await readPieces(documents, ticket, 'piece', ticket.bytes)
  const { type, display, scanned } = ticket.found
  const sniffed: Sniffed = {
    type,
    display: display
      ? { type: display.type, bytes: await readPieces(documents, ticket, 'display', display.bytes) }
      : undefined,
  }
  return await keepDocument(tx, { ...of, title: ticket.name, fileName: ticket.name, bytes, sniffed, scanned })
}

const about = 'held file'

type Kind = 'piece' | 'display'

const cut = (bytes: Buffer, piece: number): Buffer => bytes.subarray(piece * pieceLength, (piece + 1) * pieceLength)

async function writePiece(
  documents: Store['documents'],
  ticket: Ticket,
  kind: Kind,
  piece: number,
  bytes: Buffer,
): Promise<void> {
  await documents.write(nameOf(ticket, kind, piece), locked(bytes, keyOf(ticket), `${kind} ${piece}`))
}

/** All pieces together; throws `Refused` where one is missing, was never sent, or has been swept away. */
async function readPieces(documents: Store['documents'], ticket: Ticket, kind: Kind, length: number): Promise<Buffer> {
  const whole = Buffer.alloc(length)
  try {
    for (let at = 0; at * pieceLength < length; at++)
      unlocked(await documents.read(nameOf(ticket, kind, at)), keyOf(ticket), `${kind} ${at}`).copy(
        whole,
        at * pieceLength,
      )
  } catch (fault) {
    if (part(fault, 'code') !== 'ENOENT') throw fault
    throw new Refused('file-not-whole')
  }
  return whole
}

async function scannedBy({ scan }: Store, bytes: Buffer): Promise<boolean> {
  const found = (await scan?.(bytes)) ?? 'unknown'
  if (found === 'harmful') throw new Refused('file-harmful')
  return found === 'clean'
}

const keyOf = ({ key }: Ticket): Buffer => Buffer.from(key, 'base64url')

/** A name like a document's, which only whoever has the key can work out. */
function nameOf(ticket: Ticket, kind: Kind, piece: number): string {
  const digest = createHmac('sha256', keyOf(ticket)).update(`${kind} ${piece}`).digest('hex')
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-')
}

function ticketIn(sealer: Store['sealer'], token: string): Ticket {
  const ticket = sealer.unwrap(token, about)
  if (!isTicket(ticket)) throw new Refused('file-not-whole')
  return ticket
}

const isTicket = (value: unknown): value is Ticket =>
  typeof part(value, 'key') === 'string' &&
  typeof part(value, 'name') === 'string' &&
  typeof part(value, 'bytes') === 'number'

const shown = ({ name, bytes, found }: Ticket, token: string): HeldFile => ({
  ...{ token, name, bytes },
  isPicture: found?.display != null,
})
