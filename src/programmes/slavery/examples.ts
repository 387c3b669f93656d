import type { ReportDef } from '#kernel'

/** Two whole reports; the people in them are invented. */
export const examples: NonNullable<ReportDef['examples']> = {
  anonymous: {
    title: 'A customer of a car wash, who gives no name',
    answers: {
      who: 'witness',
      danger: 'no',
      signs: ['unpaid', 'lives', 'watched'],
      what: 'The young men who wash cars sleep in the van behind it, and one man takes all the money.',
      under18: 'notSure',
      when: { precision: 'ongoing', about: 'Every Saturday' },
      where: { kind: 'place', typed: 'The car wash by the roundabout', chosen: 'as-typed' },
      harmed: [{ description: 'A young man with burnt hands' }],
      suspects: [{ description: 'Drives a black van', vehicle: 'A black van' }],
      named: 'no',
    },
  },
  named: {
    title: 'Somebody whose papers were taken, and who needs an interpreter',
    answers: {
      who: 'me',
      danger: 'notSure',
      signs: ['papers', 'debt', 'threats'],
      what: 'They keep my passport and say I must pay for the journey first.',
      under18: 'no',
      when: { precision: 'ongoing' },
      where: { kind: 'unknown' },
      suspects: [],
      named: 'yes',
      given: 'Marek',
      family: 'Umbrelski',
      birth: '1999',
      contactWanted: 'yes',
      phone: '01632 960 007',
      phoneUse: 'text',
      phoneSafe: 'no',
      safeTimes: 'After ten at night',
      interpreter: 'yes',
      speaks: 'Polish',
      police: 'notSure',
      support: 'yes',
    },
  },
}
