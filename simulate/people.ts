import type { Ground, Small } from './ground.ts'
import { familyName, givenName } from './names.ts'

/** Somebody who lives in this county. The same one is the same object, however often they are met. */
export type Somebody = Readonly<{ given: string; family: string; birth: string; phone: string; safeTimes: string }>
/** People who live together under one name, the eldest first, and where that is. */
export type Household = Readonly<{ number: number; home: Small | undefined; members: readonly Somebody[] }>

/**
 * The households of a county, by their number: each is worked out from the seed and its number alone, so that none need
 * be kept. Their homes fall in small areas in proportion to who lives there.
 */
export function householdsOf(seed: number, ground: Ground | undefined): (number: number) => Household {
  return number => {
    const draw = drawsOf(seed, number)
    const home = ground?.at(draw())
    const family = familyName(draw())
    const size = sizes[Math.floor(draw() * sizes.length)]!
    const eldest = 1941 + Math.floor(draw() * 62)
    return {
      number,
      home,
      members: Array.from({ length: size }, (_, place) => ({
        given: givenName(draw()),
        family,
        birth: String(Math.min(2021, eldest + (place < 2 ? place : 24 + 2 * place))),
        // Numbers that the regulator keeps for drama ring nowhere.
        phone: `07700 900${String(Math.floor(draw() * 1000)).padStart(3, '0')}`,
        safeTimes: times[Math.floor(draw() * times.length)]!,
      })),
    }
  }
}

const sizes = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5] // England's mean is about two and a third
const times = ['', '', 'Weekdays before three', 'Evenings', 'Not at weekends']

/** Numbers from nought to one that hang on nothing but the seed and the number (the finaliser of MurmurHash3). */
function drawsOf(seed: number, number: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000
  }
}
