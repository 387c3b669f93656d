/* Against a real mail server, over a real socket, with a certificate of its own. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Letter } from '#kernel'
import { smtp } from './smtp.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-smtp-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const [key, cert] = ['key.pem', 'cert.pem'].map(name => join(folder, name))
execFileSync(
  'openssl',
  // A certificate for nobody, good for a day.
  [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=localhost',
  ].concat(['-addext', 'subjectAltName=DNS:localhost', '-keyout', key!, '-out', cert!]),
  { stdio: 'ignore' },
)

const at = new Date('2026-11-18T10:30:00Z')
const letter: Letter = {
  ...{ reference: '01890000-0000-7000-8000-000000000001', channel: 'email', to: 'ada@example.org' },
  ...{ subject: 'A message about your enquiry', text: 'Thank you.\n\nDziękujemy.' },
}

type Got = { to: string[]; from: string; text: string; secure: boolean }

/** A mail server on a port of its own; what it was given, in order. */
async function server(options: SMTPServerOptions = {}): Promise<{ port: number; got: Got[] }> {
  const got: Got[] = []
  const one = new SMTPServer({
    key: readFileSync(key!),
    cert: readFileSync(cert!),
    authOptional: true,
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', chunk => {
        text += String(chunk)
      })
      stream.on('end', () => {
        const { rcptTo, mailFrom } = session.envelope
        got.push({
          to: rcptTo.map(to => to.address),
          from: mailFrom ? mailFrom.address : '',
          text,
          secure: session.secure,
        })
        done()
      })
    },
    ...options,
  })
  await new Promise<void>(resolve => one.listen(0, '127.0.0.1', () => resolve()))
  after(() => one.close())
  return { port: (one.server.address() as AddressInfo).port, got }
}

const carrier = (port: number, more = {}) =>
  smtp({
    ...{
      host: 'localhost',
      port,
      secure: false,
      from: 'Enquiries <enquiries@example.org>',
      tls: true,
      patience: 2_000,
    },
    ca: readFileSync(cert!, 'utf8'),
    ...more,
  })

test('an e-mail goes over TLS, to one address, under our reference and nothing else of ours', async () => {
  const { port, got } = await server()
  const carried = await carrier(port).carry(letter, at)
  assert.equal(carried.is, 'taken')
  assert.deepEqual([got[0]!.to, got[0]!.from, got[0]!.secure], [['ada@example.org'], 'enquiries@example.org', true])
  assert.match(got[0]!.text, /^Message-ID: <01890000-0000-7000-8000-000000000001@example\.org>\r$/m)
  assert.match(got[0]!.text, /^Auto-Submitted: auto-generated\r$/m)
  assert.doesNotMatch(got[0]!.text, /nodemailer|safekeep|x-mailer/i)
})

test('a server without TLS is given nothing, unless somebody said that it may be', async () => {
  const { port, got } = await server({ disabledCommands: ['STARTTLS'] })
  const refused = await carrier(port).carry(letter, at)
  assert.equal(refused.is, 'later')
  assert.equal(got.length, 0)
  assert.equal((await carrier(port, { tls: false }).carry(letter, at)).is, 'taken')
  assert.equal(got[0]!.secure, false)
})

test('a certificate that nobody vouches for is not believed', async () => {
  const { port, got } = await server()
  assert.equal((await carrier(port, { ca: undefined }).carry(letter, at)).is, 'later')
  assert.equal(got.length, 0)
})

test('an address that the server knows nothing of is refused for good; one that is full for now is tried again', async () => {
  const saying = (code: number) =>
    server({
      onRcptTo: (_, __, done) => done(Object.assign(new Error('No such person'), { responseCode: code })),
    })
  const never = await carrier((await saying(550)).port).carry(letter, at)
  assert.deepEqual(never, { is: 'refused', why: 'undeliverable', undeliverable: true })
  assert.equal((await carrier((await saying(451)).port).carry(letter, at)).is, 'later')
})

test('a server that refuses our sender, or us, says nothing of the one to whom it goes', async () => {
  const refused = (said: string) => Object.assign(new Error(said), { responseCode: 550 })
  const sender = await server({ onMailFrom: (_, __, done) => done(refused('Not your address')) })
  const later = { is: 'later', why: 'out-of-order' }
  assert.deepEqual(await carrier(sender.port).carry(letter, at), later)
  const saying = async (said: string) => {
    const { port } = await server({ onRcptTo: (_, __, done) => done(refused(said)) })
    return await carrier(port).carry(letter, at)
  }
  for (const said of [
    '5.7.1 Relaying denied',
    '5.7.23 SPF validation failed',
    'relay not permitted',
    '5.1.8 <x@example.org>: Domain not found',
    '5.1.0 <x@example.org>: Sender address rejected',
    '5.4.1 Access denied',
  ])
    assert.deepEqual(await saying(said), later, said)
  for (const said of [
    '5.1.1 User unknown',
    '5.1.10 Recipient not found',
    '5.2.1 Mailbox disabled',
    'No such user here',
  ])
    assert.equal((await saying(said)).is, 'refused', said)
})

test('a wrong password, no server, and one that never answers are tried again', async () => {
  const { port } = await server({ onAuth: (_, __, done) => done(new Error('No')), authOptional: false })
  assert.deepEqual((await carrier(port, { user: 'u', password: 'p' }).carry(letter, at)).is, 'later')
  assert.deepEqual(await carrier(9).carry(letter, at), { is: 'later', why: 'no-answer' })
  const silent = await server({ onConnect: () => {} })
  assert.equal((await carrier(silent.port, { patience: 300 }).carry(letter, at)).is, 'later')
})

test('where nobody was, nobody is asked for a minute: whatever waits behind it goes on', async () => {
  const { port } = await server()
  const nobody = carrier(9)
  assert.deepEqual(await nobody.carry(letter, at), { is: 'later', why: 'no-answer' })
  assert.deepEqual(await nobody.carry(letter, at), { is: 'later', why: 'no-answer', after: 60_000 })
  const later = new Date(at.getTime() + 60_000)
  assert.deepEqual(await nobody.carry(letter, later), { is: 'later', why: 'no-answer' })
  // One address that is wrong is no reason to rest.
  const wrong = carrier((await server({ onRcptTo: (_, __, done) => done(new Error('No')) })).port)
  await wrong.carry(letter, at)
  assert.notDeepEqual(await wrong.carry(letter, at), { is: 'later', why: 'no-answer', after: 60_000 })
  assert.equal((await carrier(port).carry(letter, at)).is, 'taken')
})

test('an address that tries to be two, or a header, is one address or none', async () => {
  const { port, got } = await server()
  await carrier(port).carry({ ...letter, to: 'ada@example.org, eve@example.net' }, at)
  await carrier(port).carry({ ...letter, to: 'ada@example.org\r\nBcc: eve@example.net' }, at)
  await carrier(port).carry({ ...letter, subject: 'Hello\r\nBcc: eve@example.net' }, at)
  assert.ok(!got.some(one => one.to.some(to => to.startsWith('eve'))), JSON.stringify(got.map(one => one.to)))
})

test('one press ends a newsletter, as mail programs want it said', async () => {
  const { port, got } = await server()
  await carrier(port).carry({ ...letter, stop: 'https://example.org/news/stop/abc', html: '<p>Thank you.</p>' }, at)
  assert.match(got[0]!.text, /^List-Unsubscribe: <https:\/\/example\.org\/news\/stop\/abc>\r$/m)
  assert.match(got[0]!.text, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
})
