import type { Part } from './cast.ts'

export const hour = 3_600_000
const day = 24

/** A step as it was taken so many hours before the county's last moment. A number among the answers is such a moment too. */
export type OrderStride = Readonly<{
  hours: number
  by: Part
  step: string
  raw?: Readonly<Record<string, unknown>>
  why?: string
  /** What the case that it opens goes through, before this one goes on. */
  opens?: readonly OrderStride[]
}>
/** Given name, family name, year of birth, and a phone where there is one. */
type Who = readonly [given: string, family: string, born: number, phone?: string]
export type OrderStory = Readonly<{
  opened: number
  district: string
  protects: Who
  subject: Who
  why: string
  strides: readonly OrderStride[]
}>

const officer = 'ordersOfficer'
const supervisor = 'ordersSupervisor'
const [northWarwickshire, nuneaton, rugby, stratford, warwick] = [218, 219, 220, 221, 222].map(
  number => `E07000${number}`,
) as [string, string, string, string, string] // five are put in

const beside = { bail: 'none', childContact: 'no' }
const court = 'Leamington Spa Magistrates’ Court'
const keepAway = [{ what: 'contact' }, { what: 'home' }, { what: 'threats' }]
const terms = { court, interim: 'full', prohibitions: keepAway, requirements: [], tag: 'no' }
const step = (hours: number, name: string, raw: OrderStride['raw'] = {}, by: Part = officer): OrderStride => ({
  hours,
  by,
  step: name,
  raw,
})

/** From the first thought to an authorised application. */
const sought = (from: number, kind: string, more = {}): readonly OrderStride[] => [
  step(from - 2, 'draft', {
    kind,
    ...beside,
    ...more,
    risk: 'Three reports in a month, each worse than the one before.',
  }),
  step(from - 4, 'authorise', { rank: 'superintendent', told: 'yes' }, supervisor),
]
const noticed = (from: number): readonly OrderStride[] => [
  step(from, 'issue', { prohibitions: keepAway }),
  step(from - 1, 'serveNotice', { noticeServedAt: from - 1, how: 'inPerson', by: 'PC 4471', witness: 'PC 2210' }),
]
const served = (hours: number): readonly OrderStride[] => [
  step(hours, 'serveOrder', { orderServedAt: hours, how: 'atCourt', by: 'Court officer' }),
  step(hours - 2, 'tellProtected', { toldOf: 'granted', how: 'phone', safe: 'yes' }),
  step(hours - 3, 'enter', { system: 'pnc' }),
]

/** The orders of the made-up county; `on` gives a day so many days after its last. */
export function orderStories(on: (days: number) => string): readonly OrderStory[] {
  const lasting = (last: number | undefined) =>
    last === undefined ? { lasts: 'further' } : { lasts: 'day', expires: on(last) }
  const made = (daysAgo: number, last?: number) => ({ ...terms, ...lasting(last), heardAt: daysAgo * day - 1 })
  const elsewhere = (daysAgo: number, last?: number) => ({ ...terms, ...lasting(last), madeOn: on(-daysAgo) })
  return [...inForce(made, elsewhere), ...underWay(made), ...gone(made, on)]
}

type Made = (daysAgo: number, last?: number) => Readonly<Record<string, unknown>>

function inForce(made: Made, elsewhere: Made): readonly OrderStory[] {
  return [
    {
      ...{ opened: 20 * day, district: nuneaton, why: 'Assaulted at home, children present' },
      ...{ protects: ['Perdita', 'Quillthorpe', 1991, '01632 960 411'], subject: ['Ansel', 'Grimwade', 1986] },
      strides: [
        ...sought(20 * day, 'dvpo'),
        ...noticed(20 * day - 6),
        step(20 * day - 8, 'list', { court, hearingAt: 19 * day }),
        step(19 * day - 2, 'grant', { ...made(19, 8), courtReference: 'LS 26/1187' }),
        ...served(19 * day - 3),
        {
          ...step(5, 'breach', { breached: 'order', what: 'Came to the door at night and would not go.' }),
          why: 'She rang 999 and he was still there',
          opens: [
            step(4, 'findOut', { began: 'subject', note: 'Seen on the doorbell camera.' }),
            step(3, 'arrest', { arrestedAt: 3.5, how: 'scene', by: 'PC 4471' }),
          ],
        },
      ],
    },
    {
      ...{ opened: 60 * day, district: warwick, why: 'Followed from work for four months' },
      ...{ protects: ['Ottilie', 'Fernsby', 1978, '01632 960 412'], subject: ['Lorcan', 'Tattersby', 1969] },
      strides: [
        ...sought(60 * day, 'spo'),
        step(59 * day, 'apply', { court, hearingAt: 41 * day + 2 }),
        step(41 * day - 2, 'grant', {
          ...made(41, 690),
          prohibitions: [...keepAway, { what: 'watching' }, { what: 'zone' }],
          requirements: [{ what: 'programme' }],
        }),
        ...served(40 * day),
        step(38 * day, 'notified', { station: 'Leamington Spa' }),
      ],
    },
    {
      ...{ opened: 30, district: stratford, why: 'Moved here from another force’s area' },
      ...{ protects: ['Cosima', 'Nettlebank', 1999, '01632 960 413'], subject: ['Barnaby', 'Stokehill', 1995] },
      strides: [
        step(29, 'record', {
          ...{ kind: 'dapo', origin: 'force', force: 'North Wales Police', ...beside, ...elsewhere(3, 360) },
          ...{
            court: 'A family court in Wales',
            tag: 'yes',
            requirements: [{ what: 'monitoring' }, { what: 'names' }],
          },
        }),
        step(28, 'serveOrder', { orderServedAt: 30, how: 'inPerson', by: 'North Wales Police' }),
        step(27, 'enter', { system: 'leds' }),
      ],
    },
    {
      ...{ opened: 95 * day, district: rugby, why: 'She told her adviser, who told us' },
      ...{ protects: ['Ghislaine', 'Orrinworth', 1984, '01632 960 414'], subject: ['Dorian', 'Pellthwaite', 1982] },
      strides: [
        step(94 * day, 'record', {
          ...{ kind: 'nonMolestation', origin: 'protected', ...elsewhere(96, 24), court: 'Family Court at Coventry' },
          ...{ bail: 'none', childContact: 'conflicts' },
          childTerms: 'Every other Saturday at the grandparents’ home. That court has been written to.',
        }),
        step(94 * day - 1, 'serveOrder', { orderServedAt: 95 * day, how: 'inPerson', by: 'A process server' }),
        step(94 * day - 3, 'enter', { system: 'pnc' }),
        step(30 * day, 'review', { needed: 'yes', asked: 'yes', note: 'She is still afraid of him.' }),
      ],
    },
  ]
}

function underWay(made: Made): readonly OrderStory[] {
  const story = (opened: number, district: string, protects: Who, subject: Who, strides: readonly OrderStride[]) => ({
    ...{ opened, district, protects, subject, strides, why: 'Asked for by the officer in the case' },
  })
  return [
    story(2, northWarwickshire, ['Imelda', 'Rookwood', 1972], ['Casper', 'Dunmarsh', 1970], []),
    story(9, rugby, ['Saffron', 'Hollinshead', 2001], ['Jarvis', 'Copperfold', 1998], sought(9, 'spo').slice(0, 1)),
    story(
      24,
      warwick,
      ['Linnea', 'Ashgrove', 1989, '01632 960 415'],
      ['Roderick', 'Vane', 1985],
      [
        ...sought(24, 'dvpo', { bail: 'overlap', bailTerms: 'Not to contact her, until he answers bail next month.' }),
        ...noticed(19),
        step(17, 'list', { court, hearingAt: -20 }),
      ],
    ),
    story(
      56,
      nuneaton,
      ['Marigold', 'Tinsbury', 1993],
      ['Edric', 'Sallowfield', 1990],
      [
        ...sought(56, 'dvpo'),
        ...noticed(50),
        step(48, 'list', { court, hearingAt: 26 }),
        step(24, 'adjourn', { heardAt: 25, court, hearingAt: -94, why: 'He asked for time to find a solicitor.' }),
      ],
    ),
    story(
      40 * day,
      stratford,
      ['Thea', 'Bellweather', 1996, '01632 960 416'],
      ['Osric', 'Thornholme', 1991],
      [
        ...sought(40 * day, 'spo'),
        step(38 * day, 'apply', { court, hearingAt: 4 * day }),
        step(4 * day - 2, 'grant', { ...made(4, 38), interim: 'interim' }),
        step(4 * day - 4, 'tellProtected', { toldOf: 'granted', how: 'adviser', safe: 'yes' }),
        step(3 * day, 'tryToServe', { triedAt: 'home', note: 'Nobody in. A neighbour has not seen him for a week.' }),
        step(2 * day, 'tryToServe', { triedAt: 'work', note: 'He left that job in October.' }),
      ],
    ),
  ]
}

function gone(made: Made, on: (days: number) => string): readonly OrderStory[] {
  return [
    {
      ...{ opened: 70 * day, district: rugby, why: 'Threats after she left' },
      ...{ protects: ['Clemency', 'Harrowgate', 1988], subject: ['Tobias', 'Wrexley', 1984] },
      strides: [
        ...sought(70 * day, 'dvpo'),
        ...noticed(70 * day - 6),
        step(70 * day - 8, 'list', { court, hearingAt: 69 * day }),
        step(69 * day - 2, 'grant', made(69, -42)),
        ...served(69 * day - 4),
        step(40 * day, 'expire', { reviewed: 'no', endedOn: on(-42) }),
        step(40 * day - 2, 'tellProtected', { toldOf: 'ended', how: 'phone', safe: 'yes' }),
        {
          ...step(38 * day, 'renew'),
          why: 'He has been seen near her work since it ended',
          opens: [
            ...sought(38 * day, 'spo'),
            step(36 * day, 'apply', { court, hearingAt: 30 * day }),
            step(30 * day - 2, 'grant', made(30, 700)),
            ...served(30 * day - 4),
            step(28 * day, 'notified', { station: 'Rugby' }),
          ],
        },
      ],
    },
    {
      ...{ opened: 12 * day, district: warwick, why: 'Asked for by a housing officer' },
      ...{ protects: ['Hestia', 'Cloverley', 1965], subject: ['Milo', 'Brackenby', 1990] },
      strides: [
        {
          ...step(11 * day, 'decline', { kind: 'spo', declinedFor: 'testNotMet' }),
          why: 'A quarrel between neighbours',
        },
      ],
    },
    {
      ...{ opened: 55 * day, district: northWarwickshire, why: 'Messages by the hundred' },
      ...{ protects: ['Rosalba', 'Dewhurst', 1980], subject: ['Fabian', 'Kestle', 1979] },
      strides: [
        ...sought(55 * day, 'spo'),
        step(54 * day, 'apply', { court, hearingAt: 45 * day }),
        step(45 * day - 3, 'refuse', {
          heardAt: 45 * day - 2,
          court,
          why: 'The court was not sure who had sent them.',
        }),
        step(45 * day - 5, 'tellProtected', { toldOf: 'ended', how: 'inPerson', safe: 'yes' }),
        { ...step(44 * day, 'close', {}, supervisor), why: 'A safety plan is in place; to be looked at again' },
      ],
    },
  ]
}
