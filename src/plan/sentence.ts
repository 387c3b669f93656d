/**
 * The one honest sentence about a measure, in a language. It calls nothing good unless the measure that must be read with
 * it has been read.
 */
import { english, type Language, type Say } from '#web'
import { type Measure, thePeriod, withUnit } from './measure.ts'
import type { Judgement } from './reading.ts'
import { fewestPoints } from './xmr.ts'

export type Companion = { readonly measure: Measure; readonly judgement: Judgement }

/** The judgement as a person reads it, with the measure it must be read with, and what figures cannot tell. */
export function sentence(
  measure: Measure,
  judgement: Judgement,
  companion: Companion | null,
  language: Language = english,
): string {
  const { say } = language
  const cause = judgement.went === null ? '' : say('The figures cannot say what caused it.')
  return [found(measure, judgement, language), meaning(measure, judgement, companion, say), cause]
    .filter(text => text !== '')
    .join(' ')
}

function found(measure: Measure, { verdict, went, why }: Judgement, language: Language): string {
  const { say } = language
  if ('points' in why) return tooFew(measure, why, language)
  const values = {
    now: amount(measure, why.now, language),
    periods: periods(measure, why.last, say),
    earlier: amount(measure, why.earlier, language),
    before: why.first,
  }
  if (went === null)
    return say('No clear change: {now} in the last {periods}, {earlier} in the first {before}.', values)
  if (verdict === 'change likely')
    return went === 'up'
      ? say('Change likely, up: {now} in the last {periods}, {earlier} in the first {before}.', values)
      : say('Change likely, down: {now} in the last {periods}, {earlier} in the first {before}.', values)
  return went === 'up'
    ? say('Change very likely, up: {now} in the last {periods}, {earlier} in the first {before}.', values)
    : say('Change very likely, down: {now} in the last {periods}, {earlier} in the first {before}.', values)
}

type TooFew = Extract<Judgement['why'], { points: number }>

function tooFew(measure: Measure, { points, since }: TooFew, language: Language): string {
  const { say } = language
  const values = { periods: periods(measure, points, say), fewest: fewestPoints }
  if (since === null) return say('Too few points to say: {periods} so far; at least {fewest} are needed.', values)
  return say('Too few points to say: {periods} since {period}, when recording changed; at least {fewest} are needed.', {
    ...values,
    period: thePeriod(since, measure.every, language),
  })
}

function meaning({ pairedWith }: Measure, { way }: Judgement, companion: Companion | null, say: Say): string {
  const plain =
    way === 'wanted'
      ? say('This is the way the plan wants it to go.')
      : way === 'unwanted'
        ? say('The plan wants it to go the other way.')
        : ''
  if (pairedWith === undefined) return plain
  if (companion === null) return say('By itself it is neither good nor bad.')
  const { verdict, way: otherWay } = companion.judgement
  const other = { measure: companion.measure.title, verdict: verdictIn(companion.judgement, say) }
  const read = say('Read with “{measure}”: {verdict}.', other)
  if (way === null) return read
  if (verdict === 'too few points to say')
    return `${read} ${say('Until that can be read, this is neither good nor bad.')}`
  if (way === 'wanted' && otherWay === 'unwanted')
    return `${read} ${say('The two together are not what the plan wants.')}`
  return `${read} ${plain}`
}

function verdictIn({ verdict, went }: Judgement, say: Say): string {
  if (verdict === 'too few points to say') return say('too few points to say')
  if (verdict === 'change likely') return went === 'up' ? say('change likely, up') : say('change likely, down')
  if (verdict === 'change very likely')
    return went === 'up' ? say('change very likely, up') : say('change very likely, down')
  return say('no clear change')
}

function amount({ unit, every }: Measure, value: number, language: Language): string {
  const text = withUnit(value, unit, language)
  if (unit !== 'count') return text
  return every === 'month'
    ? language.say('{amount} a month', { amount: text })
    : language.say('{amount} a year', { amount: text })
}

const periods = ({ every }: Measure, count: number, say: Say): string =>
  every === 'month' ? say('{count} months', { count }) : say('{count} years', { count })
