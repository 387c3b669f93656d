import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { pieceLength } from '#kernel'
import { type Answer, browser } from './browser.ts'
import { filledIn, sentWith } from './form-reports.ts'
import { insist } from './insist.ts'
import type { About } from './load.ts'
import { someWords } from './people.ts'

/** What whoever sends a report with a file does: each deed is done again until it is answered. */
export const deeds = [
  'a place for the file',
  'its first piece',
  'its last piece',
  'the look at the whole',
  'the report',
] as const
export type Deed = (typeof deeds)[number]

/** The disk has no room for files; below a gigabyte there is none, because reports come first. */
const isFull = (status: number, body: string): boolean => status === 422 && /cannot be taken|is missing/.test(body)

type Meanwhile = (deed: Deed, under: Promise<unknown>) => Promise<void>

/** A report by form with one file, sent ahead as script sends it; what is never answered is done again. */
export async function reportWithFile(about: About, meanwhile: Meanwhile = async () => {}): Promise<void> {
  const [name, bytes] = [someWords('file'), randomBytes(pieceLength + 50_000)]
  const at = browser(about.url)
  const done = async (deed: Deed, send: () => Promise<Answer | undefined>): Promise<Answer | undefined> => {
    const first = send()
    await meanwhile(deed, first)
    let answer = await first
    if (answer?.status !== 200)
      answer = await insist(about.ledger, {
        name: deed,
        send,
        means: ({ status, body }) => (status === 200 || isFull(status, body) ? 'done' : 'odd'),
      })
    return answer && isFull(answer.status, answer.body) ? undefined : answer
  }
  const token = (answer: Answer | undefined): string => (answer ? JSON.parse(answer.body).token : '')
  const place = await done('a place for the file', () => at.send('/files', '', { name, bytes: bytes.length }))
  if (!place) return // told to go on without a file, as other forms do
  const begun = token(place)
  const piece = (number: number) => () => at.put(`/files/${number}`, begun, cut(bytes, number))
  await done('its first piece', piece(0))
  await done('its last piece', piece(1))
  const whole = token(await done('the look at the whole', () => at.send('/files/whole', '', { token: begun })))
  if (!whole) return
  const check = await filledIn(about, someWords('form with a file'), whole)
  if (!check) return // a clock that jumped has made it too old half-way: it is begun again
  const acknowledged = await sentWith(about, check, under => meanwhile('the report', under))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (acknowledged) about.ledger.acknowledged.push({ what: 'document', caseId: '', title: name, sha256 })
}

/** Reports with a file, one after another. */
export async function fileReports(about: About, goOn: () => boolean): Promise<void> {
  while (goOn()) {
    await reportWithFile(about)
    await pause(300)
  }
}

const cut = (bytes: Buffer, piece: number): Buffer => bytes.subarray(piece * pieceLength, (piece + 1) * pieceLength)
