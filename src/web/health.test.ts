import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { healthRoutes, tallied } from './health.ts'
import { html } from './html.ts'
import { page, show } from './route.ts'
import { serve } from './server.ts'

let home: TestHouse
before(async () => {
  home = await testHouse()
})
after(() => home.close())

it('says that the process lives and that its database answers, and 503 once it does not', async t => {
  const other = await testHouse()
  t.after(() => other.close())
  const server = await other.server(healthRoutes())
  const status = async (url: string) => (await server.inject({ url })).statusCode
  assert.deepEqual([await status('/healthz'), await status('/readyz'), await status('/metrics')], [200, 200, 404])
  await other.db.close()
  assert.deepEqual([await status('/healthz'), await status('/readyz')], [200, 503])
})

it('counts answers by route as written and status, and never by the address asked for', async () => {
  const tally = tallied()
  const secret = page({ at: '/secret/:name', who: 'anyone', audit: 'nothing' }, async () =>
    show({ title: 'Secret', kind: 'public', content: html`<h1>Secret</h1>` }),
  )
  const { house, database } = home
  const server = await serve({ house, database, routes: [secret, ...healthRoutes(tally)], tally })
  for (const url of ['/secret/canary', '/secret/canary', '/canary/nowhere']) await server.inject({ url })
  const { body, headers } = await server.inject({ url: '/metrics' })
  await server.close()
  assert.match(String(headers['content-type']), /^text\/plain/)
  assert.match(body, /safekeep_answer_seconds_count\{method="GET",route="\/secret\/:name",status="200"\} 2/)
  assert.match(body, /safekeep_answer_seconds_count\{method="GET",route="none",status="404"\} 1/)
  assert.match(body, /process_resident_memory_bytes \d/)
  assert.doesNotMatch(body, /canary/)
})

it('says what jobs wait and for how long, and says nothing of them while nobody can be asked', async () => {
  let waiting = async () => ({ due: 2, lateSeconds: 61.5, failing: 1, unheard: 3 })
  const tally = tallied(() => waiting())
  const lines = async () => (await tally.text()).split('\n').filter(line => /^safekeep_(jobs|events)/.test(line))
  const all = ['safekeep_jobs_due 2', 'safekeep_jobs_late_seconds 61.5', 'safekeep_jobs_failing 1']
  assert.deepEqual(await lines(), [...all, 'safekeep_events_unheard 3'])
  waiting = () => Promise.reject(new Error('the database does not answer'))
  assert.deepEqual(await lines(), [])
  assert.match(await tally.text(), /process_resident_memory_bytes \d/)
})
