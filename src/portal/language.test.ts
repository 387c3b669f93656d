import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Wording } from '#kernel'
import { languages, serve } from '#web'
import { catalogueOf } from '../../bin/languages.ts'
import { rowsOf } from '../../test/embedded-life.ts'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { type Seen, visit, walk } from '../../test/visitor.ts'
import { allRoutes } from '../commands/routes.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  server = await home.server(allRoutes(home.built))
})
after(() => home.close())

/** Answers to the hate report, by their codes: the same in every language. */
const anonymous = [
  { who: 'victim' },
  { danger: 'no' },
  { what: 'Zażółć gęślą jaźń' },
  { kinds: 'words' },
  { strands: 'race' },
  { 'when.precision': 'unknown' },
  { 'where.kind': 'unknown' },
  { harm: 'upset' },
  { before: 'no' },
  {},
  { named: 'no' },
]

/** Presses the button that goes on, whatever it is called. */
async function on(from: Seen, answers: readonly Readonly<Record<string, string>>[], words: string): Promise<Seen> {
  let page = from
  for (const answer of answers) page = await page.press(answer, words)
  return page
}

describe('the front door in another language', () => {
  it('says nothing that the language does not have', async () => {
    const catalogue = catalogueOf('pl').words
    const [, polish] = languages
    const { say } = polish!
    const lacking = new Set<string>()
    const listening: typeof say = (english, values) => {
      if (!catalogue.has(english)) lacking.add(english)
      return say(english, values)
    }
    Object.assign(polish!, { say: listening })
    try {
      const forms = home.built.house.programmes.values()
      const starts = [...forms].flatMap(({ report }) => (report ? [`/pl/report/${report.address}`] : []))
      const plain = [
        '',
        '/report',
        '/report/which',
        '/help',
        '/help/all',
        '/return',
        '/news',
        '/how',
        '/privacy',
        '/licence',
      ]
      for (const at of [...plain.map(one => `/pl${one}`), '/pl/accessibility', '/pl/contact', ...starts])
        await visit(server, at)
      for (const start of starts) {
        await visit(server, `${start}/about`)
        await (await visit(server, `${start}/1`)).press({}, 'Dalej')
      }
    } finally {
      Object.assign(polish!, { say })
    }
    // What services say of themselves is theirs, and stays as they wrote it.
    const own = readFileSync(new URL('../../areas/warwickshire/services.json', import.meta.url), 'utf8')
    assert.deepEqual(
      [...lacking].filter(words => !own.includes(JSON.stringify(words).slice(1, -1))),
      [],
    )
  })

  it('has no hub and no door for programs, and stays English where nobody asked', async () => {
    assert.equal((await server.inject('/pl/hub')).statusCode, 404)
    assert.equal((await server.inject('/pl/api/v1/openapi.json')).statusCode, 404)
    const english = await visit(server, '/')
    assert.match(english.html, /<html[^>]* lang="en-GB" dir="ltr"/)
    assert.doesNotMatch(english.html, /not yet been checked/)
  })

  it('says what is wrong in that language', async () => {
    const page = await (await visit(server, '/pl/report/4/1')).press({}, 'Dalej')
    assert.equal(page.status, 422)
    assert.match(page.words, /Wybierz, o kim nam mówisz/)
    assert.equal(page.title, 'Błąd: Pytanie 1')
  })

  it('can be changed in the middle of a form, which loses nothing and finds no fault', async () => {
    let page = await walk(await visit(server, '/report/4/1'), [{ who: 'victim' }, { danger: 'no' }])
    page = await page.press({ what: 'Half a sen' }, 'اردو')
    assert.equal(page.status, 200)
    assert.match(page.html, /<html[^>]* lang="ur" dir="rtl"/)
    assert.equal(page.heading, 'کیا ہوا؟')
    assert.ok(page.filled.some(([name, value]) => name === 'what' && value === 'Half a sen'))
    page = await page.press({}, 'English')
    assert.equal(page.heading, 'What happened?')
    page = await page.press({ what: 'A whole sentence' })
    assert.equal(page.heading, 'What kind of thing was it?')
  })

  it('can be changed where all answers are shown, and before the first question is asked again', async () => {
    let page = await walk(await visit(server, '/report/4/1'), [{ who: 'victim' }])
    page = await (await page.press({}, 'Back')).press({}, 'Back')
    page = await page.press({}, 'Română')
    assert.match(page.html, /<html[^>]* lang="ro"/)
    assert.ok(page.buttons.some(button => button.words === 'Continuați'))
    assert.match(page.action ?? '', /^\/ro\/report\/4\/1$/)
  })
})

describe('a report made in another language', () => {
  it('is kept with its language, the words as they were shown, and their English beside them', async () => {
    let page = await on(await visit(server, '/pl/report/4/1'), anonymous, 'Dalej')
    for (let i = 0; i < 4 && page.heading !== 'Sprawdź swoje odpowiedzi'; i++) page = await page.press({}, 'Dalej')
    assert.equal(page.heading, 'Sprawdź swoje odpowiedzi')
    assert.match(page.words, /Zażółć gęślą jaźń/)
    page = await page.press({}, 'Wyślij moje zgłoszenie')
    assert.equal(page.heading, 'Mamy twoje zgłoszenie')
    const [row] = await rowsOf(home.db.ownerUrl, "select id, language from kernel.reports where language = 'pl'")
    assert.ok(row)
    const [kept] = await rowsOf(
      home.db.ownerUrl,
      `select w.wording from kernel.wordings w join kernel.reports r on r.wording_version = w.version and r.language = w.language where r.id = '${String(row.id)}'`,
    )
    const wording = kept?.wording as Wording
    assert.equal(wording.questions.what?.label, 'Co się stało?')
    assert.equal(wording.english?.questions.what?.label, 'What happened?')
    assert.equal(wording.questions.who?.options?.victim, 'O mnie: to mnie spotkało')
  })
})

describe('a page that somebody has made easy to read, or signed', () => {
  it('offers both where the area has an address for it, and nothing anywhere else', async () => {
    const [easyRead, signed] = ['https://example.org/easy', 'https://example.org/signed']
    const house = { ...home.built.house, alternatives: { '/help': { easyRead, signed } } }
    const own = await serve({
      house,
      database: home.database,
      routes: allRoutes({ ...home.built, house }),
      now: () => home.at,
    })
    const page = await visit(own, '/pl/help')
    assert.ok(page.links.includes(easyRead) && page.links.includes(signed))
    assert.match(page.html, /Tekst łatwy do czytania/)
    const other = await visit(own, '/report')
    assert.ok(!other.links.some(href => href.startsWith('https://example.org/')))
    await own.close()
  })
})
