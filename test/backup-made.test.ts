/* The making of a backup, where something is amiss. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { examine, installInto, keepDocument, migrate, sealer } from '#kernel'
import { diskStore } from '../src/adapters/index.ts'
import { backUp, openSome, restore } from '../src/backup/index.ts'
import { owner, seen } from './cast.ts'
import { testDatabase } from './database.ts'
import { aWednesday } from './house.ts'
import { type Office, openedCase, openOffice } from './umbrellas.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-backup-'))
let office: Office
before(async () => {
  office = await openOffice()
  const { caseId } = await openedCase(office, 'one')
  for (const n of [1, 2]) {
    const bytes = Buffer.from(`A photograph ${n}`)
    const file = { caseId, title: 'Photograph', fileName: 'a.bin', bytes, found: await examine({}, bytes) }
    await office.as('officer', tx => keepDocument(tx, file))
  }
  await backUp({ ...source(), into: join(folder, 'backups'), release: '0.0.0', at: aWednesday })
})
after(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const source = () => ({ ownerUrl: office.db.ownerUrl, sealer: office.house.sealer, documents: office.house.documents })

test('a backup that is cut short leaves nothing that looks like a backup, and touches none that was there', async () => {
  const at = new Date(aWednesday.getTime() + 120_000)
  const broken = { ...office.house.documents, read: async () => Promise.reject(new Error('the disk is gone')) }
  const before = readdirSync(join(folder, 'backups'))
  await assert.rejects(
    backUp({ ...source(), documents: broken, into: join(folder, 'backups'), release: '0.0.0', at }),
    /the disk is gone/,
  )
  assert.deepEqual(readdirSync(join(folder, 'backups')), before)
})

test('a backup says which documents are not there, and is whole but for them', async t => {
  const [row] = await office.seen<{ id: string }>('select id from kernel.documents order by id limit 1')
  const bytes = await office.house.documents.read(row!.id)
  await office.house.documents.remove(row!.id)
  t.after(() => office.house.documents.write(row!.id, bytes))
  const at = new Date(aWednesday.getTime() + 180_000)
  const { folder: made, manifest } = await backUp({
    ...source(),
    into: join(folder, 'backups'),
    release: '0.0.0',
    at,
  })
  assert.deepEqual(manifest.documents.missing, [row!.id])
  const db = await testDatabase({ migrate: async () => {} })
  t.after(() => db.close())
  const place = diskStore(join(folder, 'restored'))
  await restore({ ...source(), ...db, folder: made, documents: place, at })
  const { documents } = await openSome({
    ...source(),
    ownerUrl: db.ownerUrl,
    documents: place,
    seed: '',
    most: 100_000,
  })
  assert.deepEqual(documents.shut, [row!.id])
})

test('a backup under a key that is not the database’s, or as a role that does not see everything, is refused', async () => {
  const at = new Date(aWednesday.getTime() + 240_000)
  const asked = { ...source(), into: join(folder, 'refused'), release: '0.0.0', at }
  await assert.rejects(
    backUp({ ...asked, sealer: sealer(Buffer.alloc(32, 8)) }),
    /not the one that this database was sealed with/,
  )
  await assert.rejects(backUp({ ...asked, ownerUrl: office.db.appUrl }), /permission denied|row-level security/)
  assert.deepEqual(existsSync(asked.into) ? readdirSync(asked.into) : [], [])
})

test('an owner who is no superuser backs up what is theirs, and restores it', async t => {
  const role = `owner_${randomBytes(4).toString('hex')}`
  const databases = await Promise.all([1, 2].map(() => testDatabase({ migrate: async () => {} })))
  await seen(databases[0]!.ownerUrl, `create role ${role} login password 'only-for-tests'`)
  t.after(async () => {
    await Promise.all(databases.map(db => db.close()))
    await seen(office.db.ownerUrl, `drop role ${role}`)
  })
  const [from, into] = await Promise.all(
    databases.map(async db => ({ ...db, ownerUrl: await givenTo(role, db.ownerUrl) })),
  )
  await migrate(from!)
  await installInto(from!.ownerUrl, office.house)
  const asked = { ...source(), into: join(folder, 'theirs'), release: '0.0.0', at: aWednesday }
  const { folder: made, manifest } = await backUp({ ...asked, ownerUrl: from!.ownerUrl })
  const documents = diskStore(join(folder, 'theirs-restored'))
  const restored = await restore({ ...source(), ...into!, folder: made, documents, at: aWednesday })
  assert.deepEqual(restored.manifest, manifest)
})

/** Hands an empty database to a role, and returns how that reaches it. */
async function givenTo(role: string, url: string): Promise<string> {
  const theirs = new URL(url)
  await owner(url, client => client.query(`alter database ${theirs.pathname.slice(1)} owner to ${role}`))
  theirs.username = role
  theirs.password = 'only-for-tests'
  return theirs.href
}
