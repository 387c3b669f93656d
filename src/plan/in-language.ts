/* The plan and its measures in another language: what the area and the programmes wrote, translated where a catalogue has it. */
import type { Language } from '#web'
import type { Plan } from './plan.ts'
import type { Counted } from './publish.ts'

type Speaking = Pick<Language, 'say'>

/** A plan with its words in a language; ids and years stay. */
export function planIn({ say }: Speaking, plan: Plan): Plan {
  return {
    ...plan,
    title: say(plan.title),
    sharedOutcome: say(plan.sharedOutcome),
    successor: say(plan.successor),
    versions: plan.versions.map(it => ({ ...it, title: say(it.title), aim: say(it.aim) })),
    priorities: plan.priorities.map(it => ({ ...it, title: say(it.title) })),
    focusAreas: plan.focusAreas.map(it => ({ ...it, title: say(it.title) })),
    outcomes: plan.outcomes.map(({ notYet, ...it }) => ({
      ...it,
      outcome: say(it.outcome),
      readWith: it.readWith.map(one => say(one)),
      owner: say(it.owner),
      ...(notYet !== undefined && { notYet: say(notYet) }),
    })),
  }
}

/** Counted measures with their words in a language; the figures are the same. */
export const countedIn = ({ say }: Speaking, counted: readonly Counted[]): readonly Counted[] =>
  counted.map(({ measure, ...rest }) => ({
    ...rest,
    measure: {
      ...measure,
      title: say(measure.title),
      definition: say(measure.definition),
      source: say(measure.source),
      ...(measure.licence !== undefined && { licence: say(measure.licence) }),
      ...(measure.breaks && { breaks: measure.breaks.map(it => ({ ...it, label: say(it.label) })) }),
    },
  }))

/** Every word of a plan and of measures that the two above translate, for whoever looks for what lacks a translation. */
export function wordsOfPlan(plan: Plan, counted: readonly Counted[]): readonly string[] {
  const words = new Set<string>()
  const say = (text: string): string => {
    words.add(text)
    return text
  }
  planIn({ say }, plan)
  countedIn({ say }, counted)
  return [...words]
}
