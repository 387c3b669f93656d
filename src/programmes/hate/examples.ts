import type { ReportDef } from '#kernel'

/** Two whole reports, for the description of the API; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'Somebody who was shouted at, and gives no name',
    answers: {
      who: 'victim',
      danger: 'no',
      what: 'A man I do not know shouted at me outside the library because of my head scarf.',
      kinds: ['words'],
      strands: ['religion', 'race'],
      when: { precision: 'month', date: '2026-05' },
      where: { kind: 'unknown' },
      harm: ['upset'],
      before: 'no',
      suspects: [{ description: 'A man of about thirty with a red cap' }],
      named: 'no',
    },
  },
  named: {
    title: 'A witness who gives a name and may be telephoned',
    answers: {
      who: 'witness',
      danger: 'no',
      what: 'Three people followed two boys along the street and threatened them because one uses a wheelchair.',
      kinds: ['words', 'threats'],
      threat: 'no',
      strands: ['disability'],
      when: { precision: 'day', date: '2026-06-14', about: 'about half past five in the afternoon' },
      where: { kind: 'place', typed: 'The bus stop outside the swimming baths', chosen: 'as-typed' },
      harm: ['upset'],
      before: 'notSure',
      targeted: [{ given: 'Idris', description: 'About fourteen, uses a wheelchair' }, { description: 'His friend' }],
      suspects: [],
      named: 'yes',
      given: 'Philippa',
      family: 'Umbrell',
      contactWanted: 'yes',
      phone: '01632 960 001',
      email: 'philippa.umbrell@example.org',
      phoneSafe: 'no',
      safeTimes: 'Weekdays before 3pm',
      safeWords: 'Say that you are calling about a parcel',
      police: 'notSure',
      support: 'notSure',
    },
  },
}
