/* What must not compile: each line below a marker is an error, or the compiler says that the marker is not needed. */
import { type CaseId, choice, count, type Database, defineProgramme, type PersonId, report, step, text } from '#kernel'
import { page, show } from '#web'

const frame = {
  id: 'umbrellas',
  title: 'Lost umbrellas',
  measures: [],
  keep: { years: 1, after: 'closing', source: 'x' },
} as const

defineProgramme({
  ...frame,
  roles: { clerk: 'Clerk' },
  case: {
    people: {},
    seenBy: 'partners',
    states: { lost: 'Lost', found: 'Found' },
    start: 'lost',
    ends: ['found'],
    clocks: { search: { title: 'Search', limit: 'umbrellas.search', for: 'clerk' } },
    steps: {
      // @ts-expect-error a step cannot lead to a state that does not exist
      burn: step({ title: 'Burn', from: 'lost', to: 'burnt', by: ['clerk'] }),
      // @ts-expect-error a step cannot be taken by a role that does not exist
      steal: step({ title: 'Steal', from: 'lost', to: 'found', by: ['thief'] }),
      // @ts-expect-error a step cannot stop a clock that does not exist
      find: step({ title: 'Find', from: 'lost', to: 'found', by: ['clerk'], stops: ['serch'] }),
      note: step({
        title: 'Note',
        from: 'lost',
        by: ['clerk'],
        ask: {
          ribs: count('Ribs', 'Enter ribs', 16),
          colour: choice('Colour', 'Select a colour', { black: 'Black', red: 'Red' }),
        },
        // @ts-expect-error answers are typed from the questions: a colour is black or red
        check: ({ answers }) => answers.ribs > 3 || answers.colour === 'green' || 'Too few ribs',
      }),
    },
  },
})

const bare = { people: {}, seenBy: 'partners', states: { lost: 'Lost' }, ends: ['lost'], steps: {} } as const

defineProgramme({
  ...frame,
  roles: { clerk: 'Clerk' },
  // @ts-expect-error the start must be a state
  case: { ...bare, start: 'missing', clocks: {} },
})

defineProgramme({
  ...frame,
  roles: { clerk: 'Clerk' },
  // @ts-expect-error a definition names a limit and never holds its value
  case: { ...bare, start: 'lost', clocks: { search: { title: 'Search', limit: { workingDays: 1 }, for: 'clerk' } } },
})

defineProgramme({
  ...frame,
  roles: { clerk: 'Clerk' },
  // @ts-expect-error a clock is somebody's work
  case: { ...bare, start: 'lost', clocks: { search: { title: 'Search', limit: 'umbrellas.search', for: 'thief' } } },
})

report({
  address: '9',
  title: 'Report',
  about: 'About',
  ask: { what: text('What?', 'Enter what') },
  // @ts-expect-error a report is told from the questions that it asks
  tell: ({ who }) => ({ anonymous: true, threat: who === 'x', people: [], happened: never, where: never }),
})
declare const never: never

declare const person: PersonId
// @ts-expect-error a person is not a case
export const wrong: CaseId = person
// @ts-expect-error a text is not an identifier
export const typed: CaseId = '00000000-0000-7000-8000-000000000001'

// @ts-expect-error a page cannot be written without saying who may come
page({ at: '/umbrellas', audit: 'umbrellas.list' }, async () => show({ title: 'x', kind: 'hub', content: never }))
// @ts-expect-error a page cannot be written without saying what the audit calls it
page({ at: '/umbrellas', who: 'signed-in' }, async () => show({ title: 'x', kind: 'hub', content: never }))

declare const database: Database
// @ts-expect-error nobody comes to the database without saying who they are
void database.as({ action: 'x.y', purpose: 'triage', at: new Date(0) }, async () => {})
// @ts-expect-error nobody comes to the database without saying why, in a word that the audit knows
void database.as({ actor: { kind: 'public' }, action: 'x.y', purpose: 'curiosity', at: new Date(0) }, async () => {})
