import { isDanger, wantsNoPolice } from '#asking'
import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody close to me, or my family',
  as: 'My partner, my ex or my family hurts, scares or controls me',
  signs: {
    me: [
      'Somebody close to me hurts me or makes me afraid',
      'Somebody close to me decides what I do, spend or wear, or whom I see',
      'I have to be careful at home about what I say',
    ],
    adult: ['They are afraid of their partner, their ex or somebody in their family'],
  },
  support: ['domestic-abuse', 'distress'],
  first: [
    'If the person you are afraid of may look at this device, use another one if you can: at a friend’s, a library or a surgery.',
    'You do not have to leave anybody or decide anything to be helped.',
  ],
  advice: {
    happens: [
      'A person reads what you tell us. If you gave a safe way, somebody who knows about abuse at home gets in touch, only in that way.',
      'They listen, and make a plan with you to keep you safer: a safe place, locks and alarms, the law, money.',
      'If you are at high risk, services meet to agree how to protect you. The person who harms you is never told of it.',
    ],
    now: [
      'If you are in danger, call 999. If you cannot speak on a mobile, press 55 when you are asked to.',
      'If it is safe, keep some money, papers, medicine and a charged phone where you can take them quickly.',
      'You can call a helpline at any time, and you need not say who you are.',
    ],
    never: [
      'We never write to your home, or leave a message unless you said that we may.',
      'We never contact the person who harms you to ask for their side before you are safe.',
      'We never ask you to talk it over with them.',
    ],
  },
  care: [
    'Reach them only in the way, at the times and with the words that they gave. Never a letter.',
    'Speak to them alone. No family or friends as interpreters, and no mediation.',
    'Where both say that they were harmed, find out who does what to whom before anybody is called the one who harms.',
  ],
  goesTo: told => {
    const children = told.children === 'yes'
    const police = isDanger(told) || told.police === 'yes' || (children && !wantsNoPolice(told))
    return ['charity', ...(police ? ['police'] : []), ...(children ? ['childrens-social-care'] : [])]
  },
  instead: { address: '13', as: 'I am worried about how I treat somebody close to me' },
}
