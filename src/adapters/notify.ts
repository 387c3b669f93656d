/*
 * GOV.UK Notify, by its own HTTP interface: e-mail and texts. The account there has one template for each, whose whole
 * text is ((body)) and, for e-mail, whose subject is ((subject)): the words are ours, and versioned here.
 */
import { createHmac } from 'node:crypto'
import type { Carried, Carrier, Letter } from '#kernel'

export type NotifySettings = Readonly<{
  /** `https://api.notifications.service.gov.uk`, but in a test. */
  address: string
  /** Whose key it is, and the secret that signs: the last two UUIDs of what Notify shows once. */
  account: string
  secret: string
  emailTemplate?: string
  textTemplate?: string
  /** Which of the account's senders a text names; its own where this is absent. */
  textSender?: string
  /** Milliseconds after which no answer is one. */
  patience?: number
}>

/** A carrier that gives letters to GOV.UK Notify; asked to wait, it asks nothing of Notify until then. */
export function notify(settings: NotifySettings): Carrier {
  let restUntil = 0
  const channels = [
    ...(settings.emailTemplate ? (['email'] as const) : []),
    ...(settings.textTemplate ? (['text'] as const) : []),
  ]
  return {
    channels,
    carry: async (letter, at) => {
      const rest = restUntil - at.getTime()
      if (rest > 0) return { is: 'later', why: 'asked-to-wait', after: rest }
      const carried = await carry(settings, letter, at)
      if (carried.is === 'later' && carried.after) restUntil = at.getTime() + carried.after
      return carried
    },
    took: async ({ reference }, at) => {
      const answer = await ask(settings, at, `/v2/notifications?reference=${encodeURIComponent(reference)}`)
      if (!answer.ok) throw new Error('Notify did not say whether it has it')
      const { notifications } = (await answer.json()) as { notifications?: readonly unknown[] }
      return (notifications?.length ?? 0) > 0
    },
  }
}

async function carry(settings: NotifySettings, letter: Letter, at: Date): Promise<Carried> {
  try {
    const path = letter.channel === 'email' ? '/v2/notifications/email' : '/v2/notifications/sms'
    return await carriedBy(await ask(settings, at, path, bodyOf(settings, letter)))
  } catch {
    return { is: 'later', why: 'no-answer', perhaps: true } // no line, or nobody there in time: it may have arrived
  }
}

function bodyOf(settings: NotifySettings, { channel, to, subject, text, reference, stop }: Letter) {
  if (channel === 'text')
    return {
      phone_number: to,
      template_id: settings.textTemplate,
      personalisation: { body: text },
      reference,
      ...(settings.textSender && { sms_sender_id: settings.textSender }),
    }
  return {
    email_address: to,
    template_id: settings.emailTemplate,
    personalisation: { subject, body: text },
    reference,
    ...(stop && { one_click_unsubscribe_url: stop }),
  }
}

function ask({ address, account, secret, patience = 20_000 }: NotifySettings, at: Date, path: string, body?: object) {
  return fetch(new URL(path, address), {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token(account, secret, at)}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
}

/** A JSON Web Token as Notify wants it: HS256 over whose it is and when it was made, good for half a minute there. */
export function token(account: string, secret: string, at: Date): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: account, iat: Math.floor(at.getTime() / 1000) })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

async function carriedBy(answer: Response): Promise<Carried> {
  const { status, headers } = answer
  if (status === 201) return taken(await answer.json())
  const after = afterIn(headers.get('retry-after'))
  // 429: too many at once, or today; 403: the key or the clock is wrong, which somebody will put right.
  if (status === 429) return { is: 'later', why: 'too-many', after: after ?? 60_000 }
  if (status === 403 || status === 401) return { is: 'later', why: 'not-let-in', after: after ?? 300_000 }
  if (status >= 500 || status === 408)
    return { is: 'later', why: 'out-of-order', perhaps: true, ...(after && { after }) }
  return refusal(await answer.text())
}

function taken(body: unknown): Carried {
  const number = typeof body === 'object' && body !== null && 'id' in body ? String(body.id).slice(0, 100) : undefined
  return { is: 'taken', ...(number && { number }) }
}

/** Its words may repeat the address, so that nothing of them is kept but whether it was the address that is wrong. */
const refusal = (words: string): Carried =>
  /ValidationError/.test(words) && /(email_address|phone_number)/.test(words)
    ? { is: 'refused', why: 'undeliverable', undeliverable: true }
    : { is: 'refused', why: 'refused' }

/** Seconds, or a date, as HTTP has it; an hour at most, since whoever asks for more is asked again sooner. */
function afterIn(header: string | null): number | undefined {
  if (!header) return undefined
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) && wait > 0 ? Math.min(wait, 3_600_000) : undefined
}
