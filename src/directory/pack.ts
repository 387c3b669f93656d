import { v5 } from 'uuid'
import {
  type Asker,
  type Cost,
  type Hours,
  type KindOfService,
  type Person,
  people,
  type Said,
  type Service,
  type ServicePlace,
} from './service.ts'

/** A service as the area's pack has it. */
export type PackService = Readonly<{
  id: string
  kind?: KindOfService
  name: string
  by?: string
  agency?: string
  about: string
  helpsWith: readonly string[]
  people?: readonly string[]
  only?: true
  youngest?: number
  oldest?: number
  askers?: readonly Asker[]
  phone?: string
  text?: string
  chat?: string
  web?: string
  email?: string
  sign?: string
  place?: ServicePlace
  hours?: string
  opening?: Exclude<Hours, 'unknown'>
  cost?: Cost
  languages?: readonly string[]
  interpreter?: true
  districts?: readonly string[]
  happens?: string
  tells?: string
  safely?: string
  whenNothingFits?: true
  madeUp?: true
  national: boolean
}>

export type Pack = Readonly<{
  services: readonly PackService[]
  needs: Readonly<Record<string, string>>
  districts: readonly Readonly<{ id: string; name: string }>[]
}>

const ours = 'c7c3f8a0-6d4b-5e3a-9f0e-5b1f6f0a2d11'

/** An identifier that is always the same for the same thing, so that other directories may keep it. */
export const idFor = (...parts: readonly string[]): string => v5(parts.join(' '), ours)

/** What the pack says of its services; those that are made up only where the whole county is. */
export function packed(
  { services, districts }: Pack,
  madeUp: boolean,
): readonly (Service & { readonly pack: string })[] {
  return services
    .filter(one => madeUp || !one.madeUp)
    .map(one => ({
      id: idFor('service', one.id),
      pack: one.id,
      kind: one.kind ?? 'helpline',
      agency: one.agency ?? null,
      said: saidOf(one, districts),
      checked: null,
      changedAt: new Date(0),
    }))
}

function saidOf(one: PackService, all: Pack['districts']): Said {
  const { name, about, by, only, youngest, oldest, phone, text, chat, web, email, sign, place, languages } = one
  const { interpreter, happens, tells, safely, madeUp, helpsWith, opening, hours, cost } = one
  const whom = one.people?.filter(isPerson)
  return given({
    ...{ name, about, by, only, youngest, oldest, phone, text, chat, web, email, sign, place, languages },
    ...{ interpreter, happens, tells, safely, madeUp },
    districts: one.national ? undefined : (one.districts ?? all.map(({ id }) => id)),
    needs: helpsWith,
    people: whom?.length ? whom : undefined,
    askers: one.askers ?? (['victim', 'witness', 'worried'] as const),
    hours: opening ?? 'unknown',
    hoursNote: hours,
    cost,
    always: one.whenNothingFits,
  })
}

const isPerson = (one: string): one is Person => people.some(person => person === one)

type Loosely<T> = { readonly [K in keyof T]: T[K] | undefined }

/** Without what is not known. */
export function given<T extends object>(all: Loosely<T>): T {
  // What is left has only members that are given, which is what T asks for.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T
}
