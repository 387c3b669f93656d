import { button, checkboxes, details, type Html, html, input, type Language, radios, select } from '#web'
import type { Given } from './asked.ts'
import { askersIn, languagesIn, peopleIn, timesIn } from './words.ts'

type Needs = Readonly<Record<string, string>>

/** The first page's form: one button for each need, so that one touch is enough. */
export const needButtons = (language: Language, needs: Needs): Html =>
  html`<form method="post" action="${language.to('/help')}" id="asked">${radios({ name: 'asker', classes: 'govuk-radios--small', fieldset: { legend: { text: language.say('Who is it about? You can leave this out'), classes: 'govuk-fieldset__legend--s' } }, items: items(askersIn(language)) })}
    <h2 class="govuk-heading-m">${language.say('What is it about?')}</h2><ul class="govuk-list sk-needs">${Object.entries(
      needs,
    ).map(
      ([id, words]) =>
        html`<li><button type="submit" class="govuk-link" name="need" value="${id}">${language.say(words)}</button></li>`,
    )}</ul></form>`

/** Everything that can be chosen, with what was; each of it optional. `open` where something in it is to be answered. */
export function askedForm(language: Language, needs: Needs, { asked, place, where }: Given): Html {
  const { say } = language
  const several = where.is === 'several' ? where.districts : []
  const small = { classes: 'govuk-fieldset__legend--s' }
  return html`<form method="post" action="${language.to('/help')}" id="asked" class="sk-asked">${details({
    summaryText: say('Find a closer fit'),
    open: several.length > 0,
    html: html`<p class="govuk-body">${say('You can leave any of these empty. Nothing that you choose is kept.')}</p>
    ${several.length > 0 && radios({ name: 'district', classes: 'govuk-radios--small', fieldset: { legend: { text: say('Which one do you mean?'), ...small } }, items: several.map(({ id, name }) => ({ value: id, text: name })) })}
    ${select({ name: 'need', label: { text: say('What it is about'), classes: 'govuk-label--s' }, value: asked.needs[0] ?? '', items: [{ value: '', text: say('Anything') }, ...Object.entries(needs).map(([value, text]) => ({ value, text: say(text) }))] })}
    ${radios({ name: 'asker', classes: 'govuk-radios--small', value: asked.asker ?? '', fieldset: { legend: { text: say('Who it is about'), ...small } }, items: items(askersIn(language)) })}
    ${checkboxes({ name: 'person', classes: 'govuk-checkboxes--small', values: asked.people, fieldset: { legend: { text: say('Who needs help'), ...small } }, items: items(peopleIn(language)) })}
    ${input({ name: 'place', value: place, autocomplete: 'off', spellcheck: false, label: { text: say('Where: a postcode, a street or a town'), classes: 'govuk-label--s' }, classes: 'govuk-input--width-20' })}
    ${select({ name: 'speak', label: { text: say('The language you would like to speak'), classes: 'govuk-label--s' }, value: asked.language ?? '', items: [{ value: '', text: say('Any') }, ...Object.entries(languagesIn(language)).map(([value, text]) => ({ value, text }))] })}
    ${radios({ name: 'time', classes: 'govuk-radios--small', value: asked.time ?? 'now', fieldset: { legend: { text: say('When you can reach out'), ...small } }, items: items(timesIn(language)) })}
    ${button({ text: say('Show what fits') })}`,
  })}</form>`
}

const items = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([value, text]) => ({ value, text }))
