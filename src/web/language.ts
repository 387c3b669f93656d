/* One language of the public pages, made from its catalogue. */
import type { Catalogue, Words } from './catalogue.ts'
import { type Html, html } from './html.ts'

/**
 * `say('Call {phone}', { phone })`; a string alone: `say('Continue')`. The English must be a literal at the call, or a
 * label of a definition: that is how missing translations are found. `count` chooses the plural form; numbers are written
 * as the language writes them.
 */
export type Say = (english: string, values?: Readonly<Record<string, string | number>>) => string

export type Language = Readonly<{
  tag: string
  /** What its speakers call it. */
  name: string
  dir: 'ltr' | 'rtl'
  /** Nothing for English, else `/pl`. */
  path: string
  /** All its words have been checked by somebody who speaks it. */
  checked: boolean
  say: Say
  /** Every plural form of some words, with the holes left open: for script, which counts by itself. */
  forms(english: string): Readonly<Record<string, string>>
  /** An address of ours in this language. */
  to(address: string): string
}>

/** A language made from its catalogue; English under its own address where no path is given. */
export function languageFrom(catalogue: Catalogue, path = `/${catalogue.tag}`): Language {
  const { tag, name, dir } = catalogue
  const formOf = formsOf(catalogue)
  const written = writer(catalogue)
  return {
    tag,
    name,
    dir,
    path,
    checked: isChecked(catalogue),
    say: (english, values) => {
      const form = formOf(english, values)
      return values ? form.replace(hole, (all, one: string) => written(values[one]) ?? all) : form
    },
    forms: english => {
      const words = catalogue.words.get(english) ?? english
      return typeof words === 'string' ? { other: words } : words
    },
    to: address => (path && isPublic(address) ? `${path}${address}`.replace(/\/$/, '') : address),
  }
}

/** What `Intl` and a page's `lang` call a language. */
export const localeOf = ({ tag }: Pick<Language, 'tag'>): string => (tag === 'en' ? 'en-GB' : tag)

/** The same with pieces of a page in it: `worded(language, 'Read {link} first', { link: html`<a …>` })`. */
export function worded(language: Language, words: string, pieces: Readonly<Record<string, Html>>): Html {
  const [first = '', ...rest] = language.say(words).split(hole)
  // split() gives text and the names of holes by turns.
  return html`${first}${rest.map((one, index) => (index % 2 === 1 ? one : (pieces[one] ?? `{${one}}`)))}`
}

/** Words that are somebody else’s, such as a service’s of itself: in the language where it has them, else marked as English. */
export function asWritten({ tag, say }: Language, words: string): Html {
  const said = say(words)
  return tag === 'en' || said !== words ? html`${said}` : html`<span lang="en-GB" dir="ltr">${words}</span>`
}

const hole = /\{(\w+)\}/g

/** An address that the public pages have: the hub, programs and files have only English. */
export const isPublic = (address: string): boolean =>
  address.startsWith('/') && !/^\/(\/|(hub|api|assets|health|ready|open-referral|refer)(?=[/?#]|$))/.test(address)

function formsOf({ tag, words }: Catalogue): (english: string, values?: Readonly<Record<string, unknown>>) => string {
  const rules = new Intl.PluralRules(localeOf({ tag }))
  return (key, values) => {
    const found: Words | undefined = words.get(key)
    if (found === undefined || typeof found === 'string') return found ?? key
    return found[rules.select(Number(values?.count))] ?? found.other ?? key
  }
}

/** Numbers as the language writes them; what comes from elsewhere is kept from turning a line that runs from right to left. */
function writer({ tag, dir }: Catalogue): (value: string | number | undefined) => string | undefined {
  const numbers = new Intl.NumberFormat(localeOf({ tag }))
  return value => {
    if (value === undefined) return undefined
    const text = typeof value === 'number' ? numbers.format(value) : value
    return dir === 'rtl' ? `\u2068${text}\u2069` : text
  }
}

const isChecked = ({ tag, checked, words, checks }: Catalogue): boolean =>
  tag === 'en' || checked || (words.size > 0 && [...words.keys()].every(key => checks.has(key)))
