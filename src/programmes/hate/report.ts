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
  yourName,
  yourWishes,
} from '#asking'
import { choice, choices, happened, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: one question a page, as few as will do, and none that must be answered to be helped. */
export const hateReport = report({
  address: '4',
  title: 'Report a hate incident or hate crime',
  about: 'Abuse, threats, violence or damage because of who someone is, or who someone thinks they are',
  door,
  ask: {
    who: choice('Who are you telling us about?', 'Select who you are telling us about', {
      victim: 'Me: it happened to me',
      witness: 'Somebody else: I saw or heard it',
      behalf: { label: 'Somebody I am helping', hint: 'A relative, a friend, or someone I care for' },
      professional: {
        label: 'Somebody I met through my work',
        hint: 'For example at a school, a surgery or a charity',
      },
    }),
    danger: dangerNow(),
    what: reason('What happened?', 'Enter what happened', {
      hint: 'Use your own words. Say what was done or said, even if the words are offensive',
    }),
    kinds: kindsOfIt('What kind of thing was it?', 'Select what kind of thing it was', {
      words: 'Name-calling or abuse',
      threats: 'Threats',
      violence: 'Violence',
      damage: 'Damage to property',
      spitting: 'Spitting or gestures',
      online: 'Messages, posts or calls',
      other: 'Something else',
    }),
    threat: lifeThreatened(told => ticked(told, 'kinds', 'threats', 'violence', 'online')),
    strands: choices(
      'Why do you think it happened?',
      'Select why you think it happened, or that you are not sure',
      {
        race: 'Race, ethnicity or nationality',
        religion: 'Religion or belief',
        orientation: 'Sexual orientation',
        disability: 'Disability',
        transgender: 'Being transgender, or thought to be',
        sex: 'Being a woman, or a man',
        subculture: 'The way someone dresses or lives',
        traveller: 'Being a Gypsy, Roma or Traveller',
        other: 'Another reason',
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply. What you think is enough: nobody has to prove it',
    ),
    when: happened('When did it happen?', 'Select how exactly you know when it happened'),
    where: place('Where did it happen?', 'Select where it happened'),
    harm: choices(
      'Was anybody hurt, or anything damaged?',
      'Select whether anybody was hurt or anything was damaged',
      {
        hurt: 'Somebody was hurt',
        damaged: 'Something was damaged',
        upset: 'Somebody was frightened or very upset',
        none: { label: 'None of these', alone: true },
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply',
    ),
    before: whether('Has something like this happened before?', 'Select whether it has happened before'),
    targeted: whoItHappenedTo('Who was targeted?'),
    suspects: whoDidIt('Do you know anything about who did it?'),
    ...yourName(told => told.who === 'victim'),
    ...waysToReachYou(),
    ...howWeTalk(),
    ...yourWishes(),
  },
  groups: [
    safetyFirst,
    { title: 'The incident', of: ['what', 'kinds', 'threat', 'strands', 'when', 'where', 'harm', 'before'] },
    { title: 'The people', of: ['targeted', 'suspects'] },
    aboutYou,
    whatYouWant,
  ],
  danger: isDanger,
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'victim',
      others: answers.targeted,
      suspects: answers.suspects,
      happened: answers.when,
      where: answers.where,
    }),
})
