import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'Somebody who does not say what happened, and gives no name',
    answers: {
      who: 'me',
      danger: 'no',
      recent: 'days',
      under18: 'no',
      known: 'notSay',
      wants: ['medical', 'keep'],
      where: { kind: 'unknown' },
      named: 'no',
    },
  },
  named: {
    title: 'Somebody to whom it happened long ago, who would like to talk',
    answers: {
      who: 'me',
      danger: 'no',
      recent: 'childhood',
      under18: 'no',
      known: 'family',
      wants: ['talk', 'police'],
      what: 'I have never told anybody.',
      where: { kind: 'place', typed: 'Brambleford', chosen: 'as-typed' },
      named: 'yes',
      given: 'Orla',
      family: 'Umbrell',
      birth: '1979',
      contactWanted: 'yes',
      email: 'orla.umbrell@example.org',
      safeWords: 'Write only that you would like to talk',
      interpreter: 'no',
      police: 'notSure',
      support: 'yes',
    },
  },
}
