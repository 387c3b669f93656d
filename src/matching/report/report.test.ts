import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { chromium } from 'playwright-core'
import { inventPeople } from '../../../simulate/records/people.ts'
import { settings } from '../../../simulate/records/settings.ts'
import { type Matched, match } from '../match.ts'
import type { People, PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { heldAgainst } from '../truth.ts'
import { byGroup } from '../truth-groups.ts'
import { bySize, byThreshold, byWeight } from './counted.ts'
import { percent } from './figure.ts'
import { reportOf } from './index.ts'

const invented = [...inventPeople({ seed: 41, records: 1500, setting: settings.ordinary! })]
const given = invented.map(
  (row): PersonGiven => ({
    ...{ id: `record ${row.unique_id}`, forename: row.forename, surname: row.surname, birthDate: row.birth_date },
    ...{ postcode: row.postcode, addressLines: [row.address1], phone: row.phone, nhsNumber: row.nhs_number },
    others: { '<b>"UPN" & more': row.upn },
  }),
)
const people = peopleFrom(given, [{ name: '<b>"UPN" & more', kind: 'person' }])
const persons = Int32Array.from(invented, ({ person }) => Number(person))
const matched = await match(people, { width: 'wide', threads: 1 })
const said = { ...matched.pairs, clusters: matched.clusters, threshold: matched.model.threshold }
const groups = {
  'name origin': byGroup(
    persons,
    said,
    invented.map(({ origin }) => origin),
  ),
}
const truth = { figures: heldAgainst(persons, said), persons, groups }
const [plain, whole] = [reportOf(matched, people), reportOf(matched, people, truth)]

test('a report stands alone: no script, nothing from elsewhere, and the same bytes for the same run', () => {
  for (const report of [plain, whole]) {
    assert.doesNotMatch(report, /<script|<link|<img|<iframe|\son\w+=|\bsrc=|url\(|@import/)
    assert.deepEqual(
      report.match(/https?:\/\/[^"\s]+/g)?.filter(url => url !== 'http://www.w3.org/2000/svg'),
      [],
    )
  }
  assert.equal(reportOf(matched, people, truth), whole)
})

test('a report tells nothing of any person', () => {
  const words = whole.replace(/<style>.*?<\/style>/s, '')
  for (const { id, surname = '', forename = '', postcode = '', phone = '', birthDate = '' } of given) {
    for (const word of [id, surname, forename, postcode, phone, birthDate]) {
      if (word.length > 3)
        assert.ok(!new RegExp(`(?<![\\w-])${word.replace(/[^\w -]/g, '.')}(?![\\w-])`).test(words), word)
    }
  }
})

test('a column with a hostile name is shown as it is called', () => {
  assert.ok(!whole.includes('<b>"UPN"'))
  assert.match(whole, /&#60;b&#62;&#34;UPN&#34; &#38; more/)
})

test('every chart has a name, a description and a table, and no two things have one id', () => {
  for (const report of [plain, whole]) {
    const page = parse(report)
    const ids = all(page, () => true).flatMap(one => attribute(one, 'id') ?? [])
    assert.equal(new Set(ids).size, ids.length)
    const figures = all(page, ({ tagName }) => tagName === 'figure')
    assert.ok(figures.length > 8, String(figures.length))
    for (const figure of figures) {
      const charts = all(figure, ({ tagName }) => tagName === 'svg')
      assert.equal(charts.length, 2)
      for (const chart of charts) {
        for (const id of attribute(chart, 'aria-labelledby')!.split(' ')) assert.ok(ids.includes(id), id)
      }
      assert.ok(all(figure, ({ tagName }) => tagName === 'td').length > 1)
    }
  }
})

test('with the truth it says how right the run was, and without it does not pretend to', () => {
  assert.ok(whole.includes(percent(truth.figures.chosen.precision)))
  assert.match(whole, /Whether it is as right for everybody/)
  assert.doesNotMatch(plain, /Links that are right|as right for everybody/)
  assert.match(plain, /only as good as the probabilities/)
})

test('the figures behind the charts add up', () => {
  const sizes = [...bySize(matched.clusters)]
  assert.equal(
    sizes.reduce((sum, [size, many]) => sum + size * many, 0),
    people.count,
  )
  assert.equal(
    byWeight(matched.pairs).reduce((sum, { pairs }) => sum + pairs, 0),
    matched.pairs.size,
  )
  const [points, promised] = [byThreshold(matched.pairs, persons), byThreshold(matched.pairs)]
  assert.equal(points[0]?.pairs, matched.pairs.size)
  assert.ok(Math.abs(points[0]!.recall - truth.figures.blockingRecall) < 1e-9)
  for (const curve of [points, promised]) {
    for (const [i, { recall, pairs }] of curve.slice(1).entries())
      assert.ok(recall <= curve[i]!.recall && pairs <= curve[i]!.pairs)
  }
})

test('a run of nobody, or of one pair, has a report too', async () => {
  const few: readonly (readonly PersonGiven[])[] = [[], given.slice(0, 1), given.slice(0, 2)]
  for (const some of few) {
    const those = peopleFrom(some)
    const report = reportOf(await runOf(those), those)
    assert.deepEqual(report.match(/.{40}(NaN|Infinity|undefined)/g), null, `of ${some.length}`)
  }
  assert.deepEqual(whole.match(/.{40}(NaN|Infinity|undefined)/g), null)
})

const runOf = async (those: People): Promise<Matched> => await match(those, { width: 'all', threads: 1 })

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const skip = existsSync(executablePath) ? false : `no browser at ${executablePath}; set CHROMIUM`

test('a report fits any screen and is accessible', { skip }, async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ bypassCSP: true })
    await page.setContent(whole)
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') })
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= width, `at ${width}`)
      const asked = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'wcag2aaa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`
      assert.deepEqual(await page.evaluate(asked), [], `at ${width}`)
    }
  } finally {
    await browser.close()
  }
})

type Element = DefaultTreeAdapterTypes.Element
const attribute = (node: Element, name: string) => node.attrs.find(it => it.name.toLowerCase() === name)?.value

function all(node: DefaultTreeAdapterTypes.Node, wanted: (one: Element) => boolean): Element[] {
  const within = 'childNodes' in node ? node.childNodes.flatMap(child => all(child, wanted)) : []
  return 'tagName' in node && wanted(node) ? [node, ...within] : within
}
