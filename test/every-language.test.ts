import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Carrier } from '#kernel'
import { type Language, languages, localeOf, serve } from '#web'
import { allRoutes } from '../src/commands/routes.ts'
import { type TestHouse, testHouse } from './house.ts'
import { type Given, post, seen, visit } from './visitor.ts'

/*
 * Every page that anybody may come to, in every language. The list is the product's own routes: a page added tomorrow is
 * walked tomorrow. What no link leads to is walked as somebody goes who tells of something and comes back by their code.
 */
let home: TestHouse
let server: FastifyInstance
let found: readonly Seen[] = []
before(async () => {
  home = await testHouse()
  const carrier: Carrier = { channels: ['email'], carry: async () => assert.fail('nothing is to be sent') }
  const house = { ...home.house, address: 'https://tell.example.org', carrier }
  server = await serve({
    ...{ house, database: home.database, routes: allRoutes({ ...home.built, house }), now: () => home.at },
  })
  found = await walked()
})
after(async () => {
  await server.close()
  await home.close()
})

/** What is in English alone, by where it begins, each with what makes that right. */
const inEnglishAlone: Readonly<Record<string, string>> = {
  '/hub': 'for people at a desk, who work in English',
  '/refer': 'for professionals, whose words go to people who work in English',
  '/api': 'for programs',
  '/open-referral': 'for programs',
  '/healthz': 'for machines',
  '/readyz': 'for machines',
  '/metrics': 'for machines',
  '/plan.json': 'for programs',
}

/** Addresses of a route with its holes filled in: every form, every measure, and something in place of what there is one of. */
function addressesOf(at: string): readonly string[] {
  const forms = [...home.house.programmes.values()].flatMap(({ report }) => (report ? [report.address] : []))
  const measures = ['official.pedestrian-ksi', 'official.recorded-crime', 'hate.reports', 'hub.time-to-triage']
  const one = at.replace(':number', '1').replace(':token', 'a'.repeat(43))
  if (one.includes(':address')) return forms.map(address => one.replace(':address', address))
  return one.includes(':id') ? measures.map(id => one.replace(':id', id)) : [one]
}

/** Every address that a browser may be sent to by a link. */
const pages = (): readonly string[] =>
  allRoutes(home.built)
    .filter(({ method, who }) => method === 'GET' && who === 'anyone')
    .filter(({ at }) => !Object.keys(inEnglishAlone).some(start => at === start || at.startsWith(`${start}/`)))
    .flatMap(({ at }) => addressesOf(at))
    .concat('/nowhere')

/** All of them, and what they say of mistakes. */
async function walked(): Promise<readonly Seen[]> {
  const all: Seen[] = []
  for (const at of pages()) all.push(...(await inEach(at, get)))
  for (const [at, given] of mistakes) all.push(...(await inEach(at, url => post(server, url, given))))
  return [...all, ...(await alongEach())]
}

type Step = readonly [button: string, given?: Given]
/** What is answered where nothing will not do: in danger, at a place over the border, by name. */
const answers: Given = {
  ...{ who: 'victim', danger: 'yes', what: 'Canary', kinds: 'words', strands: 'race', 'when.precision': 'unknown' },
  ...{ 'where.kind': 'place', 'where.typed': 'CV1 5RR', harm: 'upset', before: 'no', named: 'yes', given: 'Pip' },
  ...{ family: 'Umbrell', contactWanted: 'no', police: 'no', support: 'no', interpreter: 'no' },
}
const answersOn = (page: string): Given =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => page.includes(`name="${name}"`)))
/** What is behind a code; `show` is the way back. */
const behind: readonly Step[] = [
  ...['delete', 'show', 'stop', 'show', 'survey', 'show', 'reach', 'show', 'send'].map((button): Step => [button]),
  ...[['send', { words: 'Canary' }] as const, ['delete'] as const, ['delete-ask'] as const, ['stop'] as const],
  ['stop-yes'],
]

/** The pages of both walks, in each language beside the same in English: one report is sent in each. */
async function alongEach(): Promise<readonly Seen[]> {
  const [original = [], ...others] = await Promise.all(languages.map(along))
  return others.flatMap((pages, index) => {
    assert.equal(pages.length, original.length)
    return pages.map((html, at) => ({
      ...{ at: `${languages[index + 1]!.path} step ${at}`, language: languages[index + 1]!, html },
      original: original[at]!,
    }))
  })
}
async function along({ to }: Language): Promise<readonly string[]> {
  let page = await visit(server, to('/report/4/1'))
  const pages: string[] = []
  const press = async ([value, given = {}]: Step) => {
    const button = page.buttons.find(one => one.name === 'do' && one.value === value)
    assert.ok(page.action, `a form on “${page.heading}”, to press ${value}`)
    const kept = page.filled.filter(([name]) => !Object.hasOwn(given, name))
    const typed = Object.entries(given).map(([name, one]) => [name, String(one)] as const)
    page = seen(server, await post(server, button?.to ?? page.action, [...kept, ...typed, ['do', value]]))
    pages.push(page.html)
  }
  // Each question is first left out: what is then said to be wrong is seen too.
  for (let steps = 0; !page.buttons.some(one => one.value === 'send'); steps++) {
    assert.ok(steps < 60, `no end: ${page.heading}`)
    if (page.buttons.some(one => one.value === 'on')) await press(['on'])
    else if (page.status !== 422) await press(['next'])
    else await press(['next', answersOn(page.html)])
  }
  await press(['send'])
  const code = /id="receipt"[^>]*>([^<]+)</.exec(page.html)?.[1]
  assert.ok(code, 'a report is sent, and its receipt shown')
  page = await visit(server, to('/return'))
  await press(['open', { code }])
  for (const step of behind) await press(step)
  return pages
}

/** Forms sent with nothing in them, or with what cannot be right: what is then said to be wrong. */
const mistakes: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['/report/4/1', []],
  ['/report/which', []],
  ['/help', [['place', 'ZZ99 9ZZ']]],
  ['/return', [['code', '7F2K-9QXT-3MZA-B4C5']]],
  ['/news', [['email', 'nobody']]],
]

type Node = DefaultTreeAdapterTypes.Node
const attribute = (node: Node, name: string): string | undefined =>
  'attrs' in node ? node.attrs.find(one => one.name === name)?.value : undefined
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : [])

/** Every piece of text that is read out or seen, but what says of itself that it is in another language than the page. */
function textsIn(node: Node, lang: string): readonly string[] {
  const own = attribute(node, 'lang')
  if ((own !== undefined && own !== lang) || ['script', 'style'].includes(node.nodeName)) return []
  const named = ['aria-label', 'alt', 'title', 'placeholder'].flatMap(name => attribute(node, name) ?? [])
  const text = node.nodeName === '#text' && 'value' in node ? [node.value] : []
  return [...named, ...text, ...childrenOf(node).flatMap(child => textsIn(child, lang))]
    .map(one => one.replace(/[\s\u2066-\u2069]+/g, ' ').trim())
    .filter(one => one !== '')
}

/** What services and districts are called, and where they are, is the same in every language. */
const named = ['services.json', 'area.json']
  .map(file => readFileSync(new URL(`../areas/warwickshire/${file}`, import.meta.url), 'utf8'))
  .join('\n')
const isName = (text: string): boolean =>
  named.includes(`: ${JSON.stringify(text)}`) || /, [A-Z]{1,2}\d{1,2} \d[A-Z]{2}$/.test(text)

/** Small words that the other languages do not have. */
const english = /\b(the|and|you|your|this|these|that|with|from|have|has|been|not|what|when|which)\b/gi
const hasEnglish = (text: string): boolean => new Set(text.toLowerCase().match(english)).size > 1
const isSentence = (text: string): boolean => text.split(' ').filter(word => /\p{L}{2}/u.test(word)).length > 2

/** Three words or more that stand in the English page too, and whatever else has the small words of English in it. */
function strayIn(html: string, inEnglish: string, language: Language): readonly string[] {
  const known = new Set(textsIn(parse(inEnglish), 'en-GB').filter(isSentence))
  return textsIn(parse(html), localeOf(language)).filter(text => !isName(text) && (known.has(text) || hasEnglish(text)))
}

type Seen = Readonly<{ at: string; language: Language; html: string; original: string }>

/** A page as it is in English and in each of the other languages, which answer alike. */
async function inEach(at: string, ask: (at: string) => ReturnType<typeof get>): Promise<readonly Seen[]> {
  const original = await ask(at)
  if (original.statusCode === 303) return []
  assert.match(String(original.headers['content-type']), /^text\/html/, at)
  const all: Seen[] = []
  for (const language of languages.slice(1)) {
    const { body, statusCode } = await ask(language.to(at))
    assert.equal(statusCode, original.statusCode, `${language.path}${at}`)
    all.push({ at: `${language.path}${at}`, language, html: body, original: original.body })
  }
  return all
}
const get = (url: string) => server.inject({ url })

describe('every page of the public', () => {
  it('is there in every language, with its language and direction, who checked it, and the way out', () => {
    assert.ok(found.length > 280, `only ${found.length} pages were found`)
    for (const { at, language, html } of found) {
      assert.match(html, new RegExp(`<html[^>]* lang="${localeOf(language)}" dir="${language.dir}"`), at)
      assert.match(html, /class="sk-unchecked"/, `${at}: nobody has checked it, and it does not say so`)
      assert.match(html, /class="govuk-exit-this-page/, `${at}: no way out`)
    }
  })

  it('is walked where no link leads: through a form with its danger, its border and its end, and behind a code', () => {
    const headingOf = (page: string) =>
      /<h1[^>]*>(.*?)<\/h1>/s
        .exec(page)?.[1]
        ?.replace(/<[^>]*>/g, '')
        .trim() ?? ''
    const headings = new Set(found.map(({ original }) => headingOf(original)))
    for (const heading of [
      ...['If someone is in danger now, call 999', 'That place seems to be outside Warwickshire', 'Your last name'],
      ...['Do you want to add photos, recordings or documents?', 'Check your answers', 'We have your report'],
      ...['Your report', 'Ask us to delete your report', 'Stop your code', 'Tell us how we did'],
      'Change how we may reach you',
    ])
      assert.ok(headings.has(heading), `${heading} is not among ${[...headings].join('; ')}`)
  })

  it('has nothing left in English but names, and what says of itself that it is English', () => {
    const left = found.flatMap(({ at, language, html, original }) =>
      strayIn(html, original, language).map(text => `${at}: ${text}`),
    )
    assert.deepEqual(left, [])
  })

  it('leads to pages in its own language, which are there, and else only to what is in English alone', async () => {
    const to = new Map<string, string>()
    for (const { at, language, html } of found)
      for (const [, href = '', rest = ''] of html.matchAll(/<a\b[^>]*? href="(\/[^"#]*)[^"]*"([^>]*)>/g)) {
        const isOurs = href === language.path || href.startsWith(`${language.path}/`)
        const isEnglish = Object.keys(inEnglishAlone).some(start => href.startsWith(start))
        assert.ok(isOurs || isEnglish || /hreflang=/.test(rest), `${at} leads to ${href}`)
        to.set(href, at)
      }
    assert.ok(to.size > 200, `only ${to.size} links were found`)
    for (const [href, at] of to)
      assert.ok((await get(href)).statusCode < 400, `${at} leads to ${href}, which is not there`)
  })

  it('knows what English looks like', () => {
    const page = '<p>Call the police and say who you are.</p><p>Harm</p><p lang="en-GB">Their own words about it</p>'
    assert.deepEqual(strayIn(page, page, languages[1]!), ['Call the police and say who you are.'])
  })
})
