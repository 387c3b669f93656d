import {
  aboutYou,
  dangerNow,
  howWeTalk,
  isDangerNow,
  kindsOfIt,
  reportTold,
  safetyFirst,
  someone,
  waysToReachYou,
  whether,
  whichSupport,
  whoItHappenedTo,
  yourName,
  yourSupport,
} from '#asking'
import { choice, optional, people, reason, report, text } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** For somebody who is afraid of what they do themselves: other questions, and no judge. */
export const behaviourReport = report({
  address: '13',
  title: 'Get help to change how you treat somebody',
  about: 'For people who hurt, frighten or control somebody close to them, and want to stop',
  door,
  ask: {
    who: choice('Who are you telling us about?', 'Select who you are telling us about', {
      me: 'Me: I am worried about how I behave',
      behalf: 'Somebody I know, who wants to change',
      professional: {
        label: 'Somebody I met through my work',
        hint: 'For example at a school, a surgery or a charity',
      },
    }),
    danger: dangerNow(),
    worry: kindsOfIt('What worries you?', 'Select what worries you', {
      frighten: 'Shouting, or frightening somebody',
      hurt: 'Hitting, pushing or hurting',
      control: 'Needing to decide what they do or whom they see',
      watching: 'Checking their phone, or following them',
      sexual: 'Something sexual',
      other: 'Something else',
    }),
    towards: choice('Towards whom?', 'Select towards whom', {
      partner: 'A partner, husband or wife',
      former: 'An ex',
      family: 'Somebody else in the family',
      notSay: 'I would rather not say',
    }),
    children: whether(
      'Are there children who see, hear or feel it?',
      'Select whether there are children',
      'Nobody takes children away because somebody asked for help',
    ),
    what: optional(
      reason('Is there anything you want us to know?', 'Enter what you want us to know', {
        hint: 'Use your own words. You do not have to say everything',
      }),
    ),
    affected: people(
      'Who is affected?',
      {
        given: optional(text('First name', 'Enter a first name')),
        family: optional(text('Last name', 'Enter a last name')),
        description: optional(reason('Anything that helps to find them', 'Enter a description', { longest: 2_000 })),
      },
      {
        hint: 'Somebody may offer them support of their own. They are not told what you said. You can leave this empty',
      },
    ),
    person: whoItHappenedTo('Who wants to change?'),
    ...yourName(),
    ...waysToReachYou(),
    ...howWeTalk(),
    ...yourSupport(),
  },
  groups: [
    safetyFirst,
    { title: 'What worries you', of: ['worry', 'towards', 'children', 'what'] },
    { title: 'The people', of: ['affected', 'person'] },
    aboutYou,
    whichSupport,
  ],
  danger: isDangerNow,
  examples,
  tell: answers => {
    const told = reportTold(answers, { concerned: 'client', others: answers.person })
    return { ...told, people: [...told.people, ...answers.affected.map(one => someone('affected', one))] }
  },
})
