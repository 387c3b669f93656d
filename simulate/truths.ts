import { type Strand, strands } from './words.ts'

/** A share that is one thing until a month of the county and another from it on; months are counted from 0. */
export type Changing = Readonly<{ before: number; from?: number; after?: number }>

/**
 * What is true of a made-up county, written down before anything happens in it: every probability that the lives are
 * drawn by. Nothing else moves a measure, so that the true value of each measure in each month follows by arithmetic.
 */
export type Truths = Readonly<{
  /** Mean reports a month, before the portal and the seasons. */
  monthly: number
  /** How much busier or quieter each month of the year is, January first; their mean is one. */
  seasons: readonly number[]
  /** From a month on, so many times as many reports. */
  portal: Readonly<{ from: number; times: number }> | undefined
  /** Of people targeted and known by name, those reported again within twelve months. */
  repeats: Changing
  /** Of contacts that fall due: made in time, and never made; the rest are late. */
  inTime: number
  never: number
  /** A district whose cases are answered late from a month on. */
  slow: Readonly<{ district: string; from: number; inTime: number }> | undefined
  /** Of people reached, those who are offered support, and the share of those offers that come late. */
  offered: number
  offeredLate: number
  /** Of people reached, those asked at the end whether they are satisfied; of those asked, those who are. */
  asked: number
  satisfied: number
  /** How incidents are shared out between strands, and which part of them is ever reported. */
  strands: Readonly<Record<Strand, Readonly<{ happen: number; told: number }>>>
}>

/** What is true of every county: how reports are told and decided, whatever else changes. */
export const always = {
  /** Online; otherwise, at a place that nobody can say. Near home, of those at a place. */
  online: 0.2,
  unknown: 0.06,
  near: 0.7,
  /** Whoever reports gives a name; and having given one, a way to be reached. */
  named: 0.78,
  wanted: 0.85,
  /** Whoever reports for another knows the name of who was targeted; and there were two. */
  byName: 0.55,
  pair: 0.08,
  /** A threat; and of those, acted on at once and not referred. */
  threat: 0.07,
  actedOn: 0.2,
  /** Without a name, nothing to go on; of the rest, told of help and not referred. */
  nothing: 0.35,
  signposted: 0.1,
  /** Of those who may be reached, found to be unsafe to reach. */
  unsafe: 0.05,
} as const

const even = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] as const
/** Early summer is busiest; August and December have their gaps. */
const seasons = [0.92, 0.92, 0.98, 1, 1.08, 1.14, 1.16, 0.94, 1.02, 1.06, 0.96, 0.82] as const

/** A county in which nothing changes and no month differs from another. */
export const quiet: Truths = {
  monthly: 40,
  seasons: even,
  portal: undefined,
  repeats: { before: 0.2 },
  inTime: 0.84,
  never: 0.08,
  slow: undefined,
  offered: 0.9,
  offeredLate: 0.12,
  asked: 0.7,
  satisfied: 0.72,
  strands: {
    race: { happen: 0.38, told: 0.5 },
    religion: { happen: 0.1, told: 0.5 },
    orientation: { happen: 0.16, told: 0.5 },
    // Nine in ten incidents of this strand reach nobody, which no count of reports can show.
    disability: { happen: 0.3, told: 0.1 },
    transgender: { happen: 0.06, told: 0.5 },
  },
}

/** The same with seasons, and otherwise nothing that changes. */
export const seasonal: Truths = { ...quiet, seasons }

/** The county with everything planted in it; the changes come two years in. */
export const planted: Truths = {
  ...quiet,
  seasons,
  portal: { from: 24, times: 1.5 },
  repeats: { before: 0.2, from: 24, after: 0.1 },
  slow: { district: 'E07000219', from: 24, inTime: 0.45 },
}

/** A changing share in a month. */
export const inMonth = ({ before, from, after }: Changing, month: number): number =>
  from !== undefined && after !== undefined && month >= from ? after : before

/** Mean reports in a month of the county; `calendar` is that month of the year, 0 for January. */
export const meanReports = ({ monthly, seasons, portal }: Truths, month: number, calendar: number): number =>
  monthly * seasons[calendar]! * (portal && month >= portal.from ? portal.times : 1)

/** The share of contacts due in a month that are made in time, in one district or where none is known. */
export const inTimeIn = ({ inTime, slow }: Truths, month: number, district: string | undefined): number =>
  slow && slow.district === district && month >= slow.from ? slow.inTime : inTime

/** Strands by how often they are reported, which is not how often they happen. */
export const reportedStrands = (truths: Truths): readonly (readonly [Strand, number])[] =>
  strands.map(strand => [strand, truths.strands[strand].happen * truths.strands[strand].told])

/** The share of reports that name a second strand, if it differs from the first. */
export const secondStrand = 0.12

/** The share of reports that name a strand, first or second. */
export function mentioning(truths: Truths, strand: Strand): number {
  const all = reportedStrands(truths).reduce((sum, [, weight]) => sum + weight, 0)
  const share = (truths.strands[strand].happen * truths.strands[strand].told) / all
  return share + (1 - share) * secondStrand * share
}
