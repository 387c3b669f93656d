import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'A friend who reads what somebody posts, and gives no name',
    answers: {
      who: 'witness',
      danger: 'no',
      soon: 'no',
      signs: ['hatred', 'online'],
      what: 'He used to post about fishing. Since the winter it is only about whom he hates.',
      under18: 'notSure',
      when: { precision: 'month', date: '2026-05' },
      where: { kind: 'online', typed: 'His own page on a social network' },
      person: [{ description: 'He goes by Marsh Heron there' }],
      named: 'no',
    },
  },
  named: {
    title: 'A mother who may be telephoned',
    answers: {
      who: 'behalf',
      danger: 'no',
      soon: 'no',
      signs: ['group', 'alone'],
      what: 'He has stopped seeing his friends and says that his new ones are the only ones who tell the truth.',
      under18: 'yes',
      when: { precision: 'ongoing', about: 'Since the summer' },
      where: { kind: 'place', typed: 'Brambleford', chosen: 'as-typed' },
      person: [{ given: 'Jory', family: 'Umbrell', birth: '2010' }],
      named: 'yes',
      given: 'Philippa',
      family: 'Umbrell',
      contactWanted: 'yes',
      phone: '01632 960 011',
      phoneUse: 'call',
      phoneSafe: 'no',
      safeTimes: 'While he is at school',
      interpreter: 'no',
      support: 'yes',
    },
  },
}
