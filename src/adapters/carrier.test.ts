import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigFault } from '#kernel'
import { carrierIn } from './carrier.ts'

const id = '11111111-2222-4333-8444-555555555555'
const key = `hub-${id}-66666666-7777-4888-9999-000000000000`

const refused = (environment: Record<string, string>, says: RegExp, madeUp = false) =>
  assert.throws(
    () => carrierIn(environment, madeUp),
    (fault: Error) => fault instanceof ConfigFault && says.test(fault.message),
    JSON.stringify(environment),
  )

test('nothing set is nobody to carry, and no fault', () => {
  assert.deepEqual(carrierIn({}, true), {})
  assert.deepEqual(carrierIn({ SAFEKEEP_NOTIFY_KEY: ' ' }, false), {})
})

test('what is set by half is refused in a sentence that says what is missing', () => {
  refused({ SAFEKEEP_NOTIFY_KEY: key }, /SAFEKEEP_NOTIFY_EMAIL, SAFEKEEP_NOTIFY_TEXT or both/)
  refused({ SAFEKEEP_NOTIFY_KEY: 'abc', SAFEKEEP_NOTIFY_TEXT: id }, /the whole key/)
  refused({ SAFEKEEP_NOTIFY_TEXT: id }, /SAFEKEEP_NOTIFY_TEXT need SAFEKEEP_NOTIFY_KEY/)
  refused({ SAFEKEEP_NOTIFY_KEY: key, SAFEKEEP_NOTIFY_TEXT: 'the text one' }, /must be an ID/)
  refused({ SAFEKEEP_NOTIFY_KEY: key, SAFEKEEP_NOTIFY_TEXT: id, SAFEKEEP_NOTIFY_RECEIPTS: 'short' }, /20 characters/)
  refused({ SAFEKEEP_NOTIFY_KEY: key, SAFEKEEP_NOTIFY_TEXT: id, SAFEKEEP_NOTIFY_URL: 'http://example.org' }, /https/)
  // The key would be said aloud to whoever is there.
  for (const url of ['http://localhost.example.org', 'http://127.0.0.1.example.org', 'http://localhost@example.org'])
    refused({ SAFEKEEP_NOTIFY_KEY: key, SAFEKEEP_NOTIFY_TEXT: id, SAFEKEEP_NOTIFY_URL: url }, /https/)
  refused({ SAFEKEEP_SMTP: 'smtp://mail.example.org' }, /SAFEKEEP_MAIL_FROM/)
  refused({ SAFEKEEP_MAIL_FROM: 'a@example.org' }, /need SAFEKEEP_SMTP/)
  refused({ SAFEKEEP_SMTP: 'mail.example.org', SAFEKEEP_MAIL_FROM: 'a@example.org' }, /smtp:\/\//)
  refused(
    { SAFEKEEP_SMTP: 'smtp://h', SAFEKEEP_MAIL_FROM: 'a@example.org', SAFEKEEP_SMTP_TLS: 'no' },
    /"required" or "none"/,
  )
  refused({ SAFEKEEP_NOTIFY_KEI: key }, /SAFEKEEP_NOTIFY_KEI is no setting/)
})

test('a fault of a setting repeats no password', () => {
  const secret = 'smtp://user:xyzzy/plugh@host'
  assert.throws(
    () => carrierIn({ SAFEKEEP_SMTP: secret, SAFEKEEP_MAIL_FROM: 'a@example.org' }, false),
    (fault: Error) => !/xyzzy|plugh/.test(fault.message),
  )
})

test('a made-up county writes to nobody', () => {
  refused({ SAFEKEEP_NOTIFY_KEY: key, SAFEKEEP_NOTIFY_TEXT: id }, /writes to nobody/, true)
})

test('e-mail goes by a mail server and texts by Notify where both are set, and e-mail only one way', () => {
  const mail = { SAFEKEEP_SMTP: 'smtps://u:p%40ss@mail.example.org', SAFEKEEP_MAIL_FROM: 'Enquiries <a@example.org>' }
  const { carrier } = carrierIn({ ...mail, SAFEKEEP_NOTIFY_KEY: key, SAFEKEEP_NOTIFY_TEXT: id }, false)
  assert.deepEqual(carrier?.channels, ['email', 'text'])
  refused({ ...mail, SAFEKEEP_NOTIFY_KEY: key, SAFEKEEP_NOTIFY_EMAIL: id }, /one way/)
  assert.deepEqual(carrierIn(mail, false).carrier?.channels, ['email'])
})
