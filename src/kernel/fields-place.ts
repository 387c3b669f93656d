import {
  bad,
  type Field,
  type Found,
  good,
  type Place,
  part,
  type Read,
  type Surroundings,
  said,
  type Text,
} from './fields.ts'
import { holdsReceipt, receiptFound } from './reports/receipts.ts'

/** Where something happened: a place the area knows, words that it does not, online, or not known. */
export type Where =
  | Readonly<{ kind: 'place'; place: Place; typed: string }>
  | Readonly<{ kind: 'words'; typed: string }>
  | Readonly<{ kind: 'online'; typed: string }>
  | Readonly<{ kind: 'unknown' }>

export const whereabouts = {
  place: { label: 'At a place', hint: 'Type a postcode, a street or somewhere well known nearby' },
  online: {
    label: 'Online, or by phone or message',
    hint: 'Say which site, app or number, and paste a link if you have one',
  },
  unknown: 'I am not sure',
} as const

export const asTyped = 'as-typed'

/**
 * A place by postcode, street or landmark, without a map. When several places answer to what was typed, the person
 * chooses one, or keeps their own words (`chosen: 'as-typed'`): nobody is stopped because a list does not know a place.
 */
export function place(label: Text, message: Text, hint?: Text): Field<Where> {
  return {
    kind: 'place',
    label,
    options: whereabouts,
    ...(hint && { hint }),
    read: (raw, around) => readWhere(raw, message, around),
    schema: {
      type: 'object',
      title: label,
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { type: 'string', enum: Object.keys(whereabouts) },
        typed: { type: 'string', maxLength: 500, description: 'A postcode, a street, a landmark, or a site and link' },
        chosen: {
          type: 'string',
          maxLength: 200,
          description: `The id of one of several places that answer, or "${asTyped}"`,
        },
      },
    },
    example: { kind: 'online', typed: 'A public post on a social network' },
  }
}

const longest = 500

/** The places that answer to what was typed, when the person must still choose between several; else none. */
export function placesToChooseFrom(raw: unknown, around: Surroundings): readonly Place[] {
  if (said(part(raw, 'kind')) !== 'place' || said(part(raw, 'chosen')) === asTyped) return []
  const typed = said(part(raw, 'typed'))
  if (typed.length > longest) return []
  const found = around.places.find(typed)
  return surely(found) ? [] : found
}

function readWhere(raw: unknown, message: Text, around: Surroundings): Read<Where> {
  const kind = said(part(raw, 'kind'))
  const typed = said(part(raw, kind === 'online' ? 'link' : 'typed')) || said(part(raw, 'typed'))
  if (typed.length > longest)
    return bad('Enter the place', { text: 'in {count} characters or fewer', values: { count: longest } })
  if (holdsReceipt(typed)) return bad(receiptFound)
  if (kind === 'unknown') return good({ kind })
  if (kind === 'online') return typed ? good({ kind, typed }) : bad('Enter the site, app or number')
  if (kind !== 'place') return bad(message)
  return typed ? readPlace(raw, typed, around) : bad('Enter a postcode, a street or somewhere well known nearby')
}

function readPlace(raw: unknown, typed: string, around: Surroundings): Read<Where> {
  const chosen = said(part(raw, 'chosen'))
  if (chosen === asTyped) return good({ kind: 'words', typed })
  const found = around.places.find(typed)
  const only = surely(found) ?? found.find(candidate => candidate.id === chosen)
  if (only) return good({ kind: 'place', place: only, typed })
  return found.length > 1
    ? bad('Select which of these places it is, or keep what you typed')
    : good({ kind: 'words', typed })
}

/** The one place that answers, by exactly what was typed: a near miss is offered, never assumed. */
const surely = (found: readonly Found[]): Place | undefined =>
  found.length === 1 && found[0]!.isExact ? found[0] : undefined
