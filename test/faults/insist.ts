import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from './browser.ts'
import type { Ledger } from './ledger.ts'

/** What an answer means to whoever asked: it is done; it is not, and says to try again; or it should never be said. */
export type Meaning = 'done' | 'again' | 'odd'

export type Deed = Readonly<{
  /** What it is, for whoever reads that it went wrong. */
  name: string
  send(): Promise<Answer | undefined>
  means(answer: Answer): Meaning | Promise<Meaning>
  /**
   * Whether it turns out to have been done after all: asked after a send that nobody answered, as a person looks at the
   * page again before doing a thing twice. Without it a send may be repeated as it is.
   */
  was?(): Promise<boolean>
}>

const longestWait = 120_000

/**
 * Does something as a person does who must see it done: sends it, and where nothing comes back or the answer says to try
 * again, looks whether it was done and else sends it again. What should never be said goes into the ledger as odd, and
 * so does waiting for two minutes in vain.
 */
export async function insist(ledger: Ledger, deed: Deed): Promise<Answer | undefined> {
  const began = performance.now()
  for (let again = false; ; again = true) {
    if (again && (await deed.was?.())) return undefined
    const answer = await deed.send()
    const meaning = !answer || isBusy(answer) ? 'again' : await deed.means(answer)
    if (!answer) ledger.unanswered++
    else if (isBusy(answer)) ledger.askedAgain++
    if (meaning === 'done') return answer
    if (meaning === 'odd' || performance.now() - began > longestWait) {
      ledger.odd.push(`${deed.name}: ${meaning === 'odd' ? told(answer) : 'never done in two minutes'}`)
      return undefined
    }
    await pause(40)
  }
}

const isBusy = ({ status }: Answer): boolean => status === 503

const told = (answer: Answer | undefined): string =>
  answer
    ? `${answer.status} ${/<h1[^>]*>\s*([^<]+)/.exec(answer.body)?.[1] ?? answer.body.slice(0, 120)} ${/say ([0-9a-f]{8})/.exec(answer.body)?.[1] ?? ''}`
    : 'nothing'
