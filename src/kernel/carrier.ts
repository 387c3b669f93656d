/** How something leaves the house. */
export type Channel = 'email' | 'text'

/** One message as it is handed to whoever carries it. */
export type Letter = Readonly<{
  /** Names it to the carrier, and says nothing: the same reference sent again is the same letter. */
  reference: string
  channel: Channel
  to: string
  /** Of an e-mail; it reveals nothing. */
  subject: string
  text: string
  html?: string
  /** Where one press ends what it belongs to, as mail programs offer it (RFC 8058). */
  stop?: string
}>

/**
 * What a carrier answers: taken, or not now, or never. `why` is a code; `after` is the milliseconds that it asked for;
 * `perhaps` says that it may have taken it all the same, since its answer was lost.
 */
export type Carried =
  | Readonly<{ is: 'taken'; number?: string }>
  | Readonly<{ is: 'later'; why: string; after?: number; perhaps?: true }>
  | Readonly<{ is: 'refused'; why: string; undeliverable?: true }>

/** Whoever takes messages out of the house; one port, behind which is a mail server, a service or a page that shows them. */
export type Carrier = Readonly<{
  channels: readonly Channel[]
  /** Throws for nothing that a network or a carrier may do; gives up after a while by itself. */
  carry(letter: Letter, at: Date): Promise<Carried>
  /** Whether it took that reference before, where it can be asked: for after an answer that was lost. */
  took?(letter: Letter, at: Date): Promise<boolean>
}>
