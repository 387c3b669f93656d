/* Questions that repeat, and a small map, as the previews show them. */
import { choice, day, instant, onlyIf, optional, reason, type Surroundings, several } from '#kernel'
import { problemSummary, questions } from '../forms.ts'
import { enterButton } from '../forms-several.ts'
import { type Html, html } from '../html.ts'
import { areaMap } from '../maps/area-map.ts'
import { groundRound, type LonLat } from '../maps/ground.ts'
import { button } from './button.ts'

const around: Surroundings = {
  today: '2026-11-22',
  zone: 'Europe/London',
  places: { find: () => [], get: () => undefined },
}

const asked = {
  heardAt: instant('When was it heard?', 'Enter when it was heard', { hint: 'For example, 14 6 2026 at 14:30' }),
  clauses: several(
    'What does the order say?',
    { one: 'prohibition', most: 3, hint: 'One at a time, in the words of the court' },
    {
      words: reason('In the court’s words', 'Enter what the court said', { longest: 400 }),
      ends: choice('Does it end before the order does?', 'Select whether it ends before', { no: 'No', yes: 'Yes' }),
      until: onlyIf(told => told.ends === 'yes', day('When does it end?', 'Enter when it ends')),
      note: optional(reason('Anything else about it', 'Enter what else', { longest: 200 })),
    },
  ),
}

/** A form with two of one thing, one of them wrong. */
export function clauses(): Html {
  const given = {
    heardAt: { day: { day: '14', month: '6', year: '2026' }, time: '14.30' },
    clauses: [
      {
        words: 'Not to go within the walls of Penny Marsh School.',
        ends: 'yes',
        until: { day: '1', month: '9', year: '2027' },
      },
      { words: '', ends: 'no' },
    ],
  }
  const problems = [{ field: 'clauses.1.words', message: 'Enter what the court said' }]
  return html`${problemSummary(problems)}<form method="post" action="#" class="sk-reading" novalidate>${enterButton}
    <h1 class="govuk-heading-l">Record the order</h1>${questions(asked, given, problems, around)}
    ${button({ text: 'Record this' })}</form>`
}

const edge: readonly LonLat[] = [
  [-1.5, 52.3],
  [-1.49, 52.302],
  [-1.488, 52.295],
  [-1.5, 52.294],
]

/** An area over invented streets, whose corners can be pressed and dragged. */
export const zone = (): Html =>
  html`<h1 class="govuk-heading-l">A place on the map</h1><form method="post" action="#" class="sk-reading">
    <input type="hidden" id="corners" name="corners" value="${edge.map(corner => corner.join(',')).join(';')}">
    ${areaMap({
      id: 'map',
      title: 'An area of four corners between Ostlewick Row and Bram Lane',
      ground: groundRound(edge),
      outlines: [
        [
          [-1.51, 52.31],
          [-1.494, 52.299],
          [-1.48, 52.29],
        ],
      ],
      places: [
        { name: 'Ostlewick Row', at: [-1.496, 52.298], inside: true },
        { name: 'Bram Lane', at: [-1.484, 52.3], inside: false },
      ],
      edge,
      drawnIn: 'corners',
      credit: 'Nothing here is real.',
    })}${button({ text: 'Show it' })}</form>`
