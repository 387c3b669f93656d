import { type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type TagOptions = Content & Loose<{ classes: string; attributes: Extra }>

/** A status in a word or two; the word carries the meaning, the colour only helps. */
export function tag(options: TagOptions): Html {
  return html`<strong class="${classes('govuk-tag', options.classes)}"${extra(options.attributes)}>${shown(options)}</strong>`
}
