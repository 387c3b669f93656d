/* The door of the kit: what rooms with pages may use. */
export { assets, assetUrl } from './assets.ts'
export * from './charts/xmr-chart.ts'
export * from './components/index.ts'
export { noteFault, notFoundPage, problem } from './errors.ts'
export { challengeFor, type Flood, fromOnePlace, isWork, newFlood, wait } from './flood.ts'
export { idOf, problemSummary, question, questions } from './forms.ts'
export { enterButton, regrouped } from './forms-several.ts'
export { flattened, nested } from './given.ts'
export { healthRoutes, type Tally, tallied } from './health.ts'
export { attributes, type Html, html, raw, render } from './html.ts'
export { type Kept, keptIn, offerBack } from './kept.ts'
export {
  addressIn,
  asWritten,
  english,
  type Language,
  languageFrom,
  languageOf,
  languages,
  localeOf,
  type Say,
  worded,
} from './languages.ts'
export { type AreaMap, areaMap, type PlaceOnMap } from './maps/area-map.ts'
export { type Ground, groundRound, type LonLat } from './maps/ground.ts'
export { type Moment, momentBefore, momentContent } from './moment.ts'
export {
  hubPath,
  type Look,
  type Opening as StatedOpening,
  openingIn,
  purposePage,
  whyLooking,
  withPurpose,
} from './opening.ts'
export { column, type PublicPage, publicPage } from './public-page.ts'
export { fieldIn, labelAlone, problemIn, questionsIn, reportIn } from './questions-in.ts'
export * from './record/index.ts'
export * from './route.ts'
export { type Serving, serve } from './server.ts'
export { newThrottle, type Throttle, type Wait, waitBefore } from './throttle.ts'
export { dateIn, dayIn, momentIn, monthIn, numberIn, percentIn, shortMonthIn } from './written.ts'
