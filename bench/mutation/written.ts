import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { equivalent } from './equivalent.ts'

/** What became of one mutant. */
export type Judged = Readonly<{ place: string; what: string; fate: 'killed' | 'survived' | 'invalid' }>

const page = join(import.meta.dirname, '../../docs/mutation.md')

/** Writes one section of docs/mutation.md: the score by place, and every survivor with why, or that a test is missing. */
export function writeSection(name: 'access' | 'code', judged: readonly Judged[], about: string): string {
  const text = [about, '', table(judged), '', ...survivors(judged)].join('\n').trimEnd()
  const [start, end] = [`<!-- mutation:${name} -->`, `<!-- mutation:${name}:end -->`]
  const was = readFileSync(page, 'utf8')
  const [before, after] = [was.indexOf(start), was.indexOf(end)]
  if (before < 0 || after < 0) throw new Error(`docs/mutation.md has no place for ${name}.`)
  writeFileSync(page, `${was.slice(0, before + start.length)}\n${text}\n${was.slice(after)}`)
  return text
}

/** Why no test can tell a mutant from the rule, where that is known. */
export const whyOf = ({ place, what }: Pick<Judged, 'place' | 'what'>): string | undefined =>
  equivalent.find(one => one.place.test(place) && one.what.test(what))?.why

function table(judged: readonly Judged[]): string {
  const valid = judged.filter(one => one.fate !== 'invalid')
  const groups = Map.groupBy(valid, one => one.place.replace(/^policy \S+ on /, 'policies of ').replace(/:\d+$/, ''))
  const rows = [...groups].toSorted(([a], [b]) => a.localeCompare(b)).map(([place, ones]) => rowOf(place, ones))
  return [
    '| where | mutants | killed | equivalent | survived | score |',
    '| --- | --: | --: | --: | --: | --: |',
    ...rows,
    rowOf('**all**', valid),
  ].join('\n')
}

function rowOf(place: string, ones: readonly Judged[]): string {
  const killed = ones.filter(one => one.fate === 'killed').length
  const same = ones.filter(one => one.fate === 'survived' && whyOf(one)).length
  const left = ones.length - killed - same
  const score = killed + left === 0 ? '–' : `${((100 * killed) / (killed + left)).toFixed(1)} %`
  return `| ${place} | ${ones.length} | ${killed} | ${same} | ${left} | ${score} |`
}

function survivors(judged: readonly Judged[]): readonly string[] {
  const left = judged.filter(one => one.fate === 'survived')
  if (left.length === 0) return []
  const line = (one: Judged) =>
    `- ${one.place}: \`${one.what.replaceAll('`', '')}\`${whyOf(one) ? `: ${whyOf(one)}` : ''}`
  const [same, missing] = [left.filter(whyOf), left.filter(one => !whyOf(one))]
  return [
    ...(missing.length ? ['Survived, so that a test is missing:', '', ...missing.map(line), ''] : []),
    ...(same.length ? ['Equivalent, each with why:', '', ...same.map(line)] : []),
  ]
}
