import { attributes, type Html, html } from '../html.ts'
import { classes, type Loose } from './parts.ts'

export type WorklistRow = Loose<{
  /** A clock badge, or whatever says how soon. */
  clock: Html
  /** Tags: programme, unverified, made up and the like. */
  marks: Html
  /** A line or two of what was said; kept short by the caller. */
  summary: string
  /** Small facts in order: where, who holds it, how it came. */
  facts: readonly string[]
  /** A threat to life: the row is marked and is read out as urgent. */
  urgent: boolean
  /** A form's fields: the row is then opened by posting them to `href`, so that opening it may say why. */
  post: Readonly<Record<string, string>>
  /** Said after the title to those who hear the page. */
  aloud: string
}> & { readonly href: string; readonly title: string; readonly reference: string }

/** Work in the order it should be done. Where script runs, j, k, the arrows and Enter move through it. */
export function worklist(rows: readonly WorklistRow[], label = 'Worklist', headingLevel: 2 | 3 | 4 = 2): Html {
  return html`<ol class="sk-worklist" aria-label="${label}" data-sk-worklist>${rows.map((one, i) => row(one, headingLevel, i))}</ol>`
}

function row(one: WorklistRow, level: number, i: number): Html {
  const urgent = one.urgent ? html`<strong class="sk-worklist__urgent">Threat to life</strong>` : undefined
  const facts = one.facts?.map(fact => html`<li>${fact}</li>`)
  return html`<li class="${classes('sk-worklist__row', one.urgent && 'sk-worklist__row--urgent')}">
    <div class="sk-worklist__main">${posting(one, i)}${urgent}
    <h${level} class="sk-worklist__title">${opener(one, i)}</h${level}>
    ${one.summary ? html`<p class="sk-worklist__summary">${one.summary}</p>` : undefined}
    <ul class="sk-worklist__facts"><li class="sk-worklist__reference">${one.reference}</li>${facts}</ul></div>
    <div class="sk-worklist__side">${one.clock} ${one.marks}</div></li>`
}

/** A link; or a button that looks like one and belongs to a form beside the heading, where no form may stand. */
function opener(one: WorklistRow, i: number): Html {
  const title = html`${one.title}${one.aloud ? html`<span class="govuk-visually-hidden"> ${one.aloud}</span>` : undefined}`
  const own = attributes({ 'data-sk-row': '' })
  if (!one.post) return html`<a class="govuk-link sk-worklist__link" href="${one.href}"${own}>${title}</a>`
  return html`<button type="submit" form="sk-row-${i}" class="govuk-link sk-as-link sk-worklist__link"${own}>${title}</button>`
}

const posting = (one: WorklistRow, i: number): Html | undefined =>
  one.post &&
  html`<form method="post" action="${one.href}" id="sk-row-${i}">${Object.entries(one.post).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}</form>`
