import {
  type CaseId,
  choice,
  count,
  decide,
  defineProgramme,
  happened,
  installInto,
  type Limit,
  onlyIf,
  openDatabase,
  optional,
  type PersonTold,
  people,
  phone,
  place,
  type Received,
  type RecordId,
  type ReportId,
  reason,
  receive,
  report,
  step,
  type Told,
  text,
} from '#kernel'
import { type Acting, acting, gather, type Held, type Part, seen } from './cast.ts'
import { aWednesday, type TestHouse, testHouse } from './house.ts'
import { lending, loanLimits, loans } from './loans.ts'

const named = (told: Told) => told.named === 'yes'

const umbrellaReport = report({
  address: '99',
  title: 'Report a lost umbrella',
  about: 'Umbrellas left behind, found, or taken',
  ask: {
    what: reason('What happened?', 'Enter what happened', { longest: 500 }),
    colour: choice('What colour is it?', 'Select a colour', { black: 'Black', red: 'Red', other: 'Another' }),
    shade: onlyIf(told => told.colour === 'other', text('Which colour?', 'Enter the colour')),
    storm: choice('Is somebody out in a storm now?', 'Select whether somebody is out in a storm', {
      yes: 'Yes',
      no: 'No',
    }),
    when: happened('When was it lost?', 'Select how exactly you know'),
    where: place('Where was it lost?', 'Select where it was lost'),
    owners: people('Whose is it?', {
      given: optional(text('First name', 'Enter a first name')),
      family: optional(text('Last name', 'Enter a last name')),
    }),
    named: choice('Do you want to give your name?', 'Select whether to give your name', { yes: 'Yes', no: 'No' }),
    given: onlyIf(named, text('First name', 'Enter your first name')),
    family: onlyIf(named, text('Last name', 'Enter your last name')),
    phone: onlyIf(named, optional(phone('Phone', 'Enter a phone number'))),
  },
  tell: answers => ({
    anonymous: answers.named === 'no',
    threat: answers.storm === 'yes',
    happened: answers.when,
    where: answers.where,
    people: [
      ...answers.owners.map(one => ({
        part: 'owner',
        ...(one.given && { given: one.given }),
        ...(one.family && { family: one.family }),
      })),
      ...finder(answers.given, answers.family, answers.phone),
    ],
  }),
})

function finder(given?: string, family?: string, number?: string): readonly PersonTold[] {
  if (!given || !family) return [{ part: 'finder', reporter: true, description: 'Whoever told us' }]
  const contacts = number ? [{ kind: 'phone', value: number, safeToUse: 'yes' } as const] : []
  return [{ part: 'finder', reporter: true, given, family, contacts }]
}

/** "Lost umbrellas": the invented programme with which the spine is tested, so that no test of it names a real one. */
export const umbrellas = defineProgramme({
  id: 'umbrellas',
  title: 'Lost umbrellas',
  report: umbrellaReport,
  roles: { clerk: 'Clerk', keeper: 'Keeper' },
  case: {
    people: { owner: { title: 'Owner', many: true, concerned: true }, finder: { title: 'Finder', many: true } },
    seenBy: 'partners',
    states: { lost: 'Lost', found: 'Found', returned: 'Returned' },
    start: 'lost',
    ends: ['returned'],
    clocks: {
      search: { title: 'Search the shelves', limit: 'umbrellas.search', runsFrom: 'opening', for: 'clerk' },
      tell: {
        title: 'Tell whoever asked',
        limit: 'umbrellas.tell',
        runsFrom: 'opening',
        for: 'clerk',
        needsContact: true,
      },
      collect: { title: 'Have it collected', limit: 'umbrellas.collect', for: 'keeper' },
    },
    steps: {
      note: step({
        title: 'Add a note',
        from: ['lost', 'found'],
        by: ['clerk', 'keeper'],
        ask: { note: reason('Note', 'Enter a note') },
      }),
      find: step({
        title: 'Find it',
        from: 'lost',
        to: 'found',
        by: ['clerk'],
        stops: ['search'],
        starts: ['collect'],
        ask: {
          ribs: count('How many ribs has it?', 'Enter how many ribs it has, up to 16', 16),
          shelf: choice('On which shelf?', 'Select a shelf', { high: 'High', low: 'Low' }),
        },
        check: ({ answers }) => answers.ribs > 3 || 'An umbrella of three ribs is a parasol',
      }),
      giveUp: step({
        title: 'Give up the search',
        from: 'lost',
        by: ['keeper'],
        lifts: ['search', 'tell'],
        decision: true,
        ask: { why: reason('Why?', 'Enter why') },
      }),
      giveBack: step({
        title: 'Give it back',
        from: ['lost', 'found'],
        to: 'returned',
        by: ['keeper'],
        stops: ['collect'],
        drops: ['search', 'tell'],
        decision: true,
        ask: { thanks: choice('Did they say thank you?', 'Select whether they did', { yes: 'Yes', no: 'No' }) },
      }),
    },
  },
  measures: [],
  keep: { years: 1, after: 'closing', source: 'The lost property office' },
})

const limit = (id: string, version: number, value: Limit['value'], more: Partial<Limit> = {}): Limit => ({
  id,
  version,
  title: id,
  kind: 'atMost',
  value,
  starts: 'the case is opened',
  source: { instrument: 'The lost property office' },
  validFrom: '2020-01-01',
  validUntil: null,
  confidence: 'sure',
  verified: null,
  scope: 'local',
  ...more,
})

/** The search took three days until the end of 2026, and takes one from then. */
export const umbrellaLimits: readonly Limit[] = [
  limit('umbrellas.search', 1, { days: 3 }, { validUntil: '2026-12-31' }),
  limit('umbrellas.search', 2, { days: 1 }, { validFrom: '2027-01-01' }),
  limit('umbrellas.tell', 1, { hours: 24 }),
  limit('umbrellas.collect', 1, { workingDays: 10 }),
]

/** What the cast holds at the lost property office: the officers are clerks, their supervisor is the keeper. */
export const office: Held = {
  officer: ['umbrellas:clerk'],
  officerToo: ['umbrellas:clerk'],
  hateSupervisor: ['umbrellas:keeper'],
}

/** A form filled in so that everything in it can be read; `more` changes some of it. */
export const filledIn = (more: Told = {}): Told => ({
  what: 'Left on the bus to the seaside.',
  colour: 'red',
  storm: 'no',
  when: { precision: 'day', date: '2026-11-17' },
  where: { kind: 'online', typed: 'The lost property page' },
  owners: [{ given: 'Ada', family: 'Galoshes' }],
  named: 'yes',
  given: 'Brolly',
  family: 'Gamp',
  phone: '07700 900 123',
  ...more,
})

export type Office = Omit<TestHouse, 'server'> &
  Readonly<{
    as: Acting
    /** The rows of one statement, asked as the owner. */
    seen: <Row extends Record<string, unknown> = Record<string, unknown>>(
      statement: string,
      values?: readonly unknown[],
    ) => Promise<readonly Row[]>
    send(key: string, more?: Told, at?: Date): Promise<Received>
  }>

/** What one and another give the cast, together. */
const together = (one: Held, other: Held): Held =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map(part => [
      part,
      [...(one[part as Part] ?? []), ...(other[part as Part] ?? [])],
    ]),
  )

/** The real house with the lost property office in it, its cast gathered, on a database of its own. */
export async function openOffice(): Promise<Office> {
  const built = await testHouse({ more: [umbrellas, loans] })
  const house = { ...built.house, limits: [...built.house.limits, ...umbrellaLimits, ...loanLimits] }
  await installInto(built.db.ownerUrl, house)
  await gather(built.db.ownerUrl, together(office, lending))
  const database = openDatabase({ url: built.db.appUrl, measures: built.db.measures, house, most: 12 })
  return {
    ...built,
    house,
    database,
    as: acting(database, aWednesday),
    seen: (statement, values) => seen(built.db.ownerUrl, statement, values),
    send: (sendKey, more, at = aWednesday) =>
      receive(
        database,
        { actor: { kind: 'public' }, at },
        { kind: 'umbrellas', raw: filledIn(more), source: 'public', language: 'en', sendKey },
      ),
    close: async () => {
      await database.close()
      await built.close()
    },
  }
}

/** A case just referred to the lost property office, with one owner and whoever told us. */
export async function openedCase(office: Office, key: string, more?: Told): Promise<Referred> {
  const { reference } = await office.send(key, more)
  const [row] = await office.seen<{ id: ReportId; record: RecordId }>(
    `select r.id, p.record_id as record from kernel.reports r join kernel.report_people p on p.report_id = r.id
      where r.reference = $1 and p.part = 'owner' order by p.id`,
    [reference],
  )
  const { id: reportId, record: recordId } = row!
  const decided = await office.as('triage', tx => decide(tx, { ...referral, reportId, recordId }))
  return { caseId: decided.caseId!, reportId, recordId }
}

export type Referred = Readonly<{ caseId: CaseId; reportId: ReportId; recordId: RecordId }>

const referral = {
  what: 'refer',
  programme: 'umbrellas',
  rationale: 'It may be on the shelf',
  lawfulBasis: 'public-task',
  told: 'yes',
  view: 'agrees',
  tell: [],
  actions: [],
} as const
