/* People who report, each over connections of their own: what a browser does, without its pauses. */
import { pieceLength } from '../../src/kernel/index.ts'

export type Reporting = Readonly<{ url: string; people: number; photo: Buffer; letter: Buffer }>
export type Reported = Readonly<{ took: ReadonlyMap<string, number[]>; references: readonly string[] }>

/** Lets so many people report at once; throws for an answer that no report should get. */
export async function reportAll(asked: Reporting): Promise<Reported> {
  const took = new Map<string, number[]>()
  const references = await Promise.all(
    Array.from({ length: asked.people }, (_, number) => reportOne(asked, personAt(asked.url, number, took))),
  )
  return { took, references }
}

const answers: readonly Readonly<Record<string, string>>[] = [
  { who: 'victim' },
  { danger: 'no' },
  { what: 'He shouted at me in the market, and put this through my door afterwards.' },
  { kinds: 'words' },
  { strands: 'race' },
  { 'when.precision': 'unknown' },
  { 'where.kind': 'unknown' },
  { harm: 'upset' },
  { before: 'no' },
  {},
  { named: 'no' },
]

type Page = Readonly<{ action: string; draft: string; html: string }>
type Person = Readonly<{ ask(name: string, path: string, init?: RequestInit): Promise<Response & { page: Page }> }>

async function reportOne({ photo, letter }: Reporting, person: Person): Promise<string> {
  let { page } = await person.ask('first page', '/report/4/1')
  for (const answer of answers) ({ page } = await press(person, 'question', page, { ...answer, do: 'next' }))
  const held = await sendAhead(person, photo)
  const form = new FormData()
  for (const [name, value] of Object.entries({ draft: page.draft, held, do: 'next' })) form.append(name, value)
  form.append('files', new Blob([new Uint8Array(letter)]), 'letter.txt')
  ;({ page } = await person.ask('a letter with its page', page.action, { method: 'POST', body: form }))
  const { page: done } = await press(person, 'send, to the receipt', page, { do: 'send' })
  const reference = /id="reference">(SK-[0-9A-Z-]+)</.exec(done.html)?.[1]
  if (!reference)
    throw new Error(
      `No receipt, but: ${done.html
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .slice(0, 400)}`,
    )
  return reference
}

const press = (person: Person, name: string, page: Page, given: Readonly<Record<string, string>>) =>
  person.ask(name, page.action, { method: 'POST', body: new URLSearchParams({ draft: page.draft, ...given }) })

/** A photo in pieces, as script sends it. */
async function sendAhead(person: Person, photo: Buffer): Promise<string> {
  const json = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const begun = await person.ask('a place for a photo', '/files', json({ name: 'photo.jpg', bytes: photo.length }))
  const { token } = JSON.parse(begun.page.html)
  for (let at = 0; at * pieceLength < photo.length; at++) {
    const body = new Uint8Array(photo.subarray(at * pieceLength, (at + 1) * pieceLength))
    const headers = { 'content-type': 'application/octet-stream', 'x-held': token }
    await person.ask('a piece of a photo, up to 1 MB', `/files/${at}`, { method: 'PUT', headers, body })
  }
  const whole = await person.ask('a photo looked at and drawn afresh', '/files/whole', json({ token }))
  return JSON.parse(whole.page.html).token
}

function personAt(url: string, number: number, took: Map<string, number[]>): Person {
  // As a proxy says of people who come from everywhere.
  const from = { 'x-forwarded-for': `10.${number >> 8}.${number & 255}.1`, 'x-forwarded-proto': 'https' }
  return {
    ask: async (name, path, init = {}) => {
      const began = performance.now()
      const answer = await fetch(url + path, { ...init, headers: { ...init.headers, ...from } })
      const html = await answer.text()
      const all = took.get(name) ?? []
      took.set(name, [...all, performance.now() - began])
      if (!answer.ok) throw new Error(`${name} was answered ${answer.status}: ${html.slice(0, 300)}`)
      return Object.assign(answer, { page: pageIn(html) })
    },
  }
}

const pageIn = (html: string): Page => ({
  html,
  action: /<form id="question" method="post" action="([^"]+)"/.exec(html)?.[1] ?? '',
  draft: /name="draft" value="([^"]+)"/.exec(html)?.[1] ?? '',
})
