/* The pages around the questions: before the first, between two where somebody is in danger, and where none can go on. */
import type { ReportDef } from '#kernel'
import { button, type Html, html, insetText, type Language, worded } from '#web'
import type { PortalArea } from '../area.ts'
import { firstWords } from './doorway.ts'
import { emergencyCallout, everyWay } from './emergency.ts'
import { draftForm } from './form.ts'

/** The first page: what will happen, and what leaving can and cannot do. With a draft, the way back into it. */
export function startContent(
  language: Language,
  area: PortalArea,
  report: ReportDef,
  here: string,
  { sealed, support }: Readonly<{ sealed?: string | undefined; support: Html | undefined }>,
): Html {
  const { say } = language
  return html`<h1 class="govuk-heading-l">${report.title}</h1>
    <p class="govuk-body-l">${say('{words}.', { words: report.about })}</p>
    ${emergencyCallout(language, area)}
    ${firstWords(language, report, here)}
    <h2 class="govuk-heading-m">${say('Before you start')}</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>${say('You do not have to give your name, and nobody has to prove anything.')}</li>
      <li>${say('We ask one thing at a time. Most people need about ten minutes.')}</li>
      <li>${say('You can report something that happened to you, that you saw, or that somebody told you.')}</li>
      <li>${say('What you type is not saved, and your report is not sent, until you press “{button}” at the end. Each page waits a day for you.', { button: say('Send my report') })}</li>
      <li>${say('To go back, use “Back” on the page. Nothing you typed is lost.')}</li>
    </ul>
    ${begin(language, `${here}/1`, sealed)}
    ${support && html`<h2 class="govuk-heading-m">${say('If you would rather talk to somebody first')}</h2>${support}<p class="govuk-body"><a class="govuk-link" href="${language.to('/help')}">${say('Find more help')}</a></p>`}
    ${leaving(language)}
    <h2 class="govuk-heading-m">${say('What happens to what you tell us')}</h2>
    <p class="govuk-body">${say('A person reads every report and decides what to do. Only people whose work it is may see it, and each time somebody looks, it is written down who and why.')} <a class="govuk-link" href="${language.to('/privacy')}">${say('More about your privacy')}</a></p>`
}

const begin = ({ say, to }: Language, first: string, sealed: string | undefined): Html =>
  sealed
    ? draftForm({
        action: to(first),
        sealed,
        content: html`<input type="hidden" name="start" value="yes">${button({ text: say('Carry on'), name: 'do', value: 'resume', isStartButton: true })}`,
      })
    : button({ text: say('Start'), href: to(first), isStartButton: true })

/** Said before anybody needs it, because it cannot be said afterwards. */
const leaving = ({
  say,
}: Language): Html => html`<h2 class="govuk-heading-m">${say('If you need to leave quickly')}</h2>
  <p class="govuk-body">${say('Press “Exit this page” at any time or, where your browser runs scripts, press the Shift key three times. A harmless page opens, and what you typed is gone unless you had sent it.')}</p>
  <p class="govuk-body">${say('Leaving cannot clear your browser’s history, and cannot hide this from someone who watches your device or your internet connection. The addresses of these pages do not say what you report. If somebody may check your device, use a private window, or a device that is safe.')}</p>`

/** Somebody has just said that there is danger: what to do first. They may still go on. */
export function dangerContent(language: Language, area: PortalArea): Html {
  const { emergency } = area
  const { say } = language
  return html`<div class="sk-danger"><h1 class="govuk-heading-l sk-danger__title">${say(emergency.title)}</h1>
    <div class="sk-danger__text"><p class="govuk-body">${say(emergency.text)}</p>
    <p class="govuk-body"><a class="govuk-link sk-call" href="tel:999">${say('Call 999')}</a></p></div></div>
    <h2 class="govuk-heading-m">${say('If you cannot speak or cannot hear')}</h2>${everyWay(language, emergency)}
    <p class="govuk-body">${say('What you have told us so far is still here. You can carry on now, or when you are safe: this page waits a day.')}</p>
    ${button({ text: say('Carry on with my report'), name: 'do', value: 'on' })}`
}

/** The draft cannot be read: it was altered, belongs elsewhere, or has waited too long. Nothing of it is said. */
export function againContent(language: Language, here: string): Html {
  const { say, to } = language
  return html`<h1 class="govuk-heading-l">${say('Please start again')}</h1>
    <p class="govuk-body">${say('We cannot go on with this form. It may have waited for more than a day, or been opened in another way than by its own buttons.')}</p>
    <p class="govuk-body">${say('Nothing has been sent from this page, and nothing that you typed has been kept. If you had already sent your report and were given a reference, it is safe with us.')}</p>
    ${button({ text: say('Start again'), href: to(here) })}
    <p class="govuk-body">${worded(language, 'In an emergency, call {number}.', { number: html`<strong>999</strong>` })}</p>`
}

/** Shown with a question that is asked once more, so that nobody wonders where they are. */
export const changingNote = ({ say }: Language): Html =>
  insetText({
    text: say(
      'You are changing an answer. “Continue” takes you back to all your answers, unless something new must be asked.',
    ),
  })
