import { attributes, type Html, html } from '../html.ts'
import { type Content, type Loose, shown } from './parts.ts'

export type TimelineEntry = Loose<{
  /** The instant for machines, as ISO 8601. */
  dateTime: string
  /** Who, and for which agency. */
  by: string
  /** What kind of thing happened: its marker on the line. */
  kind: 'step' | 'decision' | 'share' | 'clock' | 'note' | 'alert' | 'correction'
  /** Tags and badges beside the title. */
  marks: Html
  body: Content
  id: string
}> & {
  /** When, as a reader would say it. */
  readonly when: string
  readonly title: Content
}

/** What happened, one entry under another in the order given. */
export function timeline(entries: readonly TimelineEntry[], label = 'Chronology', headingLevel: 2 | 3 | 4 = 2): Html {
  return html`<ol class="sk-timeline" aria-label="${label}">${entries.map(one => entry(one, headingLevel))}</ol>`
}

function entry(one: TimelineEntry, level: number): Html {
  const kind = one.kind ?? 'step'
  const by = one.by && html`<p class="sk-timeline__by">${one.by}</p>`
  const body = shown(one.body)
  return html`<li class="sk-timeline__entry sk-timeline__entry--${kind}"${attributes({ id: one.id })}>
    <p class="sk-timeline__when"><time${attributes({ datetime: one.dateTime })}>${one.when}</time></p>
    <div class="sk-timeline__what"><h${level} class="sk-timeline__title">${shown(one.title)} ${one.marks}</h${level}>${by || undefined}
    ${body ? html`<div class="sk-timeline__body">${body}</div>` : undefined}</div></li>`
}
