/* Which role the application may work under, and which database it may work on, where somebody else looks after it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ConfigFault, confirmInstallation, InstallFault, readConfig, sealer } from '#kernel'
import { mustObeyRowSecurity } from '../src/commands/fit.ts'
import { seen } from './cast.ts'
import { type TestHouse, testHouse } from './house.ts'

let house: TestHouse
before(async () => {
  house = await testHouse()
})
after(() => house.close())

const role = `safekeep_test_fit_${process.pid}`
const asRole = () => {
  const url = new URL(house.db.appUrl)
  url.username = role
  url.password = 'only-for-tests'
  return url.href
}

test('the application starts under no role that owns what row security guards, or belongs to its owner', async () => {
  await mustObeyRowSecurity(house.db.appUrl)
  await assert.rejects(mustObeyRowSecurity(house.db.ownerUrl), ConfigFault)
  const owner = new URL(house.db.ownerUrl).username
  await seen(house.db.ownerUrl, `create role ${role} login password 'only-for-tests'`)
  try {
    await mustObeyRowSecurity(asRole())
    for (const [given, taken] of [
      [`alter table kernel.audit owner to ${role}`, `alter table kernel.audit owner to ${owner}`],
      [`grant ${owner} to ${role} with inherit false`, `revoke ${owner} from ${role}`],
    ] as const) {
      await seen(house.db.ownerUrl, given)
      await assert.rejects(mustObeyRowSecurity(asRole()), /passes row security by/, given)
      await seen(house.db.ownerUrl, taken)
    }
    await mustObeyRowSecurity(asRole())
  } finally {
    await seen(house.db.ownerUrl, `drop owned by ${role}; drop role ${role}`)
  }
})

test('a process that does not migrate is held to the area, the key, the people and the limits of its database', async () => {
  const ours = house.house
  await confirmInstallation(house.db.appUrl, ours)
  const limit = { ...ours.limits[0]!, version: 99 }
  for (const [other, why] of [
    [{ ...ours, area: 'elsewhere' }, /serves the area/],
    [{ ...ours, sealer: sealer(Buffer.alloc(32, 9)) }, /Put back the file "key"/],
    [{ ...ours, madeUp: false }, /made-up county/],
    [{ ...ours, limits: [...ours.limits, limit] }, /version 99/],
  ] as const)
    await assert.rejects(confirmInstallation(house.db.appUrl, other), fault => {
      assert.ok(fault instanceof InstallFault)
      assert.match(fault.message, why)
      return true
    })
})

test('a database’s address that cannot be one is refused without being repeated, since it holds a password', () => {
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) {
    const environment = { DATABASE_URL: 'postgres://a@localhost/b', [name]: 'postgres://a:s3cret@localhost:port/b' }
    assert.throws(
      () => readConfig(environment, '/', 'warwickshire'),
      fault => {
        assert.ok(fault instanceof ConfigFault)
        assert.match(fault.message, new RegExp(`^${name} `))
        assert.doesNotMatch(`${fault.stack} ${JSON.stringify(fault)}`, /s3cret/)
        return true
      },
    )
  }
})
