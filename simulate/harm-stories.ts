import type { Told } from '#kernel'
import type { Part } from './cast.ts'

/** A step of a case, so many hours after its report. */
export type HarmStride = Readonly<{ after: number; step: string; raw: Told; why?: string }>
/**
 * Two made-up reports of one kind of harm: one named, that somebody works on, and one without a name, decided on or still
 * waiting. Their words are those of the form's own examples; hours are before the county's last moment.
 */
export type HarmStory = Readonly<{
  kind: string
  /** Who works on it. */
  by: Part
  named: Readonly<{ ago: number; given: string; family: string; phone: string; strides: readonly HarmStride[] }>
  anonymous: Readonly<{ ago: number; waits?: true }>
}>

const day = 24
const spoken = (after: number, wishes: string): HarmStride => ({
  after,
  step: 'contact',
  raw: { how: 'phone', alone: 'yes', wishes, safe: 'yes' },
})
const offered = (after: number, what: string, answer = 'accepted'): HarmStride => ({
  after,
  step: 'offerSupport',
  raw: { offered: what, answer },
})

/** One story for each kind; nobody in them is anybody. */
export const harmStories: readonly HarmStory[] = [
  {
    kind: 'domestic-abuse',
    by: 'domesticAdviser',
    named: {
      ...{ ago: 26 * day, given: 'Rosamund', family: 'Ashcombe', phone: '01632 960 502' },
      strides: [
        spoken(20, 'She wants him to stop, and to stay near her mother.'),
        {
          after: 21,
          step: 'judgeRisk',
          raw: { risk: 'high', by: 'judgement', note: 'It happens more often since she left.' },
          why: 'He has begun to wait at the school',
        },
        { after: 30, step: 'planSafety', raw: { plan: 'A neighbour keeps a key and calls if she texts a word.' } },
        offered(40, 'advocate'),
      ],
    },
    anonymous: { ago: 6 * day },
  },
  {
    kind: 'honour-abuse',
    by: 'honourLead',
    named: {
      ...{ ago: 18 * day, given: 'Zahira', family: 'Marchwood', phone: '01632 960 508' },
      strides: [
        {
          after: 5,
          step: 'checkStaff',
          raw: { found: 'Two of the team asked to be kept out of it; nobody else knows them.' },
        },
        spoken(10, 'To finish college, and not to be sent away.'),
        {
          after: 12,
          step: 'considerOrder',
          raw: { order: 'none' },
          why: 'She asks for time; looked at again on Monday',
        },
        offered(20, 'specialist'),
      ],
    },
    anonymous: { ago: 3 * day },
  },
  {
    kind: 'own-behaviour',
    by: 'behaviourLead',
    named: {
      ...{ ago: 33 * day, given: 'Edmund', family: 'Larkham', phone: '01632 960 513' },
      strides: [
        spoken(50, 'Not to be like his father.'),
        { after: 60, step: 'offerPartner', raw: { offered: 'accepted', by: 'Harbour House, by a worker of her own' } },
        offered(90, 'group'),
      ],
    },
    anonymous: { ago: 8 * day },
  },
  {
    kind: 'sexual-violence',
    by: 'sexualLead',
    named: {
      ...{ ago: 22 * day, given: 'Imogen', family: 'Fairholt', phone: '01632 960 503' },
      strides: [
        spoken(12, 'To talk, and nothing else for now.'),
        { after: 12, step: 'offerCentre', raw: { chosen: ['late'], police: 'later', note: 'It was long ago.' } },
        offered(26, 'counselling'),
      ],
    },
    anonymous: { ago: 5 * day },
  },
  {
    kind: 'stalking',
    by: 'stalkingLead',
    named: {
      ...{ ago: 15 * day, given: 'Cordelia', family: 'Brightling', phone: '01632 960 505' },
      strides: [
        spoken(9, 'To be able to go home alone.'),
        {
          after: 20,
          step: 'considerOrder',
          raw: {
            considered: 'notNow',
            pattern: 'Waits by her work, sends flowers, follows her on foot: eleven times.',
          },
          why: 'He was spoken to; an order is sought if he comes again',
        },
        offered(24, 'advocate'),
      ],
    },
    anonymous: { ago: 21, waits: true },
  },
  {
    kind: 'children',
    by: 'childrenLead',
    named: {
      ...{ ago: 29 * day, given: 'Matilda', family: 'Greenhalgh', phone: '01632 960 509' },
      strides: [
        {
          after: 8,
          step: 'decideNext',
          raw: { next: 'assessment', need: 'He is quick to say sorry, and watches the door.' },
          why: 'What he said and the bruise do not fit a fall',
        },
        { after: 12, step: 'answerReferrer', raw: { how: 'phone', told: 'That he is seen today, and by whom.' } },
        { after: 14, step: 'seeChild', raw: { alone: 'yes', words: '“Can I stay at school till Gran comes?”' } },
        { after: 90, step: 'offerSupport', raw: { offered: ['parents', 'child'], agreed: 'partly' } },
      ],
    },
    anonymous: { ago: 17, waits: true },
  },
  {
    kind: 'child-exploitation',
    by: 'exploitationLead',
    named: {
      ...{ ago: 12 * day, given: 'Ottoline', family: 'Renshaw', phone: '01632 960 506' },
      strides: [
        {
          after: 10,
          step: 'screen',
          raw: {
            kinds: ['criminal'],
            danger: 'moderate',
            picture: 'A second phone, trips to the city, two nights away.',
          },
          why: 'Agreed by all who met',
        },
        spoken(13, 'That somebody speaks with him who is not his mother.'),
        offered(30, 'worker', 'thinking'),
      ],
    },
    anonymous: { ago: 4 * day },
  },
  {
    kind: 'adults',
    by: 'adultsLead',
    named: {
      ...{ ago: 20 * day, given: 'Barnabas', family: 'Whitlow', phone: '01632 960 510' },
      strides: [
        {
          after: 16,
          step: 'askThem',
          raw: { wishes: 'To stay at home, with somebody who comes on time.', capacity: 'yes' },
        },
        {
          after: 24,
          step: 'decideEnquiry',
          raw: { needs: 'yes', abuse: 'yes', protect: 'unclear', next: 'enquiry' },
          why: 'The carer’s visits were missed for a week',
        },
        { after: 80, step: 'offerSupport', raw: { offered: ['care'], answer: 'accepted' } },
      ],
    },
    anonymous: { ago: 7 * day },
  },
  {
    kind: 'radicalisation',
    by: 'preventLead',
    named: {
      ...{ ago: 24 * day, given: 'Hermia', family: 'Coldstream', phone: '01632 960 511' },
      strides: [
        { after: 10, step: 'passOn', raw: { sentAt: 10, number: 'made up 1' }, why: 'Others have a hold over him' },
        { after: 90, step: 'answered', raw: { answer: 'signpost', support: 'yes' } },
      ],
    },
    anonymous: { ago: 9 * day },
  },
  {
    kind: 'slavery',
    by: 'slaveryLead',
    named: {
      ...{ ago: 16 * day, given: 'Tomasz', family: 'Wierzbicki', phone: '01632 960 507' },
      strides: [
        {
          after: 9,
          step: 'assess',
          raw: {
            ...{ seen: ['labour', 'kept'], age: 'adult', consent: 'yes' },
            words: 'Told by our interpreter, alone, at a church hall: “I only want my passport.”',
          },
        },
        { after: 12, step: 'refer', raw: { sentAt: 12, number: 'made up 2' }, why: 'He agrees, and it fits' },
      ],
    },
    anonymous: { ago: 19, waits: true },
  },
  {
    kind: 'dangerous-driving',
    by: 'roadsLead',
    named: {
      ...{ ago: 27 * day, given: 'Prudence', family: 'Lockyer', phone: '01632 960 512' },
      strides: [
        {
          after: 60,
          step: 'look',
          raw: {
            known: ['reports', 'checks'],
            note: 'Third report this year; one driver in nine was over the threshold.',
          },
        },
        {
          after: 80,
          step: 'act',
          raw: { done: ['checks', 'watch'] },
          why: 'A school, and it is the same each morning',
        },
        { after: 82, step: 'answerThem', raw: { told: 'That there will be checks, and how to join a group.' } },
      ],
    },
    anonymous: { ago: 30, waits: true },
  },
]
