/* People who report, each over connections of their own: what a browser does, without its pauses. */
import { pieceLength } from '../../src/kernel/index.ts'

export type Reporting = Readonly<{ url: string; people: number; photo: Buffer; letter: Buffer }>
/** How long each kind of page took, in milliseconds. */
export type Took = Map<string, number[]>
/** What somebody is given at the end: the reference names the report, the receipt opens what is said of it. */
export type Given = Readonly<{ reference: string; receipt: string }>

/** Lets so many people report at once; throws for an answer that no report should get. */
export const reportAll = (asked: Reporting, took: Took): Promise<readonly Given[]> =>
  Promise.all(Array.from({ length: asked.people }, (_, number) => reportOne(asked, personAt(asked.url, number, took))))

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
export type Person = Readonly<{
  ask(name: string, path: string, init?: RequestInit): Promise<Response & { page: Page }>
}>

async function reportOne({ photo, letter }: Reporting, person: Person): Promise<Given> {
  let { page } = await person.ask('first page', '/report/4/1')
  for (const answer of answers) ({ page } = await press(person, 'question', page, { ...answer, do: 'next' }))
  const held = await sendAhead(person, photo)
  const form = new FormData()
  for (const [name, value] of Object.entries({ draft: page.draft, held, do: 'next' })) form.append(name, value)
  form.append('files', new Blob([new Uint8Array(letter)]), 'letter.txt')
  ;({ page } = await person.ask('a letter with its page', page.action, { method: 'POST', body: form }))
  const { page: done } = await press(person, 'send, to the receipt', page, { do: 'send' })
  const reference = /id="reference">(SK-[0-9A-Z-]+)</.exec(done.html)?.[1]
  const receipt = /id="receipt">([0-9A-Z-]{19})</.exec(done.html)?.[1]
  if (!reference || !receipt) throw new Error(`No receipt, but: ${wordsOf(done.html)}`)
  return { reference, receipt }
}

/** The beginning of what a page says, for whoever must find out why. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 400)

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

/** Somebody at a place of their own. */
export function personAt(url: string, number: number, took: Took): Person {
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
