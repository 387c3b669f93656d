import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { render } from '../html.ts'
import { areaMap } from './area-map.ts'
import { barOf, groundRound, type LonLat, mapSize, projectionOf } from './ground.ts'

const somewhere = fc.tuple(fc.double({ min: -8, max: 2, noNaN: true }), fc.double({ min: 50, max: 59, noNaN: true }))
const near = ([lon, lat]: LonLat): fc.Arbitrary<LonLat> =>
  fc
    .tuple(fc.double({ min: -0.05, max: 0.05, noNaN: true }), fc.double({ min: -0.05, max: 0.05, noNaN: true }))
    .map(([x, y]) => [lon + x, lat + y] as const)

test('whatever is drawn lies on its ground, north up and east to the end', () => {
  fc.assert(
    fc.property(
      somewhere.chain(middle => fc.array(near(middle), { minLength: 1, maxLength: 9 })),
      places => {
        const projection = projectionOf(groundRound(places))
        for (const place of places) assert.ok(projection.isOn(place))
        const [x, y] = projection.at(places[0]!)
        const [east, north] = projection.at([places[0]![0] + 0.001, places[0]![1] + 0.001])
        assert.ok(east > x && north < y)
      },
    ),
  )
})

test('a hundred metres are a hundred metres, either way and by the bar', () => {
  const ground = { middle: [-1.5, 52.3], across: 1_000 } as const
  const projection = projectionOf(ground)
  const [x, y] = projection.at([-1.5 + 100 / (111_320 * Math.cos((52.3 * Math.PI) / 180)), 52.3 + 100 / 111_320])
  assert.ok(Math.abs(x - mapSize.width / 2 - 48) < 0.1, `${x}`)
  assert.ok(Math.abs(mapSize.height / 2 - y - 48) < 0.1, `${y}`)
  assert.deepEqual(barOf(ground), { metres: 200, units: 96, words: '200 m' })
  assert.equal(barOf({ ...ground, across: 20_000 }).words, '5 km')
})

test('a name from the gazetteer is text on the map, names do not lie on one another, and each is written once', () => {
  const places = Array.from({ length: 60 }, (_, i) => ({
    name: i % 2 ? `</text><script>${i}` : 'High Street',
    at: [-1.5 + i / 20_000, 52.3] as const,
    inside: i < 3,
  }))
  const page = render(
    areaMap({
      id: 'm',
      title: 'A "title"',
      ground: { middle: [-1.5, 52.3], across: 1_000 },
      outlines: [],
      places,
      edge: [],
      credit: '',
    }),
  )
  assert.doesNotMatch(page, /<script>/)
  assert.equal(page.match(/>High Street</g)?.length, 1)
  assert.ok((page.match(/sk-map__name/g)?.length ?? 0) < 10)
  assert.doesNotMatch(page, /data-sk-draw/)
})
