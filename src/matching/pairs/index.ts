/** Who might be the same, and in what they are alike: candidates by shared keys, compared fact by fact. */
export { chancesOf } from './chances.ts'
export { comparisonsOf } from './compared.ts'
export { comparePairs, findPairs } from './find.ts'
export { keysOf } from './keys-of.ts'
