import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import {
  type CaseShape,
  limitAt,
  openingEntry,
  type Programme,
  peopleEntries,
  type Questions,
  type ReportDef,
  type StepDef,
} from '#kernel'
import { openArea } from '../src/area/index.ts'
import { programmes } from '../src/programmes.ts'
import { answersInTurn, asked } from './conditions.ts'
import { aWednesday } from './house.ts'
import { loans } from './loans.ts'
import { umbrellas } from './umbrellas.ts'

const root = join(import.meta.dirname, '..')
const area = openArea(join(root, 'areas/warwickshire'), join(root, 'law/england-wales'))
const around = { today: '2026-11-18', zone: area.zone, places: area.places }
const measures = programmes.flatMap(programme => programme.measures)

describe('all programmes together', () => {
  test('no two have one id, and no two forms one address', () => {
    const addresses = programmes.flatMap(programme => programme.report?.address ?? [])
    assert.equal(new Set(programmes.map(programme => programme.id)).size, programmes.length)
    assert.equal(new Set(addresses).size, addresses.length)
  })
  test('no two measures have one id, and each pair is there', () => {
    const ids = measures.map(measure => measure.id)
    assert.equal(new Set(ids).size, ids.length)
    for (const { id, pairedWith } of measures)
      assert.ok(!pairedWith || (pairedWith !== id && ids.includes(pairedWith)), id)
  })
})

// The invented programmes too: what is asked of the real ones can be met.
const invented: readonly Programme[] = [...programmes, umbrellas, loans]
for (const programme of invented)
  describe(programme.title, () => {
    everyProgramme(programme)
    if (programme.report) everyReport(programme.report, programme.case)
    if (programme.case) everyCase(programme, programme.case)
  })

function everyProgramme({ id, keep, ...programme }: Programme): void {
  test('its id is plain, and none of the words that stand for the house', () => {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/)
    assert.ok(!['hub', 'audit', 'plan', 'agency', 'team', 'user'].includes(id))
  })
  test('its measures are named after it, read the facts alone, and say what they count', () => {
    for (const { id: measure, sql, definition } of programme.measures) {
      assert.match(measure, new RegExp(`^${id}\\.[a-z-]+$`))
      assert.doesNotMatch(sql, /\bkernel\./, measure)
      assert.match(sql, /:from/, measure)
      assert.match(definition, /\.$/, measure)
    }
  })
  test('its rule of keeping says where it comes from', () => assert.ok(keep.source && keep.years > 0))
}

function everyReport(report: ReportDef, shape: CaseShape | undefined): void {
  test('the address of its form is a number, which says nothing in a browser’s history', () =>
    assert.match(report.address, /^[1-9]\d*$/))
  test('every question tells the person what to do', () => tellsWhatToDo(report.ask))
  test('every question’s own example is an answer to it', () => exampleReads(report.ask))
  test('a question is asked by what was answered before it, and by nothing else', () => conditionsName(report.ask))
  test('danger is told by questions that there are', () => {
    const { danger } = report
    if (danger)
      assert.deepEqual(
        [...asked(told => danger(told), report.ask)].filter(name => !Object.hasOwn(report.ask, name)),
        [],
      )
  })
  test('groups hold each question once, in the order asked', () => {
    if (report.groups)
      assert.deepEqual(
        report.groups.flatMap(group => group.of),
        Object.keys(report.ask),
      )
  })
  test('every part a report tells of is one that a case has, and each that is concerned can be told', () => {
    const told = new Set(
      answersInTurn(report, around).flatMap(answers => report.tell(answers).people.map(person => person.part)),
    )
    assert.ok(told.size > 0)
    if (!shape) return
    assert.deepEqual(
      [...told].filter(name => !Object.hasOwn(shape.people, name)),
      [],
    )
    assert.deepEqual(
      Object.keys(shape.people).filter(name => !told.has(name)),
      [],
    )
  })
}

function everyCase(programme: Programme, { people, states, start, ends, clocks, steps }: CaseShape): void {
  const all = Object.values(steps)

  test('somebody is concerned: a decision is owed for them', () =>
    assert.ok(Object.values(people).some(one => one.concerned)))
  test('every state can be reached from the start', () => {
    const reached = new Set([start])
    for (let size = 0; size !== reached.size; ) {
      size = reached.size
      for (const step of all) if (step.to && froms(step).some(from => reached.has(from))) reached.add(step.to)
    }
    assert.deepEqual(
      Object.keys(states).filter(state => !reached.has(state)),
      [],
    )
  })
  test('every state that is not an end has a way out, and no end has one', () => {
    const left = new Set(all.filter(step => step.to).flatMap(froms))
    for (const state of Object.keys(states)) assert.equal(left.has(state), !ends.includes(state), state)
  })
  test('every role can do something', () => {
    const used = new Set(all.flatMap(step => step.by))
    assert.deepEqual(
      Object.keys(programme.roles).filter(role => !used.has(role)),
      [],
    )
  })
  test('no step has the name of an entry that is no step, or one that every object has', () => {
    const own: readonly string[] = [openingEntry, ...Object.values(peopleEntries)]
    for (const name of Object.keys(steps)) assert.ok(!own.includes(name) && !(name in Object.prototype), name)
  })
  test('every clock is started, can be ended by what it is for, and has a limit in force', () => {
    for (const [name, clock] of Object.entries(clocks)) {
      assert.ok(
        clock.runsFrom === 'opening' || all.some(step => step.starts.includes(name)),
        `${name} is never started`,
      )
      if (programmes.includes(programme)) assert.ok(limitAt(area.limits, clock.limit, aWednesday, area.zone), name)
      assert.ok(Object.hasOwn(programme.roles, clock.for), name)
    }
  })
  test('no case ends with a clock still running, and no step starts one that runs', () => {
    walk(programme.title, { start, ends, clocks, all })
  })
  test('a clock that counts back does so from a day that stands, and one with a rule of its own looks at what stands', () => {
    const stand = { ...carriedInto(programme), ...standingQuestions(all) }
    for (const [name, { before, onlyIf }] of Object.entries(clocks)) {
      if (before) assert.equal(stand[before]?.kind, 'date', `${name} counts back from ${before}`)
      const looked = onlyIf ? [...asked(told => onlyIf(told), stand)] : []
      assert.deepEqual(
        looked.filter(one => !Object.hasOwn(stand, one)),
        [],
        name,
      )
    }
  })
  test('a step that asks when it happened does so by a day and time that stands', () => {
    for (const { title, when, ask } of all)
      if (when) assert.ok(ask[when]?.kind === 'instant' && ask[when].stands, title)
  })
  test('questions that stand under one name are of one kind, with the same answers', () => {
    for (const step of all)
      for (const [name, field] of Object.entries(step.ask)) {
        const first = field.stands && standingQuestions(all)[name]
        if (first) assert.deepEqual([field.kind, field.options], [first.kind, first.options], name)
      }
  })
  test('a step that opens a case is a decision, and somebody it concerns goes with it', () => {
    for (const { title, decision, opens } of all) {
      if (!opens) continue
      const target = invented.find(one => one.id === opens.programme)?.case
      assert.ok(decision && target, title)
      const parts = Object.keys(people).map(name => opens.people?.[name] ?? name)
      assert.ok(
        parts.some(name => target.people[name]),
        title,
      )
    }
  })
  test('every ending is a recorded decision', () => {
    for (const step of all) if (step.to && ends.includes(step.to)) assert.ok(step.decision, step.title)
  })
  test('every question of a step tells the person what to do, and is asked by what was answered before it', () => {
    for (const step of all) {
      tellsWhatToDo(step.ask)
      exampleReads(step.ask)
      conditionsName(step.ask)
    }
  })
}

const froms = (step: StepDef) => [step.from].flat()

/** The questions whose answers stand for a case, by name. */
const standingQuestions = (steps: readonly StepDef[]): Questions =>
  Object.fromEntries(steps.flatMap(step => Object.entries(step.ask).filter(([, field]) => field.stands)).toReversed())

/** The questions whose answers come with a case from whichever case it is opened from. */
const carriedInto = ({ id }: Programme): Questions =>
  Object.fromEntries(
    invented.flatMap(one => {
      const steps = Object.values(one.case?.steps ?? {})
      const names = steps.flatMap(({ opens }) => (opens?.programme === id ? (opens.carries ?? []) : []))
      return Object.entries(standingQuestions(steps)).filter(([name]) => names.includes(name))
    }),
  )

type Walking = Readonly<Pick<CaseShape, 'start' | 'ends' | 'clocks'> & { all: readonly StepDef[] }>

function walk(title: string, { start, ends, clocks, all }: Walking): void {
  const seen = new Set<string>()
  const from = (state: string, running: readonly string[]): void => {
    const key = [state, ...running].join()
    if (seen.has(key)) return
    seen.add(key)
    if (ends.includes(state)) assert.deepEqual(running, [], `${title}: ${state} is reached with a clock running`)
    for (const step of all.filter(one => froms(one).includes(state))) {
      const left = running.filter(clock => ![...step.stops, ...step.drops, ...step.lifts].includes(clock))
      // One that counts back from a day is started anew when the day has changed.
      for (const clock of step.starts)
        assert.ok(clocks[clock]?.before || !left.includes(clock), `${step.title} starts ${clock}, which runs`)
      from(step.to ?? state, [...new Set([...left, ...step.starts])].sort())
    }
  }
  from(
    start,
    Object.keys(clocks)
      .filter(name => clocks[name]!.runsFrom === 'opening')
      .sort(),
  )
  assert.ok(
    ends.some(end => seen.has(end)),
    `${title} cannot end`,
  )
}

function tellsWhatToDo(ask: Questions): void {
  for (const [name, field] of Object.entries(ask)) {
    const read = field.read(undefined, around)
    if (!read.ok) assert.match(read.message, /^(Enter|Select|Choose|Upload)\b/, name)
    if (field.each) tellsWhatToDo(field.each)
  }
}

function exampleReads(ask: Questions): void {
  for (const [name, field] of Object.entries(ask)) assert.ok(field.read(field.example, around).ok, name)
}

function conditionsName(ask: Questions): void {
  const names = Object.keys(ask)
  for (const [index, [name, field]] of Object.entries(ask).entries()) {
    const { onlyIf } = field
    const looked = onlyIf ? [...asked(onlyIf, ask)] : []
    assert.deepEqual(
      looked.filter(one => !names.slice(0, index).includes(one)),
      [],
      `${name} looks at what was not asked before it`,
    )
    if (field.each) conditionsName(field.each)
  }
}
