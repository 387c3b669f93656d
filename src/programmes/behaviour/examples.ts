import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'Somebody who is afraid of their own temper, and gives no name',
    answers: {
      who: 'me',
      danger: 'no',
      worry: ['frighten'],
      towards: 'partner',
      children: 'yes',
      what: 'I shout and then the children hide. I do not want to be like this.',
      affected: [],
      named: 'no',
    },
  },
  named: {
    title: 'Somebody who wants a course and may be telephoned',
    answers: {
      who: 'me',
      danger: 'no',
      worry: ['hurt', 'control'],
      towards: 'partner',
      children: 'no',
      affected: [{ given: 'Elspeth', family: 'Marrowby' }],
      named: 'yes',
      given: 'Gideon',
      family: 'Marrowby',
      birth: '1986',
      contactWanted: 'yes',
      phone: '01632 960 013',
      phoneUse: 'call',
      phoneSafe: 'no',
      safeTimes: 'Weekdays at lunch time',
      interpreter: 'no',
      support: 'yes',
    },
  },
}
