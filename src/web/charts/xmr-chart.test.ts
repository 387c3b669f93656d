import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'
import { render } from '../html.ts'
import { namedPlaces } from './frame.ts'
import { type ChartPoint, sparkline, type XmrChart, xmrChart, xmrTable } from './xmr-chart.ts'

const point = (value: number | null, mark: ChartPoint['mark'] = 'plain', place = 0): ChartPoint => ({
  label: `Month ${place}`,
  short: `M${place}`,
  value,
  text: value === null ? 'Nothing due' : String(value),
  mark,
  note: mark === 'signal' ? 'Above the upper limit' : undefined,
})
const values = [5, 6, 5, null, 7, 6, 5, 6, 30, 31]
const chart: XmrChart = {
  id: 'c',
  title: 'Umbrellas <lost>',
  description: 'No clear change.',
  points: values.map((value, i) => point(value, i === 7 ? 'signal' : 'plain', i)),
  limits: [{ from: 0, to: 7, mean: 6, lower: null, upper: 9 }],
  breaks: [{ before: 8, label: 'Online form opened' }],
  inUnit: String,
}

test('each drawing is an image with a name and a description of its own', () => {
  const drawings = find(chart, 'svg')
  assert.equal(drawings.length, 2)
  const ids = drawings.flatMap(svg => [...all(svg, 'title'), ...all(svg, 'desc')].map(it => attribute(it, 'id')))
  assert.equal(new Set(ids).size, 4)
  for (const svg of drawings) {
    assert.equal(attribute(svg, 'role'), 'img')
    for (const id of attribute(svg, 'aria-labelledby')!.split(' ')) assert.ok(ids.includes(id), id)
  }
})

test('nothing in the chart bears a style or a colour of its own, which the page would refuse', () => {
  assert.doesNotMatch(render(xmrChart(chart)), / style=|<style|fill=|stroke=| on[a-z]+=/)
})

test('the line stops at a missing figure and at a break', () => {
  const lines = find(chart, 'path').filter(it => attribute(it, 'class') === 'sk-line')
  // Two drawings of: before the break (one path that lifts its pen at the gap), and after it.
  assert.equal(lines.length, 4)
  assert.equal(attribute(lines[0]!, 'd')!.match(/M/g)!.length, 2)
})

test('the unfinished period stands apart: no line leads to it', () => {
  const drawn = { ...chart, breaks: [], points: [point(5), point(6), point(1, 'provisional')] }
  const [path] = find(drawn, 'path').filter(it => attribute(it, 'class') === 'sk-line')
  assert.equal(attribute(path!, 'd')!.match(/[ML]/g)!.length, 2)
})

test('a point that stands out differs in shape as well as in colour', () => {
  const points = find(chart, 'path').filter(it => attribute(it, 'class')?.startsWith('sk-point'))
  const shapes = (name: string) =>
    new Set(points.filter(it => attribute(it, 'class') === name).map(it => attribute(it, 'd')))
  const [plain, signal] = [shapes('sk-point'), shapes('sk-point sk-point--changed')]
  assert.equal(plain.size, 1)
  assert.equal(signal.size, 1)
  assert.notDeepEqual(plain, signal)
  const hollow = (['withheld', 'provisional'] as const).map(mark =>
    render(xmrChart({ ...chart, points: [point(3, mark)] })),
  )
  assert.notEqual(hollow[0], hollow[1])
})

test('everything drawn lies within the drawing, for thousands and for nothing at all', () => {
  for (const some of [values, values.map(value => value && value * 7919), [], [null], [0], [0.4]]) {
    const drawn = { ...chart, points: some.map((value, i) => point(value, 'plain', i)), limits: [], breaks: [] }
    for (const svg of find(drawn, 'svg')) {
      const [, , width, height] = attribute(svg, 'viewBox')!.split(' ').map(Number)
      for (const path of all(svg, 'path').filter(it => attribute(it, 'transform'))) {
        const [x, y] = attribute(path, 'transform')!
          .match(/[\d.]+/g)!
          .map(Number)
        assert.ok(x! > 0 && x! < width! && y! > 0 && y! < height!)
      }
    }
    assert.doesNotMatch(render(xmrChart(drawn)), /NaN|Infinity|undefined/)
  }
})

test('breaks are lettered in the drawing and spelt out in the key', () => {
  const text = render(xmrChart(chart))
  assert.match(text, />A<\/text>/)
  assert.match(text, /A: Online form opened\. Figures on either side are not compared\./)
})

test('the table says all that the chart shows', () => {
  const { headings, rows } = xmrTable(chart)
  assert.equal(headings.length, 3)
  assert.deepEqual(rows[3], ['Month 3', 'Nothing due', ''])
  assert.deepEqual(rows[7], ['Month 7', '6', 'Above the upper limit'])
  assert.deepEqual(rows[8], ['Month 8', '30', 'Recording changed: Online form opened'])
})

test('names on the axis are never more than fit, and the last period is one of them', () => {
  for (let points = 1; points < 200; points++) {
    const named = namedPlaces(points, 4)
    assert.ok(named.length >= 1 && named.length <= 4)
    assert.equal(named.at(-1), points - 1)
  }
})

test('a small line is hidden from screen readers, the words beside it being enough', () => {
  assert.match(render(sparkline(chart)), /aria-hidden="true"/)
  assert.doesNotMatch(render(sparkline({ points: [], breaks: [] })), /NaN|undefined/)
})

type Element = DefaultTreeAdapterMap['element']
const find = (drawn: XmrChart, name: string) => all(parseFragment(render(xmrChart(drawn))), name)
const attribute = (node: Element, name: string) =>
  node.attrs.find(it => it.name.toLowerCase() === name.toLowerCase())?.value

function all(node: DefaultTreeAdapterMap['node'], name: string): Element[] {
  const within = 'childNodes' in node ? node.childNodes.flatMap(child => all(child, name)) : []
  return 'tagName' in node && node.tagName === name ? [node, ...within] : within
}
