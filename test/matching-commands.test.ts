/* `index` and `matching` as somebody runs them on an installation that is there. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { diskStore, installationKey } from '../src/adapters/index.ts'
import { buildHouse, project } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { type Embedded, startPostgres } from '../src/embedded/index.ts'
import { cast, gather, seen } from './cast.ts'
import { closedFolder } from './embedded-life.ts'

const run = promisify(execFile)
const home = closedFolder()
const [data, files] = [join(home, 'data'), join(home, 'files')]
let postgres: Embedded

before(async () => {
  mkdirSync(files)
  postgres = await startPostgres({ folder: data })
  const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, await installationKey(data), diskStore(home))
  await prepare(postgres, house)
  await gather(postgres.ownerUrl)
})
after(() => postgres.stop())

const columns = { id: 'ref', forename: 'first', surname: 'last', birthDate: 'born', phone: 'phone' }
const header = 'ref,first,last,born,phone\n'
const ada = '1,Ada,Quillfeather,1984-03-02,07700900111\n'

async function index(text: string | Uint8Array, more: readonly string[] = [], by: object = columns): Promise<Ran> {
  const [input, map] = [join(files, 'people.csv'), join(files, 'map.json')]
  writeFileSync(input, text)
  writeFileSync(map, JSON.stringify(by))
  return await safekeep(['index', '--agency', cast.triage.agency, '--input', input, '--map', map, ...more])
}

type Ran = Readonly<{ code: number; said: string; complained: string }>

async function safekeep(args: readonly string[]): Promise<Ran> {
  const env = { PATH: process.env.PATH, SAFEKEEP_DATA: data }
  try {
    const { stdout, stderr } = await run(process.execPath, [join(project, 'src', 'main.ts'), ...args], { env })
    return { code: 0, said: stdout, complained: stderr }
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && 'stdout' in fault && 'stderr' in fault)) throw fault
    return { code: Number(fault.code), said: String(fault.stdout), complained: String(fault.stderr) }
  }
}

const held = () =>
  seen<{ ref: string; family: string }>(
    postgres.ownerUrl,
    `select r.source_ref as ref, n.family from kernel.person_records r join kernel.person_names n on n.record_id = r.id
      where r.agency_id = $1 and r.disposed_at is null order by 1`,
    [cast.triage.agency],
  )

test('a file is taken in once, told again it is let be, and what changed is changed', async () => {
  assert.match((await index(`${header}${ada}2,Bo,Larkmere,1990-01-05,\n`)).said, /2 new, 0 changed, 0 as they were/)
  assert.match((await index(`${header}${ada}2,Bo,Hartmere,1990-01-05,\n`)).said, /0 new, 1 changed, 1 as they were/)
  assert.deepEqual(await held(), [
    { ref: '1', family: 'Quillfeather' },
    { ref: '2', family: 'Hartmere' },
  ])
  const audited = await seen(postgres.ownerUrl, "select from kernel.audit where action = 'index.take-in'")
  assert.ok(audited.length >= 2, 'whoever takes in an index is in the audit')
})

test('a row with a field too few, without a number or told twice is left out by its line, and the rest is kept', async () => {
  const ran = await index(
    `${header}${ada}3,Cy,1999-01-01,\n,Di,Wren,1999-01-01,\n1,Ada,Other,1984-03-02,\n4,Ed,Wren,1999-01-01,\n`,
  )
  assert.equal(ran.code, 0, ran.complained)
  assert.match(ran.said, /1 new, 0 changed, 1 as they were, 0 withdrawn, 3 left out/)
  for (const line of [3, 4, 5]) assert.match(ran.complained, new RegExp(`Line ${line}: `))
  assert.doesNotMatch(ran.complained, /Cy|Di|Ada|1999/)
  assert.deepEqual(
    (await held()).map(one => one.ref),
    ['1', '2', '4'],
  )
})

test('a file in another encoding is refused, and nothing of it is kept', async () => {
  const ran = await index(Buffer.from(`${header}9,Zo\u00eb,Larkmere,1990-01-05,\n`, 'latin1'))
  assert.equal(ran.code, 1)
  assert.match(ran.complained, /not in UTF-8/)
  assert.ok((await held()).every(one => one.ref !== '9'))
})

test('whoever a whole file does not name is let go, but never most of an index', async () => {
  const whole = ['--those', 'whole']
  assert.match((await index(`${header}${ada}4,Ed,Wren,1999-01-01,\n`, whole)).said, /1 withdrawn/)
  await index(`${header}${ada}5,Flo,Wren,1999-01-01,\n6,Gus,Wren,1999-01-02,\n7,Hal,Wren,1999-01-03,\n`)
  const cut = await index(`${header}${ada}`, whole)
  assert.equal(cut.code, 1)
  assert.match(cut.complained, /More than half/)
  assert.equal((await held()).length, 5)
})

test('a column that is named and not there is refused, with the one that is, and nothing is taken in', async () => {
  const before = await held()
  const misnamed = await index('ref,first,Last,born,phone\n21,Ida,Larkmere,1990-01-05,\n')
  assert.equal(misnamed.code, 1)
  assert.match(misnamed.complained, /no column "last"; did you mean "Last"\?/)
  const unsealed = await index(`${header.trim()},secret\n21,Ida,Larkmere,1990-01-05,,yes\n`, ['--sealed', 'Secret'])
  assert.equal(unsealed.code, 1)
  assert.match(unsealed.complained, /no column "Secret"; did you mean "secret"\?/)
  assert.deepEqual(await held(), before)
})

test('what cannot be read of somebody is told of by its line, counted, and without a word of it', async () => {
  const ran = await index(
    `${header}${ada}22,Ida,Larkmere,31/02/1984,\n23,Jo,Larkmere,next Tuesday,\n24,Ka\0y,Larkmere,1990-01-05,\n\n25,,,1990-01-06,\n26,Lu,Lark"mere,1990-01-05,\n`,
  )
  assert.equal(ran.code, 0, ran.complained)
  assert.match(ran.said, /3 new, 0 changed, 1 as they were, 0 withdrawn, 2 left out, 3 taken with something not read/)
  for (const [line, why] of [
    [3, 'a birth date that no calendar has'],
    [4, 'a birth date that cannot be read'],
    [5, 'a character that no text has'],
    [7, 'no name'],
    [8, 'a quote in the wrong place'],
  ])
    assert.match(ran.complained, new RegExp(`Line ${line}: ${why}`))
  assert.doesNotMatch(ran.complained, /Ida|Jo|Ka|Lu|Larkmere|1984|Tuesday/)
})

test('nobody is withdrawn by a whole file with a row of which nobody knows whose it is', async () => {
  const before = await held()
  const most = before.filter(one => one.ref !== '1').map(one => `${one.ref},X,${one.family},,\n`)
  const broken = await index(`${header}1,Ada,Quillfeather,1984-03-02,,07700900111\n${most.join('')}`, [
    '--those',
    'whole',
  ])
  assert.equal(broken.code, 1)
  assert.match(broken.complained, /Line 2: not as many fields.+Nobody was withdrawn/s)
  assert.match(broken.said, / 0 withdrawn, 1 left out/)
  assert.deepEqual(await held(), before)
  const mended = await index(`${header}${ada}${most.join('')}1,Ada,Twice,,\n`, ['--those', 'whole'])
  assert.equal(mended.code, 0, 'whose a row told twice is, is known')
  assert.match(mended.said, /1 withdrawn, 1 left out/, 'the one without a name is not among those that were told again')
})

test('a seal that is forgotten is refused, whole or in one row, and lifted by whoever says so', async () => {
  const sealing = `${header.trim()},secret\n`
  const [ned, bet] = ['31,Ned,Hushaby,1990-01-07,', '32,Bet,Hushaby,1990-01-08,']
  await index(`${sealing}${ned},yes\n${bet},yes\n`, ['--sealed', 'secret'])
  const sealed = async () =>
    (
      await seen<{ ref: string }>(
        postgres.ownerUrl,
        'select source_ref as ref from kernel.person_records where sealed order by 1',
      )
    ).map(one => one.ref)
  assert.deepEqual(await sealed(), ['31', '32'])
  const forgotten = await index(`${header}${ned}\n33,New,Hushaby,1990-01-09,\n`)
  assert.equal(forgotten.code, 1)
  assert.match(forgotten.complained, /has sealed records: say --sealed COLUMN, or --unseal yes/)
  assert.ok(
    (await held()).every(one => one.ref !== '33'),
    'nothing was taken in',
  )
  const one = await index(`${sealing}${ned},yes\n${bet},\n`, ['--sealed', 'secret', '--those', 'some'])
  assert.match(one.complained, /Line 3: this record is sealed, and here it is not/)
  assert.match(one.said, /0 new, 0 changed, 1 as they were, 0 withdrawn, 1 left out/)
  assert.deepEqual(await sealed(), ['31', '32'])
  await index(`${sealing}${ned},yes\n${bet},\n`, ['--sealed', 'secret', '--unseal', 'yes'])
  assert.deepEqual(await sealed(), ['31'])
  await index(`${header}${ned}\n`, ['--unseal', 'yes'])
  assert.deepEqual(await sealed(), [])
})

test('a key that is made is in the audit by that name', async () => {
  const made = await safekeep(['index', '--agency', cast.triage.agency, '--new-key', 'yes'])
  assert.equal(made.code, 0, made.complained)
  const audited = await seen(postgres.ownerUrl, "select from kernel.audit where action = 'index.new-key'")
  assert.equal(audited.length, 1)
})

test('a run groups whom it is sure of, and is taken back', async () => {
  await index(`${header}${ada}8,Ada,Quillfeather,1984-03-02,07700900111\n`)
  assert.match((await safekeep(['matching', 'run'])).said, /2 links made, 0 ended/)
  const open = () => seen(postgres.ownerUrl, 'select from kernel.person_links where ends_at is null')
  assert.equal((await open()).length, 2)
  assert.match((await safekeep(['matching', 'run'])).said, /nothing to change/)
  const back = await safekeep(['matching', 'roll-back'])
  assert.equal(back.code, 0, back.complained)
  assert.match(back.said, /0 links open again, 2 ended.*no night groups anybody until/s)
  assert.equal((await open()).length, 0)
  assert.match((await safekeep(['matching', 'status'])).said, /^Model .*no night groups anybody until/s)
  const actions = await seen(postgres.ownerUrl, "select action from kernel.audit where action like 'matching.%'")
  assert.deepEqual(
    actions.map(row => row.action),
    ['matching.run', 'matching.run', 'matching.roll-back'],
  )
})

test('a model or a run that cannot be read is refused in a sentence', async () => {
  const path = join(files, 'model.json')
  for (const [text, why] of [
    ['{"format": ', /The model ".*model.json" is not used, and nothing was changed: it is not JSON\n$/],
    ['{}', /is not used, and nothing was changed: This is no model/],
    ['\uFEFF{}', /is not used, and nothing was changed: This is no model/],
  ] as const) {
    writeFileSync(path, text)
    const ran = await safekeep(['matching', 'use', path])
    assert.equal(ran.code, 1)
    assert.match(ran.complained, why)
  }
  assert.match((await safekeep(['matching', 'use', join(files, 'none.json')])).complained, /nothing was changed/)
  for (const run of ['last', '00000000-0000-7000-8000-000000000000'])
    assert.match((await safekeep(['matching', 'roll-back', run])).complained, /There is no such run/)
})

const bornOf = async (refs: readonly string[]) =>
  (
    await seen<{ told: string }>(
      postgres.ownerUrl,
      `select concat_ws(' ', r.source_ref, to_char(r.born_from, 'YYYY-MM-DD'), n.given, n.family) as told
         from kernel.person_records r join kernel.person_names n on n.record_id = r.id
        where r.source_ref = any ($1) and r.disposed_at is null order by r.source_ref`,
      [refs],
    )
  ).map(row => row.told)

test('whether the day or the month comes first is seen as in files that are matched, and refused where nobody can tell', async () => {
  const either = 'd1,Ann,Wren,03/02/1990,\n'
  const refused = await index(`${header}${either}d2,Bo,Wren,1991,\n`)
  assert.equal(refused.code, 1)
  assert.match(refused.complained, /column "born".*cannot be told.*"format": "DD\/MM\/YYYY"/)
  assert.deepEqual(await bornOf(['d1', 'd2']), [])
  const american = await index(`${header}d0,Short\n${either}d2,Bo,Wren,02/24/1991,\n`)
  assert.equal(american.code, 0, american.complained)
  assert.deepEqual(await bornOf(['d1', 'd2']), ['d1 1990-03-02 Ann Wren', 'd2 1991-02-24 Bo Wren'])
  const said = { ...columns, birthDate: { column: 'born', format: 'DD/MM/YYYY' } }
  assert.match((await index(`${header}${either}`, [], said)).said, /1 changed/)
  assert.deepEqual(await bornOf(['d1', 'd2']), ['d1 1990-02-03 Ann Wren', 'd2 1991-02-24 Bo Wren'])
})

test('a file is read in whichever way one is that is matched: Parquet, UTF-16, its separator in a line of its own', async () => {
  const whole = { id: 'ref', fullName: 'name', birthDate: 'born' }
  const rows = [['p1', 'Wren, Zoë', '1990-02-03'] as const, ['p2', 'Bo "Bee" Wren', '1991-02-24'] as const]
  const parquet = parquetWriteBuffer({
    columnData: ['ref', 'name', 'born'].map((name, at) => ({ name, data: rows.map(row => row[at]), type: 'STRING' })),
  })
  const text = `sep=;\nref;name;born\n${rows.map(row => row.map(one => `"${one.replaceAll('"', '""')}"`).join(';')).join('\n')}\n`
  const told = ['p1 1990-02-03 Zoë Wren', 'p2 1991-02-24 Bo "Bee" Wren']
  const first = await index(new Uint8Array(parquet), [], whole)
  assert.match(first.said, /2 new/, first.complained)
  assert.deepEqual(await bornOf(['p1', 'p2']), told)
  for (const again of [text, Buffer.from(`\uFEFF${text}`, 'utf16le')])
    assert.match((await index(again, [], whole)).said, /0 new, 0 changed, 2 as they were/)
  const faulty = await index(`${text}p3;Bo Wren\n`, [], whole)
  assert.match(faulty.complained, /Line 5: not as many fields/)
})
