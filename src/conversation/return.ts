import { asReceipt, hashed, isPassing, part, said } from '#kernel'
import { type Answer, form, newThrottle, page, type Route, type Throttle, type Visit, waitBefore } from '#web'
import { keptIn } from './kept.ts'
import { newPass, openPass } from './pass.ts'
import { passed, wentOn } from './passed.ts'
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
      try {
        return await (pass ? passed(visit, pass) : opened(visit, throttle))
      } catch (fault) {
        // The door needs no database, and takes along what nobody should have to write again.
        if (!isPassing(fault)) throw fault
        return doorPage(visit, { away: true, kept: keptIn(visit) })
      }
    }),
  ]
}

/** With a code, or on a page that had waited for too long: then whoever gives the code goes on where they were. */
async function opened(visit: Visit, throttle: Throttle): Promise<Answer> {
  const { at, source, given, language } = visit
  const { say } = language
  const kept = keptIn(visit)
  if (part(given, 'pass') !== undefined || said(part(given, 'do')) === 'language') return doorPage(visit, { kept })
  const code = said(part(given, 'code'))
  if (code === '') return doorPage(visit, { wrong: say('Enter your code'), kept })
  const receipt = asReceipt(code)
  if (!receipt) return doorPage(visit, { wrong: say('Enter all 16 letters and numbers of your code'), kept })
  const wait = waitBefore(throttle, visit, receipt)
  if (wait) return doorPage(visit, { wait, kept })
  const shown = await wentOn(visit, newPass(hashed(receipt)), kept)
  if (shown) return shown
  throttle.missed(source, at)
  return doorPage(visit, { wrong: nothingThere(say), kept })
}
