import { part, said } from '#kernel'

/** What those who work on a report tell of how far it has come, in order. */
export const tellable = ['read', 'passed', 'decided', 'closed'] as const
export type Tellable = (typeof tellable)[number]
/** How far a report has come. `received` needs no telling: the code itself says it. */
export type Status = 'received' | Tellable

/** What may be decided about a request to delete. */
export type DeletionOutcome = 'granted' | 'refused'

export type Kind = 'words' | 'status' | 'named' | 'reach' | 'files' | 'deletion'

/** One thing said in a conversation, by whoever reported or by those who work on it. */
export type Message = Readonly<{
  id: string
  side: 'reporter' | 'service'
  kind: Kind
  outcome: string | null
  at: Date
  /** When the other side saw it. */
  seenAt: Date | null
  helpful: boolean | null
  survey: 'offered' | 'answered' | 'declined' | null
  /** Nothing once the report has been disposed of. */
  body: Body | undefined
}>

/** What is sealed of a message: the words for the other side, and why, which only those who work on it read. */
export type Body = Readonly<{ words: string; why?: string }>

/** A body as it comes out of its seal. */
export function bodyIn(text: string): Body {
  const value: unknown = JSON.parse(text)
  const why = said(part(value, 'why'))
  return { words: said(part(value, 'words')), ...(why && { why }) }
}

/** What was told last of how far a report has come; nothing until then. The latest message first. */
export function toldLast(messages: readonly Message[]): Tellable | undefined {
  const told = messages.find(one => one.kind === 'status')?.outcome
  return tellable.find(one => one === told)
}

/** How far a report has come, from what was told of it and whether anybody has read it; the latest message first. */
export const statusOf = (messages: readonly Message[], isRead: boolean): Status =>
  toldLast(messages) ?? (isRead ? 'read' : 'received')

/** The request to delete that has not been decided on, or how the last one was. */
export function deletionOf(messages: readonly Message[]): 'none' | 'asked' | DeletionOutcome {
  const last = messages.find(one => one.kind === 'deletion')
  if (!last) return 'none'
  if (last.side === 'reporter') return 'asked'
  return last.outcome === 'granted' ? 'granted' : 'refused'
}

/** The most characters of a message, either way. */
export const longest = 4_000
