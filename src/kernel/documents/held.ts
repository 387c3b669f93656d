import { createHmac, randomBytes } from 'node:crypto'
import type { Tx } from '../database.ts'
import { part } from '../fields.ts'
import type { DocumentId, ReportId } from '../ids.ts'
import type { Installation } from '../installation.ts'
import { Refused } from '../refusals.ts'
import { hashed, locked, unlocked } from '../sealing.ts'
import { keepDocument, largestDocument, plainName } from './documents.ts'
import { examine } from './examine.ts'
import { newRoom } from './room.ts'
import { inTurns } from './turns.ts'

/**
 * A file that somebody has chosen for a form and not sent yet. It lies in the store in pieces, under names and a key that
 * only the form's own page knows; here nothing names it. Whoever never sends the form leaves bytes that nobody can read and
 * that the sweep takes away a day later.
 */
export type HeldFile = Readonly<{ token: string; name: string; bytes: number; isPicture: boolean }>

/** As much as is sent at once over a bad line: a minute at a quarter of a megabit a second. */
export const pieceLength = 1024 * 1024

type Ticket = Readonly<{
  key: string
  name: string
  bytes: number
  /** What it is, once it is whole: as sniffed, with how many pieces the picture drawn afresh has. */
  found?: Found
}>
type Found = Readonly<{
  type: string
  display: Readonly<{ type: string; bytes: number }> | null
  scanned: boolean
  /** Of what was looked at: a piece sent once more afterwards makes it another file, at which nobody has looked. */
  sha256: string
}>

type Store = Pick<Installation, 'sealer' | 'documents' | 'scan'>

/**
 * A place for a file of so many bytes; throws `Refused` where it is empty, too large, or there is no room for it. Here and
 * below, `whose` is a code for where it comes from: nobody else waits, or goes without, for what one place sends.
 */
export async function beginFile(
  { sealer, documents }: Store,
  name: string,
  bytes: number,
  whose = '',
): Promise<string> {
  if (!Number.isSafeInteger(bytes) || bytes <= 0) throw new Refused('document-empty')
  if (bytes > largestDocument) throw new Refused('document-too-large')
  await room.mustBe(documents, bytes, whose)
  const key = randomBytes(32).toString('base64url')
  return sealer.wrap({ key, name: plainName(name), bytes } satisfies Ticket, about)
}
const room = newRoom()

/** Holds one piece, the first being 0; the same piece sent again takes its own place. Throws `Refused` for one that does not fit. */
export async function holdPiece(
  { sealer, documents }: Store,
  token: string,
  piece: number,
  bytes: Buffer,
  whose = '',
): Promise<void> {
  const ticket = ticketIn(sealer, token)
  const expected = Math.min(pieceLength, ticket.bytes - piece * pieceLength)
  if (!Number.isSafeInteger(piece) || piece < 0 || bytes.length !== expected) throw new Refused('file-not-whole')
  await hold(documents, ticket, piece, bytes, whose)
}

/** There may have been room for a thousand files when they were begun, and be none by now. */
async function hold(documents: Store['documents'], ticket: Ticket, piece: number, bytes: Buffer, whose: string) {
  await room.mustBe(documents, bytes.length, whose)
  room.note(bytes.length, whose)
  await writePiece(documents, ticket, 'piece', piece, bytes)
}

/**
 * Looks at a file once all of it is there: what it is, a picture drawn afresh, and whether anything known to harm is in it.
 * Large ones one after another, since each is in memory whole while it is looked at.
 */
export async function finishFile(store: Store, token: string, whose = ''): Promise<HeldFile> {
  const look = () => lookedAt(store, token, whose)
  return await (ticketIn(store.sealer, token).bytes > 4 * pieceLength ? large(look, whose) : look())
}
const large = inTurns()

async function lookedAt(store: Store, token: string, whose: string): Promise<HeldFile> {
  const ticket = ticketIn(store.sealer, token)
  const bytes = await readPieces(store.documents, ticket, 'piece', ticket.bytes)
  const { type, display, scanned } = await examine(store, bytes, whose)
  if (display) {
    for (const at of pieces(display.bytes.length))
      await writePiece(store.documents, ticket, 'display', at, cut(display.bytes, at))
  }
  const seen = display ? { type: display.type, bytes: display.bytes.length } : null
  const found: Found = { type, display: seen, scanned, sha256: hashed(bytes).toString('base64url') }
  return shown({ ...ticket, found }, store.sealer.wrap({ ...ticket, found } satisfies Ticket, about))
}

/** Holds a file as it comes, as a form without script sends it; a piece of it is in memory at a time until it is looked at. */
export async function holdFile(
  store: Store,
  name: string,
  coming: AsyncIterable<Buffer>,
  whose = '',
): Promise<HeldFile> {
  // Its length is known when it has come: until then it may be as long as any.
  const begun = ticketIn(store.sealer, await beginFile(store, name, largestDocument, whose))
  let [bytes, waiting, first] = [0, [] as Buffer[], 0]
  const write = async (length: number): Promise<void> => {
    const all = Buffer.concat(waiting)
    await hold(store.documents, begun, first++, all.subarray(0, length), whose)
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
  return await finishFile(store, store.sealer.wrap({ ...begun, bytes } satisfies Ticket, about), whose)
}

/** What a page carries, or nothing where it was altered, made elsewhere, or the file was never whole. */
export function heldIn({ sealer }: Pick<Store, 'sealer'>, token: unknown): HeldFile | undefined {
  const ticket = typeof token === 'string' ? sealer.unwrap(token, about) : undefined
  return isTicket(ticket) && ticket.found ? shown(ticket, String(token)) : undefined
}

/** Every name under which held files lie in the store, so that somebody may say that they are wanted for longer. */
export function piecesOf({ sealer }: Pick<Store, 'sealer'>, tokens: readonly string[]): readonly string[] {
  return ticketsIn(sealer, tokens).flatMap(ticket => [
    ...pieces(ticket.bytes).map(at => nameOf(ticket, 'piece', at)),
    ...pieces(ticket.found?.display?.bytes ?? 0).map(at => nameOf(ticket, 'display', at)),
  ])
}

/** Whether a held file is still there: whoever lets a form lie open for more than a day finds it swept away. */
export async function isStillHeld({ sealer, documents }: Store, token: string): Promise<boolean> {
  const [ticket] = ticketsIn(sealer, [token])
  if (!ticket?.found) return false
  try {
    return (await documents.read(nameOf(ticket, 'piece', 0))).length > 0
  } catch (fault) {
    if (part(fault, 'code') !== 'ENOENT') throw fault
    return false
  }
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
  const { type, display, scanned, sha256 } = ticket.found
  if (hashed(bytes).toString('base64url') !== sha256) throw new Refused('file-not-whole')
  const drawn = display && {
    type: display.type,
    bytes: await readPieces(documents, ticket, 'display', display.bytes),
  }
  const found = { type, display: drawn ?? undefined, scanned }
  return await keepDocument(tx, { ...of, title: ticket.name, fileName: ticket.name, bytes, found })
}

/**
 * Does the work that keeps held files: a file is in memory whole meanwhile, so that large ones are kept one form after
 * another, those of one place behind each other, and nobody waits with a connection of the database in hand.
 */
export function keepingHeld<T>(
  { sealer }: Pick<Store, 'sealer'>,
  tokens: readonly string[],
  work: () => Promise<T>,
  whose = '',
): Promise<T> {
  return ticketsIn(sealer, tokens).some(one => one.bytes > 4 * pieceLength) ? keeping(work, whose) : work()
}
const keeping = inTurns()

const about = 'held file'

type Kind = 'piece' | 'display'

/** The numbers of the pieces of so many bytes. */
const pieces = (length: number): readonly number[] =>
  Array.from({ length: Math.ceil(length / pieceLength) }, (_, at) => at)

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
    for (const at of pieces(length))
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

const ticketsIn = (sealer: Store['sealer'], tokens: readonly string[]): readonly Ticket[] =>
  tokens.map(token => sealer.unwrap(token, about)).filter(isTicket)

function ticketIn(sealer: Store['sealer'], token: string): Ticket {
  const ticket = sealer.unwrap(token, about)
  if (!isTicket(ticket)) throw new Refused('file-not-whole')
  return ticket
}

const isTicket = (value: unknown): value is Ticket =>
  typeof part(value, 'key') === 'string' &&
  typeof part(value, 'name') === 'string' &&
  typeof part(value, 'bytes') === 'number' &&
  (part(value, 'found') === undefined || typeof part(part(value, 'found'), 'sha256') === 'string')

const shown = ({ name, bytes, found }: Ticket, token: string): HeldFile => ({
  ...{ token, name, bytes },
  isPicture: found?.display != null,
})
