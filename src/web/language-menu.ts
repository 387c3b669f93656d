import { type Html, html } from './html.ts'
import { english, type Language, languages, localeOf } from './languages.ts'
import type { PublicPage } from './public-page.ts'
import type { Visit } from './route.ts'

/**
 * The same page in the other languages, each named in its own words; and, until somebody who speaks this one has checked
 * it, a line in both languages that says so.
 */
export function languageMenu(
  { language, path, house }: Pick<Visit, 'language' | 'path' | 'house'>,
  again: PublicPage['again'],
): Html {
  const others = again === 'none' ? [] : languages.map(one => item(one, one === language, again ?? { at: path }))
  const items = [...others, ...otherWays(language, house.alternatives?.[path.split('?')[0] ?? ''])]
  const form = again && again !== 'none' && 'form' in again ? again.form : undefined
  return html`${form && enterGoesOn(form, language)}${items.length > 0 && html`<nav class="sk-languages" aria-label="${language.say('Languages')}"><div class="govuk-width-container"><ul class="sk-languages__list">${items}</ul></div></nav>`}${notice(language)}`
}

/** Easy read and sign language, where the area has them for this page; nothing is said where it has not. */
const otherWays = ({ say }: Language, ways: Readonly<{ easyRead?: string; signed?: string }> = {}): readonly Html[] => [
  ...(ways.easyRead ? [elsewhere(ways.easyRead, say('Easy read'))] : []),
  ...(ways.signed ? [elsewhere(ways.signed, say('In British Sign Language'))] : []),
]

const elsewhere = (address: string, words: string): Html =>
  html`<li><a class="govuk-link" href="${address}" rel="noreferrer noopener external">${words}</a></li>`

/** The Enter key presses a form's first button, wherever it stands: one that goes on, seen and heard by nobody. */
const enterGoesOn = (form: string, { say }: Language): Html =>
  html`<button form="${form}" type="submit" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">${say('Continue')}</button>`

/** A page that carries a form goes by a button that sends it, so that nothing typed is lost. */
function item(one: Language, isThis: boolean, to: Exclude<PublicPage['again'], 'none' | undefined>): Html {
  if (isThis)
    return html`<li lang="${localeOf(one)}" dir="${one.dir}"><span aria-current="true">${one.name}</span></li>`
  const there =
    'at' in to
      ? html`<a class="govuk-link" href="${one.to(to.at)}" hreflang="${localeOf(one)}">${one.name}</a>`
      : html`<button type="submit" form="${to.form}" formaction="${one.to(to.action)}" formnovalidate name="do" value="language" class="sk-link-button">${one.name}</button>`
  return html`<li lang="${localeOf(one)}" dir="${one.dir}">${there}</li>`
}

function notice(language: Language): Html | undefined {
  if (language === english || language.checked) return undefined
  return html`<aside class="sk-unchecked" aria-label="${language.say('Translation')}"><div class="govuk-width-container"><p>${language.say('This translation has not yet been checked by a native speaker.')} <span lang="en-GB" dir="ltr">${english.say('This translation has not yet been checked by a native speaker.')}</span></p></div></aside>`
}
