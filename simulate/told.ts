import type { Told } from '#kernel'
import type { Chance } from './chance.ts'
import type { Ground, Small } from './ground.ts'
import type { Household, Somebody } from './people.ts'
import type { Whereabouts } from './places.ts'
import { always, secondStrand } from './truths.ts'
import { account, type Deed, type Strand, sites, suspects, type Who } from './words.ts'

/** A form as it is sent, and what whoever made it up knows of it. */
export type Form = Readonly<{
  raw: Told
  who: Who
  threat: boolean
  named: boolean
  /** Those targeted, in the order told, where they are known by name. */
  victims: readonly Somebody[]
  /** Where it happened, if at a place. */
  district: string | undefined
}>

export type Asked = Readonly<{
  /** The day it is sent, YYYY-MM-DD. */
  day: string
  ground: Ground | undefined
  strands: readonly (readonly [Strand, number])[]
  threat: boolean
  /** Whom it happens to: the same ones again, or a household never heard of before. */
  again(many: number): Victims | undefined
  fresh(least: number): Household
}>
export type Victims = Readonly<{ people: readonly Somebody[]; home: Small | undefined }>

const whose = [
  ['victim', 58],
  ['witness', 17],
  ['behalf', 12],
  ['professional', 13],
] as const

/** One report of a hate incident, as the public form sends it. */
export function formFrom(chance: Chance, asked: Asked): Form {
  const who = chance.weighed(whose)
  const named = chance.holds(always.named)
  const online = chance.holds(always.online)
  const deeds = deedsOf(chance, online, asked.threat)
  const strand = chance.weighed(asked.strands)
  const known = who === 'victim' ? named : chance.holds(always.byName)
  const many = who !== 'victim' && chance.holds(always.pair) ? 2 : 1
  const before = known ? asked.again(many) : undefined
  const { people, home } = before ?? strangers(asked.fresh(many), many)
  const place = placeOf(chance, asked.ground, home, online)
  const victims = known ? people : []
  const threat = asked.threat ? 'yes' : chance.percent(85) ? 'no' : 'notSure'
  const mayThreaten = deeds.some(deed => deed === 'threats' || deed === 'violence' || deed === 'online')
  return {
    who,
    named,
    threat: asked.threat,
    victims,
    district: place?.place.district ?? undefined,
    raw: {
      who,
      danger: asked.threat && chance.percent(50) ? 'yes' : 'no',
      what: account(chance, who, strand, deeds),
      kinds: deeds,
      ...(mayThreaten && { threat }),
      strands: strandsOf(chance, strand, asked.strands),
      when: whenOf(chance, asked.day),
      where: whereOf(chance, place, online),
      harm: harmOf(chance, deeds),
      before: before ? 'yes' : chance.one(['yes', 'no', 'notSure']),
      ...(who !== 'victim' && { targeted: targetedOf(chance, victims) }),
      suspects: chance.percent(35) ? [chance.one(suspects)] : [],
      named: named ? 'yes' : 'no',
      ...(named && nameOf(chance, who === 'victim' ? people[0]! : asked.fresh(1).members[0]!, who)),
      police: chance.one(['yes', 'no', 'notSure']),
      support: chance.one(['yes', 'yes', 'no', 'notSure']),
    },
  }
}

const strangers = ({ members, home }: Household, many: number): Victims => ({ people: members.slice(0, many), home })

/** Near home as a rule, and else anywhere: both by where people live. */
function placeOf(chance: Chance, ground: Ground | undefined, home: Small | undefined, online: boolean) {
  const nowhere = chance.holds(always.unknown)
  if (online || nowhere || !ground) return undefined
  const small = home && chance.holds(always.near) ? home : ground.at(chance.between(0, 999_999) / 1_000_000)
  return chance.one(small.places)
}

function whereOf(chance: Chance, place: Whereabouts | undefined, online: boolean) {
  if (online) return { kind: 'online', typed: chance.one(sites) }
  return place ? { kind: 'place', typed: place.typed, chosen: place.place.id } : { kind: 'unknown' }
}

function deedsOf(chance: Chance, online: boolean, threat: boolean): readonly Deed[] {
  const first = online ? 'online' : chance.one(['words', 'words', 'words', 'damage', 'spitting', 'violence'] as const)
  return threat ? [first, 'threats'] : [first]
}

function strandsOf(chance: Chance, strand: Strand, weights: Asked['strands']): readonly Strand[] {
  const second = chance.weighed(weights)
  return chance.holds(secondStrand) && second !== strand ? [strand, second] : [strand]
}

function harmOf(chance: Chance, deeds: readonly Deed[]): readonly string[] {
  if (deeds.includes('violence')) return ['hurt', 'upset']
  if (deeds.includes('damage')) return ['damaged']
  return chance.percent(65) ? ['upset'] : ['none']
}

function whenOf(chance: Chance, day: string) {
  const before = new Date(Date.parse(`${day}T12:00:00Z`) - chance.between(0, 6) * 86_400_000).toISOString()
  return chance.weighed([
    [
      { precision: 'day', date: before.slice(0, 10), about: chance.one(['in the evening', 'on the way to work', '']) },
      7,
    ],
    [{ precision: 'month', date: before.slice(0, 7) }, 1],
    [{ precision: 'ongoing', about: 'Most weeks since the summer' }, 1],
    [{ precision: 'unknown' }, 1],
  ])
}

function targetedOf(chance: Chance, victims: readonly Somebody[]) {
  if (victims.length) return victims.map(({ given, family, birth }) => ({ given, family, birth }))
  return chance.percent(50) ? [{ description: 'A person I see most days but do not know by name.' }] : []
}

function nameOf(chance: Chance, person: Somebody, who: Who) {
  const wanted = chance.holds(always.wanted)
  return {
    given: person.given,
    family: person.family,
    ...(who === 'victim' && { birth: person.birth }),
    contactWanted: wanted ? 'yes' : 'no',
    ...(wanted && {
      phone: person.phone,
      phoneUse: 'call',
      phoneSafe: chance.one(['no', 'yes']),
      interpreter: 'no',
      ...(person.safeTimes && { safeTimes: person.safeTimes }),
    }),
  }
}
