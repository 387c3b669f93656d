import { type Calendar, localDate, type Opening, sayTime, type Weekday } from '#kernel'
import { asWritten, english, type Html, type Language, localeOf } from '#web'
import { byDays, type OpenState, type Time } from './opening.ts'
import { type Asker, type Cost, type Person, type Said, spoken } from './service.ts'

/** Whether it is open now, and until or from when, in words. */
export function sayOpen(language: Language, state: OpenState, at: Date, calendar: Calendar): string {
  const { say } = language
  if (state.is === 'unknown') return say('We do not know if it is open now')
  const time = state.changes && timeOf(language, state.changes, calendar)
  if (state.is === 'open') return time ? say('Open now, until {time}', { time }) : say('Open now')
  if (!state.changes || !time) return say('Closed now')
  const away = daysBetween(localDate(at, calendar), localDate(state.changes, calendar))
  if (away === 0) return say('Closed now. It opens today at {time}', { time })
  if (away === 1) return say('Closed now. It opens tomorrow at {time}', { time })
  return say('Closed now. It opens on {day} at {time}', {
    day: dayName(language, weekdayOn(state.changes, calendar)),
    time,
  })
}

/** When it is open, a line for each run of days with the same hours. */
export function sayHours(
  language: Language,
  { hours, hoursNote }: Pick<Said, 'hours' | 'hoursNote'>,
): readonly (string | Html)[] {
  const { say } = language
  const note = hoursNote ? [asWritten(language, hoursNote)] : []
  if (hours === 'always') return [say('At any time, day or night'), ...note]
  if (hours === 'unknown') return note.length ? note : [say('We do not know when it is open. You can try at any time.')]
  const runs = byDays(hours.days).map(({ first, last, spans }) => {
    const days =
      first === last
        ? dayName(language, first)
        : say('{first} to {last}', { first: dayName(language, first), last: dayName(language, last) })
    return say('{days}, {hours}', { days, hours: spans.map(span => saySpan(language, span)).join('; ') })
  })
  const holidays = {
    open: say('Open on bank holidays too'),
    closed: say('Closed on bank holidays'),
    unknown: say('We do not know about bank holidays'),
  }
  return [...runs, holidays[hours.holidays], ...note]
}

const saySpan = (language: Language, { from, to }: Opening): string =>
  language.say('{from} to {to}', { from: clockOf(language, from), to: clockOf(language, to) })

/** Whom it is there for, in a sentence; nothing where it is there for everybody. */
export function sayWhom(language: Language, { people: its = [], only, youngest, oldest }: Said): readonly string[] {
  const { say } = language
  const names = peopleIn(language)
  const who = its.map(one => names[one]).join(', ')
  return [
    ...(who ? [only ? say('Only for: {who}', { who }) : say('Above all for: {who}', { who })] : []),
    ...(youngest ? [say('From {count} years of age', { count: youngest })] : []),
    ...(oldest ? [say('Up to {count} years of age', { count: oldest })] : []),
  ]
}

/** What asking costs, as far as anybody knows. */
export function sayCost({ say }: Language, cost: Cost | undefined): string {
  if (cost === 'free') return say('Free')
  if (cost === 'local') return say('Costs the same as a call to a home number')
  if (cost === 'charged') return say('You may have to pay: ask first')
  return say('We do not know what it costs: ask first')
}

/** The languages in which somebody may be served, each in its own words; the one that is not written, in the reader’s. */
export const languagesIn = ({ say }: Language): Readonly<Record<string, string>> => ({
  ...spoken,
  bfi: say('British Sign Language'),
})

function dayName({ say }: Language, day: Weekday): string {
  const names: Readonly<Record<Weekday, string>> = {
    monday: say('Monday'),
    tuesday: say('Tuesday'),
    wednesday: say('Wednesday'),
    thursday: say('Thursday'),
    friday: say('Friday'),
    saturday: say('Saturday'),
    sunday: say('Sunday'),
  }
  return names[day]
}

/** The hour on the wall: "5pm" in English, "17:00" elsewhere. */
const timeOf = (language: Language, at: Date, calendar: Pick<Calendar, 'zone'>): string =>
  language === english
    ? sayTime(at, calendar)
    : at.toLocaleTimeString(localeOf(language), {
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
        timeZone: calendar.zone,
      })

/** An hour as hours are written down, `09:00`, said as `timeOf` says it. */
const clockOf = (language: Language, time: string): string =>
  timeOf(language, new Date(`2026-01-01T${time === '24:00' ? '00:00' : time}:00Z`), { zone: 'UTC' })

const weekdayOn = (at: Date, calendar: Pick<Calendar, 'zone'>): Weekday =>
  at.toLocaleDateString('en-GB', { weekday: 'long', timeZone: calendar.zone }).toLowerCase() as Weekday // its seven words

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Whom a service may be there for, by code. */
export const peopleIn = ({ say }: Pick<Language, 'say'>): Readonly<Record<Person, string>> => ({
  woman: say('Women'),
  man: say('Men'),
  'non-binary': say('Non-binary people'),
  lgbt: say('LGBT+ people'),
  'minority-ethnic': say('People from minority ethnic groups'),
  disabled: say('Disabled people'),
  child: say('Children and young people'),
  older: say('Older people'),
})

/** Who asks, of what happened, by code. */
export const askersIn = ({ say }: Pick<Language, 'say'>): Readonly<Record<Asker, string>> => ({
  victim: say('Something that happened to me'),
  witness: say('Something I saw or heard'),
  worried: say('Somebody I am worried about'),
  'own-behaviour': say('Something I do, or fear I may do'),
})

/** When somebody can reach out, by code. */
export const timesIn = ({ say }: Pick<Language, 'say'>): Readonly<Record<Time, string>> => ({
  now: say('Now'),
  day: say('On a weekday, in the day'),
  evening: say('In the evening'),
  night: say('At night'),
  weekend: say('At the weekend'),
})
