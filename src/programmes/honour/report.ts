import {
  aboutYou,
  dangerNow,
  howWeTalk,
  isDanger,
  kindsOfIt,
  lifeThreatened,
  reportTold,
  safetyFirst,
  safeWaysToReachYou,
  ticked,
  whatYouWant,
  whether,
  whoItHappenedTo,
  whoTells,
  yourName,
  yourWishes,
} from '#asking'
import { choice, onlyIf, optional, place, reason, report, text } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: short, because there may be one chance only; whom it must be kept from is asked, who does it is not. */
export const honourReport = report({
  address: '8',
  title: 'Tell us about forced marriage, FGM or abuse in the name of honour',
  about:
    'Being made to marry, female genital mutilation (FGM), or being hurt, watched or threatened for the sake of honour',
  door,
  ask: {
    who: whoTells({ me: 'Me: it is about me' }),
    danger: dangerNow(),
    kinds: kindsOfIt('What is it about?', 'Select what it is about', {
      marriage: 'Being made to marry, or a marriage that was forced',
      cutting: 'Cutting (FGM), or a plan for it',
      travel: 'Being taken abroad, or kept there',
      kept: 'Being kept at home, watched or followed',
      hurt: 'Being hurt',
      threats: 'Threats',
      shame: 'Being punished for a friendship, love, clothes or belief',
    }),
    threat: lifeThreatened(told => ticked(told, 'kinds', 'threats', 'hurt', 'kept')),
    soon: choice('Could something happen soon?', 'Select whether something could happen soon', {
      days: { label: 'Within days', hint: 'Call 999 now if you can do so safely' },
      weeks: 'Within weeks',
      abroad: 'They are abroad already',
      past: 'It has happened already',
      notSure: 'I am not sure',
    }),
    journey: onlyIf(
      told => ticked(told, 'kinds', 'travel') || told.soon === 'abroad',
      optional(text('Do you know when, and to which country?', 'Enter when and to which country')),
    ),
    under18: whether('Is whoever it is about under 18?', 'Select whether they are under 18'),
    what: optional(
      reason('Is there anything you want us to know?', 'Enter what you want us to know', {
        hint: 'Use your own words. You do not have to say everything',
      }),
    ),
    keepFrom: optional(
      text('Who must not find out that you told us?', 'Enter who must not find out', {
        hint: 'Also anybody who works with the police, a council, a surgery or a school',
      }),
    ),
    where: place('Where are they now?', 'Select where they are now', 'A town or a postcode is enough'),
    harmed: whoItHappenedTo('Who is it about?'),
    ...yourName(),
    ...safeWaysToReachYou(),
    ...howWeTalk('It is free. It will never be somebody from your family or community'),
    ...yourWishes(),
  },
  groups: [
    safetyFirst,
    {
      title: 'What is happening',
      of: ['kinds', 'threat', 'soon', 'journey', 'under18', 'what', 'keepFrom', 'where'],
    },
    { title: 'The people', of: ['harmed'] },
    aboutYou,
    whatYouWant,
  ],
  danger: told => isDanger(told) || told.soon === 'days',
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'victim',
      others: answers.harmed,
      threat: answers.soon === 'days',
      where: answers.where,
    }),
})
