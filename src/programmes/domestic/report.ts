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
import { choice, happened, optional, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: enough to know how much danger there is and how to reach them; the rest is for whoever listens. */
export const domesticReport = report({
  address: '2',
  title: 'Tell us about abuse by a partner or family',
  about: 'Being hurt, scared, controlled or watched by a partner, an ex or somebody in the family',
  door,
  ask: {
    who: whoTells({ me: 'Me: it happens to me' }),
    danger: dangerNow(),
    kinds: kindsOfIt('What do they do?', 'Select what they do', {
      hurt: 'Hitting, pushing or hurting',
      choking: 'Hands round the neck, or stopping somebody breathing',
      threats: 'Threats',
      control: 'Deciding what somebody may do, wear or eat, or whom they may see',
      money: 'Taking or controlling money',
      watching: 'Checking a phone, following or tracking',
      sexual: 'Making somebody do sexual things',
      words: 'Shouting, blaming or putting somebody down',
      other: 'Something else',
    }),
    threat: lifeThreatened(told => ticked(told, 'kinds', 'threats', 'hurt', 'choking')),
    relation: choice('Who does it?', 'Select who does it', {
      partner: 'A partner, husband or wife',
      former: 'An ex',
      grown: 'A grown-up son or daughter',
      family: 'Somebody else in the family',
      notSay: 'I would rather not say',
    }),
    home: whether('Do they live in the same home?', 'Select whether they live in the same home'),
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
    when: happened('When did it last happen?', 'Select how exactly you know when it happened'),
    where: place('Where does it happen?', 'Select where it happens', 'A town or a postcode is enough'),
    harmed: whoItHappenedTo('Who is being harmed?'),
    suspects: whoDidIt('Do you want to say who does it?'),
    ...yourName(),
    ...waysToReachYou(),
    ...howWeTalk(),
    ...yourWishes(),
  },
  groups: [
    safetyFirst,
    {
      title: 'What is happening',
      of: ['kinds', 'threat', 'relation', 'home', 'children', 'what', 'when', 'where'],
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
