import {
  choice,
  day,
  defineProgramme,
  instant,
  type Limit,
  onlyIf,
  optional,
  reason,
  several,
  stands,
  step,
  text,
} from '#kernel'
import type { Held } from './cast.ts'

/**
 * "Umbrella loans": the other invented programme, unlike the first. Its cases begin with no report, what was agreed
 * stands until it is agreed anew, some rules hold for some loans only, promises count back from a day far off, and one
 * that goes wrong opens a case elsewhere.
 */
export const loans = defineProgramme({
  id: 'loans',
  title: 'Umbrella loans',
  roles: { lender: 'Lender', steward: 'Steward' },
  case: {
    people: { borrower: { title: 'Borrower', concerned: true }, owner: { title: 'Owner', many: true } },
    seenBy: 'programme',
    states: { asked: 'Asked for', lent: 'Lent', ended: 'Ended' },
    start: 'asked',
    ends: ['ended'],
    clocks: {
      fetch: { title: 'Have it fetched', limit: 'loans.fetch', for: 'lender' },
      deposit: {
        title: 'Take the deposit',
        limit: 'loans.deposit',
        for: 'lender',
        onlyIf: stand => stand.kind === 'golf',
      },
      dry: { title: 'Let it dry', limit: 'loans.dry', for: 'lender' },
      remind: { title: 'Remind them', limit: 'loans.remind', for: 'lender', before: 'back' },
      warn: { title: 'Warn them', limit: 'loans.warn', for: 'steward', before: 'back' },
    },
    steps: {
      lend: step({
        title: 'Lend it',
        from: 'asked',
        to: 'lent',
        by: ['lender'],
        starts: ['fetch', 'deposit', 'dry', 'remind', 'warn'],
        ask: {
          kind: stands(choice('Which kind?', 'Select a kind', { golf: 'Golf', pocket: 'Pocket' })),
          handed: stands(instant('When will it be handed over?', 'Enter when it will be handed over')),
          back: stands(day('Until when?', 'Enter until when')),
          deposit: onlyIf(told => told.kind === 'golf', text('Which deposit?', 'Enter the deposit')),
          terms: stands(
            several(
              'What was agreed?',
              { one: 'condition', most: 3 },
              {
                kind: choice('Kind', 'Select a kind of condition', { must: 'Must', mustNot: 'Must not' }),
                words: text('Words', 'Enter the condition'),
              },
            ),
          ),
        },
        check: ({ stands: now, at }) => String(now.back) > at.toISOString().slice(0, 10) || 'That day has passed',
      }),
      extend: step({
        title: 'Extend it',
        from: 'lent',
        by: ['lender', 'steward'],
        starts: ['remind', 'warn'],
        ask: {
          back: stands(day('Until when?', 'Enter until when')),
          note: optional(reason('Note', 'Enter a note')),
        },
      }),
      fetched: step({ title: 'Fetched', from: 'lent', by: ['lender'], stops: ['fetch', 'deposit', 'dry'] }),
      lose: step({
        title: 'Record that it is lost',
        from: 'lent',
        by: ['lender'],
        decision: true,
        opens: { programme: 'umbrellas', as: 'search', people: { borrower: 'finder' } },
        ask: { where: reason('Where?', 'Enter where') },
      }),
      end: step({
        title: 'End the loan',
        from: ['asked', 'lent'],
        to: 'ended',
        by: ['steward'],
        stops: ['remind', 'warn'],
        drops: ['fetch', 'deposit', 'dry'],
        decision: true,
      }),
    },
  },
  measures: [],
  keep: { years: 1, after: 'closing', source: 'The lost property office' },
})

const limit = (id: string, value: Limit['value'], kind: Limit['kind'] = 'atMost'): Limit => ({
  id,
  version: 1,
  title: id,
  kind,
  value,
  starts: 'the loan is agreed',
  source: { instrument: 'The lost property office' },
  validFrom: '2020-01-01',
  validUntil: null,
  confidence: 'sure',
  verified: null,
  scope: 'local',
})

export const loanLimits: readonly Limit[] = [
  limit('loans.fetch', { courtHours: 48 }),
  limit('loans.deposit', { days: 3 }),
  limit('loans.dry', { hours: 12 }, 'atLeast'),
  limit('loans.remind', { days: 30 }),
  limit('loans.warn', { days: 7 }),
]

/** The officers lend, and their supervisor is the steward. */
export const lending: Held = {
  officer: ['loans:lender'],
  officerToo: ['loans:lender'],
  hateSupervisor: ['loans:steward'],
}
