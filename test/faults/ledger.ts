/** A thing that the product said it had done, with what it takes to find it again. */
export type Acknowledged =
  | Readonly<{ what: 'report'; reference: string }>
  | Readonly<{ what: 'decision'; reportId: string; recordId: string; rationale: string }>
  | Readonly<{ what: 'step'; caseId: string; step: string; words: string }>
  | Readonly<{ what: 'correction'; caseId: string; entryId: string; words: string }>
  | Readonly<{ what: 'document'; caseId: string; title: string; sha256: string }>

/**
 * What the product's users know, kept outside it: everything acknowledged to them, whatever was odd, and how often they
 * were asked to try again or heard nothing.
 */
export type Ledger = {
  readonly acknowledged: Acknowledged[]
  readonly odd: string[]
  /** Answers that said, clearly, to try again. */
  askedAgain: number
  /** Sends that nobody answered. */
  unanswered: number
  looks: number
}

export const emptyLedger = (): Ledger => ({ acknowledged: [], odd: [], askedAgain: 0, unanswered: 0, looks: 0 })

/** How many of a kind have been acknowledged. */
export const countOf = ({ acknowledged }: Ledger, what: Acknowledged['what']): number =>
  acknowledged.filter(one => one.what === what).length
