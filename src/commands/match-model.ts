import {
  type Columns,
  type Comparison,
  impossible,
  isSplink,
  type Matched,
  type Model,
  modelFrom,
  modelFromSplink,
  type People,
  refusals,
  Unreadable,
} from '#matching/engine'
import type { MatchOptions } from './match-options.ts'
import { textOf } from './text-of.ts'

/** A model that was given: of ours it is what it is, of Splink's it depends on whom it is used for. Throws `Unreadable`. */
export type ModelGiven = (known?: Readonly<{ people: People; columns: Columns }>) => Model

type Asked = Pick<MatchOptions, 'threshold' | 'useAnyway'>

/** The model of a file, believed; throws `Unreadable`, also for one that is not sound unless it is to be used anyway. */
export function modelIn(path: string, asked: Asked): ModelGiven {
  const json = believed(path, (): unknown => JSON.parse(textOf(path)))
  const sound = (model: Model, reasons: (model: Model) => readonly string[]): Model => {
    mustHold(path, asked, reasons({ ...model, threshold: asked.threshold ?? model.threshold }))
    return model
  }
  if (!isSplink(json)) {
    const model = sound(
      believed(path, () => modelFrom(json)),
      refusals,
    )
    return () => model
  }
  return known => {
    if (!known) throw new Unreadable(`The model "${path}" is Splink's, which knows nothing of encoded people`)
    // Where families are among the strangers, they share one e-mail address more often than a like one: its levels may be in
    // no order, which is told and nothing to refuse.
    return sound(
      believed(path, () => modelFromSplink(json, known.people, known.columns)),
      impossible,
    )
  }
}

/** Throws `Unreadable` if something speaks against a model that was given, unless it is to be used anyway. */
export function mustHold(path: string, { useAnyway }: Asked, reasons: readonly string[]): void {
  if (reasons.length === 0 || useAnyway) return
  throw new Unreadable(
    `The model "${path}" is not used:\n  ${reasons.join('\n  ')}\nUse another, learn one without --model, or say --use-anyway.`,
  )
}

function believed<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause
    const said =
      cause instanceof SyntaxError ? 'it is not JSON' : cause instanceof Error ? cause.message : String(cause)
    throw new Unreadable(`The model "${path}" cannot be used: ${said}`, { cause })
  }
}

/**
 * What people were compared by and the model has not learnt, with the levels in brackets where it is not the whole; throws
 * `Unreadable` where that is everything.
 */
export function unknownTo({ model, pairs: { comparisons } }: Matched): readonly string[] {
  const told = comparisons.map(comparison => ({ comparison, lacking: lackingIn(model, comparison) }))
  const whole = told.filter(({ comparison, lacking }) => lacking.length === comparison.levels.length - 1)
  if (whole.length > 0 && whole.length === comparisons.length) {
    const known = model.comparisons.map(({ name }) => name)
    const unknown = comparisons.map(({ name }) => name)
    throw new Unreadable(
      `The model cannot be used: it was learnt from ${known.join(', ') || 'nothing'}, and not ${unknown.join(', ')}`,
    )
  }
  return told.flatMap(one => {
    const { name } = one.comparison
    return one.lacking.length === 0 ? [] : [whole.includes(one) ? name : `${name} (${one.lacking.join(', ')})`]
  })
}

function lackingIn(model: Model, { name, levels }: Comparison): readonly string[] {
  const known = model.comparisons.find(one => one.name === name)?.levels.map(level => level.name)
  return levels.slice(1).flatMap(level => (known?.includes(level.name) ? [] : [level.name]))
}

/**
 * Why a model was learnt of people who are compared in another way: of filters rather than names, or by another version.
 * The levels of an address depend on what is known of it, and say nothing.
 */
export function otherwiseLearnt({ model, pairs: { comparisons } }: Matched): readonly string[] {
  return comparisons.flatMap(comparison => {
    const learnt = model.comparisons.find(({ name }) => name === comparison.name)
    if (!learnt || comparison.name === 'address') return []
    const compared = new Set(comparison.levels.map(({ name }) => name))
    const others = [
      ...lackingIn(model, comparison),
      ...learnt.levels.flatMap(({ name }) => (compared.has(name) ? [] : [name])),
    ]
    return others.length === 0
      ? []
      : [
          `${comparison.name}: learnt from other levels, as of encoded people or by another version (${others.join(', ')})`,
        ]
  })
}
