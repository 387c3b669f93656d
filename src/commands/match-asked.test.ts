import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { folderOfFiles } from '../../test/matching/reading.ts'

const { folder, file } = folderOfFiles()
const at = (name: string): string => join(folder, name)
const main = join(import.meta.dirname, '../main.ts')
function safekeep(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', cwd: folder })
  return { status, stdout, stderr }
}

const header = 'no,first,last,born,nhs'
const rows = ['1,Anne,Lee,2001-02-03,', '2,Anne,Lee,2001-02-03,', '3,Bob,Ray,1960-12-03,']
const people = file([header, ...rows].join('\n'), 'people.csv')
const map = file(
  JSON.stringify({ id: 'no', forename: 'first', surname: 'last', birthDate: 'born', nhsNumber: 'nhs' }),
  'map.json',
)
const asked = ['match', '--input', people, '--map', map] as const
const encoded = ['match', '--encoded', '--input', 'a', '--pairs', 'encoded-pairs.csv'] as const
symlinkSync(people, at('alias.csv'))
linkSync(people, at('twin.csv'))
mkdirSync(at('deep'))
assert.equal(safekeep('encode', '--new-key', 'key.json').status, 0)
assert.equal(safekeep(...asked, '--save-model', 'model.json').status, 0)

const written: Readonly<Record<string, readonly string[]>> = {
  'the people': [...asked, '--pairs', 'ok.csv', '--clusters', people],
  'the people by another path': [...asked, '--clusters', 'deep/../people.csv'],
  'the people by a link': [...asked, '--report', 'alias.csv'],
  'the people by their other name': [...asked, '--save-model', 'twin.csv'],
  'the map': [...asked, '--pairs', map],
  'the model': [...asked, '--model', 'model.json', '--save-model', 'model.json'],
  'what was written just before': [...asked, '--pairs', 'ok.csv', '--clusters', 'ok.csv'],
  'the list of faults': [...asked, '--pairs', 'ok.csv', '--clusters', 'ok.csv.errors.csv'],
  'a file on its way': ['match', '--input', people, '--input', 'in.csv.part', '--map', map, '--pairs', 'in.csv'],
  'the people, encoding them': ['encode', '--input', people, '--map', map, '--key', 'key.json', '--output', people],
  'the key': ['encode', '--input', people, '--map', map, '--key', 'key.json', '--output', 'key.json'],
  'the key by the list of numbers': [
    ...['encode', '--input', people, '--map', map, '--key', 'made.ids.csv', '--output', 'made'],
  ],
}
writeFileSync(at('in.csv.part'), [header, '4,Cy,Fox,1950-01-04,'].join('\n'))
writeFileSync(at('made.ids.csv'), readFileSync(at('key.json')))
const kept = ['people.csv', 'map.json', 'model.json', 'key.json', 'in.csv.part', 'made.ids.csv']
const contents = () => kept.map(name => readFileSync(at(name), 'utf8'))

for (const [what, args] of Object.entries(written))
  test(`${what} would be written over: that is refused, and nothing is written`, () => {
    const before = contents()
    const { status, stderr } = safekeep(...args)
    assert.equal(status, 2, stderr)
    assert.match(stderr, /^Safekeep: ".+" would be written over: give another name\n/)
    assert.deepEqual(contents(), before)
    for (const name of ['ok.csv', 'in.csv', 'made']) assert.equal(existsSync(at(name)), false, name)
  })

const refused: Readonly<Record<string, readonly [args: readonly string[], says: RegExp]>> = {
  'a folder to write into': [[...asked, '--pairs', 'deep'], /"deep" is a folder: give the name of a file/],
  'a folder that is a file': [[...asked, '--pairs', 'people.csv/x'], /There is no folder for "people.csv\/x"/],
  'a folder that there is not, for filters': [
    ['encode', '--input', people, '--map', map, '--key', 'key.json', '--output', 'nowhere/a'],
    /There is no folder for "nowhere\/a"/,
  ],
  'a folder that there is not, for a key': [
    ['encode', '--new-key', 'nowhere/k'],
    /There is no folder for "nowhere\/k"/,
  ],
  'the truth of encoded people': [[...encoded, '--truth', 'who'], /Of encoded people there is no --truth/],
  'a column of encoded people': [[...encoded, '--link-only', 'agency'], /Of encoded people there is no --link-only\n/],
  'other files of encoded people': [
    [...encoded, '--input', 'b', '--link-only-files'],
    /Of encoded people there is no --link-only-files/,
  ],
  'a width for encoded people': [[...encoded, '--width', 'wide'], /Of encoded people there is no --width/],
  'faults of encoded people': [[...encoded, '--errors', 'e.csv'], /Of encoded people there is no --errors/],
  'encoded people for Splink': [[...encoded, '--export-splink', 's'], /Of encoded people there is no --export-splink/],
  'different files where there is one': [
    [...asked, '--pairs', 'ok.csv', '--link-only-files'],
    /--link-only-files needs two files/,
  ],
  'a threshold that is none': [
    [...asked, '--pairs', 'ok.csv', '--threshold', '95'],
    /a probability from 0\.4 to below 1/,
  ],
  'a threshold that joins strangers': [[...asked, '--pairs', 'ok.csv', '--threshold', '0.39'], /from 0\.4 to below 1/],
  'a model to be used anyway, and none said': [[...asked, '--pairs', 'ok.csv', '--use-anyway'], /Say which model/],
}

for (const [what, [args, says]] of Object.entries(refused))
  test(`${what}: a sentence, 2, and nothing is written`, () => {
    const { status, stderr } = safekeep(...args)
    assert.match(stderr, says)
    assert.equal(status, 2, stderr)
    for (const name of ['ok.csv', 'encoded-pairs.csv', 'e.csv']) assert.equal(existsSync(at(name)), false, name)
  })

test('somebody who asks for help is told how it is said, and that is no fault', () => {
  for (const [command, says] of [
    ['match', /npx safekeep match --input FILE… --map FILE/],
    ['encode', /npx safekeep encode --new-key KEYFILE/],
  ] as const)
    for (const how of ['--help', '-h']) {
      const { status, stdout, stderr } = safekeep(command, how)
      assert.match(stdout, says)
      assert.deepEqual([status, stderr], [0, ''])
    }
})

test('a list of faults is of this run: one of the run before goes, and a run that fails writes none', () => {
  const faulty = file([header, ...rows, ',Cy,Fox,1950-01-04,'].join('\n'), 'faulty.csv')
  const run = (input: string, ...more: readonly string[]) =>
    safekeep('match', '--input', input, '--map', map, '--pairs', 'listed.csv', ...more)
  const odd = file(JSON.stringify({ id: 'no', nhsNumber: 'nhs' }), 'odd.json')
  assert.equal(safekeep('match', '--input', people, '--map', odd, '--save-model', 'odd-model.json').status, 0)
  const failed = run(faulty, '--model', 'odd-model.json', '--use-anyway')
  assert.equal(failed.status, 2, failed.stderr)
  assert.doesNotMatch(failed.stderr, /listed\.csv/)
  assert.deepEqual([existsSync(at('listed.csv')), existsSync(at('listed.csv.errors.csv'))], [false, false])

  const { stderr } = run(faulty)
  assert.match(stderr, /Each is told in listed\.csv\.errors\.csv/)
  assert.match(readFileSync(at('listed.csv.errors.csv'), 'utf8'), /no identifier/)
  assert.equal(run(people).stderr, '')
  assert.equal(existsSync(at('listed.csv.errors.csv')), false)
})
