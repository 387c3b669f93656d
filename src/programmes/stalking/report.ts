import {
  aboutYou,
  dangerNow,
  howWeTalk,
  isDanger,
  kindsOfIt,
  lifeThreatened,
  reportTold,
  safetyFirst,
  ticked,
  waysToReachYou,
  whatYouWant,
  whether,
  whoDidIt,
  whoItHappenedTo,
  whoTells,
  yourName,
  yourWishes,
} from '#asking'
import { choice, happened, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: what makes it a pattern, asked as plain questions and never added up. */
export const stalkingReport = report({
  address: '5',
  title: 'Report stalking or harassment',
  about: 'Somebody who follows, watches, contacts or pesters again and again, in person or online',
  door,
  ask: {
    who: whoTells({ me: 'Me: it happens to me' }),
    danger: dangerNow(),
    what: reason('What is happening?', 'Enter what is happening', {
      hint: 'Use your own words. Small things count when they are repeated',
    }),
    acts: kindsOfIt('What do they do?', 'Select what they do', {
      following: 'Following, or turning up',
      watching: 'Watching or waiting outside',
      messages: 'Calls and messages',
      online: 'Posts, false accounts or things said about somebody online',
      tracking: 'Tracking by a phone, a car or a hidden device',
      gifts: 'Unwanted presents or letters',
      damage: 'Coming into the home, or damaging things',
      others: 'Contacting family, friends or work',
      threats: 'Threats',
      other: 'Something else',
    }),
    threat: lifeThreatened(told => ticked(told, 'acts', 'threats', 'messages', 'online')),
    pattern: kindsOfIt('Does any of this fit?', 'Select what fits, or that you are not sure', {
      fixated: 'They cannot let go of one person',
      obsessive: 'It seems to fill their days',
      unwanted: 'They were told to stop, or must know that it is not wanted',
      repeated: 'It has happened more than once',
    }),
    worse: whether('Is it happening more often, or getting worse?', 'Select whether it is getting worse'),
    afraid: whether(
      'Are you, or is whoever it happens to, very frightened?',
      'Select whether they are very frightened',
    ),
    relation: choice('Who does it?', 'Select who does it', {
      former: 'An ex',
      partner: 'A partner, husband or wife',
      known: 'Somebody known from work, school, the street or online',
      stranger: 'A stranger',
      unknown: 'Nobody knows',
    }),
    when: happened('When did it last happen?', 'Select how exactly you know when it happened'),
    where: place('Where did it last happen?', 'Select where it happened'),
    harmed: whoItHappenedTo('Who does it happen to?'),
    suspects: whoDidIt('Do you know anything about who did it?'),
    ...yourName(),
    ...waysToReachYou(),
    ...howWeTalk(),
    ...yourWishes(),
  },
  groups: [
    safetyFirst,
    {
      title: 'What is happening',
      of: ['what', 'acts', 'threat', 'pattern', 'worse', 'afraid', 'relation', 'when', 'where'],
    },
    { title: 'The people', of: ['harmed', 'suspects'] },
    aboutYou,
    whatYouWant,
  ],
  danger: isDanger,
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'victim',
      others: answers.harmed,
      suspects: answers.suspects,
      happened: answers.when,
      where: answers.where,
    }),
})
