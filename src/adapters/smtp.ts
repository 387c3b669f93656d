/* A mail server of one's own. */
import { createTransport } from 'nodemailer'
import type { Carried, Carrier, Letter } from '#kernel'

export type SmtpSettings = Readonly<{
  host: string
  port: number
  /** TLS from the first byte (`smtps`), rather than after STARTTLS. */
  secure: boolean
  user?: string
  password?: string
  /** Whom it is from: an address, or a neutral name and an address. */
  from: string
  /** Only `false` where somebody said so: otherwise a server without TLS is given nothing. */
  tls: boolean
  /** Certificates to believe besides the usual ones. */
  ca?: string
  patience?: number
}>

/** How long nobody is asked at a server where nobody was. */
const rest = 60_000

/**
 * A carrier that gives e-mail to a mail server, each under a Message-ID made of its reference. Where nobody is there, the
 * next is not tried for a minute: texts, and whatever else waits, would stand behind each one's patience.
 */
export function smtp({ host, port, secure, user, password, from, tls, ca, patience = 20_000 }: SmtpSettings): Carrier {
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: tls && !secure,
    ignoreTLS: !tls && !secure,
    tls: { minVersion: 'TLSv1.2', ...(ca && { ca }) },
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // Nothing in a letter may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let restUntil = 0
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return {
    channels: ['email'],
    carry: async (letter, at) => {
      const left = restUntil - at.getTime()
      if (left > 0) return { is: 'later', why: 'no-answer', after: left }
      try {
        const sent = await transport.sendMail({ ...mailOf(letter), from, messageId: `<${letter.reference}@${domain}>` })
        return { is: 'taken', number: sent.messageId }
      } catch (fault) {
        const carried = carriedBy(fault)
        if (carried.is === 'later' && carried.why === 'no-answer' && !carried.perhaps) restUntil = at.getTime() + rest
        return carried
      }
    },
  }
}

function mailOf({ to, subject, text, html, stop }: Letter) {
  return {
    // As an object, so that nothing in an address can be read as another address.
    to: { name: '', address: to },
    subject,
    text,
    ...(html && { html }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(stop && { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  }
}

/**
 * A 5xx of the one to whom it goes is for good, since nothing is sent there again; whatever else went wrong may be better
 * later. A server that refuses us, our sender or our way in says so under the same code, at any step.
 */
function carriedBy(fault: unknown): Carried {
  const { code = '', responseCode = 0, command = '', response = '' } = partsOf(fault)
  const noSuchAddress = command === 'RCPT TO' ? ofRecipient.test(response) : command === 'API'
  if (code === 'EENVELOPE' && noSuchAddress) return { is: 'refused', why: 'undeliverable', undeliverable: true }
  if (code === 'EMESSAGE' && responseCode >= 500) return { is: 'refused', why: 'refused' }
  if (responseCode >= 400) return { is: 'later', why: 'out-of-order' }
  if (code === 'EAUTH') return { is: 'later', why: 'not-let-in' }
  if (code === 'ETLS') return { is: 'later', why: 'no-tls' }
  return { is: 'later', why: 'no-answer', ...(command !== 'CONN' && { perhaps: true }) }
}

/**
 * What a server says of the recipient: of an address or a mailbox, where it says what its refusal is of (RFC 3463, 5.1.x but
 * for a sender's 5.1.7 and 5.1.8, and 5.2.x), and no word of a sender or of relaying.
 */
const ofRecipient = /^5\d\d[ -](?!.*\b(?:relay|sender))(?:5\.1\.(?![78]\b)|5\.2\.|(?!\d\.\d))/is

function partsOf(fault: unknown): { code?: string; responseCode?: number; command?: string; response?: string } {
  if (!(fault instanceof Error)) return {}
  const { code, responseCode, command, response } = fault as Error & Record<string, unknown> // as nodemailer adds them
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof responseCode === 'number' && { responseCode }),
    ...(typeof command === 'string' && { command }),
    ...(typeof response === 'string' && { response }),
  }
}
