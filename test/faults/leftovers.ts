/**
 * Sees to it that something is undone even where whoever began it fails, or is told to end: at the latest when this
 * process does. Returns what undoes it now. `undo` may not wait for anything.
 */
export function undoneAtTheEnd(undo: () => void): () => void {
  listen()
  let isUndone = false
  const once = () => {
    undoing.delete(once)
    if (!isUndone) undo()
    isUndone = true
  }
  undoing.add(once)
  return once
}

const undoing = new Set<() => void>()
let listening = false

function listen(): void {
  if (listening) return
  listening = true
  process.once('exit', () => {
    for (const undo of [...undoing].reverse()) undo()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
}
