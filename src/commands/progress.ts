/** Says on a terminal what is being done, on one line that the next replaces; '' takes it away. Elsewhere it says nothing. */
export function progress(sentence: string): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r\x1b[2K${sentence}${sentence && '…'}`)
}
