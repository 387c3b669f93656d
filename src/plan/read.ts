import * as v from 'valibot'

/** Thrown at start when the plan or a series cannot be believed; says every place that is wrong. */
export class PlanFault extends Error {
  override readonly name = 'PlanFault'
}

/** Holds parsed JSON to a shape; throws `PlanFault`. */
export function readShape<const S extends v.GenericSchema>(what: string, shape: S, json: unknown): v.InferOutput<S> {
  const read = v.safeParse(shape, json)
  if (read.success) return read.output
  const faults = read.issues.map(issue => `  ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
  throw new PlanFault(`${what} cannot be used. Correct and start again:\n${faults.join('\n')}`)
}
