import { type Limit, type Problem, type Surroundings, standing } from '#kernel'
import {
  type Answer,
  button,
  fieldIn,
  type Html,
  html,
  insetText,
  type Language,
  notificationBanner,
  problemSummary,
  question,
  type Say,
  unverifiedBadge,
  type Visit,
} from '#web'
import { adding } from '../fields.ts'
import type { Returned } from '../queries.ts'
import { deletionOf, type Message, type Status, statusOf } from '../said.ts'
import { framed, linkButton, onDay } from './frame.ts'

export type Overview = Readonly<{
  returned: Returned
  messages: readonly Message[]
  hash: Buffer
  around: Surroundings
  /** By when an answer is owed to what somebody writes, as it is promised now. */
  replyLimit: Limit
  typed?: string
  problems?: readonly Problem[]
  news?: string | undefined
}>

/** A report as whoever sent it comes back to it: how far it is, what was said, and what they may do. No word of the report. */
export function overviewPage(visit: Visit, shown: Overview): Answer {
  const { language } = visit
  const { returned, messages, problems = [], hash } = shown
  const { say } = language
  return framed(visit, {
    hash,
    on: 'show',
    problems,
    content: html`${problemSummary(problems, language)}
      ${shown.news && notificationBanner({ type: 'success', titleText: say('Done'), text: shown.news, titleId: 'done' })}
      <span class="govuk-caption-l">${say('Reference')} <bdi>${returned.reference}</bdi></span>
      <h1 class="govuk-heading-l">${say('Your report')}</h1>
      ${whereItIs(visit, shown)}
      ${deletionNotice(visit, shown)}
      ${survey(language, shown)}
      <h2 class="govuk-heading-m" id="messages">${say('Messages')}</h2>
      ${messages.length === 0 ? html`<p class="govuk-body">${say('Nothing has been written yet.')}</p>` : html`<ol class="sk-said" aria-labelledby="messages">${messages.map(one => message(visit, one))}</ol>`}
      ${write(visit, shown)}
      ${more(language, shown)}`,
  })
}

/** Where a report stands, in words that say nothing of anybody. */
export const statusWords = (say: Say): Readonly<Record<Status, string>> => ({
  received: say('We have your report. A person will read it.'),
  read: say('A person has read your report.'),
  passed: say('Your report has been passed to somebody who can help.'),
  decided: say('A decision has been made about your report.'),
  closed: say('Your report is closed. Nobody is working on it now.'),
})

function whereItIs({ language, house }: Visit, { returned, messages }: Overview): Html {
  const { say } = language
  const status = statusOf(messages, returned.readAt !== null)
  const told = messages.find(one => one.kind === 'status')
  const since = told?.at ?? (status === 'read' ? returned.readAt : null) ?? returned.receivedAt
  const day = onDay(language, since, house)
  const received = onDay(language, returned.receivedAt, house)
  return html`<div class="sk-standing"><h2 class="govuk-heading-m">${say('What has happened')}</h2>
    <p class="sk-standing__now">${statusWords(say)[status]}</p>
    ${told?.body?.words && html`<p class="govuk-body sk-words">${told.body.words}</p>`}
    <p class="sk-note">${day === received ? undefined : say('This is so since {day}.', { day })} ${say('We got your report on {day}.', { day: received })}</p></div>`
}

function deletionNotice({ language, house }: Visit, { returned, messages }: Overview): Html | undefined {
  const { say } = language
  if (returned.deletionDue)
    return insetText({
      text: say('You have asked us to delete your report. We will tell you here what we decided, by {day}.', {
        day: onDay(language, returned.deletionDue, house),
      }),
    })
  if (deletionOf(messages) !== 'granted') return undefined
  return insetText({
    text: say('Your report is going to be deleted. After that your code opens nothing, as if it had never been.'),
  })
}

function survey({ say }: Language, { returned, messages }: Overview): Html | undefined {
  if (returned.under16 || !messages.some(one => one.survey === 'offered')) return undefined
  return html`<div class="sk-standing"><h2 class="govuk-heading-m">${say('Tell us how we did')}</h2>
    <p class="govuk-body">${say('Five short questions. What you answer is only counted: it is kept apart from your report, and nobody can see that it was you.')}</p>
    ${button({ text: say('Answer the questions'), name: 'do', value: 'survey', classes: 'govuk-button--secondary' })}</div>`
}

/** One thing that was said, by them or by us, with whether the other side has seen it. */
function message({ language, house }: Visit, one: Message): Html {
  const { say } = language
  const ours = one.side === 'service'
  const words = one.body?.words
  const about = aboutKind(say, one)
  return html`<li class="sk-said__one ${ours ? 'sk-said__one--ours' : 'sk-said__one--theirs'}">
    <p class="sk-said__who"><strong>${ours ? say('We wrote') : say('You wrote')}</strong> · ${onDay(language, one.at, house)}${!ours && html` · ${one.seenAt ? say('Read') : say('Not read yet')}`}</p>
    ${about && html`<p class="govuk-body">${about}</p>`}
    ${words && html`<p class="govuk-body sk-words">${words}</p>`}
    ${ours && one.kind !== 'deletion' && helpful(language, one)}</li>`
}

/** What a message was, where it is not words alone. */
function aboutKind(say: Say, { kind, side, outcome }: Message): string | undefined {
  if (kind === 'named') return say('You told us your name, or how to reach you.')
  if (kind === 'reach') return say('You changed how we may reach you.')
  if (kind === 'files') return say('You added files.')
  if (kind === 'deletion' && side === 'reporter') return say('You asked us to delete your report.')
  if (kind === 'deletion')
    return outcome === 'granted' ? say('We agreed to delete your report.') : say('We decided to keep your report.')
  if (kind === 'status') return statusWords(say)[outcome as Status] // the table holds no other
  return undefined
}

function helpful({ say }: Language, { id, helpful }: Message): Html {
  if (helpful !== null)
    return html`<p class="sk-note">${helpful ? say('You said that this was helpful.') : say('You said that this was not helpful.')} ${linkButton(`helpful-${helpful ? 'no' : 'yes'}-${id}`, html`${say('Change')}`)}</p>`
  return html`<p class="sk-said__helpful">${say('Was this helpful?')} ${linkButton(`helpful-yes-${id}`, html`${say('Yes')}`)} ${linkButton(`helpful-no-${id}`, html`${say('No')}`)}</p>`
}

function write({ language, house }: Visit, { typed, problems = [], around, replyLimit, returned }: Overview): Html {
  const { say } = language
  const problem = problems.find(one => one.field === 'words')
  return html`${question({ name: 'words', field: fieldIn(language, adding.words), given: typed ?? '', problem, around, language })}
    <p class="govuk-body">${
      returned.answerDue
        ? say('You are owed an answer by {day}.', { day: onDay(language, returned.answerDue, house) })
        : say('A person reads what you write, and you find the answer here. It takes {count} working days at most.', {
            count: 'workingDays' in replyLimit.value ? replyLimit.value.workingDays : 2,
          })
    } ${standing(replyLimit) === 'unverified' && html`${unverifiedBadge(say('Unverified'))} <span class="sk-note">${say('This time limit is proposed and nobody has yet signed it.')}</span>`}</p>
    ${button({ text: say('Send'), name: 'do', value: 'send', preventDoubleClick: true })}`
}

function more({ say, to }: Language, { returned, messages }: Overview): Html {
  const unnamed = returned.anonymous && !messages.some(one => one.kind === 'named' || one.kind === 'reach')
  const mayAsk = !returned.deletionDue && deletionOf(messages) !== 'granted'
  return html`<h2 class="govuk-heading-m">${say('Other things you can do')}</h2>
  <ul class="govuk-list sk-other">
    <li>${linkButton('files', html`${say('Add photos, recordings or documents')}`)}</li>
    <li>${linkButton('reach', html`${unnamed ? say('Tell us who you are, or how to reach you') : say('Change how we may reach you')}`)}</li>
    ${mayAsk && html`<li>${linkButton('delete', html`${say('Ask us to delete your report')}`)}</li>`}
    <li>${linkButton('stop', html`${say('Stop your code, if somebody else may have it')}`)}</li>
    <li><a class="govuk-link" href="${to('/help')}">${say('Find somebody to talk to')}</a></li>
    <li><a class="govuk-link" href="${to('/')}">${say('Leave this page')}</a></li>
  </ul>
  <p class="sk-note">${say('This page closes itself off after an hour. What is on it is not kept by your browser, but its history shows that this site was visited.')}</p>`
}
