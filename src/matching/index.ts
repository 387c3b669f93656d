/** Who is this? The engine that says how likely two records are of one person, and why. */
export * from './engine.ts'
export { differencesOf, pairsAmong, type SaidDifferent, type Taken, takenFrom } from './hub/difference-queries.ts'
export {
  agencyKey,
  agencyOfKey,
  hasSealed,
  type Indexed,
  type TakenIn,
  takeIn,
  withdraw,
} from './hub/index-queries.ts'
export type { Because } from './hub/likeness.ts'
export { matchingChannel, matchJob, profileJob } from './hub/match-job.ts'
export { type Paired, readPair } from './hub/pair-queries.ts'
export { keepProfile } from './hub/profile-queries.ts'
export {
  type Review,
  review,
  reviewRecords,
  reviewsOf,
  type Suggestion,
  undoReview,
  type Verdict,
} from './hub/review-queries.ts'
export { matchAll, matchAllJob, matchingStatus, reasonsAgainst, rollBack } from './hub/run.ts'
export type { RunKept } from './hub/run-queries.ts'
export {
  type PartOfPerson,
  personMadeOf,
  reviewQueue,
  type Suggested,
  suggestionsFor,
  suggestionsForEach,
  type Waiting,
  type WaitingOnly,
} from './hub/suggestion-queries.ts'
export { notReadIn, saysNotRead } from './hub/told-faults.ts'
export { toldInRow } from './hub/told-row.ts'
export { keepScraps, type Searched, searchPeople } from './search/queries.ts'
export { scrapsOf } from './search/scraps.ts'
