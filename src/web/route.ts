import type { Database, HeldFile, Installation, Json, Occasion, Purpose, Refusal, SignedIn, Told, Tx } from '#kernel'
import type { Html } from './html.ts'
import type { Language } from './languages.ts'
import type { LayoutOptions } from './layout.ts'

/** Who may come: anyone at all, anyone signed in, or whoever holds one of these (`hub`, or a role in it, `hub:triage`). */
export type Who = 'anyone' | 'signed-in' | Readonly<{ holds: readonly string[] }>
/** What the audit calls it, or `nothing`, said aloud, for what shows nothing of anybody. */
export type AuditName = `${string}.${string}` | 'nothing'

/** A file that a form sent: in memory where somebody signed in sent it, else held for the form (`held`), or refused. */
export type Upload = Readonly<{
  field: string
  fileName: string
  bytes: Buffer
  tooLarge: boolean
  held?: HeldFile
  refused?: Refusal
}>

export type AuditedAs = Pick<Occasion, 'note' | 'onlyIfShown' | 'onlyIfNewSince'> & { readonly action?: AuditName }

/** One request, to one route. */
export type Visit = Readonly<{
  at: Date
  /** The address asked for, without the language before it. */
  path: string
  /** Which language it was asked for in: English for the hub and for programs. */
  language: Language
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
  /** What a form or JSON sent, with `when.day` read as a member of `when`; never anything inherited. */
  given: Told
  uploads: readonly Upload[]
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** A code for where it comes from, another each day: two requests may be told to be from one place, and not from which. */
  source: string
  signedIn: SignedIn | undefined
  token: string | undefined
  /** Reached over HTTPS, as the settings say: a proxy that forgets to say so makes no cookie that would travel without. */
  https: boolean
  house: Installation
  database: Database
  /** The pages that stand in the hub's menu beside its own. */
  menu: readonly MenuItem[]
  /** The pages that cases have beside those of every case. */
  casePages: readonly (CasePage & Pick<Route, 'at' | 'who'>)[]
  /** A transaction in this visitor's name, which the audit calls by the route's own name unless it is given another. */
  as<T>(purpose: Purpose, work: (tx: Tx) => Promise<T>, more?: AuditedAs): Promise<T>
}>

export type Shown = Omit<LayoutOptions, 'area' | 'madeUp' | 'account'>
/** What a route answers with. */
export type Answer =
  | Readonly<{ is: 'page'; page: Shown; status: number; startSession?: string; endSession?: true }>
  | Readonly<{ is: 'elsewhere'; to: string; startSession?: string; endSession?: true }>
  | Readonly<{ is: 'json'; body: Json; status: number; type?: string; headers?: Readonly<Record<string, string>> }>
  | Readonly<{ is: 'file'; bytes: Buffer | string; type: string; fileName?: string; inert?: true }>

export type CasePage = Readonly<{ programme: string; text: string }>
export type MenuItem = Readonly<{ text: string; href: string; who: Who }>

export type Route = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS'
  at: string
  who: Who
  audit: AuditName
  /** Its words in the menu of the hub, for whoever may come; without any it is reached from elsewhere. */
  menu?: string
  /** A page of its own for each case of a programme, reached from the case by these words; `:id` is the case's. */
  ofCase?: CasePage
  /** Takes JSON from other programs: no browser's cookie counts, and no cross-site check is needed. */
  api?: true
  /** The most bytes it takes. */
  most?: number
  /** Takes files of anybody, each held for the form under a key that only its page has. */
  holdsFiles?: true
  answer(visit: Visit): Promise<Answer>
}>

type Spec = Readonly<{
  at: string
  who: Who
  audit: AuditName
  most?: number
  holdsFiles?: true
  menu?: string
  ofCase?: CasePage
}>

/** A page to look at. It cannot be written without saying who may come and what the audit calls it. */
export const page = (spec: Spec, answer: Route['answer']): Route => ({ ...spec, method: 'GET', answer })

/** A form sent. It cannot be written without saying who may come and what the audit calls it. */
export const form = (spec: Spec, answer: Route['answer']): Route => ({ ...spec, method: 'POST', answer })

/** A call from another program. It cannot be written without saying who may come and what the audit calls it. */
export const api = (spec: Spec & { readonly method: Route['method'] }, answer: Route['answer']): Route => ({
  ...spec,
  api: true,
  answer,
})

export const show = (page: Shown, status = 200): Answer => ({ is: 'page', page, status })
export const goTo = (to: string): Answer => ({ is: 'elsewhere', to })
export const json = (
  body: Json,
  status = 200,
  more: { type?: string; headers?: Record<string, string> } = {},
): Answer => ({ is: 'json', body, status, ...more })

/** True where somebody holds what a route asks for. */
export function mayCome(who: Who, signedIn: SignedIn | undefined): boolean {
  if (who === 'anyone') return true
  if (!signedIn) return false
  return who === 'signed-in' || who.holds.some(wanted => holds(signedIn, wanted))
}

/** Does this person hold a role (`hub:triage`), or any role in a programme (`hub`)? */
export const holds = (signedIn: SignedIn, wanted: string): boolean =>
  signedIn.roles.some(role => role === wanted || role.startsWith(`${wanted}:`))

export type { Html }
