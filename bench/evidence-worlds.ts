import type { Installation } from '#kernel'
import { groundOf } from '../simulate/ground.ts'
import { planted, quiet, seasonal, type Truths } from '../simulate/truths.ts'
import { type Place, readCounty } from './evidence-reading.ts'
import { seriesOf } from './evidence-series.ts'
import { addTo, emptyTally, type Tally } from './evidence-tally.ts'
import type { World } from './evidence-words.ts'

type Kind = World & Readonly<{ truths: Truths; tallies: Map<string, Tally> }>

const kinds = [
  {
    truths: planted,
    title: 'Counties in which things change',
    about:
      'After two years a portal opens, and half as many reports again come in; a service begins, and half as many people\n' +
      'are targeted again; and the agencies of one district in five become slow to answer. Everything else stays as it was.\n' +
      'Months have their seasons.',
  },
  {
    truths: quiet,
    title: 'Counties in which nothing changes',
    about: 'The same, without portal, service, slow district or seasons.',
  },
  {
    truths: seasonal,
    title: 'Counties in which nothing changes but the seasons',
    about:
      'As the last, with busier early summers, and gaps in August and December. The latest months, from May to October, are\n' +
      'set against the same months of the first year as well as the whole of it; against the whole year alone, one county in\n' +
      'four was said to have changed.',
  },
] as const

/** The three kinds of county, with nothing read of any. */
export function worldsOf(house: Installation): readonly Kind[] {
  const ground = groundOf(house)
  if (!ground) throw new Error('This area has no population to place a county in')
  const measures = house.programmes.get('hate')!.measures
  return kinds.map(kind => {
    const series = seriesOf(measures, kind.truths, ground)
    return { ...kind, series, tallies: new Map(series.map(one => [one.measure.id, emptyTally()])) }
  })
}

/** Makes one county of each kind from a seed, and adds what was read of it. */
export async function readWorlds(place: Place, worlds: readonly Kind[], seed: number): Promise<void> {
  for (const { truths, series, tallies } of worlds)
    for (const read of await readCounty(place, truths, seed, series)) addTo(tallies.get(read.id)!, read)
}
