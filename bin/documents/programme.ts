import { type CaseShape, type Field, type Limit, type Programme, type Questions, sayLength, standing } from '#kernel'
import { dependsOn } from './conditions.ts'
import { generated, listed, stacked, table } from './markdown.ts'

/** `docs/programmes/<id>.md`: a programme as its definition has it, with the limits of time of this area. */
export function programmeDocument(programme: Programme, limits: readonly Limit[]): string {
  const { title, roles, report, case: shape, keep } = programme
  return stacked(
    `# ${title}`,
    generated,
    report && `${report.about}. The public form stands at \`/report/${report.address}\`: “${report.title}”.`,
    !shape ? 'A register: it opens no cases.' : undefined,
    stacked(
      '## Who works here',
      table(
        ['role', 'name'],
        Object.entries(roles).map(([role, name]) => [`\`${programme.id}:${role}\``, name]),
      ),
    ).trimEnd(),
    ...(shape ? [...caseParts(programme, shape), clocksPart(programme, shape, limits)] : []),
    measuresPart(programme),
    `## How long it is kept\n\n${keep.years} years after ${keep.after}. Source: ${keep.source}.`,
    report && questionsPart(report.ask, report.groups),
  )
}

function caseParts({ roles }: Programme, shape: CaseShape): readonly string[] {
  return [
    `## A case\n\n${sees[shape.seenBy]}\n\n${diagram(shape)}`,
    stacked(
      '### Who is in it',
      table(
        ['part', 'how many', 'a decision is owed for them'],
        Object.values(shape.people).map(({ title, many, concerned }) => [
          title,
          many ? 'any number' : 'one',
          concerned ? 'yes' : 'no',
        ]),
      ),
    ).trimEnd(),
    stacked(
      '### Steps',
      table(
        ['step', 'from', 'to', 'by', 'clocks', 'asks'],
        Object.values(shape.steps).map(step => [
          step.title + (step.decision ? ' (a decision: asks why, and the lawful basis)' : ''),
          listed([step.from].flat().map(state => shape.states[state] ?? state)),
          step.to ? (shape.states[step.to] ?? step.to) : 'stays',
          listed(step.by.map(role => roles[role] ?? role)),
          listed(clockWords(shape, step)),
          listed(Object.values(step.ask).map(question => question.label)),
        ]),
      ),
    ).trimEnd(),
  ]
}

const sees = {
  partners: 'Seen by the hub, the programme’s own people, and the agencies that take part in it.',
  participants: 'Seen by the programme’s own people and the agencies that take part in it, and not by the hub.',
  programme: 'Seen by the programme’s own people and nobody else.',
} as const

function diagram({ states, start, ends, steps }: CaseShape): string {
  const moves = Object.values(steps).flatMap(({ title, from, to }) =>
    [from].flat().flatMap(state => (to && to !== state ? [`  ${state} --> ${to} : ${title}`] : [])),
  )
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...Object.entries(states).map(([state, title]) => `  state "${title}" as ${state}`),
    `  [*] --> ${start}`,
    ...moves,
    ...ends.map(end => `  ${end} --> [*]`),
    '```',
  ].join('\n')
}

function clockWords({ clocks }: CaseShape, step: CaseShape['steps'][string]): readonly string[] {
  const named = (verb: string, names: readonly string[]) =>
    names.map(name => `${verb} “${clocks[name]?.title ?? name}”`)
  return [
    ...named('starts', step.starts),
    ...named('stops', step.stops),
    ...named('gives up', step.drops),
    ...named('lifts', step.lifts),
  ]
}

function clocksPart({ roles }: Programme, shape: CaseShape, limits: readonly Limit[]): string {
  const rows = Object.entries(shape.clocks).flatMap(([name, clock]) =>
    versionsOf(clock.limit, limits).map(limit => [
      clock.title,
      sayLength(limit.value),
      startOf(name, shape),
      limit.starts,
      roles[clock.for] ?? clock.for,
      clock.needsContact ? 'yes' : 'no',
      sourceOf(limit),
      `from ${limit.validFrom}${limit.validUntil ? ` to ${limit.validUntil}` : ''}`,
      standings[standing(limit)],
    ]),
  )
  const head = [
    'clock',
    'limit',
    'here it runs from',
    'by its source it starts when',
    'whose work',
    'lifted where nobody can be contacted',
    'source',
    'in force',
    'standing',
  ]
  return `### Clocks\n\n${rows.length > 0 ? table(head, rows) : 'None.'}`
}

function versionsOf(id: string, limits: readonly Limit[]): readonly Limit[] {
  const versions = limits.filter(limit => limit.id === id)
  if (versions.length === 0) throw new Error(`A clock names the limit "${id}", which neither pack holds.`)
  return versions
}

function startOf(name: string, { clocks, steps }: CaseShape): string {
  const starters = Object.values(steps).filter(step => step.starts.includes(name))
  return listed([
    ...(clocks[name]?.runsFrom === 'opening' ? ['the opening of the case'] : []),
    ...starters.map(step => `“${step.title}”`),
  ])
}

const standings = {
  signed: 'signed by a local officer',
  'not-signed': 'not signed by a local officer',
  unverified: '**unverified**',
} as const

const sourceOf = ({ source: { instrument, section, note }, id, version }: Limit): string =>
  `${[instrument, section].filter(Boolean).join(', ')}${note ? `. ${note}` : ''} (\`${id}\`, version ${version})`

function measuresPart({ measures }: Programme): string {
  if (measures.length === 0) return '## What is measured\n\nNothing yet.'
  return stacked(
    '## What is measured',
    table(
      ['measure', 'what it counts', 'unit', 'better', 'read with'],
      measures.map(measure => [
        `${measure.title} (\`${measure.id}\`)`,
        measure.definition,
        measure.unit,
        measure.better,
        measures.find(other => other.id === measure.pairedWith)?.title ?? '–',
      ]),
    ),
  ).trimEnd()
}

type Groups = NonNullable<Programme['report']>['groups']

function questionsPart(ask: Questions, groups: Groups): string {
  const all: NonNullable<Groups> = groups ?? [{ title: '', of: Object.keys(ask) }]
  return stacked(
    '## What the public form asks',
    ...all.flatMap(({ title, of }) => [title && `### ${title}`, of.map(name => questionLine(name, ask)).join('\n')]),
  ).trimEnd()
}

function questionLine(name: string, ask: Questions): string {
  const field = ask[name]
  if (!field) throw new Error(`The form groups a question "${name}" that it does not ask.`)
  const because = dependsOn(field, ask).map(each => `“${ask[each]?.label ?? each}”`)
  const asked = because.length > 0 ? ` *Asked, or not, by the answer to ${because.join(' and ')}.*` : ''
  return `- **${field.label}**${field.hint ? ` ${field.hint}.` : ''}${asked}${answersLine(field)}`
}

function answersLine(field: Field<unknown>): string {
  const labels = Object.values(field.options ?? {}).map(option => (typeof option === 'string' ? option : option.label))
  const parts = Object.values(field.each ?? {}).map(each => each.label)
  return [...labels, ...parts].map(line => `\n  - ${line}`).join('')
}
