import { hashed, Invalid, isPassing, keepingHeld, type Received, Refused, receive, type Told } from '#kernel'
import { type Answer, column, type Moment, momentBefore, momentContent, noteFault, publicPage, type Visit } from '#web'
import type { Draft } from './draft.ts'
import { outsideOf } from './elsewhere-page.ts'
import { showFiles } from './files.ts'
import { draftPage, type Journey, showAnswers, showQuestion, supportFor } from './showing.ts'
import { doneContent } from './views/done.ts'
import { firstUnanswered, type Step, toldIn, walk } from './walk.ts'

/**
 * Sends what the draft holds. The draft's key and what it holds make every send of the same answers one report, so a
 * double click, a refresh or another try after a lost answer shows the same reference and receipt. Whoever goes back
 * after sending and changes an answer has something else to say: that is a report of its own, and not lost.
 */
export async function sendDraft(journey: Journey, draft: Draft, visit: Visit): Promise<Answer> {
  const steps = walk(journey.report, draft.answers, journey.around)
  if (firstUnanswered(steps)) return showAnswers(journey, draft)
  const raw: Told = Object.fromEntries(steps.map(step => [step.name, step.given]))
  const { files = [] } = draft
  const words = hashed(JSON.stringify(files.length ? [raw, files] : raw)).toString('base64url')
  const sendKey = `${draft.key} ${words}`
  const moment = momentBefore(visit, journey.flood, sendKey)
  if (moment) return momentPage(journey, draft, moment)
  const received = await kept(journey, visit, { raw, files, sendKey }).catch((fault: unknown) => ({ fault }))
  return 'fault' in received ? notKept(journey, draft, steps, received.fault) : donePage(journey, steps, received)
}

/** Whatever kept it from being kept, nobody should have to write it again. */
function notKept(journey: Journey, draft: Draft, steps: readonly Step[], fault: unknown): Answer {
  if (isPassing(fault)) return showAnswers(journey, draft, { status: 503 })
  if (fault instanceof Invalid) return wrong(journey, draft, steps, fault)
  // A page that lay open for more than a day: the words are there still, and the files can be chosen again.
  if (fault instanceof Refused && fault.refusal.code === 'file-not-whole')
    return showFiles(journey, { ...draft, files: [] }, [journey.visit.language.say(fault.refusal.message)])
  return showAnswers(journey, draft, { status: 500, reference: noteFault(fault, 'POST', '/report/:address/:number') })
}

function momentPage(journey: Journey, draft: Draft, moment: Moment): Answer {
  const { language } = journey.visit
  return draftPage(journey, draft, {
    number: Object.keys(journey.report.ask).length + 1,
    tab: language.say('One moment'),
    content: momentContent(language, moment, language.say('Send my report')),
  })
}

type Sending = Readonly<{ raw: Told; files: readonly string[]; sendKey: string }>

async function kept(journey: Journey, visit: Visit, sending: Sending): Promise<Received> {
  const occasion = { actor: { kind: 'public' }, at: visit.at } as const
  const keep = () =>
    receive(visit.database, occasion, {
      ...sending,
      kind: journey.id,
      source: 'public',
      language: visit.language.tag,
      ...(visit.language.path && { asked: journey.report }),
    })
  const received = await keepingHeld(visit.house, sending.files, keep, visit.source)
  if (!received.again) journey.flood.note(visit.source, visit.at)
  return received
}

async function donePage(journey: Journey, steps: readonly Step[], received: Received): Promise<Answer> {
  const { visit } = journey
  const answers = toldIn(steps)
  const { house, area, report, at } = journey
  const told = report.tell(answers)
  const danger = report.danger?.(answers) ?? false
  const goesTo = report.door?.goesTo(answers) ?? []
  const outside = outsideOf(journey, steps)
  return publicPage(visit, {
    tab: visit.language.say('Done'),
    discreet: true,
    again: 'none',
    content: column(
      doneContent({
        ...{ house, area, report, received, told, danger, goesTo, outside, at, language: visit.language },
        // What is kept is acknowledged, whatever else is broken.
        support: await supportFor(journey, {
          district: told.where.kind === 'place' ? told.where.place.district : null,
        }).catch(() => undefined),
      }),
    ),
  })
}

/** Something that could be read a moment ago no longer can, such as a day that was today: ask it again. */
function wrong(journey: Journey, draft: Draft, steps: readonly Step[], { problems }: Invalid): Answer {
  const step = steps.find(one => one.name === problems[0]?.field)
  if (!step) throw new Error('the answers were refused for a question that is not asked')
  return showQuestion(journey, draft, step, { problems: problems.filter(one => one.field === step.name) })
}
