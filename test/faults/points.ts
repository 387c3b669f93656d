import type { Moment } from './between.ts'

/** A named place between two statements of the product. */
export type Point = Readonly<{ name: string; is(moment: Moment): boolean }>

const inserted = (table: string) => new RegExp(`^insert into "?kernel"?\\."?${table}"?\\b`)
const updated = (table: string) => new RegExp(`^update "?kernel"?\\."?${table}"?\\b`)

const sent =
  (statement: RegExp, ...wrote: readonly string[]) =>
  (moment: Moment): boolean =>
    moment.when === 'sent' && statement.test(moment.statement) && wrote.every(table => moment.wrote.has(table))
const done =
  (statement: RegExp, ...wrote: readonly string[]) =>
  (moment: Moment): boolean =>
    moment.when === 'done' && statement.test(moment.statement) && wrote.every(table => moment.wrote.has(table))
const commit = /^commit/i

/** Where a worker may be killed. */
export const jobPoints: readonly Point[] = [
  { name: 'a job taken, nothing done', is: done(/^select .*from "?kernel"?\."?jobs"?.*for update/s) },
  { name: 'events heard, the job not finished', is: done(updated('outbox')) },
  { name: 'a job finished, its COMMIT not sent', is: sent(commit, 'jobs') },
  { name: 'a job’s COMMIT done, its answer withheld', is: done(commit, 'jobs') },
]

/** Where something may be killed: between any two statements of what the product promises to do whole or not at all. */
export const points: readonly Point[] = [
  { name: 'a report written, nobody in it yet', is: done(inserted('reports')) },
  { name: 'a report’s clock started, its work not yet queued', is: done(inserted('clocks'), 'reports') },
  { name: 'a report’s work queued, nothing in the outbox', is: done(inserted('work'), 'reports') },
  { name: 'a report whole, its audit not written', is: sent(inserted('audit'), 'reports') },
  { name: 'a report’s COMMIT not sent', is: sent(commit, 'reports') },
  { name: 'a report’s COMMIT done, its answer withheld', is: done(commit, 'reports') },
  { name: 'a case written, its chronology not begun', is: done(inserted('cases')) },
  { name: 'a case opened, the decision not written', is: sent(inserted('decisions'), 'cases') },
  { name: 'a decision written, its triage clock still running', is: done(inserted('decisions')) },
  { name: 'a decision’s COMMIT not sent', is: sent(commit, 'decisions') },
  { name: 'a decision’s COMMIT done, its answer withheld', is: done(commit, 'decisions') },
  { name: 'a step’s clock ended, the case not moved', is: sent(updated('cases'), 'clocks') },
  { name: 'a case moved, no entry written', is: sent(inserted('chronology'), 'cases') },
  { name: 'an entry written, its audit not', is: sent(inserted('audit'), 'chronology') },
  { name: 'a step’s COMMIT not sent', is: sent(commit, 'chronology') },
  { name: 'a step’s COMMIT done, its answer withheld', is: done(commit, 'chronology') },
  { name: 'a report written, its file not yet named', is: sent(inserted('documents'), 'reports') },
  { name: 'a report’s file named, its work not queued', is: done(inserted('documents'), 'reports') },
  { name: 'a report with a file, its COMMIT not sent', is: sent(commit, 'reports', 'documents') },
  { name: 'a report with a file, its COMMIT done, its answer withheld', is: done(commit, 'reports', 'documents') },
  { name: 'a file written, no row that names it', is: sent(inserted('documents')) },
  { name: 'a document’s COMMIT not sent', is: sent(commit, 'documents') },
  { name: 'a document’s COMMIT done, its answer withheld', is: done(commit, 'documents') },
  {
    name: 'a record looked at, the look not yet in the audit',
    is: moment => moment.when === 'sent' && inserted('audit').test(moment.statement) && moment.wrote.size === 0,
  },
]
