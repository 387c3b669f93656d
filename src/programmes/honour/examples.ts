import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'A friend at school who gives no name',
    answers: {
      who: 'witness',
      danger: 'notSure',
      kinds: ['marriage', 'travel'],
      soon: 'weeks',
      journey: 'In the holidays',
      under18: 'yes',
      what: 'She says that she will not come back after the summer.',
      where: { kind: 'unknown' },
      harmed: [{ given: 'Amaranth', description: 'She is in my class' }],
      named: 'no',
    },
  },
  named: {
    title: 'Somebody who is watched, and gives one safe way',
    answers: {
      who: 'me',
      danger: 'no',
      kinds: ['kept', 'shame'],
      threat: 'no',
      soon: 'notSure',
      under18: 'no',
      keepFrom: 'My brothers. One works at the council',
      where: { kind: 'unknown' },
      named: 'yes',
      given: 'Soraya',
      family: 'Umbrell',
      birth: '2003',
      contactWanted: 'yes',
      phone: '01632 960 008',
      phoneUse: 'text',
      phoneSafe: 'no',
      safeTimes: 'Tuesdays between 10 and 12',
      safeWords: 'Write as if you were from college',
      interpreter: 'no',
      police: 'notSure',
      support: 'yes',
    },
  },
}
