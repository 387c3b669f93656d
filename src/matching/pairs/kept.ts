/**
 * Keeps what was decided of two words, for the same two meet again and again. Each place holds the last two words that
 * fell on it: bounded, nothing to clear, and what is answered never depends on what is kept. Answers are 0 to 255.
 */
export function kept(decide: (i: number, j: number) => number, likely: number): (i: number, j: number) => number {
  // One person against a hundred is decided sooner than places are made for it.
  if (likely < 5_000) return decide
  const size = 1 << 17
  const firsts = new Int32Array(size).fill(-1)
  const seconds = new Int32Array(size)
  const answers = new Uint8Array(size)
  return (i, j) => {
    const place = (Math.imul(i, 0x9e3779b1) ^ Math.imul(j, 0x85ebca6b)) >>> 15
    if (firsts[place] === i && seconds[place] === j) return answers[place]!
    const answer = decide(i, j)
    firsts[place] = i
    seconds[place] = j
    answers[place] = answer
    return answer
  }
}
