import type { Told } from '../fields.ts'

/**
 * Answers as they were given, as the database can hold them: its JSON has neither the character nought nor half of a
 * character, neither of which anybody can type. Nothing else is changed.
 */
export const answersKept = (told: Told): string => JSON.stringify(holdable(told))

function holdable(value: unknown): unknown {
  if (typeof value === 'string') return typable(value)
  if (Array.isArray(value)) return value.map(holdable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [typable(name), holdable(one)]))
}

const typable = (text: string): string => text.toWellFormed().replaceAll('\0', '')
