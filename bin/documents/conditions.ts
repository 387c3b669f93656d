import { type Field, type Questions, said } from '#kernel'

/**
 * The questions whose answers decide whether this one is asked, found by asking its condition again and again: what it
 * reads is noted, given every answer it may have, and the condition asked anew until it reads nothing more.
 */
export function dependsOn(field: Field<unknown>, questions: Questions): readonly string[] {
  const { onlyIf } = field
  if (!onlyIf) return []
  const read = new Set<string>()
  const explore = (told: Readonly<Record<string, unknown>>): void => {
    const missing = new Set<string>()
    const look = (name: string | symbol): void => {
      if (!Object.hasOwn(told, name)) missing.add(said(name))
    }
    onlyIf(
      new Proxy(told, {
        get: (target, name) => {
          look(name)
          return target[said(name)]
        },
        has: (target, name) => {
          look(name)
          return Object.hasOwn(target, name)
        },
        getOwnPropertyDescriptor: (target, name) => {
          look(name)
          return Object.getOwnPropertyDescriptor(target, name)
        },
      }),
    )
    const next = [...missing].find(name => !Object.hasOwn(told, name))
    if (next === undefined) return
    read.add(next)
    for (const answer of answersTo(questions[next])) explore({ ...told, [next]: answer })
  }
  explore({})
  return Object.keys(questions).filter(name => read.has(name))
}

/** Every answer a condition can tell apart: none, each choice, or something that was typed. */
function answersTo(field: Field<unknown> | undefined): readonly unknown[] {
  const choices = Object.keys(field?.options ?? {})
  if (field?.kind === 'radios') return [undefined, ...choices]
  if (field?.kind === 'checkboxes') return [undefined, ...choices.map(choice => [choice])]
  return [undefined, field?.example]
}
