import type { ComparisonModel, Model } from '../model.ts'
import type { PersonGiven } from '../people.ts'
import { standardCode } from '../standard/index.ts'

/** An identifier as a record holds it. */
export type Identifier = Readonly<{ scheme: string; value: string }>

/**
 * Numbers that are given once in the country, and how one looks: what has not that shape is a placeholder or a slip. Under
 * whichever of these names an agency's file has them, they are one scheme.
 */
const countrywide: Readonly<Record<string, Readonly<{ names: readonly string[]; shape: RegExp }>>> = {
  UPN: { names: ['upn', 'uniquepupilnumber', 'pupilnumber'], shape: /^[a-z]\d{11}[a-z\d]$/ },
  ULN: { names: ['uln', 'uniquelearnernumber'], shape: /^\d{10}$/ },
  NINO: { names: ['nino', 'nationalinsurance', 'nationalinsurancenumber'], shape: /^[a-z]{2}\d{6}[a-d]$/ },
  'PNC number': { names: ['pnc', 'pncid', 'pncnumber'], shape: /^\d{2,11}[a-z]$/ },
}
const within = ' of '

/**
 * Which scheme an identifier is compared within: its own, which is the country's, or the agency's that told it, since two
 * agencies may call two things "case number". The rest nobody is compared by, though they are found by it.
 */
export function schemeOf({ scheme, value }: Identifier, agency?: string | null): string {
  const [name, code] = [standardCode(scheme), standardCode(value)]
  const known = Object.entries(countrywide).find(([, { names }]) => names.includes(name))
  if (known?.[1].shape.test(code)) return known[0]
  const tells = !known && agency && code.length >= 4 && /\d/.test(code)
  return tells ? `${scheme}${within}${agency}` : `${foundOnly}${scheme}`
}

const foundOnly = 'found only: '

/** The schemes by which any of these is compared, in an order of their own, so that bits are added up in one order. */
export function schemesIn(given: readonly PersonGiven[]) {
  const names = new Set(given.flatMap(one => Object.keys(one.others ?? {})).filter(name => !name.startsWith(foundOnly)))
  return [...names].sort().map(name => ({ name, kind: 'person' as const }))
}

/**
 * A model with what is believed of schemes that it has never met: two records with one number are hardly of strangers, and
 * one may have been noted for a brother. What differs says nothing, for many have several. Of an agency's own less is believed.
 */
export function withSchemes(model: Model, others: readonly Readonly<{ name: string }>[]): Model {
  const unknown = others.filter(({ name }) => !model.comparisons.some(one => one.name === name))
  if (unknown.length === 0) return model
  return { ...model, comparisons: [...model.comparisons, ...unknown.map(believed)] }
}

function believed({ name }: Readonly<{ name: string }>): ComparisonModel {
  const [kin, chance] = name.includes(within) ? [1e-2, 1e-5] : [1e-3, 1e-6]
  const nothing = { same: 1, household: 1, twin: 1, chance: 1 }
  return {
    name,
    levels: [
      { name: 'exact', same: 0.95, household: kin, twin: kin, chance },
      { name: 'close', ...nothing },
      { name: 'different', ...nothing },
    ],
  }
}
