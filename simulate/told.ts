import type { Told } from '#kernel'
import type { Chance } from './chance.ts'
import { type Whereabouts, whereabouts } from './places.ts'
import { account, type Deed, family, given, type Strand, sites, strands, suspects, type Who } from './words.ts'

/** Somebody who is targeted in this county, perhaps more than once. */
export type Somebody = Readonly<{ given: string; family: string; birth: string; phone: string; safeTimes: string }>

/** A form as it is sent, and what whoever made it up knows of it. */
export type Form = Readonly<{ raw: Told; who: Who; threat: boolean; named: boolean; victim: Somebody | undefined }>

export type Asked = Readonly<{
  /** The day it is sent, YYYY-MM-DD. */
  day: string
  streets: readonly Whereabouts[]
  /** The person it happens to again. */
  again?: Somebody | undefined
  threat: boolean
  /** Chance in a hundred that it happened online. */
  online: number
}>

const whose = [
  ['victim', 58],
  ['witness', 17],
  ['behalf', 12],
  ['professional', 13],
] as const

/** One report of a hate incident, as the public form sends it. */
export function formFrom(chance: Chance, asked: Asked): Form {
  const who = asked.again ? 'victim' : chance.weighed(whose)
  const named = asked.again !== undefined || chance.percent(who === 'professional' ? 95 : 76)
  const online = chance.percent(asked.online)
  const deeds = deedsOf(chance, online, asked.threat)
  const strand = chance.one(strands)
  const victim = asked.again ?? (who === 'victim' && !named ? undefined : somebody(chance))
  const threat = asked.threat ? 'yes' : chance.percent(85) ? 'no' : 'notSure'
  const mayThreaten = deeds.some(deed => deed === 'threats' || deed === 'violence' || deed === 'online')
  return {
    who,
    named,
    threat: asked.threat,
    victim: who === 'victim' ? victim : undefined,
    raw: {
      who,
      danger: asked.threat && chance.percent(50) ? 'yes' : 'no',
      what: account(chance, who, strand, deeds),
      kinds: deeds,
      ...(mayThreaten && { threat }),
      strands: strandsOf(chance, strand),
      when: whenOf(chance, asked.day),
      where: whereabouts(chance, asked.streets, online, sites),
      harm: harmOf(chance, deeds),
      before: asked.again ? 'yes' : chance.one(['yes', 'no', 'notSure']),
      ...(who !== 'victim' && { targeted: targetedOf(chance, victim) }),
      suspects: chance.percent(35) ? [chance.one(suspects)] : [],
      named: named ? 'yes' : 'no',
      ...(named && nameOf(chance, who === 'victim' ? victim! : somebody(chance), who)),
      police: chance.one(['yes', 'no', 'notSure']),
      support: chance.one(['yes', 'yes', 'no', 'notSure']),
    },
  }
}

function deedsOf(chance: Chance, online: boolean, threat: boolean): readonly Deed[] {
  const first = online ? 'online' : chance.one(['words', 'words', 'words', 'damage', 'spitting', 'violence'] as const)
  return threat ? [first, 'threats'] : [first]
}

function strandsOf(chance: Chance, strand: Strand): readonly Strand[] {
  const second = chance.one(strands)
  return chance.percent(12) && second !== strand ? [strand, second] : [strand]
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

function somebody(chance: Chance): Somebody {
  return {
    given: chance.one(given),
    family: chance.one(family),
    birth: String(chance.between(1941, 2007)),
    // Numbers that the regulator keeps for drama ring nowhere.
    phone: `07700 900${String(chance.between(0, 999)).padStart(3, '0')}`,
    safeTimes: chance.one(['', '', 'Weekdays before three', 'Evenings', 'Not at weekends']),
  }
}

function targetedOf(chance: Chance, victim: Somebody | undefined) {
  if (victim && chance.percent(60)) return [{ given: victim.given, family: victim.family, birth: victim.birth }]
  return chance.percent(50) ? [{ description: 'A person I see most days but do not know by name.' }] : []
}

function nameOf(chance: Chance, person: Somebody, who: Who) {
  const wanted = chance.percent(85)
  return {
    given: person.given,
    family: person.family,
    ...(who === 'victim' && { birth: person.birth }),
    contactWanted: wanted ? 'yes' : 'no',
    ...(wanted && {
      phone: person.phone,
      phoneSafe: chance.one(['no', 'yes']),
      ...(person.safeTimes && { safeTimes: person.safeTimes }),
    }),
  }
}
