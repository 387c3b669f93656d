/*
 * The receipt of a referral as a PDF to keep: made when it is asked for, from what the last page carries sealed, and never
 * stored. Its text can be selected, and it is tagged, so that it is read aloud in order.
 */
import { fileURLToPath } from 'node:url'
import anyAscii from 'any-ascii'
import PDFDocument from 'pdfkit'
import { part, type Sealer, said } from '#kernel'
import { type Answer, column, form, html, type Route, type Visit } from '#web'
import type { Line } from './summary.ts'
import { framed } from './views/frame.ts'

export type Receipt = Readonly<{
  reference: string
  /** When it was received, ISO 8601. */
  at: string
  lines: readonly Line[]
  steps: readonly string[]
}>

const lasts = 24 * 3_600_000

/** What the last page carries, for a day. */
export const sealReceipt = (sealer: Sealer, receipt: Receipt, at: Date): string =>
  sealer.wrap({ receipt, until: at.getTime() + lasts }, 'referral receipt')

export const receiptRoute: Route = form({ at: '/refer/receipt', who: 'anyone', audit: 'nothing' }, async visit => {
  const { house, at, given } = visit
  const receipt = receiptIn(house.sealer.unwrap(said(part(given, 'receipt')), 'referral receipt'), at)
  if (!receipt) return tooLate(visit)
  const bytes = await receiptPdf(receipt, { title: house.title, zone: house.zone, madeUp: house.madeUp })
  return { is: 'file', bytes, type: 'application/pdf', fileName: `referral-${receipt.reference}.pdf` }
})

/** A page that lay open for more than a day, or was altered: what is kept of a receipt is kept nowhere but there. */
const tooLate = (visit: Visit): Answer =>
  framed(visit, {
    tab: 'Error: Receipt',
    status: 422,
    content: column(html`<h1 class="govuk-heading-l">This receipt can no longer be made</h1>
      <p class="govuk-body">It can be made for a day after sending, and nothing of it is stored. Your referral is not touched by this: it was received, under the reference that you were shown.</p>
      <p class="govuk-body">To see what has happened to it, <a class="govuk-link" href="/return">come back with your code</a>.</p>`),
  })

function receiptIn(value: unknown, at: Date): Receipt | undefined {
  const [until, receipt] = [part(value, 'until'), part(value, 'receipt')]
  if (typeof until !== 'number' || at.getTime() > until) return undefined
  const [lines, steps] = [part(receipt, 'lines'), part(receipt, 'steps')]
  return {
    reference: said(part(receipt, 'reference')),
    at: said(part(receipt, 'at')),
    lines: listed(lines).map(one => ({ label: said(part(one, 'label')), text: said(part(one, 'text')) })),
    steps: listed(steps).map(said),
  }
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

type About = Readonly<{ title: string; zone: string; madeUp: boolean }>

const lettersIn = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const [letters, moreLetters] = [lettersIn('letters.ttf'), lettersIn('more-letters.ttf')]

/** The receipt as the bytes of a PDF, in our own letters. */
export async function receiptPdf(receipt: Receipt, about: About): Promise<Buffer> {
  const received = new Date(receipt.at)
  const title = `Receipt for referral ${receipt.reference}`
  const info = { Title: title, Author: plain(about.title), CreationDate: received, ModDate: received }
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: 64, font: letters, lang: 'en-GB', info },
    ...{ tagged: true, displayTitle: true, pdfVersion: '1.7' },
  })
  const done = collected(pdf)
  const whole = pdf.struct('Document')
  pdf.addStructure(whole)
  const put = (tag: string, text: string, size: number, gap: number): void =>
    void whole.add(pdf.struct(tag, {}, () => write(pdf, text, size, gap)))
  put('H1', title, 20, 0.4)
  const when = new Intl.DateTimeFormat('en-GB', { timeZone: about.zone, dateStyle: 'full', timeStyle: 'short' })
  put('P', `Received on ${when.format(received)} by ${about.title}.`, 11, 0.3)
  if (about.madeUp) put('P', 'Everybody here is made up. This is a demonstration: it reached no service.', 11, 0.3)
  put('P', 'This page may hold names. Keep it with the record, and not in an inbox.', 11, 0.8)
  put('H2', 'What was sent', 15, 0.3)
  for (const { label, text } of receipt.lines) put('P', `${label}: ${text}`, 11, 0.3)
  pdf.moveDown(0.5)
  put('H2', 'What happens now', 15, 0.3)
  for (const [index, step] of receipt.steps.entries()) put('P', `${index + 1}. ${step}`, 11, 0.3)
  whole.end()
  pdf.end()
  return done
}

const more = /[\u0100-\u024f]/u

/** One paragraph; the letters of other languages lie in a file of their own. */
function write(pdf: PDFKit.PDFDocument, text: string, size: number, gap: number): void {
  const runs = plain(text).match(/[\u0100-\u024f]+|[^\u0100-\u024f]+/gu) ?? []
  pdf.fontSize(size)
  for (const [index, run] of runs.entries())
    pdf.font(more.test(run) ? moreLetters : letters).text(run, { lineGap: 3, continued: index < runs.length - 1 })
  pdf.moveDown(gap)
}

/** Letters that ours lack are written in those that they have: what was sent is kept as it was typed. */
const plain = (text: string): string =>
  text.replace(/[^\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u2013\u2014\u2018-\u201d\n]/gu, letter => anyAscii(letter))

const collected = (pdf: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    pdf.on('data', (piece: Buffer) => pieces.push(piece))
    pdf.on('end', () => resolve(Buffer.concat(pieces)))
    pdf.on('error', reject)
  })
