import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chanceFrom } from '../../simulate/chance.ts'
import { type Address, addressesOf } from './addresses.ts'
import { tables } from './asked.ts'
import { type Browser, browserOf, type Heard } from './browser.ts'
import { familyOf, housing, type PagesHouse } from './pages-house.ts'
import type { Rows, Table } from './rows.ts'
import { mayKnow, standingIn } from './rules.ts'
import { type Fate, fateOf } from './spans.ts'
import type { Standing } from './standing.ts'
import { makeWorld } from './world.ts'

/* Every route of the product, asked by everybody in a world made by chance: what a page shows is what the rules let its
   reader know, and what they may not know of answers as what is nowhere does, to the byte, and is in the audit. */

const seed = Number(process.env.AUTH_SEED ?? 2)
const world = makeWorld(seed, { users: 14, people: 10, matters: 12 })
let it: PagesHouse
const workers: { browser: Browser; who: Standing; fate: Fate }[] = []
before(async () => {
  it = await housing(world)
  for (const [place, user] of world.rows.users.entries()) {
    const who = standingIn(world, { kind: 'user', id: user.id }, world.base)
    const browser = browserOf(it.server)
    await browser.send('/hub/sign-in', { user: user.id })
    const { status } = await browser.get('/hub')
    assert.equal(status === 200, who.isStaff, 'nobody who has left is signed in')
    if (who.isStaff)
      workers.push({ browser, who, fate: fateOf(chanceFrom(seed * 100 + place), world.base, world.zone) })
  }
})
after(() => it?.close())

const inside = () => it.routes.filter(one => one.who !== 'anyone')
const mayCome = (who: Standing, wanted: (typeof it.routes)[number]['who']) =>
  wanted === 'anyone' ||
  wanted === 'signed-in' ||
  wanted.holds.some(one => who.programmes.has(one) || who.roles.has(one))

/** Addresses that name nothing, each with what it shows and to whom; of every other one a record is asked for by its id. */
const whole: ReadonlySet<string> = new Set([
  'GET /hub',
  'GET /hub/alerts.json',
  'GET /hub/audit',
  'GET /hub/cases',
  'GET /hub/cases/new',
  ...['', '/calendar', '/due'].map(one => `GET /hub/orders${one}`),
  ...['matches', 'newsletter', 'newsletter/new', 'outbox', 'people', 'why'].map(one => `GET /hub/${one}`),
  ...['', '/new'].map(one => `GET /hub/services${one}`),
  'POST /hub/cases/new',
  'POST /hub/open',
  ...['people', 'people/typed', 'services/new'].map(one => `POST /hub/${one}`),
])

/** Routes that want more of whoever comes than to know of the thing, each with what. */
const asksMore: Readonly<Record<string, string>> = {
  '/hub/cases/new': 'a role in a programme whose cases may be opened by hand',
  ...Object.fromEntries(['actions', 'documents', 'shares'].map(one => [`/hub/cases/:id/${one}`, 'to work on it'])),
  '/hub/cases/:id/people/new': 'a role in the case’s programme',
  '/hub/cases/:id/people/out': 'a role in the case’s programme, and somebody in it',
  '/hub/cases/:id/entries/:entry/correct': 'a role in the case’s programme, and an entry that a step of it made',
}

test('every route is one that these tests ask', () => {
  const [anybody] = workers
  for (const { method, at } of inside()) {
    const known = whole.has(`${method} ${at}`) || (anybody && addressesOf(at, world, anybody.who, anybody.fate))
    assert.ok(known, `say in test/authorisation/addresses.ts whose ${method} ${at} is, or here that it names nothing`)
  }
  const there = new Set(inside().map(({ method, at }) => `${method} ${at}`))
  for (const one of whole) assert.ok(there.has(one), `${one} is no more`)
})

describe('one thing', () => {
  test('is shown to whoever may know of it, and to nobody else, and looks as if it were nowhere', async t => {
    let asked = 0
    for (const { browser, who, fate } of workers)
      for (const route of inside().filter(({ method, at }) => method === 'GET' && at.includes(':'))) {
        const { known, unknown, missing } = addressesOf(route.at, world, who, fate)!
        const nowhere = await looked(browser, missing)
        assert.ok([303, 404].includes(nowhere.status), `${missing} answers ${nowhere.status}`)
        const comes = mayCome(who, route.who)
        for (const one of known) {
          asked += 1
          const page = await looked(browser, one.url)
          const is = `${who.user} at ${one.url}: ${page.status}`
          if (!asksMore[route.at])
            assert.equal(page.status === 404, !comes, `${is}, though the rules let them know of it`)
          assert.ok(page.status < 500, is)
          showsOnly(page, who, one.url)
        }
        for (const one of unknown) {
          asked += 1
          const turned = await notFoundIn(() => looked(browser, one.url))
          assert.deepEqual(
            alike(turned.page, one),
            alike(nowhere, { ...one, url: missing }),
            `${who.user} at ${one.url}`,
          )
        }
      }
    t.diagnostic(`${asked} pages of one thing`)
    assert.ok(asked > 300)
  })

  test('is not changed by whoever may not know of it, and nobody is told that it is there', async t => {
    let asked = 0
    for (const { browser, who, fate } of workers)
      for (const route of inside().filter(({ method, at }) => method === 'POST' && at.includes(':'))) {
        const { unknown, missing } = addressesOf(route.at, world, who, fate)!
        const nowhere = await sent(browser, missing)
        for (const one of unknown) {
          asked += 1
          const turned = await sent(browser, one.url)
          assert.deepEqual(alike(turned, one), alike(nowhere, { ...one, url: missing }), `${who.user} sends ${one.url}`)
        }
      }
    t.diagnostic(`${asked} forms`)
    assert.ok(asked > 100)
  })

  test('that may not be known of leaves a line in the audit, which says that nothing was found', async () => {
    let refused = 0
    for (const { browser, who, fate } of workers)
      for (const at of ['/hub/cases/:id', '/hub/reports/:id', '/hub/documents/:document']) {
        const { unknown } = addressesOf(at, world, who, fate)!
        for (const one of unknown) {
          const { lines } = await notFoundIn(() => looked(browser, one.url))
          assert.equal(lines, 1, `${who.user} at ${one.url}`)
          refused += 1
        }
      }
    assert.ok(refused > 30)
  })
})

describe('many things', () => {
  test('lists show only what their reader may know of', async t => {
    let asked = 0
    for (const { browser, who } of workers)
      for (const { at, who: wanted } of inside().filter(
        ({ method, at }) => whole.has(`${method} ${at}`) && method === 'GET',
      )) {
        const page = await browser.get(at)
        if (!asksMore[at])
          assert.equal(page.status === 404, !mayCome(who, wanted), `${who.user} at ${at}: ${page.status}`)
        // Those who hold the audit are shown what it holds (B9): who looked at what, whatever it was.
        if (at !== '/hub/audit') showsOnly(page, who, at)
        asked += 1
      }
    t.diagnostic(`${asked} lists`)
  })

  test('the list of cases and the worklist show all that their reader may know of, and count no more', async () => {
    for (const { browser, who } of workers) {
      const listed = linked(await browser.get('/hub/cases'), /\/hub\/cases\/([0-9a-f-]{36})/g)
      const may = world.rows.cases.filter(one => who.case(one.id)).map(one => one.id)
      assert.deepEqual([...listed].toSorted(), may.toSorted(), `${who.user}`)
      const page = await browser.get('/hub')
      const waits = world.rows.work.filter(row => who.queues.has(row.queue) && !who.isLockedOut(row))
      const counted =
        /Waiting for you\D*?(\d+)/.exec(page.words)?.[1] ?? /(\d+)\D*Waiting for you/.exec(page.words)?.[1]
      assert.equal(Number(counted), waits.length, `${who.user}: ${page.words.slice(0, 300)}`)
    }
  })

  test('a search by name finds whom its reader may know of, and answers for others as for nobody', async () => {
    let [found, hidden] = [0, 0]
    for (const { browser, who } of workers.filter(one => one.who.programmes.has('hub')))
      for (const [place, { record_id }] of world.rows.person_names.entries()) {
        const family = familyOf(place)
        const ask = (name: string) => browser.send('/hub/people', { sought: name, purpose: 'triage', note: 'x' })
        const [page, nobody] = [await ask(family), await ask('Quillnonefeather')]
        const sees = who.seesRecord(record_id)
        showsOnly(page, who, family)
        if (sees) assert.ok(page.body.split(family).length > 2, `${who.user} does not find ${family}`)
        else
          assert.equal(
            page.body.replaceAll(family, 'X'),
            nobody.body.replaceAll('Quillnonefeather', 'X'),
            `${who.user} finds ${family}`,
          )
        if (sees) found += 1
        else hidden += 1
      }
    assert.ok(found > 3 && hidden > 3, `${found} found, ${hidden} hidden`)
  })

  test('a search by reference leads to what its reader may know of, and nowhere else', async () => {
    for (const { browser, who } of workers) {
      const nowhere = await browser.get('/hub/cases?reference=CA-TEST-9999')
      for (const [prefix, matters] of [
        ['SK', world.rows.reports],
        ['CA', world.rows.cases],
      ] as const)
        for (const [place, { id }] of matters.entries()) {
          const reference = `${prefix}-TEST-${String(place).padStart(4, '0')}`
          const page = await browser.get(`/hub/cases?reference=${reference}`)
          const may = prefix === 'SK' ? who.report(id) : who.case(id)
          assert.equal(page.status === 303, may !== undefined, `${who.user} asks for ${reference}: ${page.status}`)
          if (may) continue
          assert.equal(page.body.replaceAll(reference, 'X'), nowhere.body.replaceAll('CA-TEST-9999', 'X'))
        }
    }
  })

  test('what anybody at all may come to, names nothing of anybody, and neither does another program’s answer', async () => {
    const published = world.rows['directory.services'].filter(one => one.published).map(one => one.id) // B26
    const everything = new Set(tables.flatMap(table => idsIn(JSON.stringify(world.rows[table]))))
    for (const { at } of it.routes.filter(one => one.who === 'anyone' && one.method === 'GET')) {
      const url = at.replace(/:reference/, 'SK-TEST-0001').replace(/:[a-z]+/g, '1')
      // While nobody proves who they are, the invented people to choose from are named on the way in; and a page of the
      // hub, be it the way in, tells of a threat to whoever is signed in.
      const offered = url === '/hub/sign-in' ? world.rows.users.map(one => one.id) : []
      for (const { browser, who } of [{ browser: browserOf(it.server), who: undefined }, ...workers.slice(0, 3)]) {
        const page = await browser.get(url)
        const may = new Set([...offered, ...published, ...(who && url.startsWith('/hub') ? idsKnownTo(who) : [])])
        for (const id of idsIn(page.body)) assert.ok(!everything.has(id) || may.has(id), `${url} shows ${id}`)
        assert.ok(url.startsWith('/hub') || !/(SK|CA)-TEST-(?!0001)/.test(page.body), url)
      }
    }
  })

  test('whoever has not signed in is shown nothing of the hub', async () => {
    for (const { method, at } of inside()) {
      const stranger = browserOf(it.server)
      const url = at.replace(/:[a-z]+/g, world.rows.cases[0]!.id)
      const page = await (method === 'GET' ? stranger.get(url) : stranger.send(url, {}))
      assert.ok([303, 401, 404].includes(page.status), `${method} ${at}: ${page.status}`)
      assert.deepEqual(
        idsIn(page.body).filter(id => id !== world.rows.cases[0]!.id),
        [],
        `${method} ${at}`,
      )
    }
  })
})

/** A page as somebody comes to it who, where they are asked why, says that they work on it. */
async function looked(browser: Browser, url: string): Promise<Heard> {
  const page = await browser.get(url)
  const asked = /name="subject" value="([^"]*)"/.exec(page.body)?.[1]
  if (page.status !== 200 || asked === undefined) return page
  await browser.send('/hub/open', { subject: asked, purpose: 'work-on-case', to: url })
  return browser.get(url)
}

/** A form that says nothing, sent to an address for a stated reason. */
async function sent(browser: Browser, url: string): Promise<Heard> {
  for (const id of idsIn(url)) await browser.send('/hub/open', { subject: id, purpose: 'work-on-case', to: '/hub' })
  return browser.send(url, {})
}

/** What a deed answers, and how many lines it leaves in the audit that say that nothing was found. */
async function notFoundIn(deed: () => Promise<Heard>): Promise<{ page: Heard; lines: number }> {
  const count = async () =>
    Number((await it.owner.query("select count(*) as n from kernel.audit where result = 'not-found'")).rows[0].n)
  const before = await count()
  const page = await deed()
  return { page, lines: (await count()) - before }
}

/** An answer to the byte, but for the ids that were asked for and what differs in any two answers. */
function alike(page: Heard, { ids, url }: Pick<Address, 'ids' | 'url'>) {
  const named = [...ids, ...idsIn(url)]
  const without = (text: string) => named.reduce((left, id) => left.replaceAll(id, 'asked for'), text)
  const { date: _date, 'content-length': _length, ...headers } = page.headers
  const kept = JSON.stringify(headers).replace(/nonce-[\w+/=-]+/g, 'nonce')
  return {
    status: page.status,
    body: without(page.body).replace(/nonce="[^"]*"|name="kept" value="[^"]*"/g, ''),
    headers: without(kept),
  }
}

/** Fails where a page holds an id that is in no row which its reader may know of. */
function showsOnly(page: Heard, who: Standing, at: string): void {
  const may = idsKnownTo(who)
  for (const id of idsIn(page.body)) assert.ok(may.has(id), `${who.user} is shown ${id} at ${at}`)
}

const known = new WeakMap<Standing, ReadonlySet<string>>()
function idsKnownTo(who: Standing): ReadonlySet<string> {
  const already = known.get(who)
  if (already) return already
  const ids = new Set([who.user ?? '', ...tables.flatMap(table => idsIn(JSON.stringify(knownIn(who, table))))])
  known.set(who, ids)
  return ids
}

function knownIn<T extends Table>(who: Standing, table: T): readonly Rows[T][] {
  const rows: readonly Rows[T][] = world.rows[table]
  return rows.filter(row => mayKnow(who, table, row) !== undefined)
}

const idsIn = (text: string): readonly string[] => text.match(/0000\d{4}-0000-7000-8000-\d{12}/g) ?? []
const linked = (page: Heard, link: RegExp): ReadonlySet<string> =>
  new Set([...page.body.matchAll(link)].map(([, id]) => id ?? ''))
