/*
 * Every message there is, with its purpose and its words. Each must also stand in messages.templates, where the database
 * reads which may go to a contact of which nobody said that it is safe. Somebody else may be looking at the screen: the
 * subject, the sender and the first line say nothing of what was reported, by whom, or to whom.
 */
import { createHash } from 'node:crypto'
import type { Language, Say } from '#web'

export type Template = Readonly<{
  id: string
  /** What it is for, to whoever looks at what was sent. */
  purpose: string
  /** It may go where nobody said whether it is safe, such as to a professional at work. */
  toUnsure?: true
  /** The words, with holes as `{reference}` where values stand. */
  words(say: Say): Words
}>
export type Words = Readonly<{ subject: string; text: string; short: string }>
export type TemplateId = keyof typeof templates

export const templates = {
  received: {
    id: 'received',
    purpose: 'Tells whoever reported that it arrived',
    words: say => ({
      subject: say('A message about your enquiry'),
      short: say('Thank you for getting in touch. Your reference is {reference}. Keep it somewhere safe.'),
      text: paragraphs(
        say('Thank you for getting in touch. Your reference is {reference}.'),
        say('Somebody will read what you sent. You do not need to do anything.'),
        say(
          'To see if there is a reply, go back to the page where you wrote to us and use the code you were given there. Nobody can see it with this reference alone.',
        ),
        say('If this message is not safe where you are, you can delete it. You will not need it.'),
      ),
    }),
  },
  reply: {
    id: 'reply',
    purpose: 'Tells whoever reported that a reply waits for them',
    words: say => ({
      subject: say('A message about your enquiry'),
      short: say(
        'There is a message for you. Go back to the page where you wrote to us, and use the code you were given.',
      ),
      text: paragraphs(
        say('There is a message for you.'),
        say('To read it, go back to the page where you wrote to us and use the code you were given there.'),
        say('If this message is not safe where you are, you can delete it. You will not need it.'),
      ),
    }),
  },
  survey: {
    id: 'survey',
    purpose: 'Asks whoever reported how it went',
    words: say => ({
      subject: say('A message about your enquiry'),
      short: say(
        'Would you tell us how it went? Go back to the page where you wrote to us, and use the code you were given. You do not have to.',
      ),
      text: paragraphs(
        say('Would you tell us how it went? It takes a minute or two, and you do not have to.'),
        say('Go back to the page where you wrote to us and use the code you were given there.'),
        say('If this message is not safe where you are, you can delete it. You will not need it.'),
      ),
    }),
  },
  feedback: {
    id: 'feedback',
    purpose: 'Tells a professional what came of their referral',
    toUnsure: true,
    words: () => ({
      subject: 'A message about your enquiry',
      short: 'A message about {reference}: {told}',
      text: paragraphs(
        'Thank you for getting in touch. This is about {reference}, which you sent us through your work.',
        '{told}',
        'Please keep this to yourself and to those whose work it is. If you know more, or things get worse, tell us again or call us. In an emergency call 999.',
      ),
    }),
  },
} as const satisfies Readonly<Record<string, Template>>

export const templateOf = (id: string): Template | undefined =>
  Object.values<Template>(templates).find(one => one.id === id)

export type Written = Words & Readonly<{ version: string; language: string }>

/** A template's words in a language with its values in them, and the version that the words themselves make it. */
export function write(template: Template, language: Language, values: Readonly<Record<string, string>>): Written {
  const words = template.words(language.say)
  const version = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
  return {
    version,
    language: language.tag,
    subject: words.subject,
    text: filled(words.text),
    short: filled(words.short),
  }
}

const paragraphs = (...all: readonly string[]): string => all.join('\n\n')
