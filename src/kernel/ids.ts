import { v5, v7 } from 'uuid'

declare const of: unique symbol

/** An identifier that cannot be mistaken for another kind of identifier. */
export type Id<Of extends string> = string & { readonly [of]: Of }

export type CaseId = Id<'case'>
export type ReportId = Id<'report'>
export type RecordId = Id<'record'>
export type PersonId = Id<'person'>
export type UserId = Id<'user'>
export type EntryId = Id<'entry'>
export type DocumentId = Id<'document'>
export type ActionId = Id<'action'>
export type AgencyId = Id<'agency'>

/** A new identifier: ordered by time, so that what is written together lies together on disk. */
export const newId = <Of extends string>(): Id<Of> => v7() as Id<Of>

/** The same identifier for the same words about the same thing: what is sent twice is one, and other words are another. */
export const idOf = <Of extends string>(about: string, words: string): Id<Of> =>
  v5(JSON.stringify([about, words]), v5.URL) as Id<Of>

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An identifier from an address somebody typed, or nothing when it cannot be one. */
export const asId = <Of extends string>(text: string): Id<Of> | undefined =>
  shape.test(text) ? (text as Id<Of>) : undefined
