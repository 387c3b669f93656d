import { type Field, part, type Questions, type ReportDef, readAnswers, type Surroundings, type Told } from '#kernel'

/** The names a condition looks at, whichever way it goes: it is tried with every answer of choice to whatever it looks at. */
export function asked(condition: (told: Told) => unknown, ask: Questions): ReadonlySet<string> {
  const looked = new Set<string>()
  const noting = {
    get(told: Told, name: string | symbol) {
      looked.add(String(name))
      return part(told, String(name))
    },
  }
  const tryWith = (told: Told) => condition(new Proxy(told, noting))
  const tried: Told[] = [{}]
  for (let next = 0; next < tried.length && next < 2_000; next++) {
    tryWith(tried[next]!)
    for (const name of looked)
      if (!Object.hasOwn(tried[next]!, name))
        tried.push(...possible(ask[name]).map(value => ({ ...tried[next], [name]: value })))
  }
  return looked
}

/** Answers that a question may have: each that can be chosen; else something, and nothing. */
export function possible(field: Field<unknown> | undefined): readonly unknown[] {
  const codes = Object.keys(field?.options ?? {})
  if (field?.kind === 'radios') return codes
  return field?.kind === 'checkboxes' ? [...codes.map(code => [code]), []] : ['something', undefined]
}

/** Reports that can be read: every question’s own example, and each question of choice given each of its answers. */
export function answersInTurn({ ask }: ReportDef, around: Surroundings): readonly Record<string, unknown>[] {
  const usual = Object.fromEntries(Object.entries(ask).map(([name, field]) => [name, field.example]))
  const raws = Object.entries(ask).flatMap(([name, field]) =>
    possible(field).map(value => ({ ...usual, [name]: value })),
  )
  return raws.flatMap(raw => {
    const read = readAnswers(ask, raw, around)
    return 'answers' in read ? [read.answers] : []
  })
}
