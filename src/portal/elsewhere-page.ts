import { html } from '#web'
import type { Draft } from './draft.ts'
import { type Outside, outsideIn } from './elsewhere.ts'
import { draftPage, type Journey } from './showing.ts'
import { elsewhereContent } from './views/doorway.ts'
import type { Step } from './walk.ts'

/** The first place among these answers that lies outside the area, if one does. */
export function outsideOf({ area }: Pick<Journey, 'area'>, steps: readonly Step[]): Outside | undefined {
  for (const { field, given } of steps) {
    const outside = field.kind === 'place' ? outsideIn(area, given) : undefined
    if (outside) return outside
  }
  return undefined
}

/** Between two questions, when the place just given is somebody else's to answer for. They may go on all the same. */
export const showElsewhere = (journey: Journey, draft: Draft, { number }: Step, outside: Outside) =>
  draftPage(journey, draft, {
    number,
    tab: journey.visit.language.say('Before you carry on'),
    content: html`<input type="hidden" name="pause" value="yes">${elsewhereContent(journey.visit.language, journey.area, outside)}`,
  })
