/** The whole plan: every outcome with its figures, or with the reason why there are none. */
import { type Html, html, type Language, mark, sparkline, tag, tiles, worded } from '#web'
import { chartOf } from '../chart.ts'
import { type Plan, type Side, type Told, tell } from '../plan.ts'
import type { Published } from '../publish.ts'
import { asAtText, beingCounted, goodIs, latestOf, measurePath, soFar, sourceIs, wayOf } from './words.ts'

/** The content of /plan; the plan and its measures are in the language already, and the caller puts the page around it. */
export function planPage(plan: Plan, published: readonly Published[], language: Language, zone: string): Html {
  const { say } = language
  const told = plan.outcomes.map(outcome => tell(outcome, published))
  return html`<h1 class="govuk-heading-xl">${plan.title}</h1>
    <p class="govuk-body-l">${plan.sharedOutcome}</p>
    ${tiles(counted(told, language))}
    ${howToRead(language)} ${countedWhen(published, language, zone)}
    ${plan.priorities.map(
      priority => html`<section aria-labelledby="priority-${priority.id}">
      <h2 class="govuk-heading-l" id="priority-${priority.id}">${priority.title}</h2>
      ${plan.focusAreas
        .filter(focus => focus.priority === priority.id)
        .map(focus =>
          focusArea(
            focus,
            told.filter(it => it.outcome.focus === focus.id),
            language,
          ),
        )}</section>`,
    )}
    ${versions(plan, language)}
    <p class="govuk-body"><a class="govuk-link" href="/plan.json" hreflang="en-GB">${say('All these figures as JSON')}</a></p>`
}

function counted(told: readonly Told[], { say }: Language) {
  const spoken = told.filter(it => it.measures.length > 0).length
  return [
    { label: say('Outcomes in the plan'), value: told.length },
    { label: say('Measured here, in whole or in part'), value: spoken },
    { label: say('Not measured yet'), value: told.length - spoken },
  ]
}

function howToRead(language: Language): Html {
  const { say } = language
  const strong = (words: string): Html => html`<strong>${words}</strong>`
  return html`<div class="govuk-inset-text">
    <p class="govuk-body">${worded(language, 'Figures go up and down by chance. Of each measure we say one of four things: {none}, {likely}, {surely}, or {few}.', { none: strong(say('no clear change')), likely: strong(say('change likely')), surely: strong(say('change very likely')), few: strong(say('too few points to say')) })}</p>
    <p class="govuk-body">${say('More reports can mean more trust, or more harm. So each measure stands beside the one it must be read with. Numbers from one to four are not shown, to protect the people they count.')}</p></div>`
}

/** Figures of our own are counted together; official ones say on their own pages when they were published. */
function countedWhen(published: readonly Published[], language: Language, zone: string): Html | undefined {
  const last = published
    .flatMap(({ asAt }) => (asAt?.includes('T') ? [asAt] : []))
    .sort()
    .at(-1)
  return last === undefined
    ? undefined
    : html`<p class="govuk-body">${language.say('Our own figures are as at {when}.', { when: asAtText(last, zone, language) })}</p>`
}

function focusArea(focus: Plan['focusAreas'][number], told: readonly Told[], language: Language): Html {
  return html`<h3 class="govuk-heading-m" id="focus-${focus.id}">${focus.title}</h3>${told.map(it => outcomeRow(it, language))}`
}

function outcomeRow({ outcome, measures, notYet }: Told, language: Language): Html {
  const { say } = language
  const silent = measures.length === 0
  return html`<article class="sk-card sk-outcome" id="${outcome.id}">
    <div class="sk-card__top"><h4 class="sk-card__title">${outcome.outcome}</h4>
      ${silent ? tag({ text: say('Not measured yet'), classes: 'govuk-tag--grey' }) : undefined}</div>
    <div class="sk-card__body"><p class="govuk-body-s">${mark(goodIs(outcome.better, say), 'plain')}
      ${say('Read with {others}. From {source}. Owner: {owner}.', { others: outcome.readWith.join('; '), source: sourceIs(outcome.source, say), owner: outcome.owner })}</p>
    ${measures.map(it => measureRow(it, language))}
    ${notYet === null ? undefined : html`<p class="govuk-body-s"><strong>${silent ? say('Why not:') : say('What is missing:')}</strong> ${notYet}</p>`}
    </div></article>`
}

function measureRow({ measure, companion }: Side, language: Language): Html {
  const { say, to } = language
  const going = soFar(measure, language)
  return html`<div class="sk-measure">
    <h5 class="govuk-heading-s"><a class="govuk-link" href="${to(measurePath(measure.id))}">${measure.title}</a></h5>
    <div class="sk-measure__figures">${latest(measure, language)}${sparkline(chartOf(measure, language))}</div>
    <p class="govuk-body">${measure.reading}</p>
    <p class="govuk-body-s">${say('{words}.', { words: wayOf(measure, say) })}${going !== null && html` ${say('So far: {figure}.', { figure: going })}`}</p>
    ${companion !== null && beside(companion, language)}</div>`
}

function beside(companion: Published, language: Language): Html {
  const { to } = language
  const now = latestOf(companion, language)
  const measure = html`<a class="govuk-link" href="${to(measurePath(companion.id))}">${companion.title}</a>`
  const words =
    now === null
      ? worded(language, 'Beside it: {measure}, no figures yet.', { measure })
      : worded(language, 'Beside it: {measure}, {value} in {period}.', {
          measure,
          value: html`${now.value}`,
          period: html`${now.period}`,
        })
  return html`<p class="govuk-body-s">${words}</p>`
}

function latest(measure: Published, language: Language): Html {
  const { say } = language
  const now = latestOf(measure, language)
  if (now === null)
    return html`<p class="sk-measure__value">${measure.asAt === null ? beingCounted(say) : say('No figures yet')}</p>`
  return html`<p class="sk-measure__value">${now.value} <span class="sk-measure__period">${now.period}</span></p>`
}

function versions(plan: Plan, { say }: Language): Html {
  const next = (id: string): string => plan.versions.find(it => it.id === id)?.title ?? id
  const items = plan.versions.map(({ title, aim, followedBy }) =>
    followedBy === null
      ? say('{title}: {aim}', { title, aim })
      : say('{title}: {aim}, followed by {next}', { title, aim, next: next(followedBy) }),
  )
  return html`<section aria-labelledby="versions"><h2 class="govuk-heading-l" id="versions">${say('Versions of the plan')}</h2>
    <ul class="govuk-list govuk-list--bullet">${items.map(words => html`<li>${words}</li>`)}</ul>
    <p class="govuk-body">${plan.successor}</p></section>`
}
