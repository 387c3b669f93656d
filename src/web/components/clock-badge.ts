import { type Html, html } from '../html.ts'
import type { Text } from './parts.ts'

/** How a promise about time stands; lifted means that it no longer applies and nobody failed it. */
export type ClockState = 'running' | 'soon' | 'overdue' | 'met' | 'late' | 'missed' | 'lifted'

/** A clock in a few words: a shape, the state as a word and what the caller says of it ("40 minutes left"). */
export function clockBadge({ state, text }: { readonly state: ClockState; readonly text?: Text | undefined }): Html {
  const { word, path } = faces[state]
  return html`<span class="sk-clock sk-clock--${state}">
    <svg class="sk-clock__face" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d="${path}"/></svg> <span class="sk-clock__state">${word}</span>${text === undefined ? undefined : html`<span class="sk-clock__text"><span class="govuk-visually-hidden">: </span> ${text}</span>`}</span>`
}

const face = 'M10 1.8a8.2 8.2 0 1 0 0 16.4a8.2 8.2 0 1 0 0-16.4z'
/** Each state has a shape of its own, so that none is told by colour alone. */
const faces = {
  running: { word: 'Running', path: `${face}M10 5.2v5l3.2 2` },
  soon: { word: 'Due soon', path: `${face}M10 5.2v5H5.6` },
  overdue: { word: 'Overdue', path: 'M10 2 18.6 17.4H1.4zM10 7.6v4.6M10 14.6v.4' },
  met: { word: 'Met', path: `${face}M6.2 10.4l2.6 2.6 5-5.4` },
  late: { word: 'Met late', path: 'M3.4 3.4h13.2v13.2H3.4zM6.4 10.2l2.6 2.6 4.8-5.4' },
  missed: { word: 'Missed', path: 'M6.6 1.8h6.8l4.8 4.8v6.8l-4.8 4.8H6.6l-4.8-4.8V6.6zM7 7l6 6M13 7l-6 6' },
  lifted: { word: 'Lifted', path: `${face}M6.4 10h7.2` },
} as const satisfies Record<ClockState, { readonly word: string; readonly path: string }>
