/* Putting a referral aside, and taking it up again with its code, on this computer or another. */
import { hashed, heldIn, isPassing, isStillHeld, part, piecesOf } from '#kernel'
import {
  type Answer,
  type Flood,
  form,
  momentBefore,
  noteFault,
  page,
  type Route,
  type Throttle,
  type Visit,
  waitBefore,
} from '#web'
import { codeIn, type Draft, hashOf, lockDraft, newCode, unlockDraft } from './draft.ts'
import { type Form, formAt } from './kinds.ts'
import { asideUnder, putAside } from './queries.ts'
import { asidePage, returnPage } from './views/aside.ts'
import { formPage } from './views/form.ts'
import { momentPage } from './views/moment.ts'

const open = { who: 'anyone' } as const

/** One address that says nothing; the code is only ever posted, or stands behind the `#` that no browser sends. */
export const returnRoutes = (throttle: Throttle): readonly Route[] => [
  page({ at: '/refer/return', ...open, audit: 'nothing' }, async visit => returnPage(visit)),
  form({ at: '/refer/return', ...open, audit: 'referral.resume' }, visit => takenUp(visit, throttle)),
]

const asPublic = (visit: Visit, action: 'referral.save' | 'referral.resume') =>
  ({ actor: { kind: 'public' }, action, purpose: 'report-harm', at: visit.at }) as const

/** The most that is kept of one, locked: more than every answer at its longest. */
const mostKept = 1_000_000

/**
 * Kept for a week with its files, under the code it has already or under a new one, which is shown now and never again.
 * Files that are gone, or for which there is no room, are left out and said to be: what was typed is kept all the same.
 */
export async function putAsidePage(visit: Visit, about: Form, draft: Draft, flood: Flood): Promise<Answer> {
  const words = hashed(JSON.stringify([draft.typed, draft.files])).toString('base64url')
  const moment = momentBefore(visit, flood, `aside ${draft.key} ${words}`)
  if (moment) return momentPage(visit, about, draft, moment, 'save')
  const code = draft.code ?? newCode()
  try {
    const files = await stillThere(visit, draft.files)
    for (const kept of files.length > 0 ? [files, []] : [files]) {
      const until = await putUnder(visit, about, { ...draft, files: kept }, code)
      if (until === 'too-long') return formPage(visit, about, draft, { tooLong: true })
      const left = draft.files.length - kept.length
      if (!until) continue
      flood.note(visit.source, visit.at)
      return asidePage(visit, { code, until, isNew: draft.code === undefined, kept: kept.length, left })
    }
    return formPage(visit, about, draft, { notKept: true })
  } catch (fault) {
    if (!isPassing(fault)) noteFault(fault, 'POST', '/refer/:at')
    return formPage(visit, about, draft, { notKept: true })
  }
}

async function putUnder(visit: Visit, about: Form, draft: Draft, code: string): Promise<Date | 'too-long' | undefined> {
  const { house, at, database } = visit
  const bytes = lockDraft(house.sealer, about.at, draft, code, at)
  if (bytes.length > mostKept) return 'too-long'
  const held = draft.files.reduce((sum, token) => sum + (heldIn(house, token)?.bytes ?? 0), 0)
  const aside = { hash: hashOf(code), bytes, pieces: piecesOf(house, draft.files), held }
  return await database.as(asPublic(visit, 'referral.save'), tx => putAside(tx, aside))
}

/** Files that the sweep has taken away meanwhile are not promised. */
async function stillThere({ house }: Visit, files: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(files.map(token => isStillHeld(house, token)))
  return files.filter((_, index) => there[index])
}

async function takenUp(visit: Visit, throttle: Throttle): Promise<Answer> {
  const { at, source, given, house } = visit
  const code = codeIn(part(given, 'code'))
  if (!code) return returnPage(visit, { wrong: 'Enter all 16 letters and numbers of your code' })
  const wait = waitBefore(throttle, visit, code)
  if (wait) return returnPage(visit, { wait })
  const bytes = await visit.database.as(asPublic(visit, 'referral.resume'), tx => asideUnder(tx, hashOf(code)))
  const found = bytes && unlockDraft(house.sealer, bytes, code, at)
  if (found) return formPage(visit, formAt(house, found.form), found.draft, { resumed: true })
  throttle.missed(source, at)
  return returnPage(visit, {
    wrong: 'This code opens nothing. Check it. After 7 days, or once it was sent, a referral is no longer here',
  })
}
