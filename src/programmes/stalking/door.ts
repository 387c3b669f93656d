import { wantsNoPolice } from '#asking'
import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody who hurts, follows or frightens me',
  as: 'Somebody follows or watches me, or will not stop contacting me',
  signs: {
    me: ['Somebody keeps turning up, calling, writing or watching, though I do not want it'],
    adult: ['Somebody keeps following, watching or contacting them'],
  },
  support: ['stalking', 'domestic-abuse', 'distress'],
  first: [
    'Trust your fear. Small things count when they happen again and again.',
    'If somebody may see this device or its accounts, use another one if you can.',
  ],
  advice: {
    happens: [
      'A person reads what you tell us and looks at all of it together, not at each thing alone.',
      'Somebody who knows about stalking gets in touch, only in the way you gave, and makes a plan for your safety.',
      'Each time, it is considered whether a court should be asked to order the person to stop.',
    ],
    now: [
      'If you are followed now, go where there are people and call 999.',
      'Do not answer the person, not even to say no again. Tell people whom you trust.',
      'Keep everything: messages, presents, pictures. Write down day, time, place and who saw it.',
      'Change passwords from a device that they have never held.',
    ],
    never: [
      'We never tell you that it is nothing, or that you should be flattered.',
      'We never ask you to meet the person or to speak with them.',
      'We never warn the person before there is a plan for your safety.',
    ],
  },
  care: [
    'Look at the whole course of conduct: two acts are enough, and small ones count.',
    'Fixated, obsessive, unwanted, repeated: ask which, and never add them up to a score.',
    'Record each time whether a stalking protection order was considered, and why it was or was not sought.',
  ],
  goesTo: told => (wantsNoPolice(told) ? ['charity'] : ['police', 'charity']),
}
