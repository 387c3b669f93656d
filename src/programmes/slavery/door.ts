import { isDangerNow, wantsNoPolice } from '#asking'
import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody I am worried about',
  as: 'Somebody is made to work, or cannot leave',
  signs: {
    me: ['I am made to work, or my papers, money or phone were taken', 'I owe money that I can never pay back'],
    adult: [
      'They work long hours for little or nothing, or live where they work',
      'Somebody always speaks for them, and they seem afraid',
      'Many people come and go at a house at odd hours',
    ],
  },
  support: ['exploitation', 'distress'],
  first: [
    'You are not in trouble with us for having no papers, or for work that you were made to do.',
    'Do not ask the person in front of whoever brought them, and do not step in: it may put them in danger.',
  ],
  advice: {
    happens: [
      'A person reads what you tell us, and somebody trained meets the person safely and away from others.',
      'An adult is referred to the national system for victims only if they agree. A child is always referred.',
      'Whoever is found to be a likely victim gets time to recover, with a safe place if they need one.',
    ],
    now: [
      'If somebody is in danger, call 999.',
      'Write down the place, the times, the vehicles and the name of the business.',
      'If it is you: if it is safe, keep a picture of your papers and the address where you are.',
    ],
    never: [
      'We never use as an interpreter anybody who came with you.',
      'We never tell an employer or a landlord who told us.',
    ],
  },
  care: [
    'Speak to them alone, with an interpreter of ours, never with whoever came with them.',
    'An adult must agree before a referral; whoever does not is notified of without a name. Perhaps under 18 is under 18 until it is known.',
  ],
  goesTo: told =>
    told.under18 === 'yes'
      ? ['police', 'childrens-social-care', 'charity']
      : wantsNoPolice(told, isDangerNow)
        ? ['council', 'charity']
        : ['police', 'council', 'charity'],
}
