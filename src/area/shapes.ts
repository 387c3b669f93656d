import * as v from 'valibot'

const words = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'))
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens'))
const gss = v.pipe(v.string(), v.regex(/^[EW]\d{8}$/, 'must be a GSS code such as E07000001'))
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be an hour such as 08:30'))
const day = v.pipe(v.string(), v.isoDate('must be a day, written YYYY-MM-DD'))
const list = <const S extends v.GenericSchema>(shape: S) => v.pipe(v.array(shape), v.readonly())

const span = v.pipe(
  v.strictObject({ from: time, to: time }),
  v.check(({ from, to }) => from < to, 'must close later than it opens'),
)
const opening = list(span)
const week = v.strictObject({
  monday: opening,
  tuesday: opening,
  wednesday: opening,
  thursday: opening,
  friday: opening,
  saturday: opening,
  sunday: opening,
})

const calendarShape = v.strictObject({
  id,
  title: words,
  opening: week,
  cutOff: v.exactOptional(time),
  school: v.exactOptional(v.strictObject({ opens: time, closed: list(day), knownUntil: v.nullable(day) })),
})

const somewhere = v.pipe(v.string(), v.url('must be an address such as https://example.org/'))

/** `area.json`: what the place is called and where its days and hours are counted. */
export const areaShape = v.strictObject({
  id,
  name: words,
  madeUp: v.nullable(v.strictObject({ notice: words })),
  codes: v.strictObject({ county: gss, policeForceArea: v.nullable(gss) }),
  force: v.strictObject({ id, name: words }),
  districts: list(v.strictObject({ id: gss, name: words, council: id })),
  zone: words,
  bankHolidays: words,
  calendars: list(calendarShape),
  exitTo: somewhere,
  emergency: v.strictObject({ title: words, text: words, cannotSpeak: words, deaf: words, notUrgent: words }),
  /** The same page as easy read or in British Sign Language, by its address (`/report/4`), where somebody has made one. */
  alternatives: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^\//, 'must be the address of a page of ours, such as /report')),
      v.strictObject({ easyRead: v.exactOptional(somewhere), signed: v.exactOptional(somewhere) }),
    ),
    {},
  ),
  /** Who is answerable over the border, by outward halves of postcodes or by the letters they begin with. */
  elsewhere: v.optional(
    list(
      v.strictObject({
        postcodes: list(v.pipe(v.string(), v.regex(/^[A-Z]{1,2}(\d[A-Z0-9]?)?$/, 'must be like CV1 or OX'))),
        place: words,
        force: words,
        council: v.exactOptional(words),
      }),
    ),
    [],
  ),
})

export type Elsewhere = v.InferOutput<typeof areaShape>['elsewhere'][number]

const agencyKind = v.picklist([
  'police',
  'council',
  'childrens-social-care',
  'adults-social-care',
  'health',
  'probation',
  'fire',
  'education',
  'youth-justice',
  'housing',
  'charity',
  'local-policing-body',
])

/** `agencies.json`: who we work with. `districts` empty means the whole area. */
export const agenciesShape = v.strictObject({
  agencies: list(
    v.strictObject({
      id,
      name: words,
      kind: agencyKind,
      districts: list(gss),
      madeUp: v.boolean(),
      about: v.exactOptional(words),
    }),
  ),
})

/** `services.json`: who can help, as the directory begins with it; nothing of it counts as checked until somebody of the area rings. */
export const servicesShape = v.strictObject({
  /** What each need is called on a page. */
  needs: v.record(id, words),
  services: list(
    v.strictObject({
      id,
      kind: v.exactOptional(v.picklist(['emergency', 'helpline', 'support', 'refuge', 'information'])),
      name: words,
      /** Who runs it, where that is not its own name; and which agency of the pack, where it is one. */
      by: v.exactOptional(words),
      agency: v.exactOptional(id),
      about: words,
      helpsWith: list(id),
      /** Whom it is there for; `only` them, or them above all. */
      people: v.exactOptional(list(id)),
      only: v.exactOptional(v.literal(true)),
      youngest: v.exactOptional(v.number()),
      oldest: v.exactOptional(v.number()),
      /** Who asks: whom it happened to, who saw it, who is worried about somebody, or about what they do themselves. */
      askers: v.exactOptional(list(v.picklist(['victim', 'witness', 'worried', 'own-behaviour']))),
      phone: v.exactOptional(words),
      text: v.exactOptional(words),
      chat: v.exactOptional(v.pipe(v.string(), v.url())),
      web: v.exactOptional(v.pipe(v.string(), v.url())),
      email: v.exactOptional(v.pipe(v.string(), v.email())),
      sign: v.exactOptional(v.pipe(v.string(), v.url())),
      place: v.exactOptional(
        v.strictObject({
          name: words,
          lines: list(words),
          town: words,
          postcode: words,
          access: v.exactOptional(words),
        }),
      ),
      /** A note on the hours in words; `opening` says them so that they can be reckoned with, and is left out where nobody knows. */
      hours: v.exactOptional(words),
      opening: v.exactOptional(
        v.union([
          v.literal('always'),
          v.strictObject({
            days: week,
            holidays: v.picklist(['open', 'closed', 'unknown']),
          }),
        ]),
      ),
      cost: v.exactOptional(v.picklist(['free', 'local', 'charged'])),
      languages: v.exactOptional(list(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)))),
      interpreter: v.exactOptional(v.literal(true)),
      /** Where it helps, where that is not everywhere. */
      districts: v.exactOptional(list(gss)),
      happens: v.exactOptional(words),
      tells: v.exactOptional(words),
      safely: v.exactOptional(words),
      /** Shown where nothing else fits. */
      whenNothingFits: v.exactOptional(v.literal(true)),
      national: v.boolean(),
      madeUp: v.exactOptional(v.literal(true)),
    }),
  ),
})

/** `lawful-bases.json` of a law pack: what may be relied on to use or share what is known of a person. */
export const lawfulBasesShape = v.strictObject({
  lawfulBases: list(
    v.strictObject({
      id,
      title: words,
      kind: v.picklist(['basis', 'condition', 'power']),
      regime: v.picklist(['general', 'law-enforcement']),
      agencyKinds: list(agencyKind),
      needs: v.exactOptional(words),
      source: v.strictObject({ instrument: words, section: v.exactOptional(words), note: v.exactOptional(words) }),
      confidence: v.picklist(['sure', 'check']),
    }),
  ),
})

/** `bank-holidays.json` of a law pack, in the shape in which GOV.UK publishes it, with the span it is complete for. */
export const bankHolidaysShape = v.object({
  knownFrom: day,
  knownUntil: day,
  divisions: v.record(v.string(), v.object({ events: list(v.object({ title: words, date: day })) })),
})

/** Signatures of named local officers, in an area's `limits.json`. */
export const signaturesShape = v.object({
  signatures: list(v.strictObject({ id: words, version: v.number(), by: words, on: day })),
})

export type AreaFile = v.InferOutput<typeof areaShape>
export type District = AreaFile['districts'][number]
export type AgencyKind = v.InferOutput<typeof agencyKind>
export type Agency = v.InferOutput<typeof agenciesShape>['agencies'][number]
export type SupportService = v.InferOutput<typeof servicesShape>['services'][number]
export type LawfulBasis = v.InferOutput<typeof lawfulBasesShape>['lawfulBases'][number]
export type BankHolidays = v.InferOutput<typeof bankHolidaysShape>
export type Signature = v.InferOutput<typeof signaturesShape>['signatures'][number]
