import assert from 'node:assert/strict'
import { test } from 'node:test'
import { match } from '../match.ts'
import type { Model } from '../model.ts'
import { chancesOf, comparePairs, findPairs } from '../pairs/index.ts'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { explain, jsonOf, learn, modelFrom, ofSize, refusals, scorePairs } from './index.ts'

const forenames = [
  'Amara',
  'Bethan',
  'Callum',
  'Daniel',
  'Ewa',
  'Farah',
  'George',
  'Hannah',
  'Imran',
  'Jack',
  'Karolina',
]
const surnames = [
  'Okafor',
  'Pugh',
  'Quinn',
  'Rahman',
  'Smith',
  'Taylor',
  'Usman',
  'Vaughan',
  'Walker',
  'Young',
  'Zielinska',
]
const streets = ['Mill Lane', 'High Street', 'Church Road', 'Park Avenue', 'Station Road', 'The Green', 'Kings Way']

const person = (number: number): Omit<PersonGiven, 'id'> => ({
  forename: forenames[(number * 7) % 11]!,
  surname: surnames[(number * 5 + Math.floor(number / 11)) % 11]!,
  birthDate: `${1950 + ((number * 13) % 60)}-0${1 + (number % 9)}-${10 + ((number * 3) % 18)}`,
  addressLines: [`${1 + (number % 90)} ${streets[number % 7]}`],
  postcode: `CV${1 + (number % 9)} ${1 + (number % 8)}AB`,
  phone: `01632 96${String(1000 + number)}`,
})

/** Two hundred people, each recorded twice, every fifth with a slip or another address the second time. */
const given = Array.from({ length: 200 }, (_, number): PersonGiven[] => {
  const told = person(number)
  const again = number % 5 === 0 ? { ...told, forename: `${told.forename}e`, addressLines: ['9 Elm Row'] } : told
  return [
    { id: `a${number}`, ...told },
    { id: `b${number}`, ...again, ...(number % 3 === 0 ? { phone: '' } : {}) },
  ]
}).flat()

const people = peopleFrom(given)
const pairs = await findPairs({ people, width: 'wide', threads: 1 })
const chances = chancesOf(people)
const model = learn(people, pairs, chances)

test('a person recorded twice is told from a stranger without anybody saying which is which', () => {
  const { probability } = scorePairs(people, pairs, model)
  for (let pair = 0; pair < pairs.size; pair++) {
    const same = pairs.left[pair]! >> 1 === pairs.right[pair]! >> 1
    const said = probability[pair]! >= model.threshold
    assert.equal(
      said,
      same,
      `${given[pairs.left[pair]!]!.id} and ${given[pairs.right[pair]!]!.id}: ${probability[pair]}`,
    )
  }
  assert.deepEqual(refusals(model), [])
})

test('two records that are alike in all, alone in a file, are of one person', async () => {
  const two = peopleFrom([given[4]!, { ...given[4]!, id: 'again' }])
  const { clusters } = await match(two, { width: 'all', threads: 1 })
  assert.equal(clusters[0], clusters[1])
})

test('a model kept as a file and read again gives the same figures to the byte, for all and for one record', () => {
  const again = modelFrom(JSON.parse(jsonOf(model)))
  const scored = scorePairs(people, pairs, model)
  assert.deepEqual(scorePairs(people, pairs, again), scored)
  assert.equal(jsonOf(learn(people, pairs, chances)), jsonOf(model))

  const pair = pairs.left.findIndex((l, at) => l >> 1 === pairs.right[at]! >> 1)
  const two = peopleFrom([given[pairs.left[pair]!]!, given[pairs.right[pair]!]!])
  const alone = scorePairs(two, comparePairs(two, [0], [1]), again)
  assert.equal(alone.weight[0], scored.weight[pair], 'words are as common as the model says, whoever asks')
})

test('steps of an explanation add up to the weight, and tell no word of either record', () => {
  for (const [l, r] of [
    [0, 1],
    [0, 2],
    [10, 11],
    [4, 8],
  ] as const) {
    const { weight, probability, steps } = explain(people, model, l, r)
    const sum = steps.reduce((total, { bits }) => total + bits, 0)
    assert.ok(Math.abs(sum - weight) < 1e-9, `${sum}, not ${weight}`)
    assert.equal(steps.at(-1)!.sum, sum)
    assert.equal(steps[0]!.kind, 'prior')
    assert.ok(probability >= 0 && probability <= 1)
    const words = JSON.stringify(steps).toLowerCase()
    for (const told of ['amara', 'bethan', 'okafor', 'pugh', 'mill lane']) assert.ok(!words.includes(told), told)
  }
})

test('no word of somebody whom nobody else is called by stands in a model, however often they are recorded', async () => {
  const known = { forename: 'Thessaly', surname: 'Quillfeather', birthDate: '1987-05-19', postcode: 'CV31 9ZZ' }
  const told = { ...known, phone: '07700 900648', email: 'thess.quill@letters.example', addressLines: ['9 Aldersgate'] }
  const often = Array.from({ length: 14 }, (_, at): PersonGiven => ({ id: `often${at}`, ...told }))
  const all = peopleFrom([...given, ...often])
  const { model, pairs } = await match(all, { width: 'wide', threads: 1 })
  const kept = model.comparisons.flatMap(({ frequencies }) => Object.entries(frequencies?.common ?? {}))
  assert.ok(kept.length > 10)
  assert.ok(kept.every(([, count]) => count >= 10))
  assert.doesNotMatch(jsonOf(model), /thess|quill|1987|cv319zz|900648|aldersgate/i)
  const again = await match(all, { width: 'wide', threads: 1, model: modelFrom(JSON.parse(jsonOf(model))) })
  assert.deepEqual(again.pairs.weight, pairs.weight, 'those it was learnt from are scored as they were')
})

test('a model learnt from few people takes each of many to have as many further records as each of the few', () => {
  const times = 20
  const { shares, madeFrom } = ofSize(model, times * people.count)
  for (const one of ['same', 'household', 'twin'] as const)
    assert.ok(Math.abs(shares[one] * madeFrom.records - model.shares[one] * people.count) < 1e-9, one)
  assert.ok(Math.abs(shares.same + shares.household + shares.twin + shares.chance - 1) < 1e-9)
  const [there, here] = [model, ofSize(model, times * people.count)].map(one => scorePairs(people, pairs, one).weight)
  const less = here!.filter((weight, pair) => weight < there![pair]!)
  assert.ok(less.length > 0, 'among more people a stranger is likelier to be as alike')
  assert.ok(here!.every((weight, pair) => weight <= there![pair]!))
  for (const fewer of [1, 2, people.count]) assert.equal(ofSize(model, fewer), model)
})

test('a model in which a closer agreement says less is refused, and so is one that has drifted', () => {
  const turned = changed(model, 'surname', levels => [
    { ...levels[0]!, same: levels[0]!.chance / 2 },
    ...levels.slice(1),
  ])
  assert.match(refusals(turned).join('; '), /surname: .* says more than exact/)
  const far = changed(model, 'phone', levels => levels.map(level => ({ ...level, chance: level.chance / 1000 })))
  assert.match(refusals(far, model).join('; '), /phone, exact: moved by 10\.0 bits/)
  assert.match(refusals({ ...model, shares: { ...model.shares, same: 0.7 } }).join('; '), /most pairs/)
  const many = refusals({ ...model, shares: { ...model.shares, same: 0.25 } })
  assert.match(many.join('; '), /every record is taken to have 100 others of its person/)
})

test('a file that is no model is refused with the place', () => {
  assert.throws(() => modelFrom({ ...model, threshold: 2 }), /no model: threshold/)
  assert.throws(() => modelFrom({}), /no model: format/)
})

type Levels = Model['comparisons'][number]['levels']

const changed = (before: Model, name: string, change: (levels: Levels) => Levels): Model => ({
  ...before,
  comparisons: before.comparisons.map(one => (one.name === name ? { ...one, levels: change(one.levels) } : one)),
})
