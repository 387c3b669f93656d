import { filesGiven } from '#files'
import {
  hashed,
  Invalid,
  isPassing,
  keepingHeld,
  type Problem,
  part,
  Refused,
  receive,
  said,
  surroundingsAt,
  type Told,
} from '#kernel'
import { type Answer, type Flood, form, momentBefore, noteFault, page, type Route, regrouped, type Visit } from '#web'
import { answersOf, check, typedIn } from './asked.ts'
import { type Draft, hashOf, newDraft, openDraft } from './draft.ts'
import { type Form, formAt } from './kinds.ts'
import { forget } from './queries.ts'
import { putAsidePage } from './return.ts'
import { donePage } from './views/done.ts'
import { filesPage } from './views/files.ts'
import { formPage } from './views/form.ts'
import { momentPage } from './views/moment.ts'
import { startPage } from './views/start.ts'

const open = { who: 'anyone' } as const
/** The most that a page sends: every answer at its longest, sealed and typed. */
const most = 4 * 1024 * 1024

/**
 * The form on one page, and a second for files from which it is sent. Nothing is kept before that, unless it is put aside:
 * what was typed comes back with each page, sealed.
 */
export const formRoutes = (flood: Flood): readonly Route[] => [
  page({ at: '/refer', ...open, audit: 'nothing' }, async visit => startPage(visit)),
  page({ at: '/refer/:at', ...open, audit: 'nothing' }, async visit =>
    formPage(visit, formAt(visit.house, visit.params.at), newDraft(visit.at)),
  ),
  form({ at: '/refer/:at', ...open, audit: 'referral.begin', most }, async visit => typed(visit, formIn(visit), flood)),
  form({ at: '/refer/:at/send', ...open, audit: 'report.receive', most, holdsFiles: true }, async visit =>
    onFiles(visit, formIn(visit), flood),
  ),
]

const formIn = (visit: Visit): Form => formAt(visit.house, visit.params.at)

/** A page that cannot be opened any more is shown again with all that stands on it: only files must be added again. */
const draftIn = (visit: Visit, { at }: Form): Draft =>
  openDraft(visit.house.sealer, at, part(visit.given, 'draft'), visit.at) ?? newDraft(visit.at)

async function typed(visit: Visit, about: Form, flood: Flood): Promise<Answer> {
  const before = draftIn(visit, about)
  const again = regrouped(visit.given)
  if (again) {
    const shown = { ...before, typed: { ...typedIn(about, visit.given), ...only(about, again.given) } }
    return formPage(visit, about, shown, { focus: again.focus })
  }
  const draft = { ...before, typed: typedIn(about, visit.given) }
  if (said(part(visit.given, 'do')) === 'save') return putAsidePage(visit, about, draft, flood)
  const problems = check(about, draft.typed, surroundingsAt(visit.house, visit.at))
  return problems.length > 0 ? formPage(visit, about, draft, { problems }) : filesPage(visit, about, draft)
}

/** Groups with one more or fewer, the empty ones as well. */
const only = ({ ask }: Form, given: Told): Told =>
  Object.fromEntries(Object.entries(given).filter(([name]) => ask[name]))

async function onFiles(visit: Visit, about: Form, flood: Flood): Promise<Answer> {
  const opened = openDraft(visit.house.sealer, about.at, part(visit.given, 'draft'), visit.at)
  if (!opened) return formPage(visit, about, newDraft(visit.at), { expired: true })
  const { held, problems } = filesGiven(visit, opened.files)
  const draft = { ...opened, files: held.map(one => one.token) }
  const deed = said(part(visit.given, 'do'))
  if (deed === 'back') return formPage(visit, about, draft)
  const isToSave = deed === 'save' || (deed === 'send' && said(part(visit.given, 'then')) === 'save')
  if (isToSave) return putAsidePage(visit, about, draft, flood)
  if (deed !== 'send' || problems.length > 0) return filesPage(visit, about, draft, { problems })
  return sent(visit, about, draft, flood)
}

async function sent(visit: Visit, about: Form, draft: Draft, flood: Flood): Promise<Answer> {
  const wrong = check(about, draft.typed, surroundingsAt(visit.house, visit.at))
  if (wrong.length > 0) return formPage(visit, about, draft, { problems: wrong })
  const sending = toSend(about, draft, answersOf(about, draft.typed))
  const moment = momentBefore(visit, flood, sending.sendKey)
  if (moment) return momentPage(visit, about, draft, moment)
  try {
    const keep = () => receive(visit.database, { actor: { kind: 'public' }, at: visit.at }, sending)
    const received = await keepingHeld(visit.house, draft.files, keep, visit.source)
    if (!received.again) flood.note(visit.source, visit.at)
    // What is kept is acknowledged, whatever else is broken: what was put aside is removed within a week all the same.
    if (draft.code) await forgotten(visit, draft.code).catch(() => undefined)
    return donePage(visit, about, draft, received)
  } catch (fault) {
    if (isPassing(fault)) return filesPage(visit, about, draft, { notSent: true })
    if (fault instanceof Invalid)
      return formPage(visit, about, draft, { problems: fault.problems satisfies readonly Problem[] })
    if (fault instanceof Refused && fault.refusal.code === 'file-not-whole')
      return filesPage(visit, about, { ...draft, files: [] }, { problems: [visit.language.say(fault.refusal.message)] })
    // Whatever broke, nobody should have to write it again.
    return filesPage(visit, about, draft, { notSent: true, reference: noteFault(fault, 'POST', '/refer/:at/send') })
  }
}

/** The same key and the same words are the same referral, however often they are sent. */
const toSend = (about: Form, { key, files }: Draft, raw: Told) =>
  ({
    kind: about.programme,
    raw,
    source: 'public', // its answers say that a professional sends it
    language: 'en',
    sendKey: `${key} ${hashed(JSON.stringify([raw, files])).toString('base64url')}`,
    files,
  }) as const

const forgotten = (visit: Visit, code: string): Promise<void> =>
  visit.database.as(
    { actor: { kind: 'public' }, action: 'referral.forget', purpose: 'report-harm', at: visit.at },
    tx => forget(tx, hashOf(code)),
  )
