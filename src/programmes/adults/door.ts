import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody I am worried about',
  as: 'I am worried about an adult who needs care or support',
  signs: {
    me: ['I need help with daily life, and somebody hurts, robs or neglects me'],
    adult: [
      'They need care because of age, illness or disability, and are hurt, robbed or neglected',
      'They no longer manage to look after themselves',
      'They are not treated well by carers, or in a home or hospital',
    ],
  },
  support: ['adults-at-risk', 'distress'],
  advice: {
    happens: [
      'A person reads what you tell us, and the council’s adult social care decides whether it must find out more.',
      'Where they can, they ask the person first what they want to happen, and somebody may speak for them.',
      'If you gave your name because of your work, you are told what was decided.',
    ],
    now: [
      'If they are in danger now, call 999.',
      'Ask them what they want, if it is safe to ask.',
      'Keep papers, and write down what you see and when.',
    ],
    never: [
      'We never go against the wish of somebody who can decide for themselves, unless somebody else is in danger or the law says so.',
      'We never tell a carer or a home who told us, unless a court says that we must.',
    ],
  },
  care: [
    'Three things make it a duty to enquire: needs for care, abuse or neglect, and not being able to protect themselves because of those needs. Record each, with what it rests on.',
    'Ask what they want to come of it, and at the end whether it did.',
    'Somebody who can decide may refuse. Record what was weighed where others are at risk.',
  ],
  goesTo: told => (told.danger === 'yes' ? ['police', 'adults-social-care'] : ['adults-social-care']),
}
