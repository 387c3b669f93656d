import { type ClockShown, localDate, sayDue, standing } from '#kernel'
import { type ClockState, clockBadge } from '../components/clock-badge.ts'
import { mark, unverifiedBadge } from '../components/marks.ts'
import { type Html, html } from '../html.ts'
import { type Around, sayLimit, shortly, standings } from './words.ts'

/** How a promise that still runs stands now. */
export function runningState(due: Date, { at, house }: Around): ClockState {
  if (at > due) return 'overdue'
  return localDate(at, house) === localDate(due, house) ? 'soon' : 'running'
}

/** The badge of work that waits: the state as a word, and how near its deadline is. */
export function dueBadge(due: Date, around: Around, calendar?: string): Html {
  return clockBadge({
    state: runningState(due, around),
    text: sayDue(due, around.at, around.house.calendar(calendar)),
  })
}

/** Clocks with their limits: what was promised, under which instrument, and how far anybody has vouched for it. */
export function clockList(
  clocks: readonly ClockShown[],
  titles: Readonly<Record<string, string>>,
  around: Around,
): Html {
  if (clocks.length === 0) return html`<p class="govuk-body">No clock runs here.</p>`
  return html`<ul class="sk-facts">${clocks.map(clock => html`<li class="sk-facts__item">${oneClock(clock, titles, around)}</li>`)}</ul>`
}

function oneClock(clock: ClockShown, titles: Readonly<Record<string, string>>, around: Around): Html {
  const { limit } = clock
  const title = (Object.hasOwn(titles, clock.clock) && titles[clock.clock]) || limit?.title || clock.clock
  const badge = clock.result === null ? running(clock, around) : clockBadge({ state: clock.result })
  const atLeast = limit?.kind === 'atLeast'
  const due = atLeast ? 'Not before' : clock.result === null ? 'Due' : 'Was due'
  return html`<p class="sk-facts__title">${title}</p>${badge}
    ${clock.endedAt ? html`<p class="sk-facts__line">Ended ${shortly(clock.endedAt, around)}</p>` : undefined}
    <p class="sk-facts__line">${due} ${shortly(clock.dueAt, around)}</p>
    ${clock.liftedWhy ? html`<p class="sk-facts__line">Lifted: ${clock.liftedWhy}</p>` : undefined}
    ${limit ? authority(limit) : undefined}`
}

/** What must last at least so long is never overdue: past its time, it may end. */
const running = ({ dueAt, limit }: ClockShown, around: Around): Html =>
  limit?.kind === 'atLeast'
    ? clockBadge({ state: 'running', text: around.at < dueAt ? 'may not end yet' : 'may end now' })
    : dueBadge(dueAt, around, limit?.calendar)

function authority(limit: NonNullable<ClockShown['limit']>): Html {
  const stands = standing(limit)
  const source = [limit.source.instrument, limit.source.section].filter(Boolean).join(', ')
  return html`<p class="sk-facts__line">${sayLimit(limit.value)} from when ${limit.starts}. ${source}.
    ${stands === 'unverified' ? unverifiedBadge() : mark(standings[stands], stands === 'signed' ? 'calm' : 'plain')}</p>`
}
