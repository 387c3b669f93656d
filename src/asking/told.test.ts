import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contactsOf, others, reporter, reportTold, someone, type You } from './told.ts'

const you: You = {
  who: 'me',
  given: 'Ada',
  family: 'Umbrell',
  phone: '01632 960 001',
  phoneSafe: 'no',
  email: undefined,
  safeTimes: 'Tuesdays',
  safeWords: 'Say it is the library',
}

test('a telephone that may only be texted is never a telephone to call, and keeps its rules', () => {
  assert.deepEqual(contactsOf({ ...you, phoneUse: 'text' }), [
    {
      kind: 'text',
      value: '01632 960 001',
      safeToUse: 'yes',
      safeTimes: 'Tuesdays',
      safeWords: 'Say it is the library',
      neverLeaveMessage: true,
    },
  ])
  assert.deepEqual(
    contactsOf({ ...you, phoneUse: 'either' }).map(one => one.kind),
    ['phone', 'text'],
  )
})

test('no message is left unless somebody said that it may be', () => {
  for (const phoneSafe of ['no', undefined] as const)
    assert.equal(contactsOf({ ...you, phoneSafe })[0]?.neverLeaveMessage, true)
  assert.equal(contactsOf({ ...you, phoneSafe: 'yes' })[0]?.neverLeaveMessage, false)
})

test('whoever it happened to is a person without a name too; a witness without one is nobody to record', () => {
  const nameless = { ...you, given: undefined, family: undefined, phone: undefined }
  assert.match(reporter(nameless, 'victim')[0]?.description ?? '', /^Anonymous/)
  assert.deepEqual(reporter({ ...nameless, who: 'witness' }, 'victim'), [])
})

test('somebody was harmed even when nobody can say who, and nobody else is made up for whoever tells of themselves', () => {
  assert.deepEqual(others({ who: 'witness' }, 'child'), [{ part: 'child', description: 'Not known: nobody was named' }])
  assert.deepEqual(others({ who: 'me' }, 'child', [{ given: 'A', family: 'B', description: undefined }]), [])
})

test('an interpreter asked for stays with the person, sign language among them', () => {
  const [signing] = reporter({ ...you, interpreter: 'bsl' }, 'victim')
  assert.deepEqual([signing?.language, signing?.interpreter], ['British Sign Language', true])
  const [speaking] = reporter({ ...you, interpreter: 'yes', speaks: 'Polish' }, 'victim')
  assert.deepEqual([speaking?.language, speaking?.interpreter], ['Polish', true])
  assert.equal(reporter({ ...you, interpreter: 'no' }, 'victim')[0]?.interpreter, undefined)
})

test('a vehicle and a school stand in what is said of somebody', () => {
  const told = { given: undefined, family: undefined, description: 'Tall', vehicle: 'A van', school: 'By the church' }
  assert.equal(someone('suspect', told).description, 'Tall\nVehicle: A van\nSchool: By the church')
})

test('danger now, a life threatened, or what else a harm says is one, is a threat that somebody must see', () => {
  const told = { ...you, named: 'yes', danger: 'no' } as const
  const threat = (more: object, heard: object = {}) =>
    reportTold({ ...told, ...more }, { concerned: 'victim', ...heard }).threat
  assert.deepEqual(
    [threat({}), threat({ danger: 'yes' }), threat({ threat: 'yes' }), threat({}, { threat: true })],
    [false, true, true, true],
  )
})
