/* The forms of a referral: each is a programme's own form with what professionals are asked, put on one page. */
import { type Field, type Installation, isAsked, NotFound, type Questions, type ReportDef, type Told } from '#kernel'
import { english, labelAlone } from '#web'

export type Kind = Readonly<{
  /** A number that says nothing: the form's address is /refer/9. */
  at: string
  programme: string
  title: string
  lead: string
  /** Answers that the way here has given already. */
  preset: Told
  /** Questions that other ways lead to. */
  hidden: readonly string[]
}>

const ofDuty = [...['fgmDuty', 'fgmHow', 'fgmLearnt', 'fgmPolice', 'fgmPoliceRef', 'fgmCall', 'fgmLead']] as const

export const kinds: readonly Kind[] = [
  {
    at: '9',
    programme: 'children',
    title: 'Refer a child',
    lead: 'A child who may be harmed or neglected, or a baby who is not born yet.',
    preset: {},
    hidden: [],
  },
  {
    at: '10',
    programme: 'adults',
    title: 'Refer an adult',
    lead: 'An adult with care and support needs who may be abused or neglected, or who neglects themselves.',
    preset: {},
    hidden: [],
  },
  {
    at: '11',
    programme: 'honour-abuse',
    title: 'Report FGM under your duty',
    lead: 'A girl under 18 who told you that she was cut, or who shows signs of it.',
    preset: { kinds: ['cutting'], under18: 'yes', fgmDuty: 'yes' },
    // Which calls for a threat that is no answer here: the question of danger stands first.
    hidden: ['threat'],
  },
  {
    at: '8',
    programme: 'honour-abuse',
    title: 'Refer forced marriage, FGM or honour-based abuse',
    lead: 'A child or an adult at risk. There may be one chance only: do not tell the family.',
    preset: {},
    hidden: ofDuty,
  },
  {
    at: '7',
    programme: 'slavery',
    title: 'Refer modern slavery or trafficking',
    lead: 'A child or an adult who may be exploited, whoever controls them.',
    preset: {},
    hidden: [],
  },
]

/** A form as its page needs it: `ask` holds what is put, under conditions that look only at what is put. */
export type Form = Readonly<Kind & { report: ReportDef; ask: Questions; sections: readonly Section[] }>
export type Section = Readonly<{ title: string; of: readonly string[] }>

/** The form at an address; throws `NotFound` where there is none. */
export function formAt({ programmes }: Pick<Installation, 'programmes'>, at: string | undefined): Form {
  const kind = kinds.find(one => one.at === at)
  const report = kind && programmes.get(kind.programme)?.report
  if (!kind || !report) throw new NotFound('form of referral')
  const ask = put(report.ask, kind)
  const sections = inSections(Object.keys(ask))
  return { ...kind, report, ask, sections }
}

/** What every answer here is given with: who tells is a professional. */
export const given = ({ preset }: Pick<Kind, 'preset'>): Told => ({ who: 'professional', ...preset })

/** Whether what was typed says that it cannot wait. */
export const isUrgent = (form: Form, typed: Told): boolean =>
  form.report.danger?.({ ...typed, ...given(form) }) ?? false

/** Questions that are asked of no professional who refers, whatever they answer. */
const never = new Set([
  ...['who', 'whyNot', 'named', 'birth', 'contactWanted', 'phoneUse', 'phoneSafe', 'safeTimes', 'safeWords'],
  ...['interpreter', 'speaks', 'police', 'support', 'supportWhom'],
])

function put(ask: Questions, kind: Kind): Questions {
  const sure = { ...given(kind), from: '2A' }
  const shown = Object.entries(ask).filter(
    ([name]) => !never.has(name) && !kind.hidden.includes(name) && !Object.hasOwn(kind.preset, name),
  )
  return Object.fromEntries(
    shown.map(([name, field]) => [name, name === 'from' ? insisted(field) : under(field, sure)]),
  )
}

/** Here it must be said where they work. */
function insisted({ optional: _, onlyIf: __, ...field }: Field<unknown>): Field<unknown> {
  return { ...field, label: labelAlone(english, field) }
}

function under({ onlyIf, ...field }: Field<unknown>, sure: Told): Field<unknown> {
  const asked = { ...field, ...(onlyIf && { onlyIf }) }
  return isAsked(asked, sure) ? field : { ...field, onlyIf: told => isAsked(asked, { ...sure, ...told }) }
}

const order: readonly Section[] = [
  { title: 'Who is referring', of: ['from', 'agency', 'given', 'family', 'role', 'phone', 'email'] },
  {
    title: 'Who it is about',
    of: ['child', 'adult', 'harmed', 'under18', 'household', 'communication', 'knownTo', 'suspects', 'trust'],
  },
  {
    title: 'What has happened',
    of: [
      ...['danger', 'kinds', 'signs', 'threat', 'soon', 'journey', 'fgmHow', 'fgmLearnt'],
      ...['fgmPolice', 'fgmPoliceRef', 'fgmCall', 'fgmLead'],
      ...['what', 'childWords', 'heardFrom', 'when', 'where', 'needs', 'protect', 'capacity', 'advocate'],
    ],
  },
  { title: 'Safety and help', of: ['safety', 'keepFrom', 'visitRisk', 'visitRiskWhat', 'helpBefore', 'wishes'] },
  {
    title: 'Told, asked, and on what ground',
    of: ['parentsKnow', 'know', 'whyNotTold', 'toldThem', 'toldNotWhy', 'view', 'viewWhy', 'basis'],
  },
]

/** In our order; a question that a programme adds stands at the end rather than nowhere. */
function inSections(names: readonly string[]): readonly Section[] {
  const placed = order
    .map(section => ({ ...section, of: section.of.filter(name => names.includes(name)) }))
    .filter(section => section.of.length > 0)
  const rest = names.filter(name => !placed.some(section => section.of.includes(name)))
  return rest.length > 0 ? [...placed, { title: 'Anything else', of: rest }] : placed
}
