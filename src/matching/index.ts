/** Who is this? The engine that says how likely two records are of one person, and why. */
export type { Comparison, Width } from './comparison.ts'
export { EncodedFault, encodedFile, keyFrom, keyText, matchEncoded, readEncoded } from './encoding/index.ts'
export { agencyKey, agencyOfKey, type Indexed, type TakenIn, takeIn, withdraw } from './hub/index-queries.ts'
export type { Because } from './hub/likeness.ts'
export { matchingChannel, matchJob, profileJob } from './hub/match-job.ts'
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
  readSuggestion,
  reviewQueue,
  type Suggested,
  suggestionsFor,
  suggestionsForEach,
  type Waiting,
  type WaitingOnly,
} from './hub/suggestion-queries.ts'
export { toldInRow } from './hub/told-row.ts'
export { type Explanation, jsonOf, modelFrom, refusals } from './learn/index.ts'
export { type Matched, match, type Phase } from './match.ts'
export type { Model } from './model.ts'
export type { People, PersonGiven } from './people.ts'
export { type ReportTruth, reportOf } from './report/index.ts'
export { keepScraps, type Searched, searchPeople } from './search/queries.ts'
export { scrapsOf } from './search/scraps.ts'
export { type Columns, isSplink, modelFromSplink, SplinkFault, splinkFrom } from './splink/index.ts'
export {
  mapFromText,
  type PeopleRead,
  peopleFrom,
  type RowFault,
  readPeople,
  saysFault,
  Unreadable,
} from './table/index.ts'
export { type Figures, heldAgainst } from './truth.ts'
