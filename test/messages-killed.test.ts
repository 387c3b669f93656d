/* Workers that die while they send, against a server that takes twice what it is given twice, as Notify does. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { hearOutbox } from '#kernel'
import { messageListeners, shownCarrier } from '../src/messages/index.ts'
import { aWednesday } from './house.ts'
import { openPost, type Post } from './post.ts'

let post: Post
let server: Server
const taken: string[] = []
before(async () => {
  // Its own carrier is never asked here: workers apart send.
  post = await openPost(shownCarrier(() => post.database))
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const asked = new URL(request.url ?? '', 'http://x').searchParams.get('reference')
    if (asked !== null) return void response.end(JSON.stringify({ notifications: taken.filter(one => one === asked) }))
    const { reference } = JSON.parse(body) as { reference: string }
    taken.push(reference)
    response.writeHead(201).end(JSON.stringify({ id: reference }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
after(async () => {
  server.close()
  await post.close()
})

function worker(fatal: string): ChildProcess {
  const { appUrl, measures } = post.db
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const args = [appUrl, measures, address, aWednesday.toISOString(), fatal]
  const child = spawn(process.execPath, [join(import.meta.dirname, 'post-child.ts'), ...args], { stdio: 'inherit' })
  after(() => void child.kill('SIGKILL'))
  return child
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20)
}

const states = () => post.seen<{ state: string }>('select state from messages.messages order by queued_at')

for (const [point, says] of [
  ['begun', 'noted that it begins, and handed nothing over'],
  ['handed', 'handed it over, and noted nothing'],
] as const)
  test(`a worker that dies when it has ${says}: the next one sees to it, and it arrives once`, {
    timeout: 120_000,
  }, async () => {
    taken.length = 0
    const report = await post.report(`killed ${point}`)
    await post.database.as(
      { actor: { kind: 'job', name: 'outbox' }, action: 'job.outbox', purpose: 'keep-the-house', at: aWednesday },
      tx => hearOutbox(tx, messageListeners),
    )
    const [, signal] = await once(worker(point), 'exit')
    assert.equal(signal, 'SIGKILL')
    assert.ok((await states()).some(one => one.state === 'waiting'))
    const next = worker('')
    await until(async () => (await states()).every(one => one.state === 'sent'))
    next.kill('SIGKILL')
    const [message] = await post.seen<{ id: string }>('select id from messages.messages where report_id = $1', [report])
    assert.deepEqual(taken, [message!.id])
  })
