import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, test } from 'node:test'
import { clearUp, dataFolder, endAll, processesOf, type Running, startProduct } from '../bench/running.ts'

const hang = { timeout: 240_000 }

// One folder for all of them, since only the first start in it is slow; each test would do in an empty one as well.
const data = dataFolder()
after(() => clearUp(data))
afterEach(() => endAll(data))

test('from an empty folder to an answer, then stopped by Ctrl-C with nothing left running', hang, async () => {
  const product = await startProduct(data)
  await answersEverybody(product.url)
  assert.ok(await product.stop())
  assert.deepEqual(processesOf(data), [])
})

test('a report is there after a stop, and after the product was killed in the middle of its work', hang, async () => {
  const key = randomUUID()
  let product = await startProduct(data)
  const reference = await send(product.url, key)
  assert.ok(await product.stop())

  product = await startProduct(data)
  assert.equal(await send(product.url, key), reference, 'after a stop')
  await product.kill()
  assert.ok(
    processesOf(data).some(({ words }) => words.includes('postgres')),
    'its database outlives it, and is taken over',
  )

  product = await startProduct(data)
  assert.equal(await send(product.url, key), reference, 'after a kill')
  assert.ok(await product.stop())
  assert.deepEqual(processesOf(data), [])
})

test('a first start that is stopped half way leaves nothing running, and the next one starts', hang, async () => {
  const another = dataFolder()
  after(() => clearUp(another))
  for (const words of [/^Making a new database/, /^Loading a small made-up county/]) {
    const product = await startProduct(another, words)
    assert.ok(await product.stop(), product.said.join('\n'))
    assert.deepEqual(processesOf(another), [])
  }
  const product = await startProduct(another)
  assert.match(product.said.join('\n'), /cut short last time. Beginning again/)
  // A county half loaded would lack its newest work: the reports that wait, and the threat nobody has seen.
  const measures = (await (await fetch(new URL('/plan.json', product.url))).json()) as {
    measures: { id: string; asAt: string | null; series: unknown[] }[]
  }
  assert.ok((measures.measures.find(one => one.id === 'hate.reports')?.series.length ?? 0) >= 18)
  assert.ok(
    measures.measures.every(one => one.asAt !== null),
    'a plan is not opened before its figures are counted',
  )
  assert.ok(await product.stop())
})

test('a second product on the same folder is refused in a sentence, and the first goes on', hang, async () => {
  const first = await startProduct(data)
  await assert.rejects(startProduct(data), /Safekeep is already running on the data folder/)
  assert.equal((await fetch(new URL('/healthz', first.url))).status, 200)
  assert.ok(await first.stop())
})

async function answersEverybody(url: string): Promise<void> {
  for (const [path, type] of [
    ['/', 'text/html'],
    ['/plan', 'text/html'],
    ['/plan.json', 'application/json'],
    ['/healthz', ''],
    ['/readyz', ''],
  ] as const) {
    const answer = await fetch(new URL(path, url))
    assert.equal(answer.status, 200, path)
    assert.ok(answer.headers.get('content-type')?.startsWith(type), path)
    assert.ok((await answer.text()).length > 0, path)
  }
  for (const [name, body] of await examples(url)) {
    const answer = await post(url, body, randomUUID())
    assert.equal(answer.status, 201, `${name}: ${await answer.clone().text()}`)
  }
}

async function send(url: Running['url'], key: string): Promise<string> {
  const [example] = await examples(url)
  assert.ok(example)
  const answer = await post(url, example[1], key)
  const { reference } = (await answer.json()) as { reference?: unknown }
  assert.ok(typeof reference === 'string' && reference.length > 4)
  return reference
}

/** The reports that the published description of the API gives as examples, by name. */
async function examples(url: string): Promise<readonly (readonly [string, unknown])[]> {
  type Described = {
    paths: Record<
      string,
      { post: { requestBody: { content: Record<string, { examples: Record<string, { value: unknown }> }> } } }
    >
  }
  const answer = await fetch(new URL('/api/v1/openapi.json', url))
  const { paths } = (await answer.json()) as Described
  const found = Object.entries(paths['/api/v1/reports']?.post.requestBody.content['application/json']?.examples ?? {})
  assert.ok(found.length > 0, 'the description of the API has no example')
  return found.map(([name, { value }]) => [name, value])
}

function post(url: string, body: unknown, key: string): Promise<Response> {
  return fetch(new URL('/api/v1/reports', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
}
