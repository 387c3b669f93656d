/* A report that was made in another language than English, for people at a desk who may not read it. */
import type { ReportShown } from '#kernel'
import { details, type Html, html, insetText, languageOf, localeOf } from '#web'

/** What was asked, in English, whatever language it was put in. */
export const askedInEnglish = ({ wording }: Pick<ReportShown, 'wording'>) => wording.english ?? wording

/** The English name of a report's language: "Polish". */
export const languageName = (tag: string): string => names.of(tag) ?? tag

/** Says that the words are not English, and whom they may be shown to; nothing for a report in English. */
export function inLanguage({ language, wording }: Pick<ReportShown, 'language' | 'wording'>): Html | undefined {
  if (language === 'en') return undefined
  const name = languageName(language)
  return html`${insetText({
    text: `This report was made in ${name}. The questions are shown here in English; what the person wrote is as they wrote it. Have it translated by somebody whose work it is: never by a relative, a friend or a public website.`,
  })}${wording.english && details({ summaryText: `The questions as they were put, in ${name}`, html: questionsShown(language, wording) })}`
}

const questionsShown = (tag: string, { questions }: ReportShown['wording']): Html =>
  html`<ol class="govuk-list govuk-list--number" lang="${localeOf({ tag })}" dir="${languageOf(tag).dir}">${Object.values(questions).map(({ label }) => html`<li>${label}</li>`)}</ol>`

const names = new Intl.DisplayNames('en-GB', { type: 'language' })
