import type { Doorway } from '#kernel'

export const door: Doorway = {
  under: 'A child or young person',
  as: 'I am worried about a child',
  signs: {
    me: ['I am under 18, and I am not safe or not looked after'],
    child: [
      'A child is hurt, frightened, hungry or left alone',
      'A child lives with fighting, drinking, drugs or illness',
      'A child said something that worries me',
      'A baby that is not born yet may not be safe',
    ],
  },
  support: ['children', 'distress'],
  first: [
    'You do not have to be sure. It is right to tell somebody.',
    'If a child tells you something, listen. Do not ask for more, and do not promise to keep it secret.',
  ],
  advice: {
    happens: [
      'A person reads what you tell us, and a social worker decides with others what the child needs.',
      'Most families are offered help. Children are moved away from home only where nothing else keeps them safe.',
      'If you gave your name because of your work, you are told what was decided.',
    ],
    now: [
      'If a child is in danger now, call 999.',
      'Write down what the child said, in the child’s own words, and when.',
      'If you are a child, you can call Childline at any time: it is free and does not show on a bill.',
    ],
    never: [
      'We never tell the family who told us, unless a court says that we must.',
      'We never think less of you if it turns out to be nothing.',
    ],
  },
  care: [
    'One decision for each child, unborn ones among them.',
    'Keep the child’s own words as they are. Do not interview: that is done once, by those trained for it.',
    'Whoever referred because of their work is owed an answer.',
  ],
  goesTo: told => (told.danger === 'yes' ? ['police', 'childrens-social-care'] : ['childrens-social-care']),
}
