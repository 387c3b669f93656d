import {
  type AnswersTo,
  asId,
  born,
  type CaseShape,
  type CaseShown,
  type ContactTold,
  choice,
  isBlank,
  onlyIf,
  optional,
  type Problem,
  part,
  phone,
  place,
  type Questions,
  readAnswers,
  reason,
  type Surroundings,
  said,
  several,
  type startCase,
  type Told,
  text,
} from '#kernel'

/* What is asked of a case that is opened by hand: people told of now, in their parts, people of a case one sees, and where. */

/** Somebody as `startCase` takes them. */
type PersonToPut = Parameters<typeof startCase>[1]['people'][number]

const hasPhone = (told: Told): boolean => told.phone !== undefined

const each = {
  given: optional(text('First name', 'Enter a first name', { longest: 100 })),
  family: optional(text('Last name', 'Enter a last name', { longest: 100 })),
  birth: optional(
    born('Date of birth', 'Enter a date of birth, a month and year, or a year', 'Whatever of it is known'),
  ),
  sex: optional(choice('Sex', 'Select a sex', { female: 'Female', male: 'Male' })),
  description: optional(
    reason('What else are they known by?', 'Enter what else they are known by', {
      longest: 2_000,
      hint: 'Where no name is known, this is what others will see instead',
    }),
  ),
  phone: optional(phone('Phone number', 'Enter a phone number, like 01632 960 001')),
  safe: onlyIf(
    hasPhone,
    choice('How safe is this number?', 'Select how safe this number is', {
      message: 'Safe, and a message may be left',
      yes: 'Safe, but never leave a message',
      'not-known': 'Not known whether it is safe',
      no: { label: 'Not safe', hint: 'It is kept so that nobody uses it by mistake' },
    }),
  ),
  safeTimes: onlyIf(hasPhone, optional(text('When is it safe?', 'Enter when it is safe', { longest: 200 }))),
}

/** The questions about people, a group for each part; a part that holds one person is asked of one. */
export const peopleAsked = (shape: CaseShape): Questions =>
  Object.fromEntries(
    Object.entries(shape.people).map(([name, { title, many }]) => [
      name,
      several(title, { one: 'person', most: many ? 10 : 1 }, each),
    ]),
  )

/** What is asked beside people: where, and whether anybody can be reached. */
export const aboutAsked = {
  where: place('Where does it lie?', 'Select where it lies', 'It says whose district it is, and nothing nearer'),
  contactable: choice('Can somebody in it be contacted safely?', 'Select whether somebody can be contacted safely', {
    yes: 'Yes',
    no: { label: 'No', hint: 'No promise to contact them is then counted' },
  }),
} satisfies Questions

/** The part that somebody of another case is to have in this one, by their record; `''` for none. */
export const partChosen = (given: Told, recordId: string): string => said(part(part(given, 'known'), recordId))

/** Everybody put into the case by this form, and what is wrong with what was told of them, by question. */
export function peopleTold(
  shape: CaseShape,
  given: Told,
  from: Readonly<{ people: readonly Pick<CaseShown['people'][number], 'record'>[] }> | undefined,
  around: Surroundings,
): Readonly<{ people: readonly PersonToPut[]; problems: readonly Problem[] }> {
  const people: PersonToPut[] = []
  const problems: Problem[] = []
  for (const { record } of from?.people ?? []) {
    const chosen = partChosen(given, record.id)
    const recordId = asId<'record'>(record.id)
    if (recordId && Object.hasOwn(shape.people, chosen)) people.push({ part: chosen, recordId })
  }
  const asked = peopleAsked(shape)
  const told = part(given, 'people')
  for (const name of Object.keys(shape.people)) {
    const read = readAnswers({ [name]: asked[name]! }, { [name]: part(told, name) }, around)
    if ('problems' in read) problems.push(...read.problems.map(one => ({ ...one, field: `people.${one.field}` })))
    // The kit forgets what kind of answers these are; they were read by the questions above.
    else for (const one of (read.answers[name] ?? []) as readonly Someone[]) people.push(toldOf(name, one))
    problems.push(...nameless(name, part(told, name)))
  }
  return { people: distinct(people), problems }
}

type Someone = AnswersTo<typeof each>

function toldOf(name: string, { given, family, birth, sex, description, ...one }: Someone): PersonToPut {
  const told = {
    part: name,
    ...(given && { given }),
    ...(family && { family }),
    ...(birth && { born: birth }),
    ...(sex && { sex }),
    ...(description && { description }),
    contacts: contactsOf(one),
  }
  return { part: name, told }
}

function contactsOf({ phone, safe, safeTimes }: Pick<Someone, 'phone' | 'safe' | 'safeTimes'>): ContactTold[] {
  if (!phone || !safe) return []
  const rules = { safeToUse: safe === 'message' ? 'yes' : safe, neverLeaveMessage: safe !== 'message' } as const
  return [{ kind: 'phone', value: phone, ...rules, ...(safeTimes && { safeTimes }) }]
}

/** Of somebody told of, a name or some other words must be known: else nobody could tell one from another. */
function nameless(name: string, told: unknown): readonly Problem[] {
  const members: readonly unknown[] = Array.isArray(told) ? told : []
  return members.flatMap((one, index) => {
    const named = ['given', 'family', 'description'].some(each => said(part(one, each)) !== '')
    if (named || isBlank(one)) return []
    return [{ field: `people.${name}.${index}.given`, message: 'Enter a name, or what else they are known by' }]
  })
}

/** The same record in the same part is put there once. */
const distinct = (people: readonly PersonToPut[]): readonly PersonToPut[] => {
  const key = (one: PersonToPut) => ('recordId' in one ? `${one.part} ${one.recordId}` : one)
  return people.filter((one, i) => people.findIndex(other => key(other) === key(one)) === i)
}
