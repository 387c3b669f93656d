import { said } from '#kernel'

const deepest = 6
const mostNames = 800

/**
 * What a form sent, by name, with `people.0.given` read as a member of a member. Names that mean something to the
 * language (`__proto__`) are members like any other, since nothing here inherits; what is nested too deep is left out, and
 * what comes after 800 names, which no form of ours has.
 */
export function nested(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = Object.create(null)
  let count = 0
  for (const [name, value] of pairs) {
    if (++count > mostNames) break
    const path = name.split('.')
    if (path.length <= deepest) put(root, path, value)
  }
  return listsIn(root) as Readonly<Record<string, unknown>>
}

/** The pairs again, for a form that must carry along what another sent. */
export function flattened(given: unknown, prefix = ''): readonly (readonly [string, string])[] {
  if (Array.isArray(given)) {
    const plain = given.every(one => typeof one !== 'object')
    return given.flatMap((one, index) => flattened(one, plain ? prefix : `${prefix}.${index}`))
  }
  if (typeof given === 'object' && given !== null) {
    return Object.entries(given).flatMap(([name, value]) => flattened(value, prefix ? `${prefix}.${name}` : name))
  }
  return given === undefined || given === null ? [] : [[prefix, said(given)]]
}

function put(into: Record<string, unknown>, path: readonly string[], value: string): void {
  const [first, ...rest] = path
  if (first === undefined) return
  const there = into[first]
  if (rest.length === 0)
    into[first] = there === undefined ? value : Array.isArray(there) ? [...there, value] : [there, value]
  else {
    const member = isMembers(there) ? there : (Object.create(null) as Record<string, unknown>)
    into[first] = member
    put(member, rest, value)
  }
}

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members numbered 0, 1, 2 … are a list. */
function listsIn(value: unknown): unknown {
  if (!isMembers(value)) return value
  const names = Object.keys(value)
  if (names.length > 0 && names.every(name => /^\d{1,2}$/.test(name)))
    return names
      .map(Number)
      .sort((a, b) => a - b)
      .map(name => listsIn(value[name]))
  for (const name of names) value[name] = listsIn(value[name])
  return value
}
