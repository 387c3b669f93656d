import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

/** Thrown at start when a file of an area or law pack is missing or cannot be believed; says where and what to do. */
export class PackFault extends Error {
  override readonly name = 'PackFault'
}

/** Reads one JSON file of a pack and holds it to its shape; throws `PackFault` naming every place that is wrong. */
export function readPack<const S extends v.GenericSchema>(folder: string, file: string, shape: S): v.InferOutput<S> {
  const read = v.safeParse(shape, readJson(folder, file))
  if (read.success) return read.output
  const faults = read.issues.map(issue => `  ${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`)
  throw new PackFault(`${join(folder, file)} cannot be used. Correct it and start again:\n${faults.join('\n')}`)
}

/** The parsed JSON of one file of a pack; throws `PackFault` when it is missing or is not JSON. */
export function readJson(folder: string, file: string): unknown {
  const text = readText(folder, file)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new PackFault(`${join(folder, file)} is not valid JSON: ${cause}. Correct it and start again.`, { cause })
  }
}

/** The text of one file of a pack; throws `PackFault` when it cannot be read. */
export function readText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch (cause) {
    const why = `${join(folder, file)} cannot be read. Every pack must have this file; is the folder the right one?`
    throw new PackFault(why, { cause })
  }
}
