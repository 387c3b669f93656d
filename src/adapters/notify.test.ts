/* Against a server that behaves as Notify does, over a real socket. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import type { Letter } from '#kernel'
import { notify } from './notify.ts'

const account = '11111111-2222-4333-8444-555555555555'
const secret = '66666666-7777-4888-9999-000000000000'
const at = new Date('2026-11-18T10:30:00Z')
const letter: Letter = {
  ...{ reference: '01890000-0000-7000-8000-000000000001', channel: 'email', to: 'ada@example.org' },
  ...{ subject: 'A message about your enquiry', text: 'Thank you.\n\nYour reference is SK-1.' },
}

type Answering = (request: IncomingMessage, response: ServerResponse) => void
const created: Answering = (_, response) => {
  response
    .writeHead(201, { 'content-type': 'application/json' })
    .end(JSON.stringify({ id: 'number-1', reference: letter.reference }))
}
let answering: Answering = created
let asked: { method: string; url: string; body: Record<string, unknown>; authorization: string }[] = []
let server: Server
before(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { method = '', url = '', headers } = request
    asked.push({ method, url, body: body ? JSON.parse(body) : {}, authorization: headers.authorization ?? '' })
    answering(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
after(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  answering = created
})

const carrier = (more = {}) =>
  notify({
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ account, secret, emailTemplate: 'e-1', textTemplate: 't-1', textSender: 's-1', patience: 500 },
    ...more,
  })
const says =
  (status: number, body: object = {}, headers: Record<string, string> = {}): Answering =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

test('an e-mail and a text are sent as Notify wants them, signed by the key, under our reference', async () => {
  assert.deepEqual(await carrier().carry(letter, at), { is: 'taken', number: 'number-1' })
  await carrier().carry({ ...letter, channel: 'text', to: '07700900123', text: 'Hello' }, at)
  const [email, text] = asked
  assert.deepEqual([email!.method, email!.url], ['POST', '/v2/notifications/email'])
  assert.deepEqual(email!.body, {
    ...{ email_address: 'ada@example.org', template_id: 'e-1', reference: letter.reference },
    personalisation: { subject: letter.subject, body: letter.text },
  })
  assert.deepEqual(text!.body, {
    ...{ phone_number: '07700900123', template_id: 't-1', reference: letter.reference, sms_sender_id: 's-1' },
    personalisation: { body: 'Hello' },
  })
  const [head, claims, signature] = email!.authorization.replace('Bearer ', '').split('.')
  const read = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString())
  assert.deepEqual(
    [read(head), read(claims)],
    [
      { typ: 'JWT', alg: 'HS256' },
      { iss: account, iat: at.getTime() / 1000 },
    ],
  )
  assert.equal(signature, createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'))
})

test('asked to wait, it waits as long as it was asked, and asks nothing meanwhile', async () => {
  const one = carrier()
  answering = says(429, { errors: [{ error: 'RateLimitError' }] }, { 'retry-after': '120' })
  assert.deepEqual(await one.carry(letter, at), { is: 'later', why: 'too-many', after: 120_000 })
  answering = created
  const soon = new Date(at.getTime() + 60_000)
  assert.deepEqual(await one.carry(letter, soon), { is: 'later', why: 'asked-to-wait', after: 60_000 })
  assert.equal(asked.length, 1)
  assert.equal((await one.carry(letter, new Date(at.getTime() + 120_000))).is, 'taken')
})

test('a fault there, no answer in time, and no line are tried again; it may have arrived', async () => {
  answering = says(500)
  assert.deepEqual(await carrier().carry(letter, at), { is: 'later', why: 'out-of-order', perhaps: true })
  answering = () => {} // never answers
  assert.deepEqual(await carrier().carry(letter, at), { is: 'later', why: 'no-answer', perhaps: true })
  answering = request => request.socket.destroy()
  assert.deepEqual(await carrier().carry(letter, at), { is: 'later', why: 'no-answer', perhaps: true })
  const nowhere = carrier({ address: 'http://127.0.0.1:9' })
  assert.deepEqual(await nowhere.carry(letter, at), { is: 'later', why: 'no-answer', perhaps: true })
})

test('a wrong key is tried again later, since somebody will put it right', async () => {
  answering = says(403, { errors: [{ error: 'AuthError', message: 'Invalid token: API key not found' }] })
  assert.deepEqual(await carrier().carry(letter, at), { is: 'later', why: 'not-let-in', after: 300_000 })
})

test('an address that is none is refused for good, and what Notify says of it is not kept', async () => {
  answering = says(400, { errors: [{ error: 'ValidationError', message: 'email_address Not a valid email address' }] })
  assert.deepEqual(await carrier().carry(letter, at), { is: 'refused', why: 'undeliverable', undeliverable: true })
  answering = says(400, { errors: [{ error: 'BadRequestError', message: 'Missing personalisation: body' }] })
  assert.deepEqual(await carrier().carry(letter, at), { is: 'refused', why: 'refused' })
})

test('it is asked whether it has a reference', async () => {
  answering = says(200, { notifications: [{ id: 'number-1' }] })
  assert.equal(await carrier().took?.(letter, at), true)
  answering = says(200, { notifications: [] })
  assert.equal(await carrier().took?.(letter, at), false)
  assert.equal(asked[0]!.url, `/v2/notifications?reference=${letter.reference}`)
  answering = says(500)
  await assert.rejects(async () => carrier().took?.(letter, at))
})

test('a redirect is not followed, whoever asks for it', async () => {
  answering = says(302, {}, { location: 'http://127.0.0.1:9/' })
  assert.equal((await carrier().carry(letter, at)).is, 'later')
  assert.equal(asked.length, 1)
})
