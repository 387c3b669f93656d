/* The letters: one that asks whether it was you, and each issue. No picture, no counter, no link that leads elsewhere first. */
import type { Letter } from '#kernel'
import { type Html, html, type Language, languageOf, localeOf } from '#web'
import { asMail, asText } from './markup.ts'
import type { Waiting } from './queries.ts'

/** Where links lead back to, and what is in them. */
export type Links = Readonly<{ address: string; confirm: string; stop: string }>

/** A letter as it is handed over. */
export function letterOf(id: string, waiting: Waiting, links: Links): Letter {
  const language = languageOf(waiting.language)
  return waiting.issue ? issueLetter(id, waiting, waiting.issue, links) : confirmLetter(id, waiting, links, language)
}

function confirmLetter(reference: string, { to }: Waiting, { address, confirm }: Links, language: Language): Letter {
  const { say } = language
  const link = `${address}${language.to(`/news/confirm/${confirm}`)}`
  const asked = say(
    'Somebody asked for a newsletter with this address. If it was you, open this page and press the button on it:',
  )
  const not = say('If it was not you, do nothing: nothing more is sent, and the address is not kept.')
  return {
    ...{ reference, channel: 'email', to, subject: say('Do you want the newsletter?') },
    text: [asked, link, not].join('\n\n'),
    html: asMail(
      say('Do you want the newsletter?'),
      '',
      html`<p>${asked}</p><p><a href="${link}">${link}</a></p><p>${not}</p>`,
      localeOf(language),
      language.dir,
    ),
  }
}

type IssueOf = NonNullable<Waiting['issue']>

function issueLetter(reference: string, { to, kind }: Waiting, issue: IssueOf, links: Links): Letter {
  const stop = kind === 'issue' ? `${links.address}/news/stop/${links.stop}` : undefined
  const shown = issueMail(issue, links.address, stop)
  return { ...{ reference, channel: 'email', to }, ...shown, ...(stop && { stop }) }
}

/** An issue as mail: what it looks like, and what it says where only words are shown. */
export function issueMail(
  { title, number, words }: IssueOf,
  address: string,
  stop: string | undefined,
): Readonly<{ subject: string; text: string; html: string }> {
  const online = number === null ? undefined : `${address}/news/${number}`
  const foot: Html = html`${online && html`<p><a href="${online}">Read this on our own page</a></p>`}
    <p>You get this because you asked for it and said yes.${stop ? html` <a href="${stop}">Stop the newsletter</a>.` : ' In a real letter, a link that stops it stands here.'}</p>`
  const last = [
    '--',
    ...(online ? [`Read this on our own page: ${online}`] : []),
    `You get this because you asked for it and said yes.${stop ? ` To stop it: ${stop}` : ' In a real letter, a link that stops it stands here.'}`,
  ]
  return {
    subject: title,
    text: `${title}\n\n${asText(words)}\n\n${last.join('\n')}\n`,
    html: asMail(title, words, foot, 'en-GB', 'ltr'),
  }
}
