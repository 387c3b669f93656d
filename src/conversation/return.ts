import { asReceipt, hashed, part, said, withoutReceipts } from '#kernel'
import { type Answer, form, newThrottle, page, type Route, type Throttle, type Visit, waitBefore } from '#web'
import { openPass, openTyped } from './pass.ts'
import { passed } from './passed.ts'
import { showReport } from './showing.ts'
import { doorPage, nothingThere } from './views/door.ts'

export type Returning = Readonly<{ throttle?: Throttle }>

/** The most that a form here sends: everything at its longest, with room to spare. */
const most = 256 * 1024

/** Where whoever has a report's code comes back to it: one address, which says nothing, and a code that is only ever posted. */
export function returnRoutes({ throttle = newThrottle() }: Returning = {}): readonly Route[] {
  return [
    page({ at: '/return', who: 'anyone', audit: 'nothing' }, async visit => doorPage(visit)),
    form({ at: '/return', who: 'anyone', audit: 'conversation.open', most, holdsFiles: true }, async visit => {
      const pass = openPass(visit.house.sealer, part(visit.given, 'pass'), visit.at)
      return pass ? passed(visit, pass) : opened(visit, throttle)
    }),
  ]
}

/** With a code, or on a page that had waited for too long: then whoever gives the code goes on with what they had typed. */
async function opened(visit: Visit, throttle: Throttle): Promise<Answer> {
  const { at, source, given, house, language } = visit
  const { say } = language
  const typed =
    openTyped(house.sealer, part(given, 'typed'), at) ||
    String(withoutReceipts(said(part(given, 'words')))).slice(0, 20_000)
  if (part(given, 'pass') !== undefined || said(part(given, 'do')) === 'language') return doorPage(visit, { typed })
  const code = said(part(given, 'code'))
  if (code === '') return doorPage(visit, { wrong: say('Enter your code'), typed })
  const receipt = asReceipt(code)
  if (!receipt) return doorPage(visit, { wrong: say('Enter all 16 letters and numbers of your code'), typed })
  const wait = waitBefore(throttle, visit, receipt)
  if (wait) return doorPage(visit, { wait, typed })
  const shown = await showReport(visit, hashed(receipt), { typed })
  if (shown) return shown
  throttle.missed(source, at)
  return doorPage(visit, { wrong: nothingThere(say), typed })
}
