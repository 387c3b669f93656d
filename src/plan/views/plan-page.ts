/** The whole plan: every outcome with its figures, or with the reason why there are none. */
import { type Html, html, mark, sparkline, tag, tiles } from '#web'
import { chartOf } from '../chart.ts'
import { type Plan, type Side, type Told, tell } from '../plan.ts'
import type { Published } from '../publish.ts'
import { asAtText, beingCounted, goodIs, latestOf, measurePath, soFar, sourceIs, wayOf } from './words.ts'

/** The content of /plan; the caller puts the page around it. */
export function planPage(plan: Plan, published: readonly Published[], zone: string): Html {
  const told = plan.outcomes.map(outcome => tell(outcome, published))
  return html`<h1 class="govuk-heading-xl">${plan.title}</h1>
    <p class="govuk-body-l">${plan.sharedOutcome}</p>
    ${tiles(counted(told))}
    ${howToRead()} ${countedWhen(published, zone)}
    ${plan.priorities.map(
      priority => html`<section aria-labelledby="priority-${priority.id}">
      <h2 class="govuk-heading-l" id="priority-${priority.id}">${priority.title}</h2>
      ${plan.focusAreas
        .filter(focus => focus.priority === priority.id)
        .map(focus =>
          focusArea(
            focus,
            told.filter(it => it.outcome.focus === focus.id),
          ),
        )}</section>`,
    )}
    ${versions(plan)}
    <p class="govuk-body">All these figures <a class="govuk-link" href="/plan.json">as JSON</a>.</p>`
}

function counted(told: readonly Told[]) {
  const spoken = told.filter(it => it.measures.length > 0).length
  return [
    { label: 'Outcomes in the plan', value: told.length },
    { label: 'Measured here, in whole or in part', value: spoken },
    { label: 'Not measured yet', value: told.length - spoken },
  ]
}

function howToRead(): Html {
  return html`<div class="govuk-inset-text">
    <p class="govuk-body">Figures go up and down by chance. Of each measure we say one of four things: <strong>no clear change</strong>,
      <strong>change likely</strong>, <strong>change very likely</strong>, or <strong>too few points to say</strong>.</p>
    <p class="govuk-body">More reports can mean more trust, or more harm. So each measure stands beside the one it must be read with.
      Numbers from one to four are not shown, to protect the people they count.</p></div>`
}

/** Figures of our own are counted together; official ones say on their own pages when they were published. */
function countedWhen(published: readonly Published[], zone: string): Html | undefined {
  const last = published
    .flatMap(({ asAt }) => (asAt?.includes('T') ? [asAt] : []))
    .sort()
    .at(-1)
  return last === undefined
    ? undefined
    : html`<p class="govuk-body">Our own figures are as at ${asAtText(last, zone)}.</p>`
}

function focusArea(focus: Plan['focusAreas'][number], told: readonly Told[]): Html {
  return html`<h3 class="govuk-heading-m" id="focus-${focus.id}">${focus.title}</h3>${told.map(outcomeRow)}`
}

function outcomeRow({ outcome, measures, notYet }: Told): Html {
  const silent = measures.length === 0
  return html`<article class="sk-card sk-outcome" id="${outcome.id}">
    <div class="sk-card__top"><h4 class="sk-card__title">${outcome.outcome}</h4>
      ${silent ? tag({ text: 'Not measured yet', classes: 'govuk-tag--grey' }) : undefined}</div>
    <div class="sk-card__body"><p class="govuk-body-s">${mark(goodIs[outcome.better], 'plain')} Read with ${outcome.readWith.join('; ')}.
      From ${sourceIs[outcome.source]}. Owner: ${outcome.owner}.</p>
    ${measures.map(measureRow)}
    ${notYet === null ? undefined : html`<p class="govuk-body-s"><strong>${silent ? 'Why not' : 'What is missing'}:</strong> ${notYet}</p>`}
    </div></article>`
}

function measureRow({ measure, companion }: Side): Html {
  const going = soFar(measure)
  return html`<div class="sk-measure">
    <h5 class="govuk-heading-s"><a class="govuk-link" href="${measurePath(measure.id)}">${measure.title}</a></h5>
    <div class="sk-measure__figures">${latest(measure)}${sparkline(chartOf(measure))}</div>
    <p class="govuk-body">${measure.reading}</p>
    <p class="govuk-body-s">${wayOf(measure)}.${going === null ? undefined : ` So far: ${going}.`}</p>
    ${companion === null ? undefined : beside(companion)}</div>`
}

function beside(companion: Published): Html {
  const now = latestOf(companion)
  const figure = now === null ? 'no figures yet' : `${now.value} in ${now.period}`
  return html`<p class="govuk-body-s">Beside it: <a class="govuk-link" href="${measurePath(companion.id)}">${companion.title}</a>,
    ${figure}.</p>`
}

function latest(measure: Published): Html {
  const now = latestOf(measure)
  if (now === null)
    return html`<p class="sk-measure__value">${measure.asAt === null ? beingCounted : 'No figures yet'}</p>`
  return html`<p class="sk-measure__value">${now.value} <span class="sk-measure__period">${now.period}</span></p>`
}

function versions(plan: Plan): Html {
  return html`<section aria-labelledby="versions"><h2 class="govuk-heading-l" id="versions">Versions of the plan</h2>
    <ul class="govuk-list govuk-list--bullet">${plan.versions.map(
      it =>
        html`<li>${it.title}: ${it.aim}${it.followedBy === null ? undefined : `, followed by ${it.followedBy}`}</li>`,
    )}</ul><p class="govuk-body">${plan.successor}</p></section>`
}
