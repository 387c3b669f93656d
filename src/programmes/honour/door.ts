import { wantsNoPolice } from '#asking'
import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'Somebody close to me, or my family',
  as: 'Being made to marry, cutting (FGM), or danger in the name of honour',
  signs: {
    me: [
      'I am being made to marry, or I am afraid of a journey abroad',
      'My family or community would hurt me for whom I love or how I live',
    ],
    child: ['A girl may be cut (FGM), or has been', 'A child may be taken abroad to marry'],
    adult: ['They are being made to marry, or are kept at home or watched by family'],
  },
  support: ['forced-marriage', 'fgm', 'domestic-abuse', 'distress'],
  first: [
    'You may have only one chance to tell somebody. You have it now: tell us as little or as much as you can.',
    'Nobody will be sent to your home or ring your family to ask whether it is true.',
    'If you may be taken abroad soon, call 999 or tell staff at the airport, at the desk or at security. If you are abroad, the British embassy can help.',
  ],
  advice: {
    happens: [
      'A trained person reads what you tell us. As few others as possible see it, and each time somebody looks, it is written down who and why.',
      'They reach you only in the way that you gave, and plan with you how to keep you safe.',
      'A court can make an order at once that forbids a marriage, a journey or cutting. You do not have to go to court by yourself.',
    ],
    now: [
      'Call 999 if you are in danger. If you cannot speak on a mobile, press 55 when you are asked to.',
      'If it is safe, keep your passport, or a picture of it, where you can take it.',
      'Tell one person outside your family where you are and when you should be back.',
    ],
    never: [
      'We never write to your home, and never ring it.',
      'We never use anybody of your family or community as an interpreter.',
      'We never bring you together with your family to talk it over.',
      'We never tell your family that you asked for help.',
    ],
  },
  care: [
    'One chance: act on the first word. See them alone, at once, where they feel safe.',
    'Never a letter home, never a call to the family, no interpreter from family or community, no mediation.',
    'Check who in your own team may know the family before anybody opens this. Ask a supervisor to restrict the report.',
    'A professional who finds or hears of FGM in a girl under 18 has a duty of their own to report it to the police.',
  ],
  goesTo: told =>
    told.under18 === 'yes'
      ? ['police', 'childrens-social-care', 'charity']
      : wantsNoPolice(told) && told.soon !== 'days'
        ? ['charity']
        : ['police', 'charity'],
}
