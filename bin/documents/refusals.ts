import { refusals } from '#kernel'
import { generated, stacked, table } from './markdown.ts'

/** `docs/refusals.md`: every way the system may say no to a person who is allowed to be here. */
export function refusalsDocument(): string {
  return stacked(
    '# Refusals',
    generated,
    'A refusal is an answer, not a fault: the person may be here, and what they asked for cannot be done now. The page has ' +
      'status 409, says the sentence below and keeps what was typed. Nothing has been changed. Code that must say more, ' +
      'such as a step whose condition is not met, gives a sentence of its own in the place of the one here.',
    table(
      ['code', 'what the person reads'],
      Object.entries(refusals).map(([code, sentence]) => [`\`${code}\``, sentence]),
    ),
  )
}
