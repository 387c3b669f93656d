import { chanceFrom } from '../../simulate/chance.ts'
import { sealer } from '../../src/kernel/index.ts'
import { newDraft, sealDraft } from '../../src/portal/draft.ts'
import type { Ask } from './client.ts'
import type { Filled, Reader } from './ground.ts'

/** Something that people do, again and again, each time with another record. */
export type Scene = Readonly<{ name: string; asks: Iterator<Ask>; aim?: Aim }>
/** In milliseconds with one client, or in requests a second with many. */
export type Aim = Readonly<{ p95?: number; perSecond?: number }>

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString()
const get = (path: string, reader?: Reader): Ask => ({
  method: 'GET',
  path,
  expect: 200,
  ...(reader && { cookie: reader.cookie }),
})

/** Everything that is timed, with the records it is done to. */
export function scenesOf(filled: Filled): readonly Scene[] {
  const { hub, officer, small, readers } = filled
  const [front, question] = [get('/'), get('/report/4/1')]
  return [
    { name: 'front page', asks: forever(() => front) },
    { name: 'form page', asks: forever(() => question), aim: { perSecond: 2_000 } },
    { name: 'plan page', asks: forever(() => get('/plan')), aim: { p95: 15 } },
    { name: 'receive, by form', asks: forever(sendings(filled)), aim: { perSecond: 300 } },
    { name: 'receive, by API', asks: forever(callings(filled)), aim: { perSecond: 300 } },
    ...readers.map(reader => ({
      name: `worklist, ${reader.who}`,
      asks: forever(() => get('/hub', reader)),
      aim: { p95: 25 },
    })),
    ...readers.map(reader => ({
      name: `list of cases, ${reader.who}`,
      asks: forever(() => get('/hub/cases', reader)),
      aim: { p95: 25 },
    })),
    ...[hub, officer, small].map(reader => ({
      name: `case page, ${reader.who}`,
      asks: forever(inTurn(reader.cases, id => get(`/hub/cases/${id}`, reader))),
      aim: { p95: 25 },
    })),
    { name: `report page, ${hub.who}`, asks: forever(inTurn(hub.reports, id => get(`/hub/reports/${id}`, hub))) },
    { name: `search by name, ${hub.who}`, asks: forever(inTurn(filled.names, name => search(name, hub))) },
    { name: `decide, ${hub.who}`, asks: inTurnOnce(filled.waiting, one => decision(one, hub)) },
    { name: 'mixed, as fast as it goes', asks: forever(mixture(filled)) },
  ]
}

/** What a morning in the hub and its programmes asks for: mostly looking, now and then deciding. */
export function mixture(filled: Filled): () => Ask {
  const { hub, officer, small, readers } = filled
  const chance = chanceFrom(7)
  const read = (ask: Ask): Ask => ({ ...ask, as: 'read' })
  const write = (ask: Ask): Ask => ({ ...ask, as: 'write' })
  const decisions = inTurnOnce(filled.waiting, one => decision(one, hub))
  const worklists = inTurn(readers, reader => get('/hub', reader))
  const someCase = inTurn([hub, officer, small, hub, officer], reader =>
    get(`/hub/cases/${chance.one(reader.cases)}`, reader),
  )
  const found = inTurn(filled.names, name => search(name, hub))
  return () =>
    chance.weighed<() => Ask>([
      [() => read(worklists()), 34],
      [() => read(someCase()), 24],
      [() => read(get(`/hub/reports/${chance.one(hub.reports)}`, hub)), 12],
      [() => read(get('/hub/cases', chance.one(readers))), 8],
      [() => read(found()), 7],
      [() => write(opening(chance.one(officer.cases), officer)), 10],
      [() => write(decisions.next().value ?? opening(chance.one(hub.cases), hub)), 5],
    ])()
}

const search = (family: string, reader: Reader): Ask => ({
  method: 'POST',
  path: '/hub/people',
  cookie: reader.cookie,
  expect: 200,
  body: form({ family, purpose: 'triage', note: '' }),
})

const opening = (id: string, reader: Reader): Ask => ({
  method: 'POST',
  path: '/hub/open',
  cookie: reader.cookie,
  expect: 303,
  body: form({ subject: id, purpose: 'work-on-case', to: `/hub/cases/${id}` }),
})

const decision = ({ report, record }: Filled['waiting'][number], reader: Reader): Ask => ({
  method: 'POST',
  path: `/hub/reports/${report}/people/${record}/decide`,
  cookie: reader.cookie,
  expect: 303,
  body: form({
    what: 'refer',
    programme: 'hate',
    rationale: 'They want to be supported and may be targeted again.',
    lawfulBasis: 'public-task',
    told: 'yes',
    view: 'agrees',
    tell: 'rugby-borough-council',
  }),
})

/** A report as the form's last page sends it: sealed in the page, a draft of its own each time. */
function sendings({ key, answers, lastPage }: Filled): () => Ask {
  const sealing = sealer(key)
  const next = inTurn(answers.byForm, one => one)
  return () => {
    const now = new Date()
    const draft = { ...newDraft(now), answers: next() }
    const body = form({ draft: sealDraft(sealing, '4', draft, now), do: 'send' })
    return { method: 'POST', path: `/report/4/${lastPage}`, expect: 200, body }
  }
}

/** A report as another program sends it. */
function callings({ answers }: Filled): () => Ask {
  const next = inTurn(answers.byApi, one => JSON.stringify({ kind: 'hate', answers: one }))
  return () => ({
    method: 'POST',
    path: '/api/v1/reports',
    expect: 201,
    type: 'application/json',
    body: next(),
    key: crypto.randomUUID(),
  })
}

function* forever(make: () => Ask): Generator<Ask, undefined> {
  for (;;) yield make()
}

function inTurn<T, R>(of: readonly T[], make: (one: T) => R): () => R {
  let i = 0
  return () => make(of[i++ % of.length]!)
}

function* inTurnOnce<T>(of: T[], make: (one: T) => Ask): Generator<Ask, undefined> {
  for (let one = of.pop(); one; one = of.pop()) yield make(one)
}
