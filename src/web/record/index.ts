/* The pieces of a record's page, alike for reports and cases of every programme. */
export * from './answers.ts'
export { basisSelect } from './basis.ts'
export { careNotes } from './care.ts'
export * from './chrome.ts'
export * from './clocks.ts'
export * from './lists.ts'
export * from './people.ts'
export * from './words.ts'
