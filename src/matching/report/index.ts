import { refusals } from '../learn/index.ts'
import { hardlyTold } from '../learn/threshold.ts'
import type { Matched } from '../match.ts'
import type { People } from '../people.ts'
import { bySize } from './counted.ts'
import { count, percent } from './figure.ts'
import { html, type Markup, raw } from './markup.ts'
import { thresholdSection, weightSection } from './score-sections.ts'
import type { Section, Truth } from './section.ts'
import {
  calibrationSection,
  clusterSection,
  fairnessSection,
  levelSection,
  missingSection,
  timeSection,
} from './sections.ts'
import { styles } from './styles.ts'

export { groupsOf } from './groups.ts'
export type { Truth as ReportTruth } from './section.ts'

/**
 * A run as one HTML page that stands alone: no script, nothing from elsewhere, and nothing of any person. With the truth it
 * says how right the run was, without it what the probabilities promise.
 */
export function reportOf(matched: Matched, people: People, truth?: Truth): string {
  const sections: readonly Section[] = [
    thresholdSection(matched, people, truth),
    weightSection(matched, truth),
    levelSection(matched),
    calibrationSection(truth),
    clusterSection(matched),
    missingSection(people),
    ...(truth?.groups ? [fairnessSection(truth.groups)] : []),
    timeSection(matched),
  ]
  const page = html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Matching report</title><style>${raw(styles)}</style></head>
<body><header><h1>Matching report</h1><p>${headline(matched, people)}</p></header>
<main>${warnings(matched)}${summary(matched, people, truth)}
<nav aria-label="In this report"><ul>${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>
${sections.map(({ id, heading, body }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>${body}</section>`)}</main>
<footer><p>Made by Safekeep. Charts and tables count records; nothing in here is about one person.</p></footer></body></html>
`
  return page.markup
}

function headline({ clusters }: Matched, { count: records }: People): string {
  const persons = new Set(clusters).size
  const [given, taken] = [records === 1 ? 'record' : 'records', persons === 1 ? 'person' : 'people']
  return `${count(records)} ${given}, taken to be of ${count(persons)} ${taken}`
}

function warnings({ model, pairs }: Matched): Markup | undefined {
  const reasons = [...refusals(model), ...hardlyTold(pairs)]
  if (reasons.length === 0) return undefined
  return html`<div class="warning"><p><strong>Look at this model before you rely on it.</strong></p>
    <ul>${reasons.map(reason => html`<li>${reason}</li>`)}</ul></div>`
}

function summary({ pairs, clusters, model }: Matched, people: People, truth: Truth | undefined): Markup {
  const linked = pairs.probability.reduce((sum, one) => sum + (one >= model.threshold ? 1 : 0), 0)
  const alone = bySize(clusters).get(1) ?? 0
  const unsure = pairs.probability.reduce((sum, one) => sum + (one >= 0.1 && one < 0.9 ? 1 : 0), 0)
  const figures: readonly (readonly [name: string, figure: string])[] = [
    ['Records', count(people.count)],
    ['Pairs compared', count(pairs.size)],
    ['Pairs taken as one person', count(linked)],
    ['Records that stand alone', count(alone)],
    ['Pairs neither plainly one nor two', count(unsure)],
    ['From a probability of', String(Number(model.threshold.toPrecision(4)))],
    ...(truth ? accuracy(truth) : []),
  ]
  return html`<dl class="summary">${figures.map(([name, figure]) => html`<div><dt>${name}</dt><dd>${figure}</dd></div>`)}</dl>`
}

function accuracy({ figures: { chosen, recallAtP99 } }: Truth): readonly (readonly [string, string])[] {
  return [
    ['Links that are right', percent(chosen.precision)],
    ['True pairs found', percent(chosen.recall)],
    ['Found at 99 % precision', percent(recallAtP99)],
  ]
}
