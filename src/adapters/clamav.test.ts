import assert from 'node:assert/strict'
import { createServer, type Server, type Socket } from 'node:net'
import { test } from 'node:test'
import { ConfigFault } from '#kernel'
import { clamav, scannerIn } from './clamav.ts'

const harmful = 'X5O!P%@AP[4'

/** A daemon that speaks ClamAV's protocol, as its manual has it, and finds one word harmful. */
async function daemon(answer: (whole: Buffer) => string): Promise<{ port: number; close(): void }> {
  const server: Server = createServer((socket: Socket) => {
    let all = Buffer.alloc(0)
    socket.on('data', some => {
      all = Buffer.concat([all, some])
      const whole = streamed(all)
      if (whole) socket.end(answer(whole))
    })
    socket.on('error', () => {})
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => void server.close() }
}

function streamed(all: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'
  if (!all.toString('latin1').startsWith(command)) return undefined
  const slices: Buffer[] = []
  for (let at = command.length; at + 4 <= all.length; ) {
    const length = all.readUInt32BE(at)
    if (length === 0) return Buffer.concat(slices)
    slices.push(all.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

test('a file is sent whole, and what the scanner says of it is told', async () => {
  const sizes: number[] = []
  const { port, close } = await daemon(whole => {
    sizes.push(whole.length)
    return whole.includes(harmful) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'
  })
  const scan = clamav({ host: '127.0.0.1', port })
  assert.equal(await scan(Buffer.alloc(300_000, 65)), 'clean')
  assert.equal(await scan(Buffer.from(`before ${harmful} after`)), 'harmful')
  assert.deepEqual(sizes, [300_000, 24])
  close()
})

test('a scanner that is away, or says something else, is no reason to lose a file', async () => {
  const { port, close } = await daemon(() => 'INSTREAM size limit exceeded. ERROR\0')
  assert.equal(await clamav({ host: '127.0.0.1', port })(Buffer.from('words')), 'unknown')
  close()
  assert.equal(await clamav({ host: '127.0.0.1', port: 1 })(Buffer.from('words')), 'unknown')
})

test('a scanner that is silent is not asked for a minute: nobody else waits for it', async () => {
  let asked = 0
  const sockets: Socket[] = []
  const server = createServer(socket => {
    asked++
    sockets.push(socket.on('error', () => {}).resume())
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  let now = 0
  const scan = clamav({ host: '127.0.0.1', port, patience: 50, now: () => now })
  for (const at of [0, 1, 59_999]) {
    now = at
    assert.equal(await scan(Buffer.from('words')), 'unknown')
  }
  assert.equal(asked, 1)
  now = 60_000
  assert.equal(await scan(Buffer.from('words')), 'unknown')
  assert.equal(asked, 2)
  for (const socket of sockets) socket.destroy()
  server.close()
})

test('a scanner is named by host and port, or it is said how', () => {
  assert.equal(scannerIn({}), undefined)
  assert.equal(scannerIn({ SAFEKEEP_CLAMAV: ' ' }), undefined)
  for (const text of ['127.0.0.1:3310', 'clamav.local:3310', '[::1]:3310'])
    assert.equal(typeof scannerIn({ SAFEKEEP_CLAMAV: text }), 'function', text)
  for (const text of ['127.0.0.1', ':3310', 'here:99999', 'tcp://here:1'])
    assert.throws(() => scannerIn({ SAFEKEEP_CLAMAV: text }), ConfigFault, text)
})
