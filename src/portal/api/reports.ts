import { createHash } from 'node:crypto'
import {
  asTyped,
  type Installation,
  Invalid,
  isAsked,
  type Problem,
  part,
  placesToChooseFrom,
  Refused,
  receive,
  surroundingsAt,
  type Told,
} from '#kernel'
import { type Answer, api, json, problem, type Route, type Visit } from '#web'
import type { Reportable } from '../area.ts'
import { openApi } from './openapi.ts'
import { shapeChecker, type Wrong } from './shape.ts'

const reports = '/api/v1/reports'
/** A report is words: what is larger than this is something else. */
const most = 512 * 1024

/** Reports from other programs, and the document that describes how to send them. */
export function apiRoutes(house: Installation, kinds: readonly Reportable[]): readonly Route[] {
  const check = shapeChecker(kinds)
  const open = { who: 'anyone', audit: 'nothing' } as const
  return [
    api({ method: 'POST', at: reports, who: 'anyone', audit: 'report.receive', most }, visit =>
      sent(kinds, check, visit),
    ),
    api({ method: 'GET', at: `${reports}/:reference`, ...open }, async () => notRead),
    api({ method: 'GET', at: '/api/v1/openapi.json', ...open }, async ({ at }) => json(openApi(house, kinds, at))),
  ]
}

type Check = ReturnType<typeof shapeChecker>
type Body = Readonly<{ kind: string; answers: Told }>

async function sent(kinds: readonly Reportable[], check: Check, visit: Visit): Promise<Answer> {
  const key = visit.headers['idempotency-key']
  if (!isJson(visit.headers['content-type']))
    return problem(415, 'Send JSON', ['Send the body as application/json, in UTF-8.'])
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,200}$/.test(key.trim()))
    return problem(400, 'A key is needed', [
      'Send the header Idempotency-Key with 1 to 200 printable ASCII characters, such as a new UUID, and the same again whenever you send the same report again.',
    ])
  const parsed = parsedFrom(visit.given.raw)
  if ('fault' in parsed) return problem(400, 'Not JSON', [parsed.fault])
  const body = bodyIn(parsed.body, kinds, check)
  if ('wrong' in body) return refused(body.wrong)
  const unasked = notAsked(kinds, body, visit)
  return unasked.length > 0 ? refused(unasked) : receivedFrom(visit, key.trim(), body)
}

async function receivedFrom(visit: Visit, key: string, { kind, answers }: Body): Promise<Answer> {
  const bound = createHash('sha256')
    .update(JSON.stringify([kind, answers]))
    .digest('base64url')
  try {
    const { reference, receipt } = await receive(
      visit.database,
      { actor: { kind: 'public' }, at: visit.at },
      { kind, raw: answers, source: 'public', language: 'en', sendKey: `api ${key}`, bound },
    )
    return json({ reference, receipt }, 201, { headers: { location: `${reports}/${reference}` } })
  } catch (fault) {
    if (fault instanceof Invalid) return refused(fault.problems.map(one => inBody(one, answers, visit)))
    if (fault instanceof Refused) return problem(422, 'The key was used before', [`${fault.refusal.message}.`])
    throw fault
  }
}

/** Where a problem is in the body; a place that has namesakes is told them, since a program is shown no list. */
function inBody({ field, message }: Problem, answers: Told, visit: Visit): Wrong {
  const places = placesToChooseFrom(part(answers, field), surroundingsAt(visit.house, visit.at))
  const ids = places.map(({ id, label }) => `"${id}" for ${label}`).join(', ')
  const help = places.length > 0 ? `. Send as chosen one of: ${ids}; or "${asTyped}"` : ''
  return { pointer: `/answers/${field.replaceAll('.', '/')}`, detail: `${message}${help}` }
}

function bodyIn(body: unknown, kinds: readonly Reportable[], check: Check): Body | { wrong: readonly Wrong[] } {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { wrong: [{ pointer: '', detail: 'This must be an object with the members kind and answers' }] }
  const kind = kinds.find(one => one.id === part(body, 'kind'))
  if (!kind)
    return { wrong: [{ pointer: '/kind', detail: `This must be one of: ${kinds.map(one => one.id).join(', ')}` }] }
  const wrong = check(kind.id, body)
  if (wrong.length > 0) return { wrong }
  // The schema has just said that the answers are an object.
  return { kind: kind.id, answers: part(body, 'answers') as Told }
}

/** An answer to a question that is not asked would be lost, so it is refused. */
function notAsked(kinds: readonly Reportable[], { kind, answers }: Body, visit: Visit): readonly Wrong[] {
  const around = surroundingsAt(visit.house, visit.at)
  const told: Record<string, unknown> = {}
  const wrong: Wrong[] = []
  for (const [name, field] of Object.entries(kinds.find(one => one.id === kind)?.report.ask ?? {})) {
    const asked = isAsked(field, told)
    if (!asked && Object.hasOwn(answers, name))
      wrong.push({ pointer: `/answers/${name}`, detail: 'This is not asked, by the other answers: leave it out' })
    const read = asked ? field.read(part(answers, name), around) : undefined
    if (read?.ok) told[name] = read.value
  }
  return wrong
}

function parsedFrom(raw: unknown): { body: unknown } | { fault: string } {
  if (typeof raw !== 'string' || raw === '') return { fault: 'There is no body. Send a JSON object.' }
  try {
    return { body: JSON.parse(raw) }
  } catch {
    return { fault: 'The body cannot be read as JSON.' } // where it breaks would quote it
  }
}

const isJson = (type: unknown): boolean =>
  typeof type === 'string' && /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type.trim())

const refused = (errors: readonly Wrong[]): Answer =>
  problem(
    422,
    'The report cannot be taken as it is',
    ['Put right what `errors` lists and send it again with the same key.'],
    {
      errors,
    },
  )

const notRead = problem(404, 'Reports cannot be read here', [
  'A reference opens nothing, so the answer is the same for every reference.',
])
