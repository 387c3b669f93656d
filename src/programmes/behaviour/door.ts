import { isDangerNow } from '#asking'
import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody close to me, or my family',
  as: 'I am worried about how I treat somebody close to me',
  signs: {
    me: ['I have hurt or frightened somebody close to me, and I want to stop'],
    adult: ['They know that they hurt somebody, and want to change'],
  },
  support: ['own-behaviour', 'distress'],
  first: [
    'If you think that you may hurt somebody today, leave the room or the house now, and call 999 if anybody is in danger.',
    'To look for help is a good thing to do. What you tell us may have to be passed on where a child or somebody else is in danger.',
  ],
  advice: {
    happens: [
      'A person reads what you tell us, and somebody who works with people who want to change gets in touch in the way you gave.',
      'They talk with you about what happens and whether a course or one-to-one help fits.',
      'Support is offered, apart from yours, to whoever is affected. They are not told what you said.',
    ],
    now: [
      'When you feel it building up, go out and walk until you are calm, and tell the other person only that you will be back.',
      'You can call a helpline today, without giving your name.',
      'If drink or drugs play a part, tell us or your surgery.',
    ],
    never: [
      'We never promise to keep secret what puts somebody in danger.',
      'We never see you together with the person who is affected.',
    ],
  },
  care: [
    'No work with somebody who harms without support offered, apart, to whoever is affected.',
    'Never tell one of them what the other said. Keep their cases and their papers apart.',
  ],
  goesTo: told => [
    ...(isDangerNow(told) ? ['police'] : []),
    'charity',
    ...(told.children === 'yes' ? ['childrens-social-care'] : []),
  ],
  instead: { address: '2', as: 'Somebody close to me hurts, scares or controls me' },
}
