import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { readAnswers, type Told } from '#kernel'
import { publicWords } from '../bin/languages.ts'
import { openArea } from '../src/area/index.ts'
import { programmes } from '../src/programmes.ts'
import { answersInTurn, asked } from './conditions.ts'

const root = join(import.meta.dirname, '..')
const area = openArea(join(root, 'areas/warwickshire'), join(root, 'law/england-wales'))
const around = { today: '2026-11-18', zone: area.zone, places: area.places }
const kinds = new Set<string>(area.agencies.map(agency => agency.kind))
const reports = programmes.flatMap(({ id, report }) => (report ? [{ id, report }] : []))

test('there are eleven kinds of harm and more, and each can be found by the public', () => {
  assert.ok(reports.length >= 11)
  for (const { id, report } of reports) assert.ok(report.door, id)
})

for (const { id, report } of reports)
  describe(`what stands round the form of ${id}`, () => {
    const door = report.door!
    test('who acts on it hangs on questions that there are, and is in the area, whatever is answered', () => {
      const looked = asked(told => door.goesTo(told), report.ask)
      assert.deepEqual(
        [...looked].filter(name => !Object.hasOwn(report.ask, name)),
        [],
      )
      for (const answers of answersInTurn(report, around)) {
        const goesTo = door.goesTo(answers)
        assert.ok(goesTo.length > 0 && goesTo.every(kind => kinds.has(kind)), goesTo.join())
      }
    })
    test('a danger that is told is shown at once to whoever is on duty', () => {
      for (const answers of answersInTurn(report, around))
        if (report.danger?.(answers)) assert.equal(report.tell(answers).threat, true)
    })
    test('it can be found without its name, says what happens and what never does, and leads to help that there is', () => {
      assert.ok(Object.values(door.signs).flat().length > 0)
      for (const words of [door.advice.happens, door.advice.now, door.advice.never]) assert.ok(words.length > 0)
      for (const need of door.support)
        assert.ok(
          area.services.some(one => one.helpsWith.includes(need)),
          need,
        )
      assert.ok(!door.instead || reports.some(one => one.report.address === door.instead?.address))
    })
    test('nobody is asked for a postal address, or must give a name', () => {
      const asks = Object.entries(report.ask)
      assert.ok(
        asks.every(([name, field]) => !/address|postal/i.test(`${name} ${field.label.replace('Email address', '')}`)),
      )
      const anonymous = report.examples?.anonymous?.answers
      assert.equal(anonymous?.named, 'no')
    })
    test('its examples are whole reports, one of them by somebody who may be reached', () => {
      const read = Object.values(report.examples ?? {}).map(({ answers }) => readAnswers(report.ask, answers, around))
      const wrong = read.flatMap(one => ('problems' in one ? one.problems : []))
      assert.deepEqual(wrong, [])
      const told = read.flatMap(one => ('answers' in one ? [report.tell(one.answers)] : []))
      assert.ok(told.some(one => one.people.some(person => person.contacts?.length)))
      assert.ok(told.some(one => one.anonymous))
    })
    const goesTo = (told: Told) => door.goesTo({ who: 'me', police: 'no', danger: 'no', ...told })
    test('whoever says that somebody is in danger now is told that it goes to the police', () => {
      assert.ok(goesTo({ danger: 'yes' }).includes('police'))
    })
    if (report.ask.police)
      test('whoever wants no police is told of none, unless somebody is in danger or a child', () => {
        assert.ok(!goesTo({}).includes('police') && goesTo({}).length > 0)
        if (report.ask.children) assert.deepEqual(goesTo({ children: 'yes' }), ['charity', 'childrens-social-care'])
        if (report.ask.under18) {
          const ofChild = goesTo({ under18: 'yes' })
          assert.ok(ofChild.includes('police') && ofChild.includes('childrens-social-care'), ofChild.join())
          assert.ok(!goesTo({ under18: 'no' }).includes('police'))
        }
      })
    test('an interpreter is asked for once, and which language', () => {
      assert.ok(['interpreter', 'speaks'].every(name => Object.hasOwn(report.ask, name)))
    })
  })

test('where one chance may be all there is, staff are told the rule beside every report', () => {
  const care = reports.find(one => one.id === 'honour-abuse')?.report.door?.care?.join(' ') ?? ''
  assert.match(care, /One chance/)
  assert.match(care, /Never a letter home.*no interpreter from family or community, no mediation/)
})

test('wherever it is promised that the police stay away unless a life is in danger, a child is excepted too', () => {
  const promises = [...publicWords().keys()].filter(words => /unless .*\blife\b/i.test(words))
  assert.ok(promises.length >= 4, promises.join('\n'))
  assert.deepEqual(
    promises.filter(words => !words.toLowerCase().includes('unless a life or a child is in danger')),
    [],
  )
})

test('no more is promised about an adult than the law lets anybody keep', () => {
  const never = reports.find(one => one.id === 'adults')?.report.door?.advice.never.join(' ') ?? ''
  assert.match(never, /can decide for themselves, unless somebody else is in danger or the law says so/)
  assert.match(never, /who told us, unless a court says that we must/)
})
