import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import fc from 'fast-check'
import { areaFolder, openArea } from '../../area/index.ts'
import { drawingIn, keptCorners, placeMeant, zoneOf } from './zone-form.ts'
import { bounds, circleZone, corneredZone, metresBetween, sayCorner, whatLies } from './zone-shape.ts'

const root = join(import.meta.dirname, '../../..')
const ground = openArea(areaFolder('warwickshire', root), join(root, 'law/england-wales')).places
const streets = ground.all()
const anywhere = fc.integer({ min: 0, max: streets.length - 1 }).map(i => streets[i]!)

test('a circle holds just the places whose point is nearer than its radius', () => {
  fc.assert(
    fc.property(anywhere, fc.integer({ min: bounds.metres.least, max: 3_000 }), (place, metres) => {
      const drawn = circleZone([place.lon, place.lat], metres, ground, place.label)
      assert.ok('zone' in drawn)
      const inside = new Set(whatLies(drawn.zone.area, ground).inside.map(one => one.id))
      assert.ok(inside.has(place.id))
      for (const one of streets) {
        const away = metresBetween([place.lon, place.lat], [one.lon, one.lat])
        // Forty-eight sides lie up to two parts in a thousand within the circle.
        if (away < metres * 0.99) assert.ok(inside.has(one.id), `${one.label} is ${away} metres away`)
        if (away > metres * 1.01) assert.ok(!inside.has(one.id), `${one.label} is ${away} metres away`)
      }
    }),
    { numRuns: 25 },
  )
})

test('what is close to the edge is outside, and nothing is told twice', () => {
  const { lon, lat } = ground.find('CV31 1AA')[0]!
  const drawn = circleZone([lon, lat], 300, ground)
  assert.ok('zone' in drawn)
  const { inside, close } = whatLies(drawn.zone.area, ground)
  assert.ok(inside.length > 10 && close.length > 5)
  for (const one of close) {
    const away = metresBetween([lon, lat], [one.lon, one.lat])
    assert.ok(away > 295 && away < 455, `${one.label} is ${away} metres away`)
    assert.equal(inside.includes(one), false)
  }
})

test('corners in the order of their angles make a zone that holds their middle, and crossed make none', () => {
  const { lon, lat } = ground.find('CV31 1AA')[0]!
  const angles = fc
    .uniqueArray(fc.integer({ min: 0, max: 35 }), { minLength: 4, maxLength: 12 })
    .filter(all => widest(all) < 18)
  fc.assert(
    fc.property(angles, all => {
      const at = (tenth: number) =>
        [lon + 0.008 * Math.cos((tenth * Math.PI) / 18), lat + 0.005 * Math.sin((tenth * Math.PI) / 18)] as const
      const drawn = corneredZone(all.toSorted((a, b) => a - b).map(at), ground)
      assert.ok('zone' in drawn, JSON.stringify(drawn))
      assert.equal(
        booleanPointInPolygon([lon, lat], {
          type: 'Polygon',
          coordinates: drawn.zone.area.coordinates.map(ring => ring.map(corner => [...corner])),
        }),
        true,
      )
    }),
    { numRuns: 50 },
  )
  const crossed = corneredZone([at0, at2, at1, at3], ground)
  assert.match('problem' in crossed ? crossed.problem : '', /crosses itself/)
})

const [at0, at1, at2, at3] = [
  [-1.535, 52.28],
  [-1.525, 52.28],
  [-1.525, 52.29],
  [-1.535, 52.29],
] as const

/** The widest gap between two neighbours on the circle, in tenths of a right angle and a bit. */
function widest(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b)
  return Math.max(...sorted.map((one, i) => (sorted[i + 1] ?? sorted[0]! + 36) - one))
}

test('a corner is said by the street it is at or near, and a street by its own name', () => {
  const street = streets.find(one => one.kind === 'street')!
  assert.match(sayCorner([street.lon, street.lat], ground), new RegExp(`^${street.label.slice(0, 5)}`))
  assert.match(sayCorner([street.lon + 0.001, street.lat], ground), /^(\d+ metres from )?[A-Z]/)
})

test('coordinates are read latitude first, with or without letters, and nothing else is taken for them', () => {
  const at = (typed: string) => placeMeant({ typed, chosen: '' }, ground).at
  for (const typed of ['52.2849, -1.5341', '52.2849 -1.5341', ' 52.2849 N, 1.5341 W ', '52.2849,-1.5341'])
    assert.deepEqual(at(typed), [-1.5341, 52.2849], typed)
  for (const typed of ['52, -1', '12 High Street', '1.2.3, 4.5', '52.2849', ''])
    assert.equal(at(typed), undefined, typed)
})

test('whatever a form sends is read without a fault, and a zone comes back from its corners as it went', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('shape', 'typed', 'chosen', 'metres', 'corners', 'ground', 'why'), fc.string()),
      given => {
        const drawing = drawingIn(given)
        assert.deepEqual(drawingIn({ corners: keptCorners(drawing.corners) }).corners.length, drawing.corners.length)
        assert.ok('problem' in zoneOf(drawing, ground) || drawing.shape !== '')
      },
    ),
  )
  const corners = [at0, at1, at2]
  assert.deepEqual(drawingIn({ corners: keptCorners(corners) }).corners, corners)
})
