import {
  aboutYou,
  dangerNow,
  forAnother,
  groundAndView,
  howWeTalk,
  isDanger,
  kindsOfIt,
  lifeThreatened,
  ofReferral,
  orAsReferrer,
  referrerFrom,
  reportTold,
  safetyFirst,
  ticked,
  waysToReachYou,
  whatIsKnown,
  whatYouWant,
  whether,
  whetherTold,
  whichAdults,
  whoTells,
  yourName,
  yourWishes,
} from '#asking'
import { bad, choice, type Field, instant, localDate, onlyIf, optional, place, reason, report, text } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The duty of whoever is a regulated professional or a teacher: Female Genital Mutilation Act 2003, s. 5B. */
const fgmDuty = {
  fgmDuty: ofReferral(
    optional(
      choice('Do you report it under the FGM duty?', 'Select whether you report it under the duty', {
        yes: { label: 'Yes', hint: 'A girl under 18 told you, or you saw signs, in your work' },
        no: 'No, or I am not sure',
      }),
    ),
    told => ticked(told, 'kinds', 'cutting') && told.under18 === 'yes',
  ),
  fgmHow: ofReferral(
    choice('Did she tell you herself, or did you see signs?', 'Select whether she told you or you saw signs', {
      told: 'She told me herself',
      signs: 'I saw physical signs',
      other: { label: 'Neither', hint: 'Then the duty may not be yours. Send this all the same' },
    }),
    told => told.fgmDuty === 'yes',
  ),
  fgmLearnt: ofReferral(learnt(), told => told.fgmDuty === 'yes'),
  fgmPolice: ofReferral(
    choice('Have you told the police?', 'Select whether you have told the police', {
      yes: 'Yes',
      no: { label: 'Not yet', hint: 'Call 101 by the end of the next working day. The duty is yours in person' },
    }),
    told => told.fgmDuty === 'yes',
  ),
  fgmPoliceRef: ofReferral(
    optional(text('The reference that the police gave', 'Enter the reference')),
    told => told.fgmPolice === 'yes',
  ),
  fgmCall: ofReferral(
    optional(text('When and where can the police call you back?', 'Enter when and where the police can call you back')),
    told => told.fgmDuty === 'yes',
  ),
  fgmLead: ofReferral(
    optional(
      text('Who is the safeguarding lead where you work?', 'Enter the safeguarding lead', {
        hint: 'Name, and how to reach them',
      }),
    ),
    told => told.fgmDuty === 'yes',
  ),
}

/** When it was learnt of: a clock is counted from it, so that it is no time to come. */
function learnt(): Field<string> {
  const message = 'Enter when she told you or when you saw the signs'
  const field = instant('When did she tell you, or when did you see the signs?', message)
  return {
    ...field,
    read: (raw, around) => {
      const read = field.read(raw, around)
      const isToCome = read.ok && localDate(new Date(read.value), around) > around.today
      return isToCome ? bad(message, 'that is not in the future') : read
    },
  }
}

/** The public form: short, because there may be one chance only; whom it must be kept from is asked, who does it is not. */
export const honourReport = report({
  address: '8',
  title: 'Tell us about forced marriage, FGM or abuse in the name of honour',
  about:
    'Being made to marry, female genital mutilation (FGM), or being hurt, watched or threatened for the sake of honour',
  door,
  ask: {
    who: whoTells({ me: 'Me: it is about me' }),
    ...referrerFrom(),
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
    ...fgmDuty,
    ...whatIsKnown('the person'),
    where: place('Where are they now?', 'Select where they are now', 'A town or a postcode is enough'),
    harmed: onlyIf(forAnother, whichAdults('Who is it about?')),
    ...whetherTold('Has the person been told of this referral?'),
    ...groundAndView('they'),
    ...orAsReferrer({
      ...yourName(),
      ...waysToReachYou(),
      ...howWeTalk('It is free. It will never be somebody from your family or community'),
      ...yourWishes(),
    }),
  },
  groups: [
    { ...safetyFirst, of: ['who', 'from', 'role', 'agency', 'danger'] },
    {
      title: 'What is happening',
      of: [
        ...(['kinds', 'threat', 'soon', 'journey', 'under18', 'what', 'keepFrom'] as const),
        ...(['fgmDuty', 'fgmHow', 'fgmLearnt', 'fgmPolice', 'fgmPoliceRef', 'fgmCall', 'fgmLead'] as const),
        ...(['heardFrom', 'safety', 'household', 'communication', 'helpBefore'] as const),
        ...(['visitRisk', 'visitRiskWhat', 'where'] as const),
      ],
    },
    { title: 'The people', of: ['harmed', 'toldThem', 'toldNotWhy', 'basis', 'view', 'viewWhy'] },
    aboutYou,
    whatYouWant,
  ],
  danger: told => isDanger(told) || told.soon === 'days',
  examples,
  clocks: { 'fgm-report': 'fgm.report' },
  tell: answers =>
    reportTold(answers, {
      concerned: 'victim',
      others: answers.harmed,
      threat: answers.soon === 'days',
      // Once the police know, or where neither she nor what was seen told of it, nothing of the duty is left to do.
      ...(answers.fgmLearnt &&
        answers.fgmPolice === 'no' &&
        answers.fgmHow !== 'other' && { clocks: { 'fgm-report': new Date(answers.fgmLearnt) } }),
      where: answers.where,
    }),
})
