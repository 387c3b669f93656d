/** Sorts a stretch of numbers and keeps each once; says where they end. */
export function onceEach(numbers: Uint32Array, from: number, to: number): number {
  if (to - from > 64) numbers.subarray(from, to).sort()
  let end = from
  // Most are found again by rule after rule, so few are kept and soon looked through.
  for (let at = from; at < to; at++) {
    const number = numbers[at]!
    let place = end
    while (place > from && numbers[place - 1]! > number) place--
    if (place > from && numbers[place - 1] === number) continue
    for (let moved = end++; moved > place; moved--) numbers[moved] = numbers[moved - 1]!
    numbers[place] = number
  }
  return end
}
