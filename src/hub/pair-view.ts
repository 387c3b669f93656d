import type { Problem } from '#kernel'
import type { SaidDifferent } from '#matching'
import {
  agencyName,
  button,
  characterCount,
  contactRules,
  details,
  doneNotice,
  type Html,
  html,
  insetText,
  type Look,
  mark,
  nameOf,
  panelOf,
  problemSummary,
  radios,
  sayBorn,
  statedWhy,
  type Visit,
  whatDay,
  when,
  wideTable,
} from '#web'
import { familyWarning, homeNote, howSure, inHundred, waterfall, whyInWords } from './likeness-view.ts'
import { type PairShown, reviewing, type Side } from './pair.ts'

const done = {
  same: 'They are linked to one person. Nothing was merged, and it can be undone.',
  different:
    'They stay two people. Nobody links them to one person, and no program proposes it, until this is taken back.',
  unsure:
    'It has been noted that it cannot be told yet. They stay among the possible matches, and no program links them meanwhile.',
  undone: 'What was said has been taken back. What stood before it stands again.',
}

/** Are these one person? Both records side by side, what speaks for and against it, and what has been said. */
export function pairView(visit: Visit, look: Look, pair: PairShown, problems: readonly Problem[]): Html {
  const { suggestion, sides } = pair
  const warning = familyWarning(suggestion.because) ?? homeNote(suggestion.because)
  return html`${doneNotice(visit, done)}${problemSummary(problems)}
    <h1 class="govuk-heading-l">Are these one person?</h1>
    ${statedWhy(look, reviewing, `/hub/matches/${suggestion.id}`)}
    ${suggestion.isFormer ? insetText({ text: 'These two are compared no more: one was withdrawn or deleted, or tells something else now. How alike they are is what was found when somebody last said what they are.' }) : undefined}
    ${pair.reviews.some(one => one.stands && one.verdict === 'different') ? insetText({ text: 'They were said to be different people, and that stands. Read why under “What has been said” before you say otherwise.' }) : undefined}
    <p class="govuk-body-l"><strong>${howSure(suggestion.probability)}</strong></p>
    <p class="govuk-body">${whyInWords(suggestion.because)}.</p>
    <p class="sk-muted">${upper(inHundred(suggestion.probability))}.</p>
    ${warning && insetText({ text: warning })}
    ${pair.against.map(saidAgainst)}
    ${beside(visit, sides)}
    ${waterfall(suggestion)}
    ${say(visit, pair, problems)}
    ${pair.reviews.length ? panelOf('What has been said', 'said', history(visit, pair, problems)) : undefined}`
}

const saidAgainst = ({ pairId }: SaidDifferent): Html =>
  insetText({
    html: html`<strong>Somebody said that one of these and another record of whoever the other is are different people.</strong> These two cannot be one person while that stands. ${pairId ? html`<a class="govuk-link" href="/hub/matches/${pairId}">Read what was said</a>.` : undefined}`,
  })

type Row = Readonly<{
  what: string
  of(side: Side): string | undefined
  html?: (side: Side) => Html | undefined
  /** Whether both may be so, though they are not told alike. */
  mayAgree?: (one: Side, other: Side) => boolean
  plain?: true
}>

/** What they tell, fact by fact; where they differ it is said in words. */
function beside(visit: Visit, sides: readonly [Side, Side]): Html {
  const cell = (row: Row, side: Side, text: string | undefined) => ({
    html: html`${(text && row.html?.(side)) ?? text ?? html`<span class="sk-muted">Not known</span>`}`,
  })
  return wideTable('The two records side by side', {
    firstCellIsHeader: true,
    classes: 'sk-sides',
    head: [{ text: 'What' }, { text: 'One record' }, { text: 'The other' }, { text: 'Compared' }],
    rows: factsOf(visit).map(row => {
      const [one, other] = [row.of(sides[0]), row.of(sides[1])]
      const words = row.plain ? html`` : row.mayAgree?.(...sides) ? html`May be the same` : compared(one, other)
      return [{ text: row.what }, cell(row, sides[0], one), cell(row, sides[1], other), { html: words }]
    }),
  })
}

const factsOf = (visit: Visit): readonly Row[] => [
  { what: 'Name', of: ({ record }) => nameOf(record) },
  {
    what: 'Born',
    of: ({ record }) => (record.born ? sayBorn(record.born).replace(/^Born /, '') : undefined),
    mayAgree: mayBeOneDay,
  },
  { what: 'Sex', of: ({ record }) => record.sex ?? undefined },
  { what: 'Lives', of: ({ told }) => told.addresses.join('; ') || undefined },
  {
    what: 'Contact',
    of: ({ record }) => record.contacts.map(one => one.value).join('; ') || undefined,
    html: ({ record }) => (record.contacts.length ? contactRules(record) : undefined),
  },
  { what: 'Language', of: ({ record }) => record.language ?? undefined },
  { what: 'Told', of: ({ record }) => whatDay(record.recordedAt, visit), plain: true },
  { what: 'By', of: side => toldBy(visit, side), plain: true },
  {
    what: 'In',
    of: ({ where }) => where.map(one => one.reference).join(', ') || 'nothing that you may see',
    html: whereLinks,
    plain: true,
  },
]

function toldBy(visit: Visit, { record, told }: Side): string {
  if (told.agencyId) return `Index record of ${agencyName(told.agencyId, visit.house)}`
  return record.source === 'user' ? 'Somebody who works here' : 'A report'
}

const whereLinks = ({ where }: Side): Html | undefined =>
  where.length
    ? html`${where.map((one, n) => html`${n ? ', ' : ''}<a class="govuk-link" href="/hub/${one.kind}/${one.id}">${one.reference}</a>`)}`
    : undefined

/** A year and a day of it, say: neither is the other, and both may be true. */
function mayBeOneDay({ record: { born: one } }: Side, { record: { born: other } }: Side): boolean {
  if (!one?.from || !one.to || !other?.from || !other.to) return false
  return (one.from !== other.from || one.to !== other.to) && one.from <= other.to && other.from <= one.to
}

function compared(one: string | undefined, other: string | undefined): Html {
  if (!one || !other) return html`<span class="sk-muted">${one || other ? 'Only one tells' : ''}</span>`
  const fold = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  return fold(one) === fold(other) ? html`The same` : html`<strong>Differs</strong>`
}

function say(visit: Visit, { suggestion, reviews }: PairShown, problems: readonly Problem[]): Html {
  const told = visit.given.verdict
  return html`<form method="post" action="/hub/matches/${suggestion.id}" class="sk-reading">
    <input type="hidden" name="seen" value="${reviews[0]?.id ?? 'none'}">
    ${radios({
      name: 'verdict',
      value: typeof told === 'string' ? told : null,
      fieldset: { legend: { text: 'What are they?', classes: 'govuk-fieldset__legend--m' } },
      items: [
        {
          value: 'same',
          text: 'One person',
          hint: { text: 'Both records are linked to one person. Nothing is merged.' },
        },
        {
          value: 'different',
          text: 'Not the same person',
          hint: { text: 'Nobody links them to one person, and no program proposes it, until that is taken back.' },
        },
        {
          value: 'unsure',
          text: 'Not sure',
          hint: {
            text: 'They stay among the possible matches, with your reason. No program links them meanwhile, and what one had linked the next night parts. It takes back no “Not the same person”.',
          },
        },
      ],
      ...wrong(problems, 'verdict'),
    })}
    ${why(visit, 'reason', 'Why do you think so?', 'The same name alone is rarely enough.', problems)}
    ${button({ text: 'Record what they are', preventDoubleClick: true })}</form>`
}

const words = {
  same: 'One person',
  different: 'Not the same person',
  unsure: 'Not sure',
  undone: 'Taken back',
} as const

/** The latest first; what stands, which need not be the latest, is marked, and the last of it can be taken back. */
function history(visit: Visit, { suggestion, reviews }: PairShown, problems: readonly Problem[]): Html {
  const [standing, under] = reviews.filter(one => one.stands)
  return html`<ul class="sk-records">${reviews.map(
    one =>
      html`<li><strong>${words[one.verdict]}</strong> ${one.stands ? mark('This stands', 'plain') : undefined}<p class="sk-words sk-facts__line">${one.why}</p><p class="sk-facts__line sk-muted">${one.by}, ${when(one.at, visit)}</p></li>`,
  )}</ul>
  ${
    standing
      ? details({
          summaryText: 'That was wrong: take it back',
          open: problems.some(one => one.field === 'undo-reason'),
          html: html`<form method="post" action="/hub/matches/${suggestion.id}/undo"><input type="hidden" name="review" value="${standing.id}">
          ${why(visit, 'reason', `Why was “${words[standing.verdict]}” wrong?`, `What was said stays in the history with your reason.${under ? ` “${words[under.verdict]}” stands on, and can be taken back after it.` : ''}`, problems, 'undo-reason')}
          ${button({ text: 'Take it back', classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
        })
      : undefined
  }`
}

const why = (visit: Visit, name: string, label: string, hint: string, problems: readonly Problem[], id = name): Html =>
  characterCount({
    id,
    name,
    value: typeof visit.given.reason === 'string' && (id === name) === !visit.given.review ? visit.given.reason : '',
    maxlength: 1000,
    threshold: 75,
    rows: 3,
    label: { text: label, classes: 'govuk-label--m' },
    hint: { text: hint },
    ...wrong(problems, id),
  })

const wrong = (problems: readonly Problem[], name: string) => {
  const problem = problems.find(one => one.field === name)
  return problem ? { errorMessage: { text: problem.message } } : {}
}
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
