import { wantsNoPolice } from '#asking'
import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody who hurts, follows or frightens me',
  as: 'Abuse, threats or violence because of who somebody is',
  signs: {
    me: ['Somebody insults, threatens or attacks me because of my skin, faith, love, disability or who I am'],
    adult: ['They are insulted, threatened or attacked because of who they are'],
    child: ['A child is insulted or attacked because of skin, faith, disability or who they are'],
  },
  support: ['hate', 'distress'],
  advice: {
    happens: [
      'A person reads what you tell us. It counts as hate if you, or anybody else, think that it was.',
      'If you gave a safe way, somebody gets in touch, only in that way, and offers support.',
      'You choose whether the police contact you, unless a life or a child is in danger.',
    ],
    now: [
      'If you are in danger, go where there are people and call 999.',
      'Keep messages, pictures and what was damaged. Write down when, where and who saw it.',
      'If it is online, keep the link before you report it to the site.',
    ],
    never: ['We never ask you to prove it.', 'We never tell whoever did it where you live.'],
  },
  care: [
    'What the person targeted, or anybody else, believes is enough to record and to support. It is not for us to weigh.',
  ],
  goesTo: told => (wantsNoPolice(told) ? ['charity'] : ['police', 'charity']),
}
