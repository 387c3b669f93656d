import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { readPack } from './read.ts'

/** The outline of one neighbourhood: corners as `[lon, lat]`, WGS 84 degrees. */
export type Outline = readonly (readonly [number, number])[]

const file = 'source/lsoa-2011.geojson'

/** Outlines of the area's neighbourhoods (LSOAs, generalised: to find one's way by, never to decide by), read when first asked. */
export function openOutlines(folder: string): () => readonly Outline[] {
  let opened: readonly Outline[] | undefined
  return () => {
    opened ??= existsSync(join(folder, file)) ? read(folder) : []
    return opened
  }
}

function read(folder: string): readonly Outline[] {
  const { features } = readPack(folder, file, shape)
  return features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
  )
}

const ring = v.array(v.tuple([v.number(), v.number()]))
const shape = v.object({
  features: v.array(
    v.object({
      geometry: v.variant('type', [
        v.object({ type: v.literal('Polygon'), coordinates: v.array(ring) }),
        v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(ring)) }),
      ]),
    }),
  ),
})
