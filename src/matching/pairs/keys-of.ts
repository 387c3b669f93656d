import type { Width } from '../comparison.ts'
import type { People } from '../people.ts'
import { keysByRule } from './keys.ts'
import { namesOf } from './names.ts'
import { type Rule, strictRules } from './rules.ts'

// A hundred thousand records are asked one by one; their words are read once.
const readBefore = new WeakMap<People, Map<Width, readonly Rule[]>>()

/**
 * The keys of one record, the same that `findPairs` uses: two records are candidates if they share one. Distinct,
 * ascending, signed 64 bits as PostgreSQL's bigint holds; made of the words alone, so equal in every database. A key that
 * too many share is for the asker to bound. For `all`, which has no keys, those of `wide`.
 */
export function keysOf(people: People, record: number, width: Width): readonly bigint[] {
  const keys = new Set<bigint>()
  for (const rule of rulesRead(people, width)) {
    const { size, high, low } = keysByRule(rule, Uint32Array.of(record))
    for (let at = 0; at < size; at++) keys.add(BigInt.asIntN(64, (BigInt(high[at]!) << 32n) | BigInt(low[at]!)))
  }
  return [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function rulesRead(people: People, width: Width): readonly Rule[] {
  const byWidth = readBefore.get(people) ?? new Map<Width, readonly Rule[]>()
  readBefore.set(people, byWidth)
  const known = byWidth.get(width)
  if (known) return known
  const rules = strictRules(people, namesOf(people.facts), width)
  byWidth.set(width, rules)
  return rules
}
