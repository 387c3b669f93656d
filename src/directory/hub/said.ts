import {
  type Problem,
  part,
  type Questions,
  readAnswers,
  type Surroundings,
  said,
  type Told,
  type Weekday,
} from '#kernel'
import { given as onlyGiven, type Pack } from '../pack.ts'
import type { Hours, KindOfService, Said } from '../service.ts'
import { isNamedRefuge, takeOut, tellsWhere } from '../telling.ts'
import { days, typedHours } from './hours-field.ts'
import { sectionsFor, whyQuestion } from './questions.ts'

export type Typed = Readonly<{ said: Said; why: string }> | Readonly<{ problems: readonly Problem[] }>

type Reading = Readonly<{ pack: Pack; kind: KindOfService; isNew: boolean; around: Surroundings }>

/** All questions of a service's form, in their order. */
export const allQuestions = ({ pack, kind, isNew }: Omit<Reading, 'around'>): Questions =>
  Object.assign({}, ...sectionsFor(pack, kind === 'refuge').map(({ ask }) => ask), whyQuestion(isNew)) as Questions // of questions alone

/** What a form says of a service, or everything that is wrong with it. What a refuge may not say is wrong wherever it stands. */
export function saidIn(given: Told, reading: Reading): Typed {
  const asked = allQuestions(reading)
  const raw: Told = Object.fromEntries(Object.keys(asked).map(name => [name, part(given, name)]))
  const read = readAnswers(asked, raw, reading.around)
  const problems = 'problems' in read ? read.problems : []
  const where = reading.kind === 'refuge' ? tellingWhere(raw) : []
  const all = [...problems, ...beside(raw), ...where]
  if (!('answers' in read) || all.length > 0)
    return { problems: all.filter((one, i) => all.findIndex(other => other.field === one.field) === i) }
  return { said: saidFrom(read.answers), why: String(part(read.answers, 'why') ?? 'New') }
}

const notThere =
  'This is called a refuge, and where one is can never be written down: add it anew as a refuge, or leave its place out'

/** What is wrong only beside another answer. */
function beside(raw: Told): readonly Problem[] {
  const typed = (name: string) => said(part(raw, name))
  const has = (name: string) => [part(raw, name)].flat().some(one => said(one) !== '')
  const problems: Problem[] = []
  if (!['phone', 'text', 'chat', 'web', 'email', 'sign', 'placeName'].some(has))
    problems.push({ field: 'phone', message: 'Enter at least one way to reach it' })
  if (has('placeName') && isNamedRefuge(typed('name'))) problems.push({ field: 'placeName', message: notThere })
  if (has('placeName') && !(has('street') && has('town') && has('postcode')))
    problems.push({ field: 'postcode', message: 'Enter the street, town and postcode of the place' })
  if (!has('placeName') && (has('street') || has('postcode')))
    problems.push({ field: 'placeName', message: 'Enter what the place is called' })
  if (typed('only') === 'yes' && !has('people'))
    problems.push({ field: 'people', message: 'Choose whom it is for alone' })
  if (has('youngest') && has('oldest') && Number(typed('youngest')) > Number(typed('oldest')))
    problems.push({ field: 'oldest', message: 'Enter an oldest age that is not below the youngest' })
  if (typed('hours') === 'week' && !days.some(([day]) => has(day)))
    problems.push({ field: 'monday', message: 'Enter the hours of at least one day' })
  return problems
}

/** As the database will see it too, said before it refuses, beside the words that it is about. */
const tellingWhere = (raw: Told): readonly Problem[] =>
  Object.entries(raw).flatMap(([field, typed]) =>
    typeof typed === 'string' && tellsWhere(typed) ? [{ field, message: takeOut }] : [],
  )

/** What read answers say; the form's own questions made them what they are asked to be. */
function saidFrom(answers: Told): Said {
  const one = <T>(name: string): T | undefined => part(answers, name) as T | undefined
  const yes = (name: string): true | undefined => (part(answers, name) === 'yes' ? true : undefined)
  const first = one<string>('first') ?? ''
  const placeName = one<string>('placeName')
  const [street, town, postcode] = [one<string>('street'), one<string>('town'), one<string>('postcode')]
  return onlyGiven<Said>({
    name: one<string>('name') ?? '',
    about: one<string>('about') ?? '',
    by: one('by'),
    needs: [...new Set([first, ...(one<readonly string[]>('needs') ?? [])])],
    people: one('people'),
    only: yes('only'),
    youngest: one('youngest'),
    oldest: one('oldest'),
    askers: one('askers') ?? [],
    ...{
      phone: one('phone'),
      text: one('text'),
      chat: one('chat'),
      web: one('web'),
      email: one('email'),
      sign: one('sign'),
    },
    place:
      placeName && street && town && postcode
        ? onlyGiven({ name: placeName, lines: [street], town, postcode, access: one('access') })
        : undefined,
    hours: hoursFrom(answers),
    hoursNote: one('hoursNote'),
    cost: one('cost'),
    languages: one('languages'),
    interpreter: yes('interpreter'),
    districts: one('districts'),
    ...{ happens: one('happens'), tells: one('tells'), safely: one('safely'), notice: one('notice') },
    always: yes('always'),
  })
}

function hoursFrom(answers: Told): Hours {
  if (answers.hours === 'always') return 'always'
  if (answers.hours !== 'week') return 'unknown'
  const week = Object.fromEntries(days.map(([day]) => [day, part(answers, day) ?? []]))
  // Made of the seven days above, each read by its own question.
  return { days: week, holidays: answers.holidays } as Exclude<Hours, string>
}

/** What a service is said to be, as its form shows it. */
export function typedFrom(said: Said): Told {
  const { place, hours, needs, only, interpreter, always, ...rest } = said
  const week = typeof hours === 'string' ? undefined : hours
  const yes = (value: true | undefined) => (value ? 'yes' : 'no')
  return {
    ...rest,
    first: needs[0],
    needs: needs.slice(1),
    only: yes(only),
    interpreter: yes(interpreter),
    always: yes(always),
    ...(place && {
      placeName: place.name,
      street: place.lines.join(', '),
      town: place.town,
      postcode: place.postcode,
      access: place.access,
    }),
    hours: week ? 'week' : hours,
    ...(week && {
      holidays: week.holidays,
      ...Object.fromEntries(days.map(([day]: readonly [Weekday, string]) => [day, typedHours(week.days[day])])),
    }),
  }
}
