import type { Because, Explanation, Suggestion } from '#matching'
import { details, type Html, html, wideTable } from '#web'

type Step = Explanation['steps'][number]

/** How sure it is that two records are of one person, in words a meeting can use. */
export function howSure(probability: number): string {
  const [, words] = sureness.find(([from]) => probability >= from)!
  return words
}

const sureness: readonly (readonly [from: number, words: string])[] = [
  [0.99, 'Almost certainly the same person'],
  [0.9, 'Very likely the same person'],
  [0.6, 'Probably the same person'],
  [0.4, 'As likely the same person as not'],
  [0.1, 'Possibly the same person'],
  [0, 'Unlikely to be the same person'],
]

/** The figure behind the words, as so many in a hundred pairs like this one. */
export function inHundred(probability: number): string {
  if (probability >= 0.995) return 'more than 99 in 100 pairs as alike as these are one person'
  if (probability < 0.005) return 'fewer than 1 in 100 pairs as alike as these are one person'
  return `about ${Math.round(probability * 100)} in 100 pairs as alike as these are one person`
}

/** What speaks for one person and what against it: "the same date of birth, forms of one forename; but different surnames". */
export function whyInWords({ explanation, levels: by }: Because): string {
  // Two index records, whose reckoning nobody kept: how alike they are fact by fact is all there is.
  if (!explanation)
    return upper(
      Object.entries(by)
        .map(([fact, level]) => `${facts[fact] ?? fact} ${level}`)
        .join(', '),
    )
  const levels = explanation.steps.filter(step => step.kind === 'level')
  const [alike, unlike] = [levels.filter(step => step.bits > 0.5), levels.filter(step => step.bits < -0.5)]
  const said = (steps: readonly Step[]) =>
    steps
      .toSorted((one, other) => Math.abs(other.bits) - Math.abs(one.bits))
      .map(levelOf)
      .join(', ')
  const [pro, contra] = [said(alike), said(unlike)]
  return [pro && upper(pro), contra && (pro ? `but ${contra}` : upper(contra))].filter(Boolean).join('; ')
}

const facts: Readonly<Record<string, string>> = {
  ...{ birthDate: 'date of birth', middleNames: 'middle names', formerSurname: 'former surname' },
  ...{ nhsNumber: 'NHS number', uprn: 'property', email: 'e-mail' },
}

/** Said plainly where it would be easily overlooked: that two who are so alike may be twins, or of one family. */
export function familyWarning({ levels, explanation }: Because): string | undefined {
  const sameHome = ['same', 'house', 'postcode'].includes(levels.address ?? '')
  const otherName = levels.forename === 'different'
  if (otherName && levels.birthDate === 'exact')
    return `Could be a twin or sibling: the same date of birth${sameHome ? ' and address' : ''}, but another forename.`
  const otherAge = levels.birthDate === 'different' || levels.birthDate === 'near'
  if ((!otherName && !otherAge) || bitsOfKin(explanation) > -1) return undefined
  return 'Could be two people of one family or home, rather than one person.'
}

/** What is weaker than a warning: much of what they share speaks for one home as well as for one person. */
export const homeNote = ({ explanation }: Because): string | undefined =>
  bitsOfKin(explanation) > -1 ? undefined : 'Much of what they share, people of one family or home share too.'

const bitsOfKin = (explanation: Explanation | undefined): number =>
  explanation?.steps.find(step => step.kind === 'kin')?.bits ?? 0

/** The reckoning step by step, in a table that reads without its bars: each bit doubles or halves the odds. */
export function waterfall({ because, modelId }: Pick<Suggestion, 'because' | 'modelId'>): Html | undefined {
  const { explanation } = because
  if (!explanation) return undefined
  const most = Math.max(1, ...explanation.steps.map(step => Math.abs(step.bits)))
  const row = (says: string, bits: number, sum: number) => [
    { text: says },
    { html: bar(bits / most), classes: 'sk-waterfall__bar' },
    { text: signed(bits), format: 'numeric' },
    { text: signed(sum), format: 'numeric' },
  ]
  return details({
    summaryText: 'How this was reckoned',
    html: html`${wideTable('How this was reckoned, step by step', {
      classes: 'sk-waterfall',
      firstCellIsHeader: true,
      head: [
        { text: 'Step' },
        { html: html`<span class="govuk-visually-hidden">Bar</span>`, classes: 'sk-waterfall__bar' },
        { text: 'Bits', format: 'numeric' },
        { text: 'So far', format: 'numeric' },
      ],
      rows: explanation.steps.map(step => row(upper(step.says), step.bits, step.sum)),
    })}<p class="govuk-body">Each bit above nought doubles the odds that they are one person; each below halves them. In all ${signed(explanation.weight)} bits: ${inHundred(explanation.probability)}. Reckoned by model ${modelId}.</p>`,
  })
}

/** To the right for one person, to the left against it; the figure beside it says the same. */
function bar(share: number): Html {
  const width = Math.abs(share) * 58
  return html`<svg class="sk-bar ${share < 0 ? 'sk-bar--against' : 'sk-bar--for'}" width="120" height="14" viewBox="0 0 120 14" aria-hidden="true" focusable="false"><rect x="${(share < 0 ? 60 - width : 60).toFixed(1)}" y="2" width="${width.toFixed(1)}" height="10"></rect><path d="M60 0v14"></path></svg>`
}

const levelOf = (step: Step): string => step.says.split(': ')[0] ?? step.says
const signed = (bits: number): string => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
