/**
 * Does work of a kind one after another. Those who ask take turns: whoever asks for much waits behind themselves, and
 * everybody else for no more than one of theirs. What fails holds nothing up.
 */
export function inTurns(): <T>(work: () => Promise<T>, whose?: string) => Promise<T> {
  const lines = new Map<string, (() => Promise<void>)[]>()
  let busy = false
  const serve = async (): Promise<void> => {
    busy = true
    for (let first = lines.entries().next(); !first.done; first = lines.entries().next()) {
      const [whose, [turn, ...rest]] = first.value
      lines.delete(whose)
      if (rest.length > 0) lines.set(whose, rest) // behind everybody else
      await turn?.()
    }
    busy = false
  }
  return (work, whose = '') =>
    new Promise((done, failed) => {
      const turn = () => work().then(done, failed)
      lines.set(whose, [...(lines.get(whose) ?? []), turn])
      if (!busy) void serve()
    })
}
