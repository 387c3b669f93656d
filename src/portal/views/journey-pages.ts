/* The pages around the questions: before the first, between two where somebody is in danger, and where none can go on. */
import type { ReportDef } from '#kernel'
import { button, type Html, html, insetText } from '#web'
import type { PortalArea } from '../area.ts'
import { emergencyCallout, everyWay } from './emergency.ts'
import { draftForm } from './form.ts'

/** The first page: what will happen, and what leaving can and cannot do. With a draft, the way back into it. */
export function startContent(area: PortalArea, report: ReportDef, here: string, sealed?: string): Html {
  return html`<h1 class="govuk-heading-l">${report.title}</h1>
    <p class="govuk-body-l">${report.about}.</p>
    ${emergencyCallout(area)}
    <h2 class="govuk-heading-m">Before you start</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>You do not have to give your name, and nobody has to prove anything.</li>
      <li>We ask one thing at a time. Most people need about ten minutes.</li>
      <li>You can report something that happened to you, that you saw, or that somebody told you.</li>
      <li>Nothing is saved or sent until you press “Send my report” at the end. Each page waits a day for you.</li>
      <li>To go back, use “Back” on the page. Nothing you typed is lost.</li>
    </ul>
    ${
      sealed
        ? draftForm({
            action: `${here}/1`,
            sealed,
            content: html`${button({ text: 'Carry on', name: 'do', value: 'resume', isStartButton: true })}`,
          })
        : button({ text: 'Start', href: `${here}/1`, isStartButton: true })
    }
    ${leaving}
    <h2 class="govuk-heading-m">What happens to what you tell us</h2>
    <p class="govuk-body">A person reads every report and decides what to do. Only people whose work it is may see it, and each time somebody looks, it is written down who and why. <a class="govuk-link" href="/privacy">More about your privacy</a>.</p>`
}

/** Said before anybody needs it, because it cannot be said afterwards. */
const leaving = html`<h2 class="govuk-heading-m">If you need to leave quickly</h2>
  <p class="govuk-body">Press “Exit this page” at any time or, where your browser runs scripts, press the Shift key three times. A harmless page opens, and what you typed is gone unless you had sent it.</p>
  <p class="govuk-body">Leaving cannot clear your browser’s history, and cannot hide this from someone who watches your device or your internet connection. The addresses of these pages do not say what you report. If somebody may check your device, use a private window, or a device that is safe.</p>`

/** Somebody has just said that there is danger: what to do first. They may still go on. */
export function dangerContent(area: PortalArea): Html {
  const { emergency } = area
  return html`<div class="sk-danger"><h1 class="govuk-heading-l sk-danger__title">${emergency.title}</h1>
    <div class="sk-danger__text"><p class="govuk-body">${emergency.text}</p>
    <p class="govuk-body"><a class="govuk-link sk-call" href="tel:999">Call 999</a></p></div></div>
    <h2 class="govuk-heading-m">If you cannot speak or cannot hear</h2>${everyWay(emergency)}
    <p class="govuk-body">What you have told us so far is still here. You can carry on now, or when you are safe: this page waits a day.</p>
    ${button({ text: 'Carry on with my report', name: 'do', value: 'on' })}`
}

/** The draft cannot be read: it was altered, belongs elsewhere, or has waited too long. Nothing of it is said. */
export const againContent = (here: string): Html =>
  html`<h1 class="govuk-heading-l">Please start again</h1>
    <p class="govuk-body">We cannot go on with this form. It may have waited for more than a day, or been opened in another way than by its own buttons.</p>
    <p class="govuk-body">Nothing has been sent from this page, and nothing that you typed has been kept. If you had already sent your report and were given a reference, it is safe with us.</p>
    ${button({ text: 'Start again', href: here })}
    <p class="govuk-body">In an emergency, call <strong>999</strong>.</p>`

/** Shown with a question that is asked once more, so that nobody wonders where they are. */
export const changingNote = html`${insetText({ text: 'You are changing an answer. “Continue” takes you back to all your answers, unless something new must be asked.' })}`
