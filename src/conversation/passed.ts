import { asId, holdsReceipt, part, Refused, readAnswers, receiptFound, said, type Told, withoutReceipts } from '#kernel'
import type { Answer, Visit } from '#web'
import { askForDeletion, sendOf, write } from './deeds.ts'
import { adding, deleting, grown, surveyed, worth } from './fields.ts'
import { filesSent, showFiles } from './filing.ts'
import { keptIn } from './kept.ts'
import { isOf, type Pass } from './pass.ts'
import { answerSurvey, comeBack, foundHelpful, stopCode } from './queries.ts'
import { reachSaved, showReach } from './reaching.ts'
import { aroundOf, type Here, ifOpen, showReport, withCode } from './showing.ts'
import { deletionPage, stopPage, surveyPage } from './views/asked.ts'
import { doorPage, nothingThere } from './views/door.ts'

/** What each button does. A code that was stopped meanwhile opens nothing any more, and looks like one that never did. */
export async function passed(visit: Visit, pass: Pass): Promise<Answer> {
  const deed = said(part(visit.given, 'do'))
  const [kind = ''] = deed.split('-')
  // Another language shows the same page, with what was typed.
  const isSame = deed === 'language' || ['add', 'remove'].includes(kind)
  const act = isSame ? pageOf(visit) : (named(deeds, kind === 'helpful' ? kind : deed) ?? pages.show)
  return (
    (await act(hereOf(visit, pass))) ??
    doorPage(visit, { wrong: nothingThere(visit.language.say), kept: keptIn(visit) })
  )
}

/** The page on which somebody was before the code was asked for, with what stood on it; nothing where the code opens nothing. */
export async function wentOn(visit: Visit, pass: Pass, kept: Told = {}): Promise<Answer | undefined> {
  const before = { ...visit, given: kept, uploads: [] }
  return pageOf(before)(hereOf(before, pass))
}

const hereOf = (visit: Visit, pass: Pass): Here => {
  const typed = String(withoutReceipts(said(part(visit.given, 'words')), isOf(pass)))
  return { visit, pass, typed }
}

const pageOf = ({ given }: Visit): Deed => named(pages, said(part(given, 'on'))) ?? pages.show

const named = (from: Readonly<Record<string, Deed>>, name: string): Deed | undefined =>
  Object.hasOwn(from, name) ? from[name] : undefined

type Deed = (here: Here) => Promise<Answer | undefined>

/** Those that only show a page. */
const pages = {
  show: ({ visit, pass, typed }) => showReport(visit, pass.hash, { typed }),
  reach: here => showReach(here),
  files: here => showFiles(here),
  delete: here => ifOpen(here, asked => deletionPage(here.visit, asked)),
  stop: here => ifOpen(here, asked => stopPage(here.visit, asked)),
  survey: here => ifOpen(here, asked => surveyPage(here.visit, asked)),
} as const satisfies Readonly<Record<string, Deed>>

const deeds = {
  ...pages,
  send,
  helpful,
  'reach-save': reachSaved,
  next: filesSent,
  'delete-ask': askedToDelete,
  'stop-yes': stopped,
  'survey-send': surveySent,
  'survey-no': declined,
} as const satisfies Readonly<Record<string, Deed>>

async function send(here: Here): Promise<Answer | undefined> {
  const { visit, pass, typed } = here
  const words = said(part(visit.given, 'words'))
  const read = readAnswers(adding, { words }, aroundOf(visit))
  const problems = holdsReceipt(words, isOf(pass))
    ? [{ field: 'words', message: receiptFound }]
    : 'problems' in read
      ? read.problems
      : []
  if (problems.length > 0) return showReport(visit, pass.hash, { typed, problems })
  try {
    return await showReport(visit, pass.hash, {
      action: 'conversation.write',
      news: visit.language.say('Your message has been sent.'),
      after: tx => write(tx, { hash: pass.hash, send: sendOf(pass.once, words) }, words),
    })
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return showReport(visit, pass.hash, { typed, problems: [{ field: 'words', message: fault.refusal.message }] })
  }
}

async function helpful({ visit, pass, typed }: Here): Promise<Answer | undefined> {
  const [, was, id = ''] = /^helpful-(yes|no)-(.*)$/.exec(said(part(visit.given, 'do'))) ?? []
  const message = asId(id)
  return showReport(visit, pass.hash, {
    typed,
    action: 'conversation.helpful',
    after: async tx => {
      const returned = await comeBack(tx, pass.hash)
      if (returned && message) await foundHelpful(tx, pass.hash, message, was === 'yes')
      return returned
    },
  })
}

async function askedToDelete(here: Here): Promise<Answer | undefined> {
  const { visit, pass, typed } = here
  const why = said(part(visit.given, 'why'))
  const read = readAnswers(deleting, { why }, aroundOf(visit))
  const pasted = holdsReceipt(why, isOf(pass))
  const problems = pasted ? [{ field: 'why', message: receiptFound }] : 'problems' in read ? read.problems : []
  if (problems.length > 0) return ifOpen(here, asked => deletionPage(visit, { ...asked, problems }))
  return showReport(visit, pass.hash, {
    typed,
    action: 'conversation.ask-deletion',
    news: visit.language.say('You have asked us to delete your report.'),
    after: tx => askForDeletion(tx, { hash: pass.hash, send: sendOf(pass.once, 'delete', why) }, why),
  })
}

/** Nothing was said of the report, so that whoever is at the screen next learns nothing by it. */
async function stopped({ visit, pass }: Here): Promise<Answer | undefined> {
  const done = await withCode(visit, 'conversation.stop-code', async tx => {
    const returned = await comeBack(tx, pass.hash)
    if (returned) await stopCode(tx, pass.hash)
    return returned
  })
  return done && doorPage(visit, { news: visit.language.say('Your code has been stopped.') })
}

async function surveySent(here: Here): Promise<Answer | undefined> {
  const { visit } = here
  const given = Object.fromEntries(
    [...Object.keys(grown), ...Object.keys(surveyed)].map(name => [name, part(visit.given, name)]),
  )
  const age = readAnswers(grown, given, aroundOf(visit))
  const read = readAnswers(surveyed, given, aroundOf(visit))
  const problems = [age, read].flatMap(one => ('problems' in one ? one.problems : []))
  if ('problems' in age || 'problems' in read) return ifOpen(here, asked => surveyPage(visit, { ...asked, problems }))
  if (age.answers.age === 'no')
    return countSurvey(
      here,
      [0, 0, 0, 0, 0],
      here.visit.language.say('Thank you. We only ask people who are 16 or over, so we have not kept your answers.'),
    )
  const { contact, actions, informed, treatment, whole } = read.answers
  const answers = [contact, actions, informed, treatment, whole].map(one => (one ? worth[one] : 0))
  if (answers.every(one => one === 0)) return declined(here)
  return countSurvey(here, answers, here.visit.language.say('Thank you. Your answers have been counted.'))
}

function declined(here: Here): Promise<Answer | undefined> {
  return countSurvey(here, [0, 0, 0, 0, 0], here.visit.language.say('We will not ask you again.'))
}

const countSurvey = ({ visit, pass, typed }: Here, answers: readonly number[], news: string) =>
  showReport(visit, pass.hash, {
    typed,
    news,
    action: 'conversation.survey',
    after: async tx => {
      const returned = await comeBack(tx, pass.hash)
      if (returned) await answerSurvey(tx, pass.hash, answers)
      return returned
    },
  })
