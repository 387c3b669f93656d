import { randomUUID } from 'node:crypto'
import { newId } from '#kernel'
import { cast, type Part } from '../cast.ts'
import { type Answer, type Browser, browser, type Fields } from './browser.ts'
import { type Deed, insist, type Meaning } from './insist.ts'
import type { Ledger } from './ledger.ts'

/** Somebody of the cast at work, who signs in again and says again why, whenever asked to. */
export type Person = Readonly<{
  part: Part
  /**
   * Sends a form until it is taken; `was` says whether it turns out to have been. A send that nobody answered may still be
   * carried out after somebody looked in vain, so what is sent again is the same form, by the mark that its page gave it.
   */
  act(name: string, path: string, fields: Fields, was: () => Promise<boolean>): Promise<Answer | undefined>
  keep(
    name: string,
    path: string,
    title: string,
    bytes: Buffer,
    was: () => Promise<boolean>,
  ): Promise<Answer | undefined>
  look(path: string): Promise<Answer | undefined>
  /** States a reason for opening a record. */
  open(subject: string, purpose?: string): Promise<void>
  browser: Browser
}>

/** Signs somebody in, however long that takes. */
export async function person(url: string, ledger: Ledger, part: Part): Promise<Person> {
  const at = browser(url)
  const reasons = new Map<string, string>()
  const signIn = () =>
    insist(ledger, {
      name: `sign in as ${part}`,
      send: () => at.post('/hub/sign-in', { user: cast[part].id }),
      means: ({ status }) => (status === 303 ? 'done' : 'odd'),
    })
  const state = async (subject: string, purpose: string) => {
    reasons.set(subject, purpose)
    await insist(ledger, {
      name: `say why as ${part}`,
      send: () => at.post('/hub/open', { subject, purpose, to: '/hub' }),
      means: async answer => {
        if (!isSignedOut(answer)) return answer.status === 303 ? 'done' : 'odd'
        await signIn()
        return 'again'
      },
    })
  }
  /** A page that asks for something else first is given it. */
  const meaning = (path: string, taken: (answer: Answer) => Meaning | Promise<Meaning>) => async (answer: Answer) => {
    if (ledger.odd.length > 0) return 'odd' // what it asks for is not taken: nobody goes on asking for ever
    if (isSignedOut(answer)) {
      await signIn()
      return 'again'
    }
    if (answer.status === 200 && answer.body.includes('Why do you need to see this?')) {
      const subject = /[0-9a-f-]{36}/.exec(path)?.[0] ?? ''
      await state(subject, reasons.get(subject) ?? 'work-on-case')
      return 'again'
    }
    return taken(answer)
  }
  const taken =
    (was: () => Promise<boolean>) =>
    async (answer: Answer): Promise<Meaning> => {
      if (answer.status === 303) return 'done'
      // Told that it has been done: so it was, if an answer before was lost, and then it must be there.
      return answer.status === 409 && (await was()) ? 'done' : 'odd'
    }
  const insisted = (deed: Deed) => insist(ledger, deed)
  await signIn()
  return {
    part,
    browser: at,
    open: (subject, purpose = 'work-on-case') => state(subject, purpose),
    act: (name, path, fields, was) =>
      insisted({ name, send: () => at.post(path, fields), means: meaning(path, taken(was)), was }),
    keep: (name, path, title, bytes, was) => {
      const fields = { id: newId(), title }
      return insisted({ name, send: () => at.upload(path, fields, bytes), means: meaning(path, taken(was)), was })
    },
    look: path =>
      insisted({
        name: `look at ${path.replace(/[0-9a-f-]{36}/, ':id')}`,
        send: () => at.get(path),
        means: meaning(path, ({ status }) => (status === 200 ? 'done' : 'odd')),
      }),
  }
}

const isSignedOut = ({ status, to }: Answer): boolean => status === 401 || to.startsWith('/hub/sign-in')

/** Words that nobody else has used, by which a thing done is found again. */
export const someWords = (about: string): string => `${about} ${randomUUID()}`
