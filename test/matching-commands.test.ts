/* `index` and `matching` as somebody runs them on an installation that is there. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
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

async function index(text: string | Buffer, more: readonly string[] = []): Promise<Ran> {
  const [input, map] = [join(files, 'people.csv'), join(files, 'map.json')]
  writeFileSync(input, text)
  writeFileSync(map, JSON.stringify(columns))
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

test('a run groups whom it is sure of, and is taken back', async () => {
  await index(`${header}${ada}8,Ada,Quillfeather,1984-03-02,07700900111\n`)
  assert.match((await safekeep(['matching', 'run'])).said, /2 links made, 0 ended/)
  const open = () => seen(postgres.ownerUrl, 'select from kernel.person_links where ends_at is null')
  assert.equal((await open()).length, 2)
  assert.equal((await safekeep(['matching', 'roll-back'])).code, 0)
  assert.equal((await open()).length, 0)
  assert.match((await safekeep(['matching', 'status'])).said, /model/i)
})
