/* Which carrier the environment describes. A setting given by half is refused before anything is sent by it. */
import { readFileSync } from 'node:fs'
import { type Carrier, type Channel, ConfigFault } from '#kernel'
import { type NotifySettings, notify } from './notify.ts'
import { type SmtpSettings, smtp } from './smtp.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What takes messages out of this installation, and what proves that a receipt comes from it. */
export type Carrying = Readonly<{ carrier?: Carrier; receiptToken?: string }>

/**
 * Reads who carries messages: e-mail by a mail server where one is named, and the rest by GOV.UK Notify. Throws
 * `ConfigFault` for what is half set, and for a made-up county that would write to somebody.
 */
export function carrierIn(environment: Environment, madeUp: boolean): Carrying {
  const given = (name: string) => environment[name]?.trim() || undefined
  const names = Object.keys(environment).filter(name => /^SAFEKEEP_(NOTIFY|SMTP|MAIL)/.test(name) && given(name))
  if (names.length === 0) return {}
  if (madeUp)
    throw new ConfigFault(
      `A made-up county writes to nobody: set SAFEKEEP_COUNTY to "none", or take ${names.toSorted().join(' and ')} away`,
    )
  const unknown = names.find(name => !known.has(name))
  if (unknown) throw new ConfigFault(`${unknown} is no setting. See docs/settings.md`)
  const byMail = smtpIn(given)
  const byNotify = notifyIn(given, byMail !== undefined)
  const receiptToken = given('SAFEKEEP_NOTIFY_RECEIPTS')
  if (receiptToken && receiptToken.length < 20)
    throw new ConfigFault('SAFEKEEP_NOTIFY_RECEIPTS must be a secret of at least 20 characters, the same as at Notify')
  const carriers = [...(byMail ? [smtp(byMail)] : []), ...(byNotify ? [notify(byNotify)] : [])]
  return { carrier: together(carriers), ...(receiptToken && { receiptToken }) }
}

/** Several carriers as one: each letter goes by the first that carries its kind. */
function together(carriers: readonly Carrier[]): Carrier {
  const [only] = carriers
  if (only && carriers.length === 1) return only
  const by = (channel: Channel) => carriers.find(one => one.channels.includes(channel))
  return {
    channels: [...new Set(carriers.flatMap(one => one.channels))],
    carry: async (letter, at) => (await by(letter.channel)?.carry(letter, at)) ?? { is: 'later', why: 'no-carrier' },
    took: async (letter, at) => (await by(letter.channel)?.took?.(letter, at)) ?? false,
  }
}

type Given = (name: string) => string | undefined

const known: ReadonlySet<string> = new Set([
  ...['SAFEKEEP_NOTIFY_KEY', 'SAFEKEEP_NOTIFY_EMAIL', 'SAFEKEEP_NOTIFY_TEXT', 'SAFEKEEP_NOTIFY_SENDER'],
  ...['SAFEKEEP_NOTIFY_RECEIPTS', 'SAFEKEEP_NOTIFY_URL'],
  ...['SAFEKEEP_SMTP', 'SAFEKEEP_SMTP_TLS', 'SAFEKEEP_SMTP_CA', 'SAFEKEEP_MAIL_FROM'],
])

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

function notifyIn(given: Given, hasMail: boolean): NotifySettings | undefined {
  const [key, emailTemplate, textTemplate, textSender] = ['KEY', 'EMAIL', 'TEXT', 'SENDER'].map(name =>
    given(`SAFEKEEP_NOTIFY_${name}`),
  )
  const others = ['EMAIL', 'TEXT', 'SENDER', 'RECEIPTS', 'URL'].map(name => `SAFEKEEP_NOTIFY_${name}`).filter(given)
  if (!key) {
    if (others.length) throw new ConfigFault(`${others.join(' and ')} need SAFEKEEP_NOTIFY_KEY beside them`)
    return undefined
  }
  const [, account, secret] = new RegExp(`(${uuid})-(${uuid})$`, 'i').exec(key) ?? []
  if (!account || !secret)
    throw new ConfigFault('SAFEKEEP_NOTIFY_KEY must be the whole key as Notify shows it: a name and two long numbers')
  if (!emailTemplate && !textTemplate)
    throw new ConfigFault(
      'SAFEKEEP_NOTIFY_KEY needs a template beside it: SAFEKEEP_NOTIFY_EMAIL, SAFEKEEP_NOTIFY_TEXT or both',
    )
  if (emailTemplate && hasMail)
    throw new ConfigFault('E-mail goes one way: take SAFEKEEP_SMTP or SAFEKEEP_NOTIFY_EMAIL away')
  for (const [name, value] of Object.entries({ EMAIL: emailTemplate, TEXT: textTemplate, SENDER: textSender }))
    if (value && !new RegExp(`^${uuid}$`, 'i').test(value))
      throw new ConfigFault(`SAFEKEEP_NOTIFY_${name} must be an ID as Notify shows it, like 1b3…-…`)
  return {
    address: notifyAddress(given('SAFEKEEP_NOTIFY_URL')),
    account,
    secret,
    ...(emailTemplate && { emailTemplate }),
    ...(textTemplate && { textTemplate }),
    ...(textSender && { textSender }),
  }
}

function notifyAddress(url = 'https://api.notifications.service.gov.uk'): string {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' }
  const isHere = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  if (protocol !== 'https:' && !isHere) throw new ConfigFault('SAFEKEEP_NOTIFY_URL must begin with https://')
  return url
}

function smtpIn(given: Given): SmtpSettings | undefined {
  const [url, from, tls = 'required', caFile] = [
    given('SAFEKEEP_SMTP'),
    given('SAFEKEEP_MAIL_FROM'),
    given('SAFEKEEP_SMTP_TLS'),
    given('SAFEKEEP_SMTP_CA'),
  ]
  const others = ['SAFEKEEP_MAIL_FROM', 'SAFEKEEP_SMTP_TLS', 'SAFEKEEP_SMTP_CA'].filter(given)
  if (!url) {
    if (others.length) throw new ConfigFault(`${others.join(' and ')} need SAFEKEEP_SMTP beside them`)
    return undefined
  }
  if (!from || !/^(?:[^<>@\r\n"]+ <)?[^\s<>@"]+@[\w.-]+>?$/.test(from))
    throw new ConfigFault('SAFEKEEP_SMTP needs SAFEKEEP_MAIL_FROM beside it: a neutral address that mail is from')
  if (tls !== 'required' && tls !== 'none') throw new ConfigFault('SAFEKEEP_SMTP_TLS must be "required" or "none"')
  // Said without the address: a fault of the parser's own would repeat it, with its password.
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    throw new ConfigFault(
      'SAFEKEEP_SMTP must be like smtp://user:password@host:587. Encode what a password has of / ? # @ :',
    )
  const { protocol, hostname, port, username, password } = new URL(url)
  if (!hostname) throw new ConfigFault('SAFEKEEP_SMTP names no server')
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    from,
    tls: tls === 'required',
    ...(username && { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
    ...(caFile && { ca: readFileSync(caFile, 'utf8') }),
  }
}
