import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody I am worried about',
  as: 'Somebody is being drawn into violent or extreme ideas',
  signs: {
    me: ['I am being drawn into ideas or a group that frighten me'],
    child: ['They talk of hatred or violence, and were not like that before'],
    adult: ['They talk of hatred or violence as right, or have a new group that they keep secret'],
  },
  support: ['radicalisation', 'distress'],
  first: [
    'If you think that somebody is about to hurt people, call 999 now. The anti-terrorist hotline is 0800 789 321, at any time.',
    'To tell us is not to accuse. Most people we are told of are offered help, or need none.',
  ],
  advice: {
    happens: [
      'A person reads what you tell us, and trained police officers check first that nobody is in danger.',
      'If support would help, a panel led by the council offers it. The person, or a child’s parents, must agree.',
      'Very often it turns out that another kind of help is needed, or none.',
    ],
    now: [
      'Keep talking with them. You need not agree, only stay in touch.',
      'Write down what changed and when. Do not search their things or accounts.',
    ],
    never: [
      'We never treat faith, opinion or protest as a danger.',
      'We never give anybody a criminal record for being offered support.',
    ],
  },
  care: [
    'Hold no more here than who, when and where it was passed to. What is found out stays on the national system.',
    'A way of thinking, a faith or a condition such as autism is no sign by itself.',
    'Police check first that no investigation is disturbed. Tell nobody before they have.',
  ],
  goesTo: told => (told.under18 === 'yes' ? ['police', 'childrens-social-care'] : ['police', 'council']),
}
