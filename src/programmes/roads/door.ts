import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'On my road',
  as: 'Dangerous driving or speeding on my road',
  signs: {
    road: [
      'Cars go too fast where people live, walk or ride',
      'Somebody drives dangerously, races, or drives after drinking or with a phone',
    ],
  },
  support: ['roads'],
  first: ['If somebody is hurt, or a driver is a danger to people right now, call 999.'],
  advice: {
    happens: [
      'A person reads what you tell us and puts it with what others told of the same road.',
      'It may lead to a speed check, a visit, a change of the road, or a Community Speed Watch group near you.',
      'With the code from your receipt you can come back and see what was decided.',
    ],
    now: [
      'Do not follow a driver, and do not film while you drive.',
      'Note the road, the day, the time and the number plate, if it is safe.',
      'Keep any film as it is: the police may ask for it within days.',
    ],
    never: [
      'We never tell a driver who told us.',
      'We never ask you to measure speeds by yourself or to speak with a driver.',
    ],
  },
  care: [
    'A reading or a worry of the public proves no offence: it says where to look.',
    'Number plates are personal data.',
  ],
  goesTo: () => ['police', 'council'],
}
