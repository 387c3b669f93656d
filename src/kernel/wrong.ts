/* What is wrong with an answer: in English, and in pieces of which another language can make it. */

/** Digits as any keyboard of the area types them (Arabic, Urdu, Devanagari, Bengali, Gurmukhi), as 0 to 9. */
export const digitsOf = (typed: string): string =>
  typed.replace(/[٠-٩۰-۹०-९০-৯੦-੯]/g, digit => {
    const code = digit.charCodeAt(0)
    const nought = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66].findLast(first => first <= code) ?? code
    return String(code - nought)
  })

/** Words, or words with holes and what goes into them: `{ text: 'in {count} characters or fewer', values: { count: 200 } }`. */
export type Piece = string | Readonly<{ text: string; values: Readonly<Record<string, string | number>> }>
/** What is wrong, in English; and, where it is more than one fixed sentence, the pieces of which another language makes it. */
export type Wrong = Readonly<{ message: string; pieces?: readonly Piece[] }>
/** What is wrong, from its pieces, one after another. */
export function wrong(pieces: readonly Piece[]): Wrong {
  const message = pieces.map(inEnglish).join(' ')
  return pieces.length === 1 && typeof pieces[0] === 'string' ? { message } : { message, pieces }
}

/** A problem of one of many, with a few more words after it. */
export const andMore = <P extends Wrong>(problem: P, more: Piece): P => ({
  ...problem,
  ...wrong([...(problem.pieces ?? [problem.message]), more]),
})

const inEnglish = (piece: Piece): string =>
  typeof piece === 'string'
    ? piece
    : piece.text.replace(/\{(\w+)\}/g, (hole, name: string) => piece.values[name]?.toLocaleString('en-GB') ?? hole)
