import * as v from 'valibot'
import { type LimitValue, type LocalDate, localDate } from './time.ts'

/**
 * A time limit as law or local protocol gives it, in one version. Programmes name a limit's id, never its value, and a
 * clock keeps the version under which it started.
 */
export type Limit = {
  readonly id: string
  readonly version: number
  readonly title: string
  /** `atMost`: to be done by then. `atLeast`: may not end before then. `window`: what falls inside counts as the same. */
  readonly kind: 'atMost' | 'atLeast' | 'window'
  readonly value: LimitValue
  /** What starts the clock, in plain words. */
  readonly starts: string
  /** The calendar it is counted in; the area's `standard` one when absent. */
  readonly calendar?: string
  readonly source: { readonly instrument: string; readonly section?: string; readonly note?: string }
  /** First and last day in force, both included; null while no end is known. */
  readonly validFrom: LocalDate
  readonly validUntil: LocalDate | null
  /** How sure whoever wrote the value down was: `check` means the primary document is still to be read. */
  readonly confidence: 'sure' | 'check'
  /** The named local officer who signed this version, and the day; nobody at first. */
  readonly verified: { readonly by: string; readonly on: LocalDate } | null
  readonly scope: 'national' | 'local'
}

/** What pages say of a limit: a signature settles it; without one, `check` values are shown as "unverified". */
export type Standing = 'signed' | 'not-signed' | 'unverified'

/** Thrown at start when a file of limits cannot be believed; names every fault and what to do. */
export class LimitsFault extends Error {
  override readonly name = 'LimitsFault'
}

/** Thrown when no version of a limit was in force on a day; `id` and `on` say which. */
export class NoLimitInForce extends Error {
  override readonly name = 'NoLimitInForce'
  readonly id: string
  readonly on: LocalDate

  constructor(id: string, on: LocalDate, why: string) {
    super(why)
    this.id = id
    this.on = on
  }
}

/** Reads `{ "limits": [...] }`, refusing with `LimitsFault` whatever is misspelt, doubled or overlapping. */
export function readLimits(json: unknown, fileName: string): readonly Limit[] {
  const file = v.safeParse(limitsFile, json)
  const faults = file.success ? overlaps(file.output.limits) : file.issues.map(issue => describe(issue, json))
  if (!file.success || faults.length > 0) {
    throw new LimitsFault(`${fileName} cannot be used:\n${faults.map(fault => `  ${fault}`).join('\n')}`)
  }
  return file.output.limits
}

/** The version of a limit in force at that instant, by the day in `zone`; throws `NoLimitInForce` when there is none. */
export function limitAt(limits: readonly Limit[], id: string, at: Date, zone: string): Limit {
  const on = localDate(at, { zone })
  const versions = limits.filter(limit => limit.id === id)
  const found = versions.find(limit => isInForce(limit, on))
  if (found) return found
  const known = versions.map(limit => `version ${limit.version} ${limit.validFrom} to ${limit.validUntil ?? 'now'}`)
  const why = known.length === 0 ? 'No limit has that id.' : `Known: ${known.join('; ')}.`
  throw new NoLimitInForce(id, on, `No limit "${id}" was in force on ${on}. ${why}`)
}

/** What to tell people of a limit's authority. */
export function standing(limit: Pick<Limit, 'confidence' | 'verified'>): Standing {
  if (limit.verified) return 'signed'
  return limit.confidence === 'sure' ? 'not-signed' : 'unverified'
}

const words = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))
const day = v.pipe(v.string(), v.check(isDay, 'must be a day that exists, written YYYY-MM-DD'))
const positive = v.pipe(v.number('must be a number'), v.finite(), v.gtValue(0, 'must be more than nought'))
const whole = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be more than nought'),
)
const closing = { closeOfBusiness: v.exactOptional(v.literal(true)) }
const first = { firstDayCounts: v.exactOptional(v.literal(true)) }

const value = v.union(
  [
    v.strictObject({ workingDays: whole, ...closing }),
    v.strictObject({ days: whole, ...closing, ...first }),
    v.strictObject({ months: whole, ...first }),
    v.strictObject({ hours: positive }),
    v.strictObject({ workingHours: positive }),
    v.strictObject({ courtHours: positive }),
    v.strictObject({ beforeNextSchoolDay: v.literal(true) }),
  ],
  'must have exactly one unit: workingDays, days, months, hours, workingHours, courtHours or beforeNextSchoolDay, ' +
    'with a number more than nought (whole for days and months)',
)

const limit = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must look like "children.decision"')),
  version: whole,
  title: words,
  kind: v.optional(v.picklist(['atMost', 'atLeast', 'window'], 'must be "atMost", "atLeast" or "window"'), 'atMost'),
  value,
  starts: words,
  calendar: v.exactOptional(words),
  source: v.strictObject({ instrument: words, section: v.exactOptional(words), note: v.exactOptional(words) }),
  validFrom: day,
  validUntil: v.nullable(day),
  confidence: v.picklist(['sure', 'check'], 'must be "sure" or "check"'),
  verified: v.nullable(v.strictObject({ by: words, on: day })),
  scope: v.picklist(['national', 'local'], 'must be "national" or "local"'),
})

const limitsFile = v.object({ limits: v.array(limit, 'must be a list') })

function describe(issue: v.BaseIssue<unknown>, json: unknown): string {
  const [, index, ...rest] = (issue.path ?? []).map(step => step.key)
  const entries = v.is(v.object({ limits: v.array(v.unknown()) }), json) ? json.limits : []
  const entry = entries[Number(index)]
  const id = v.is(v.object({ id: v.string() }), entry) ? `"${entry.id}"` : 'without an id'
  const where = index === undefined ? 'the file' : `limit ${Number(index) + 1} (${id}) ${rest.join('.')}`
  return `${where}: ${issue.message}. Correct it in the file; nothing has been started.`
}

function overlaps(limits: readonly Limit[]): readonly string[] {
  const faults: string[] = []
  for (const [index, one] of limits.entries()) {
    if (one.validUntil !== null && one.validUntil < one.validFrom)
      faults.push(`limit "${one.id}" ends before it begins`)
    for (const other of limits.slice(index + 1).filter(each => each.id === one.id)) {
      if (other.version === one.version)
        faults.push(`limit "${one.id}" has version ${one.version} twice: number it anew`)
      else if (isInForce(one, other.validFrom) || isInForce(other, one.validFrom)) {
        faults.push(
          `limit "${one.id}" versions ${one.version} and ${other.version} overlap: end the earlier with validUntil`,
        )
      }
    }
  }
  return faults
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true
}

function isInForce(limit: Limit, on: LocalDate): boolean {
  return limit.validFrom <= on && (limit.validUntil === null || on <= limit.validUntil)
}
