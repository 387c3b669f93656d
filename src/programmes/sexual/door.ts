import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody who hurts, follows or frightens me',
  as: 'Rape, sexual assault, or something sexual that was not wanted',
  signs: {
    me: [
      'Somebody did something sexual that I did not want',
      'Somebody shares or threatens to share sexual pictures of me',
    ],
    adult: ['Something sexual was done to them that they did not want'],
    child: ['Something sexual happened to a child or young person'],
  },
  support: ['sexual-violence', 'distress', 'health'],
  first: [
    'It was not your fault. You do not have to say what happened, now or later.',
    'You can have medical care and support without telling the police.',
    'If it was in the last few days, a centre for sexual assault can tell you what can still be kept as evidence while you decide. If you can wait to wash and to change until you have asked, more of it can be kept.',
  ],
  advice: {
    happens: [
      'A person reads what you tell us. If you gave a safe way, somebody trained to support people after sexual violence gets in touch, only in that way.',
      'You choose: medical care, keeping evidence, somebody to talk to, the police, or none of these.',
      'If you choose the police, an adviser can be with you from the first call to the end of any trial.',
    ],
    now: [
      'If you are hurt or bleeding, call 999 or go to a hospital.',
      'A pharmacy, a surgery or a sexual health clinic can help against pregnancy and infection. Sooner is better.',
      'Keep messages and the clothes that you wore, if you can. You need not look at them.',
    ],
    never: [
      'We never ask you to say what happened more often than you want to.',
      'We never have the police contact you against your wish, unless a life or a child is in danger.',
      'We never ask what you wore, drank or did before.',
    ],
  },
  care: [
    'Do not ask what happened: an account is taken once, by somebody trained for it.',
    'Offer the assault referral centre first where it was in the last days, with or without the police.',
    'They may choose who speaks to them, a woman or a man.',
  ],
  goesTo: told =>
    told.under18 === 'yes'
      ? ['childrens-social-care', 'police', 'health']
      : told.police === 'yes' || told.danger === 'yes'
        ? ['charity', 'health', 'police']
        : ['charity', 'health'],
}
