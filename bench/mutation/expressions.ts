/** One way in which a rule may be got wrong: what was done to it, and the whole of it with that done. */
export type Mutant = Readonly<{ what: string; text: string }>

/**
 * Every mutant of a condition as PostgreSQL prints it: each part of an AND taken away, each part of an OR taken away, each
 * comparison moved by one step, each NOT left out; also inside the conditions of the queries that it asks.
 */
export function mutantsOf(text: string): readonly Mutant[] {
  const found = new Map<string, string>()
  for (const { what, text: changed } of [...partsGone(text), ...comparisons(text)])
    if (!found.has(changed) && changed !== text) found.set(changed, what)
  return [...found].map(([changed, what]) => ({ what, text: changed }))
}

type Part = Readonly<{ start: number; end: number; joined: 'AND' | 'OR' }>

function partsGone(text: string): readonly Mutant[] {
  return joinedParts(text).map(({ start, end, joined }) => {
    const part = text.slice(start, end)
    return {
      what: `${joined === 'AND' ? 'does not ask' : 'never allows'} ${short(part)}`,
      text: `${text.slice(0, start)}${joined === 'AND' ? 'true' : 'false'}${text.slice(end)}`,
    }
  })
}

/** Where each part of every AND and OR lies, at whatever depth. */
function joinedParts(text: string): readonly Part[] {
  const parts: Part[] = []
  for (const [from, to] of [[0, text.length] as const, ...brackets(text)]) {
    const cuts = cutsIn(text, from, to)
    const joined = cuts[0]?.joined
    if (!joined) continue
    const edges = [from, ...cuts.flatMap(cut => [cut.start, cut.end]), to]
    for (let at = 0; at < edges.length; at += 2) {
      const [start, end] = [edges[at] ?? 0, edges[at + 1] ?? 0]
      // A query's own words before its condition belong to no part of it.
      const where = text.slice(start, end).lastIndexOf(' WHERE ')
      parts.push({ start: where < 0 || at > 0 ? start : start + where + 7, end, joined })
    }
  }
  return parts
}

type Cut = Readonly<{ start: number; end: number; joined: 'AND' | 'OR' }>

function cutsIn(text: string, from: number, to: number): readonly Cut[] {
  const cuts: Cut[] = []
  let depth = 0
  for (let at = from; at < to; at += 1) {
    const next = text[at]
    if (next === "'") at = text.indexOf("'", at + 1)
    else if (next === '(' || next === '[') depth += 1
    else if (next === ')' || next === ']') depth -= 1
    else if (depth === 0) {
      const found = /^\s(AND|OR)\s/i.exec(text.slice(at, at + 5))
      if (!found) continue
      cuts.push({ start: at, end: at + found[0].length, joined: found[1]?.toUpperCase() === 'OR' ? 'OR' : 'AND' })
    }
  }
  return cuts
}

/** The inside of every pair of brackets. */
function brackets(text: string): readonly (readonly [number, number])[] {
  const open: number[] = []
  const found: (readonly [number, number])[] = []
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "'") at = text.indexOf("'", at + 1)
    else if (text[at] === '(') open.push(at + 1)
    else if (text[at] === ')') found.push([open.pop() ?? 0, at])
  }
  return found
}

const moved: readonly (readonly [RegExp, string])[] = [
  [/ <= /g, ' < '],
  [/ >= /g, ' > '],
  [/ < /g, ' <= '],
  [/ > /g, ' >= '],
  [/ <> /g, ' = '],
  [/\bNOT /gi, ''],
  [/\bIS NOT NULL\b/gi, 'is null'],
]

function comparisons(text: string): readonly Mutant[] {
  return moved.flatMap(([from, to]) =>
    [...text.matchAll(from)].map(({ index, 0: was }) => ({
      what: `has ${to.trim() || 'nothing'} for ${was.trim()} before ${short(text.slice(index + was.length))}`,
      text: text.slice(0, index) + to + text.slice(index + was.length),
    })),
  )
}

const short = (text: string): string => {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/\( SELECT ([\w.]+\([^()]*\)) AS \w+\)/g, '$1')
    .trim()
  return line.length > 90 ? `${line.slice(0, 87)}…` : line
}
