/*
 * The languages of the public pages. The English words are the key (decision 13); what each is in another language stands
 * in languages/TAG.json. Where there is nothing, the English is shown: `bin/languages.ts --check` sees to it that this
 * does not come to pass.
 */
import { readFileSync } from 'node:fs'
import { type Catalogue, catalogueIn } from './catalogue.ts'
import { isPublic, type Language, languageFrom } from './language.ts'

export { asWritten, type Language, languageFrom, localeOf, type Say, worded } from './language.ts'

const open = (tag: string): Catalogue =>
  catalogueIn(JSON.parse(readFileSync(new URL(`../../languages/${tag}.json`, import.meta.url), 'utf8')), tag)

export const english: Language = languageFrom(open('en'), '')

/** Every language that the public pages speak, English first. */
export const languages: readonly Language[] = [english, ...['pl', 'pa', 'ur', 'ro'].map(tag => languageFrom(open(tag)))]

/** The language of a tag, as reports keep it; English where there is none such. */
export const languageOf = (tag: string): Language => languages.find(one => one.tag === tag) ?? english

/** An address taken apart: which language it asks for, and the address without it. The hub and programs have only English. */
export function addressIn(url: string): { language: Language; rest: string } {
  const [, tag, rest = ''] = /^\/([a-z]{2})(?=[/?]|$)(.*)$/s.exec(url) ?? []
  const language = languages.find(one => one.path !== '' && one.path === `/${tag}`)
  const bare = rest.startsWith('/') ? rest : `/${rest}`
  return language && isPublic(bare) ? { language, rest: bare } : { language: english, rest: url }
}
