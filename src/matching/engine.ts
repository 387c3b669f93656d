/**
 * The second door: matching without a database, for what begins with a file. The first, `index.ts`, has all of this and the
 * hub's part besides, and what a database needs takes longer to read than a hundred thousand records take to be learnt from.
 */
export type { Comparison, Width } from './comparison.ts'
export {
  EncodedFault,
  encodedFile,
  factsLeftOut,
  keyFrom,
  keyText,
  matchEncoded,
  readEncoded,
} from './encoding/index.ts'
export { type Explanation, jsonOf, modelFrom, refusals } from './learn/index.ts'
export { impossible } from './learn/refusals.ts'
export { hardlyTold, leastThreshold } from './learn/threshold.ts'
export { type Matched, match, type Phase } from './match.ts'
export type { Model } from './model.ts'
export type { People, PersonGiven } from './people.ts'
export { groupsOf, type ReportTruth, reportOf } from './report/index.ts'
export { type Columns, isSplink, modelFromSplink, SplinkFault, splinkFrom } from './splink/index.ts'
export {
  mapFromText,
  type PeopleRead,
  peopleFrom,
  type RowFault,
  type RowsSeen,
  readPeople,
  rowsSeenIn,
  saysFault,
  Unreadable,
} from './table/index.ts'
export { type Figures, heldAgainst } from './truth.ts'
