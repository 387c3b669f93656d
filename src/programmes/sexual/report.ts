import {
  aboutYou,
  dangerNow,
  howWeTalk,
  isDangerNow,
  reportTold,
  safetyFirst,
  waysToReachYou,
  whatYouWant,
  whether,
  whoItHappenedTo,
  whoTells,
  yourName,
  yourWishes,
} from '#asking'
import { choice, choices, optional, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: when, whether there is danger, and what would help. What happened is not asked: that is done once, elsewhere. */
export const sexualReport = report({
  address: '3',
  title: 'Tell us about sexual violence',
  about: 'Rape, sexual assault, pictures shared without a yes, or anything sexual that was not wanted, now or long ago',
  door,
  ask: {
    who: whoTells({ me: 'Me: it happened to me', witness: 'Somebody else: I know of it' }),
    danger: dangerNow(),
    recent: choice('When was it?', 'Select when it was', {
      days: {
        label: 'In the last seven days',
        hint: 'Medical help is most useful soon, and some evidence can still be kept',
      },
      year: 'In the last year',
      longer: 'Longer ago',
      childhood: 'When I was, or they were, a child',
      ongoing: 'It goes on',
      notSay: 'I would rather not say',
    }),
    under18: whether(
      'Is whoever it happened to under 18 now?',
      'Select whether they are under 18',
      'If they are, we tell children’s services, so that they are protected',
    ),
    known: choice('Is it somebody you know, or they know?', 'Select whether it is somebody known', {
      partner: 'A partner or an ex',
      family: 'Somebody in the family',
      other: 'Somebody else who is known',
      stranger: 'A stranger',
      notSay: 'I would rather not say',
    }),
    wants: choices(
      'What would help?',
      'Select what would help, or that you are not sure',
      {
        medical: 'Medical help, or a check',
        keep: 'To have evidence kept while I decide',
        talk: 'Somebody to talk to',
        police: 'To know what telling the police would be like',
        pictures: 'To have pictures taken down',
        safe: 'Somewhere safe',
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply',
    ),
    what: optional(
      reason('Is there anything you want us to know?', 'Enter what you want us to know', {
        hint: 'You do not have to say what happened. If you want to, use your own words',
      }),
    ),
    where: place('Where was it?', 'Select where it was, or that you are not sure', 'A town is enough'),
    harmed: whoItHappenedTo('Who did it happen to?'),
    ...yourName(),
    ...waysToReachYou(),
    ...howWeTalk(),
    ...yourWishes(),
  },
  groups: [
    safetyFirst,
    { title: 'What you want to say', of: ['recent', 'under18', 'known', 'wants', 'what', 'where'] },
    { title: 'The people', of: ['harmed'] },
    aboutYou,
    whatYouWant,
  ],
  danger: isDangerNow,
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'victim',
      others: answers.harmed,
      happened: { precision: answers.recent === 'ongoing' ? 'ongoing' : 'unknown', from: null, to: null },
      where: answers.where,
    }),
})
