import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { folderOfFiles } from '../../test/matching/reading.ts'

const { folder, file } = folderOfFiles()
const at = (name: string): string => join(folder, name)
const set = (name: string): string => join(import.meta.dirname, '../../test/matching/sets', name)

const fake = file(
  JSON.stringify({
    id: 'unique_id',
    forename: 'first_name',
    surname: 'surname',
    birthDate: 'dob',
    town: 'city',
    email: 'email',
  }),
  'fake.json',
)
const febrl = file(
  JSON.stringify({
    ...{ id: 'rec_id', forename: 'given_name', surname: 'surname', town: 'suburb', postcode: 'postcode' },
    ...{ birthDate: { column: 'date_of_birth', format: 'YYYYMMDD' }, identifiers: ['soc_sec_id'] },
    ...{ addressLines: ['street_number', 'address_1', 'address_2'], others: [{ column: 'state', kind: 'code' }] },
  }),
  'febrl.json',
)

function match(...args: readonly string[]) {
  const main = join(import.meta.dirname, '../main.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'match', ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}
const rowsOf = (path: string): readonly (readonly string[])[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => line.split(','))

test('people of a file become pairs and clusters, held against the truth where it is known', () => {
  const asked = ['--input', set('fake_1000.csv'), '--map', fake, '--truth', 'cluster', '--report', at('report.html')]
  const { status, stdout, stderr } = match(...asked, '--pairs', at('pairs.csv'), '--clusters', at('clusters.csv'))
  assert.equal(status, 0, stderr)
  const [head, ...pairs] = rowsOf(at('pairs.csv'))
  assert.deepEqual(head, ['id_l', 'id_r', 'probability', 'weight'])
  assert.ok(pairs.length > 1_500, 'most of 2,031 true pairs are likely')
  for (const [left, right, probability, weight] of pairs) {
    assert.notEqual(left, right)
    assert.ok(Number(probability) >= 0.01 && Number(probability) <= 1, probability)
    assert.ok(Number.isFinite(Number(weight)))
  }
  const clusters = rowsOf(at('clusters.csv'))
  assert.deepEqual(clusters.slice(0, 2), [
    ['id', 'cluster'],
    ['0', '1'],
  ])
  assert.equal(new Set(clusters.slice(1).map(([id]) => id)).size, 1_000)
  const f1 = Number(/At the threshold .* F1 (\d\.\d+)/.exec(stdout)?.[1])
  assert.ok(f1 > 0.88, stdout)
  for (const figure of ['precision', 'recall', 'blocking recall', '99 % precision', '99.9 %', 'Calibration', 'B-cubed'])
    assert.ok(stdout.includes(figure), figure)
  assert.match(readFileSync(at('report.html'), 'utf8'), /^<!doctype html>/)
  assert.match(
    readFileSync(at('report.html'), 'utf8'),
    /Whether it is as right for everybody[\s\S]*Recall by decade of birth/,
  )
})

test('the same people give the same files and the same model, whatever the number of threads', () => {
  const outputs = [1, 2, 3].map(threads => {
    const out = ['pairs', 'clusters', 'save-model'].flatMap(name => [`--${name}`, at(`${name}-${threads}`)])
    const { status, stderr } = match(
      '--input',
      set('dataset2.csv'),
      '--map',
      febrl,
      '--threads',
      String(threads),
      ...out,
    )
    assert.equal(status, 0, stderr)
    return ['pairs', 'clusters', 'save-model'].map(name => readFileSync(at(`${name}-${threads}`), 'utf8'))
  })
  assert.ok(outputs[0]![0]!.length > 10_000)
  assert.deepEqual(outputs[1], outputs[0])
  assert.deepEqual(outputs[2], outputs[0])
})

test('a model that was kept says the same again', () => {
  const asked = ['--input', set('dataset1.csv'), '--map', febrl]
  const first = match(...asked, '--pairs', at('learnt.csv'), '--save-model', at('model.json'))
  assert.equal(first.status, 0, first.stderr)
  const again = match(...asked, '--pairs', at('again.csv'), '--model', at('model.json'))
  assert.equal(again.status, 0, again.stderr)
  assert.equal(readFileSync(at('again.csv'), 'utf8'), readFileSync(at('learnt.csv'), 'utf8'))
})

test('what a model knows nothing of is told, and one that knows nothing at all is refused', () => {
  const mapped = (map: object) => file(JSON.stringify(map))
  const asked = ['--model', at('model.json'), '--pairs', at('other.csv'), '--input', set('fake_1000.csv'), '--map']
  const some = match(...asked, fake)
  assert.equal(some.status, 0, some.stderr)
  assert.match(some.stderr, /The model knows nothing of these, and they were not counted: email\./)
  const none = match(...asked, mapped({ id: 'unique_id', email: 'email' }))
  assert.equal(none.status, 2)
  assert.match(none.stderr, /it was learnt from .*forename.*, and not email/)
})

test('only pairs of different sources are found where only these are wanted', () => {
  const lines = rowsOf(set('dataset1.csv')).map(([id, ...rest], row) =>
    [id, ...rest, row === 0 ? 'agency' : id!.includes('org') ? 'police' : 'health'].join(','),
  )
  const asked = ['--input', file(lines.join('\n')), '--map', febrl, '--pairs', at('linked.csv')]
  const { status, stderr } = match(...asked, '--link-only', 'agency')
  assert.equal(status, 0, stderr)
  const [, ...pairs] = rowsOf(at('linked.csv'))
  assert.ok(pairs.length >= 480, `${pairs.length}`)
  for (const [left, right] of pairs) assert.notEqual(left!.includes('org'), right!.includes('org'))
})

const [heading, ...thousand] = readFileSync(set('fake_1000.csv'), 'utf8').trimEnd().split('\n')
const everySecond = (from: number, prefix = '') => {
  const rows = thousand.filter((_, at) => at % 2 === from)
  return file([heading, ...rows.map((row, at) => row.replace(/^\d+/, `${prefix}${at}`))].join('\n'))
}
const byFile = (...inputs: readonly string[]) =>
  match(...inputs.flatMap(one => ['--input', one]), '--map', fake, '--pairs', at('apart'), '--link-only-files')

test('files that number their people alike are refused where only pairs across them are wanted, and nothing is written', () => {
  const [a, b] = [everySecond(0), everySecond(1)]
  for (const inputs of [
    [a, b],
    [a, a],
  ]) {
    const { status, stderr, stdout } = byFile(...inputs)
    assert.equal(status, 2, stderr)
    assert.match(stderr, /500 identifiers stand in more than one file.*prefix.*"unique_id"/)
    assert.equal(stdout, '')
    assert.deepEqual(
      ['apart', 'apart.errors.csv'].filter(name => existsSync(at(name))),
      [],
    )
  }
})

test('files that tell their people apart are linked, and one that repeats its own has that row left out', () => {
  const [a, b] = [everySecond(0, 'a-'), everySecond(1, 'b-')]
  writeFileSync(a, `\n${thousand[0]!.replace(/^\d+/, 'a-0')}\n`, { flag: 'a' })
  const { status, stderr } = byFile(a, b)
  assert.equal(status, 0, stderr)
  assert.match(stderr, /1 row had to be left out/)
  const [, ...pairs] = rowsOf(at('apart'))
  assert.ok(pairs.length > 500)
  for (const [left, right] of pairs) assert.notEqual(left![0], right![0])
})

test('rows with faults are told on a list, with what to do and without what stands there', () => {
  const rows = readFileSync(set('fake_1000.csv'), 'utf8').trimEnd().split('\n').slice(0, 200)
  const input = file([...rows, ',Secretname,Hidden,2001-01-01,,,9', '0,Secretname,Hidden,2001-01-01,,,9'].join('\r\n'))
  const { status, stderr } = match('--input', input, '--map', fake, '--pairs', at('faulty.csv'))
  assert.equal(status, 0)
  assert.match(stderr, /2 rows had to be left out/)
  const listed = readFileSync(at('faulty.csv.errors.csv'), 'utf8')
  assert.match(listed, /^file,line,column,fault,what_became,what_to_do\n/)
  assert.match(listed, /,201,,no identifier,left out,Give each row/)
  assert.match(listed, /,202,unique_id,an identifier that an earlier row has,left out/)
  assert.doesNotMatch(listed + stderr, /Secretname|Hidden|2001/i)
})

const refused: Readonly<Record<string, readonly [args: readonly string[], says: RegExp]>> = {
  'no input': [['--map', fake, '--pairs', at('x')], /Say what to read: --input FILE/],
  'no map': [['--input', set('fake_1000.csv'), '--pairs', at('x')], /Say which column is what: --map FILE/],
  'nothing to write': [['--input', set('fake_1000.csv'), '--map', fake], /Say what to write/],
  'an option that there is not': [['--inptu', 'x'], /Unknown option '--inptu'/],
  'a width that there is not': [
    ['--input', 'x', '--map', 'y', '--pairs', 'z', '--width', 'wider'],
    /tight, wide or all/,
  ],
  'a column that there is not': [
    ['--input', set('dataset1.csv'), '--map', fake, '--pairs', at('x')],
    /no column "unique_id"/,
  ],
  'a model that is none': [
    ['--input', set('fake_1000.csv'), '--map', fake, '--pairs', at('x'), '--model', fake],
    /The model ".*" cannot be used/,
  ],
  'a folder that there is not': [
    ['--input', set('fake_1000.csv'), '--map', fake, '--pairs', at('nowhere/pairs.csv')],
    /There is no folder for ".*nowhere/,
  ],
}

for (const [what, [args, says]] of Object.entries(refused))
  test(`${what} ends with 2 and a sentence, and writes nothing`, () => {
    const { status, stderr } = match(...args)
    assert.match(stderr, says)
    assert.equal(status, 2, stderr)
    assert.equal(existsSync(at('x')), false)
  })

for (const rows of [0, 1, 2])
  test(`of ${rows} rows all that is asked for is written, and the model can be used again`, () => {
    const lines = ['unique_id,first_name,surname,dob,city,email,who']
    lines.push('1,Anne,Lee,2001-02-03,York,anne@example.com,1', '2,Bob,Ray,1960-12-03,,,2')
    writeFileSync(at('few.csv'), lines.slice(0, rows + 1).join('\n'))
    const out = ['pairs', 'clusters', 'report', 'save-model', 'export-splink'].map(
      name => [`--${name}`, at(`few-${rows}-${name}`)] as const,
    )
    const asked = ['--input', at('few.csv'), '--map', fake, '--truth', 'who']
    const { status, stdout, stderr } = match(...asked, ...out.flat())
    assert.equal(status, 0, stderr)
    assert.equal(rowsOf(at(`few-${rows}-pairs`)).length, 1)
    assert.equal(rowsOf(at(`few-${rows}-clusters`)).length, rows + 1)
    assert.match(stdout, /Held against "who"/)
    const written = [stdout, ...out.map(([, path]) => readFileSync(path, 'utf8'))]
    for (const text of written) assert.doesNotMatch(text, /NaN|Infinity|: null/)
    const again = match(
      ...asked,
      '--model',
      at(`few-${rows}-save-model`),
      '--pairs',
      at('few-again.csv'),
      '--use-anyway',
    )
    assert.equal(again.status, 0, again.stderr)
  })
