import type { Installation } from '#kernel'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'

/** The made-up county's house, for every thread that makes a share of it: where its documents lie, and its key. */
export const house = ({ documents, key }: { documents: string; key: Uint8Array }): Installation =>
  buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.from(key), diskStore(documents)).house
