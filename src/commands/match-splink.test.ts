import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { map, writeRecords } from '../../simulate/records/file.ts'
import { inventPeople } from '../../simulate/records/people.ts'
import { settings as populations } from '../../simulate/records/settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-splink-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

writeRecords(at('people.csv'), inventPeople({ seed: 43, records: 600, setting: populations.ordinary! }))
writeFileSync(at('map.json'), JSON.stringify(map))

function match(...args: readonly string[]) {
  const main = join(import.meta.dirname, '../main.ts')
  const given = ['match', '--input', at('people.csv'), '--map', at('map.json'), '--threads', '1', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...given], { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

/** Precision and recall as the run says them. */
const accuracy = (said: string) => /precision ([\d.]+), recall ([\d.]+)/.exec(said)?.slice(1).map(Number) ?? []

test("a model goes out in Splink's terms, comes back, and finds nearly the same people", () => {
  const out = match('--export-splink', at('splink.json'), '--truth', 'person')
  assert.equal(out.status, 0, out.said)
  const settings = JSON.parse(readFileSync(at('splink.json'), 'utf8'))
  const columns = settings.comparisons.map((one: { output_column_name: string }) => one.output_column_name)
  for (const column of ['forename', 'birth_date', 'postcode', 'nhs_number']) assert.ok(columns.includes(column), column)
  assert.equal(settings.unique_id_column_name, map.id)
  const back = match('--model', at('splink.json'), '--truth', 'person')
  assert.equal(back.status, 0, back.said)
  const [[precision = 0, recall = 0], [before = 1, found = 1]] = [accuracy(back.said), accuracy(out.said)]
  assert.ok(precision > before - 0.1 && recall > found - 0.1, `${out.said}\n${back.said}`)
})

test('settings name no column that the file has not: an address without a postcode is left out, and said to be', () => {
  const { postcode: _, ...without } = map
  writeFileSync(at('without.json'), JSON.stringify(without))
  const { status, said } = match('--export-splink', at('without-splink.json'), '--map', at('without.json'))
  assert.equal(status, 0, said)
  assert.match(said, /Left out of .*without-splink\.json, since no one column holds it: address/)
  assert.doesNotMatch(readFileSync(at('without-splink.json'), 'utf8'), /postcode/)
})

test("a model of Splink's that cannot be taken over is refused by what cannot", () => {
  const levels = [
    { sql_condition: '"shoe_size_l" = "shoe_size_r"', m_probability: 0.9, u_probability: 0.1 },
    { sql_condition: 'ELSE', m_probability: 0.1, u_probability: 0.9 },
  ]
  const comparisons = [{ output_column_name: 'shoe_size', comparison_levels: levels }]
  writeFileSync(at('odd.json'), JSON.stringify({ probability_two_random_records_match: 0.001, comparisons }))
  const { status, said } = match('--model', at('odd.json'), '--pairs', at('pairs.csv'))
  assert.equal(status, 2, said)
  assert.match(said, /odd\.json" cannot be used: these cannot be taken over: shoe_size \(no column/)
})
