/*
 * Asking for the newsletter, saying so once more, and stopping. A link in a letter only opens a page: programs that look
 * at every link before somebody does would otherwise confirm, or stop, in their name. The button on the page does it.
 */
import { createHash } from 'node:crypto'
import { email, part, said, surroundingsAt } from '#kernel'
import {
  type Answer,
  button,
  column,
  dayIn,
  form,
  goTo,
  type Html,
  html,
  input,
  type Language,
  newThrottle,
  page,
  panel,
  problemSummary,
  publicPage,
  type Route,
  type Visit,
} from '#web'
import { askFor, confirm, type Issue, issues, stop } from './queries.ts'

const open = { who: 'anyone' } as const

export const signUpRoutes: readonly Route[] = [
  page({ at: '/news', ...open, audit: 'nothing' }, visit => newsPage(visit)),
  form({ at: '/news', ...open, audit: 'newsletter.ask' }, asked),
  page({ at: '/news/asked', ...open, audit: 'nothing' }, async visit => askedPage(visit)),
  page({ at: '/news/confirm/:token', ...open, audit: 'nothing' }, async visit => confirmPage(visit)),
  form({ at: '/news/confirm/:token', ...open, audit: 'newsletter.confirm' }, confirmed),
  page({ at: '/news/stop/:token', ...open, audit: 'nothing' }, async visit => stopPage(visit)),
  form({ at: '/news/stop/:token', ...open, audit: 'newsletter.stop' }, stopped),
]

const agreement = 'Send me the newsletter by email. I can stop it at any time, by one press in every letter.'
/** What somebody agrees to, by a hash of its English words, which is kept with their asking (PECR reg. 22). */
export const agreedTo = createHash('sha256').update(agreement).digest('hex').slice(0, 16)

/** It can be asked for where e-mail leaves the house, and links in it can lead back. */
const isOpen = ({ house }: Visit): boolean => house.address !== undefined && !!house.carrier?.channels.includes('email')

const address = email('Your email address', 'Enter an email address in the correct format, like name@example.com')

type Wrong = Readonly<{ given: string; message: string; tooSoon?: boolean }>

async function newsPage(visit: Visit, wrong?: Wrong): Promise<Answer> {
  const { say } = visit.language
  const all = await visit.database.as(
    {
      actor: { kind: 'public' },
      action: 'newsletter.list',
      purpose: 'keep-the-house',
      at: visit.at,
      onlyIfShown: true,
    },
    issues,
  )
  const title = say('Newsletter')
  return publicPage(visit, {
    tab: wrong ? `${say('Error: ')}${title}` : title,
    status: wrong?.tooSoon ? 429 : wrong ? 422 : 200,
    ...(wrong && { again: 'none' as const }),
    content: column(html`${wrong && problemSummary([{ field: 'email', message: wrong.message }], visit.language)}
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body-l">${say('What is being done to keep people safe here, a few times a year. Anybody may read it below, without giving an address.')}</p>
      ${isOpen(visit) ? askForm(visit.language, wrong) : html`<p class="govuk-body">${say('It cannot be asked for by email at the moment.')}</p>`}
      <h2 class="govuk-heading-m">${say('Read it here')}</h2>
      ${issueList(visit, all)}`),
  })
}

function askForm(language: Language, wrong?: Wrong): Html {
  const { say } = language
  return html`<form method="post" action="${language.to('/news')}" novalidate>
    <h2 class="govuk-heading-m">${say('Get it by email')}</h2>
    <p class="govuk-body">${say('Somebody who reads your email will see that you get it. It says nothing about you, and nothing of any report. Do not give an address that is not safe.')}</p>
    ${input({
      name: 'email',
      type: 'email',
      value: wrong?.given ?? '',
      autocomplete: 'email',
      spellcheck: false,
      label: { text: say('Your email address') },
      hint: { text: say('We write once to ask whether it was you. Nothing more is sent until you say yes.') },
      ...(wrong && { errorMessage: { text: wrong.message } }),
    })}
    <p class="govuk-body">${say('Send me the newsletter by email. I can stop it at any time, by one press in every letter.')}</p>
    ${button({ text: say('Ask for the newsletter'), preventDoubleClick: true })}</form>
    <p class="govuk-body">${say('Your address is kept sealed and used for this alone. We do not count who opens it or what they press, and it is gone when you stop.')}</p>`
}

const issueList = ({ language }: Visit, all: readonly Issue[]): Html => {
  const sent = all.flatMap(one =>
    one.number && one.sentAt ? [{ ...one, day: one.sentAt.toISOString().slice(0, 10) }] : [],
  )
  if (sent.length === 0) return html`<p class="govuk-body">${language.say('There is no issue yet.')}</p>`
  return html`<ul class="govuk-list" lang="en-GB" dir="ltr">${sent.map(
    one =>
      html`<li><a class="govuk-link" href="${language.to(`/news/${one.number}`)}">${one.title}</a>, ${dayIn(language, one.day)}</li>`,
  )}</ul>`
}

/**
 * A machine could have letters sent to thousands who never asked: whoever asks for many waits a little between them. For no
 * address has anybody waited before it is asked for: whoever gives a thousand at once would have waited for all.
 */
const asks = newThrottle()

/** The same answer for every address, known or not. */
async function asked(visit: Visit): Promise<Answer> {
  if (!isOpen(visit)) return goTo(visit.language.to('/news'))
  const given = said(part(visit.given, 'email')).slice(0, 400)
  const read = address.read(given, surroundingsAt(visit.house, visit.at))
  const { say } = visit.language
  if (!read.ok || !read.value)
    return await newsPage(visit, {
      given,
      message: say('Enter an email address in the correct format, like name@example.com'),
    })
  const { value } = read
  const count = asks.wait(visit.source, visit.at)
  if (count > 0) {
    const message = say('Wait {count} seconds and then ask again', { count })
    return await newsPage(visit, { given, message, tooSoon: true })
  }
  asks.missed(visit.source, visit.at)
  await visit.as('keep-the-house', tx => askFor(tx, value, visit.language.tag, agreedTo))
  return goTo(visit.language.to('/news/asked'))
}

function askedPage(visit: Visit): Answer {
  const { say } = visit.language
  return publicPage(visit, {
    tab: say('Newsletter'),
    content: column(html`<h1 class="govuk-heading-l">${say('Look in your email')}</h1>
      <p class="govuk-body-l">${say('If that address does not get the newsletter yet, a letter is on its way to it. Press the link in it to say yes.')}</p>
      <p class="govuk-body">${say('It may take a few minutes, and may lie among unwanted mail. The link is good for a week. If you do nothing, nothing more is sent and the address is not kept.')}</p>
      <p class="govuk-body"><a class="govuk-link" href="${visit.language.to('/news')}">${say('Back to the newsletter')}</a></p>`),
  })
}

const onePress = (visit: Visit, words: Readonly<{ title: string; text: string; press: string }>): Answer =>
  publicPage(visit, {
    tab: visit.language.say('Newsletter'),
    discreet: true,
    content: column(html`<h1 class="govuk-heading-l">${words.title}</h1><p class="govuk-body">${words.text}</p>
      <form method="post" action="${visit.language.to(visit.path)}">${button({ text: words.press, preventDoubleClick: true })}</form>`),
  })

function confirmPage(visit: Visit): Answer {
  const { say } = visit.language
  return onePress(visit, {
    title: say('Do you want the newsletter?'),
    text: say('Send me the newsletter by email. I can stop it at any time, by one press in every letter.'),
    press: say('Yes, send it to me'),
  })
}

function stopPage(visit: Visit): Answer {
  const { say } = visit.language
  return onePress(visit, {
    title: say('Stop the newsletter?'),
    text: say('Nothing more is sent, and your address is gone from here at once.'),
    press: say('Stop it'),
  })
}

const tokenIn = ({ params }: Visit): string => (/^[\w-]{43}$/.test(params.token ?? '') ? (params.token ?? '') : '')

async function confirmed(visit: Visit): Promise<Answer> {
  const { say } = visit.language
  const is = await visit.as('keep-the-house', tx => confirm(tx, tokenIn(visit)))
  if (!is) return oldLink(visit)
  return done(
    visit,
    say('You will get the newsletter'),
    say('It comes a few times a year. Every letter has a link that stops it.'),
  )
}

/** Pressed on the page, or by a mail program in one press (RFC 8058). Who stopped before has stopped. */
async function stopped(visit: Visit): Promise<Answer> {
  const { say } = visit.language
  const is = await visit.as('keep-the-house', tx => stop(tx, tokenIn(visit)))
  if (!is) return oldLink(visit)
  return done(
    visit,
    say('The newsletter has stopped'),
    say('Nothing more is sent, and your address is no longer here.'),
  )
}

const done = (visit: Visit, title: string, text: string): Answer =>
  publicPage(visit, {
    tab: visit.language.say('Newsletter'),
    discreet: true,
    again: 'none',
    content: column(html`${panel({ titleText: title, text })}`),
  })

function oldLink(visit: Visit): Answer {
  const { say } = visit.language
  return publicPage(visit, {
    tab: say('Newsletter'),
    status: 404,
    again: 'none',
    content: column(html`<h1 class="govuk-heading-l">${say('This link is no longer good')}</h1>
      <p class="govuk-body">${say('It may be older than a week, or not whole. You can ask for the newsletter again.')}</p>
      <p class="govuk-body"><a class="govuk-link" href="${visit.language.to('/news')}">${say('Back to the newsletter')}</a></p>`),
  })
}
