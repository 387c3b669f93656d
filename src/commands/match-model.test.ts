import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { type Model, modelFrom } from '#matching/engine'
import { folderOfFiles } from '../../test/matching/reading.ts'

const { folder } = folderOfFiles()
const at = (name: string): string => join(folder, name)
const set = join(import.meta.dirname, '../../test/matching/sets/fake_1000.csv')

function safekeep(...args: readonly string[]) {
  const given = [join(import.meta.dirname, '../main.ts'), ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8', cwd: folder })
  return { status, stdout, stderr }
}
const clear = ['match', '--input', set, '--map', 'map.json'] as const
const filters = ['match', '--encoded', '--input', 'filters'] as const
const made = (...args: readonly string[]) => {
  const { status, stderr } = safekeep(...args)
  assert.equal(status, 0, stderr)
}

before(() => {
  const facts = { forename: 'first_name', surname: 'surname', birthDate: 'dob', town: 'city', email: 'email' }
  writeFileSync(at('map.json'), JSON.stringify({ id: 'unique_id', ...facts }))
  made(...clear, '--save-model', 'clear.json')
  made('encode', '--new-key', 'key.json')
  made('encode', '--input', set, '--map', 'map.json', '--key', 'key.json', '--output', 'filters')
  made(...filters, '--save-model', 'filters.json')
})

/** The model learnt in clear, changed and kept. */
function changed(name: string, change: (model: Model) => object): string {
  const model = modelFrom(JSON.parse(readFileSync(at('clear.json'), 'utf8')))
  writeFileSync(at(name), JSON.stringify({ ...model, ...change(model) }))
  return name
}

/** Its levels of one fact, changed. */
const inLevels =
  (fact: string, change: (levels: Model['comparisons'][number]['levels']) => object) => (model: Model) => ({
    comparisons: model.comparisons.map(one => (one.name === fact ? { ...one, levels: change(one.levels) } : one)),
  })

const unsound: Readonly<Record<string, readonly [change: (model: Model) => object, says: RegExp]>> = {
  'says less of a closer agreement': [
    inLevels('surname', ([exact, ...others]) => [{ ...exact, same: exact!.chance / 2 }, ...others]),
    /surname: close says more than exact, which is closer/,
  ],
  'joins everybody': [() => ({ threshold: 0.001 }), /the threshold 0\.001 joins who is more likely not one person/],
  'takes most pairs for one person': [
    ({ shares }) => ({ shares: { ...shares, same: 0.9, chance: 0.1 - shares.household - shares.twin } }),
    /most pairs are taken to be of one person/,
  ],
  'calls a level otherwise': [
    inLevels('surname', ([exact, ...others]) => [{ ...exact, name: 'equal' }, ...others]),
    /surname: learnt from other levels, .*\(exact, equal\)/,
  ],
}

for (const [what, [change, says]] of Object.entries(unsound))
  test(`a model that ${what} is not used, and nothing is written, unless it is to be used anyway`, () => {
    const asked = [...clear, '--model', changed('unsound.json', change), '--clusters', 'unsound.csv']
    rmSync(at('unsound.csv'), { force: true })
    const { status, stderr } = safekeep(...asked)
    assert.equal(status, 2, stderr)
    assert.match(stderr, /^Safekeep: The model "unsound\.json" is not used:\n/)
    assert.match(stderr, says)
    assert.match(stderr, /or say --use-anyway\.\n$/)
    assert.equal(existsSync(at('unsound.csv')), false)
    const anyway = safekeep(...asked, '--use-anyway')
    assert.equal(anyway.status, 0, anyway.stderr)
    assert.match(anyway.stderr, new RegExp(`Look at this model before you rely on it: .*${says.source}`))
    assert.ok(existsSync(at('unsound.csv')))
  })

test('a model of people told by name is not used for encoded ones, nor the other way round', () => {
  for (const [asked, model] of [
    [filters, 'clear.json'],
    [clear, 'filters.json'],
  ] as const) {
    const { status, stderr } = safekeep(...asked, '--model', model, '--pairs', 'never.csv')
    assert.equal(status, 2, stderr)
    assert.match(stderr, /forename: learnt from other levels, as of encoded people .*\(variant, sounds/)
    assert.equal(existsSync(at('never.csv')), false)
  }
})

test('levels of an address that a model has not learnt are told of, since they hang on what is known of addresses', () => {
  const model = changed(
    'near.json',
    inLevels('address', ([area, ...others]) => [{ ...area, name: 'sector' }, ...others]),
  )
  const { status, stderr } = safekeep(...clear, '--model', model, '--clusters', 'near.csv')
  assert.equal(status, 0, stderr)
  assert.match(stderr, /The model knows nothing of these, and they were not counted: address \(area\)\./)
})

test('a model is read whatever mark a program put before it', () => {
  writeFileSync(at('marked.json'), `\uFEFF${readFileSync(at('clear.json'), 'utf8')}`)
  made(...clear, '--model', 'clear.json', '--pairs', 'plain.csv')
  made(...clear, '--model', 'marked.json', '--pairs', 'marked.csv')
  assert.equal(readFileSync(at('marked.csv'), 'utf8'), readFileSync(at('plain.csv'), 'utf8'))
})

test('the line is drawn where it was said, and a model kept then draws it there again', () => {
  for (const [asked, model] of [
    [clear, 'clear.json'],
    [filters, 'filters.json'],
  ] as const) {
    const threshold = () => JSON.parse(readFileSync(at('strict.json'), 'utf8')).threshold
    made(...asked, '--threshold', '0.95', '--save-model', 'strict.json', '--clusters', 'strict.csv')
    assert.equal(threshold(), 0.95)
    const { stdout, stderr } = safekeep(...asked, '--model', model, '--threshold', '.95', '--clusters', 'given.csv')
    assert.match(stdout, /Threshold {9}0\.9500;/, stderr)
    made(...asked, '--model', 'strict.json', '--clusters', 'again.csv')
    for (const name of ['given.csv', 'again.csv'])
      assert.equal(readFileSync(at(name), 'utf8'), readFileSync(at('strict.csv'), 'utf8'), name)
    made(...asked, '--model', model, '--clusters', 'usual.csv')
    assert.notEqual(readFileSync(at('usual.csv'), 'utf8'), readFileSync(at('strict.csv'), 'utf8'))
  }
})

test('a column that is called as a fact is another thing, and what is learnt of both can be used again', () => {
  const facts = { forename: 'first_name', surname: 'surname', birthDate: 'dob' }
  const others = ['surname', 'email', 'city', 'city'].map(column => ({ column, kind: 'text' }))
  writeFileSync(at('odd.json'), JSON.stringify({ id: 'unique_id', ...facts, others }))
  const asked = ['match', '--input', set, '--map', 'odd.json'] as const
  made(...asked, '--save-model', 'odd-model.json', '--pairs', 'odd.csv')
  const { comparisons }: Model = JSON.parse(readFileSync(at('odd-model.json'), 'utf8'))
  assert.deepEqual(
    comparisons.map(({ name }) => name),
    ['forename', 'surname', 'birthDate', 'surname (text)', 'email (text)', 'city', 'city (text)'],
  )
  made(...asked, '--model', 'odd-model.json', '--pairs', 'odd-again.csv')
  assert.equal(readFileSync(at('odd-again.csv'), 'utf8'), readFileSync(at('odd.csv'), 'utf8'))
})
