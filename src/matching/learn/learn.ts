import type { Pairs } from '../comparison.ts'
import type { Model } from '../model.ts'
import type { People } from '../people.ts'
import { agreeingWithForename, type Chances, plainChances, seenShowing, strangersOnly } from './chance.ts'
import { fit, openPatterns, type Seen } from './em.ts'
import { type Borne, borneIn, columnCounted, columnOf, kindOf, liftsIn } from './frequencies.ts'
import { liftings } from './lifts.ts'
import { type Belief, beliefs, type Learnt, learnt } from './priors.ts'
import { calibrationOf, patternOdds, weigh } from './score.ts'
import { seenByPattern, seenByWords } from './seen.ts'
import { thresholdFor } from './threshold.ts'
import { type FittedTo, modelOf } from './told.ts'

/**
 * Learns, without being told any truth, how people of this kind are alike. `chances[comparison][level]` is how often two
 * records drawn at random show each level.
 */
export function learn(people: People, pairs: Pairs, chances: Chances): Model {
  const believed = believedOf(people, pairs)
  const plain = seenByPattern(people, pairs)
  let now: FittedTo = { ...fit(plain, plainChances(pairs, chances), believed), seen: plain, borne: new Map() }
  const together = agreeingWithForename(people)
  const open = openPatterns(plain, now)
  // Strangers' agreements are counted over all pairs, those of one person among them: once it is known about how many
  // those are, they are taken off and all is fitted again, now with an eye to how common the words are.
  for (let round = 0; round < (pairs.size < many ? 3 : 1); round++) {
    const borne = borneBy(people, pairs, now)
    const lifting = liftings(people, pairs, (name, column) => liftsIn(column.words, borne.get(name)!))
    const seen = seenByWords(plain, pairs, lifting, open)
    now = { ...fit(seen, strangersOnly(now, chances, together), believed, now), seen, borne }
  }
  const model = modelOf(people, pairs, now)
  return { ...model, threshold: thresholdFor(weighed(now.seen, pairs, model), calibrationOf(model)) }
}

/** In small files, pairs of one person are more of all pairs, and must be told from chance with more care. */
const many = 1_000_000

/** The pairs seen, by weight. */
function weighed({ patterns, lifts, counts }: Seen, pairs: Pairs, model: Model) {
  const { kin, chance } = patternOdds(pairs, model)
  const weights = new Float64Array(patterns.length)
  for (let cell = 0; cell < weights.length; cell++) {
    const row = patterns[cell]!
    weights[cell] = weigh(kin[row]!, chance[row]! * lifts[cell]!)
  }
  return { weights, counts }
}

function believedOf(people: People, { comparisons }: Pairs) {
  const all = comparisons.map(comparison => beliefs(comparison, kindOf(people, comparison.name)))
  const names = new Set(comparisons.map(one => one.name))
  // Brothers are told from one person by their forenames, and twins from brothers by their birth dates: where those are
  // not known, such a class would be a second name for something else.
  const visible: Readonly<Record<Learnt, boolean>> = {
    same: true,
    household: names.has('forename') && names.has('surname'),
    twin: names.has('forename') && names.has('birthDate'),
  }
  const of = (one: Learnt): readonly Belief[] => (visible[one] ? all.map(each => each[one]) : [])
  return { same: of('same'), household: of('household'), twin: of('twin') }
}

/** How often the words that comparisons count are borne by strangers. */
function borneBy(people: People, pairs: Pairs, fitted: FittedTo): ReadonlyMap<string, Borne> {
  const all = new Map<string, Borne>()
  for (const [at, comparison] of pairs.comparisons.entries()) {
    const column = columnOf(people, columnCounted(comparison) ?? '')
    if (!column) continue
    let related = 0
    for (const [level, { frequencyOf }] of comparison.levels.entries()) {
      if (frequencyOf) for (const one of learnt) related += seenShowing(fitted.seen.layout, fitted[one].seen, at, level)
    }
    all.set(comparison.name, borneIn(column.words, related))
  }
  return all
}
