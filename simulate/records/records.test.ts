import assert from 'node:assert/strict'
import { test } from 'node:test'
import { familiesOf, type Person } from './families.ts'
import { nhsNumberOf } from './identifiers.ts'
import { inventPeople, kindOf } from './people.ts'
import { careless, ordinary } from './settings.ts'

const wanted = { seed: 5, records: 3_000, setting: ordinary }

test('the same seed invents the same records, asked for in any order', () => {
  const [once, again] = [inventPeople(wanted), inventPeople(wanted)]
  const rows = [...once]
  for (const index of [2_999, 17, 0, 1_500]) assert.deepEqual(again.row(index), rows[index])
  assert.notDeepEqual([...inventPeople({ ...wanted, seed: 6 })].slice(0, 50), rows.slice(0, 50))
})

test('as many records are invented as are wanted, with neighbours in no family', () => {
  const rows = [...inventPeople(wanted)]
  assert.equal(rows.length, wanted.records)
  const beside = rows.filter((row, index) => index > 0 && row.family === rows[index - 1]!.family)
  assert.ok(beside.length < 30, `${beside.length} records stand beside their family's`)
})

test('the two settings know the same people and write of them differently well', () => {
  const [well, badly] = [[...inventPeople(wanted)], [...inventPeople({ ...wanted, setting: careless })]]
  assert.deepEqual(
    well.map(({ person }) => person),
    badly.map(({ person }) => person),
  )
  const known = (rows: typeof well) => rows.filter(({ postcode, birth_date }) => postcode && birth_date).length
  assert.ok(known(badly) < known(well) * 0.97, `${known(badly)} and ${known(well)} have a postcode and a birth date`)
})

const familyOf = familiesOf(9)
const people: readonly Person[] = Array.from({ length: 20_000 }, (_, family) => familyOf(family)).flat()

test('twins are born on one day, under different names, as often as they are', () => {
  const children = people.filter(({ generation }) => generation === 2)
  const twins = Map.groupBy(
    children.filter(one => one.twins > 0),
    ({ family, twins: set }) => `${family}.${set}`,
  )
  for (const both of twins.values()) {
    if (both.length < 2) continue // a family of more than fifteen is cut short
    const [one, other] = both.map(twin => ({ ...twin, person: twin.number }))
    assert.equal(kindOf(one!, other!), 'twin')
    assert.deepEqual(both[0]!.birth, both[1]!.birth)
    assert.notEqual(both[0]!.forename, both[1]!.forename)
  }
  const rate = twins.size / children.length
  assert.ok(rate > 0.01 && rate < 0.02, `${rate} of births are of twins`)
})

test('no number is given to two people, and each has its check digit', () => {
  const numbers = people.map(nhsNumberOf)
  assert.equal(new Set(numbers).size, people.length)
  for (const number of numbers.slice(0, 1_000)) {
    const sum = [...number].reduce((all, digit, place) => all + Number(digit) * (10 - place), 0)
    assert.equal(sum % 11, 0, `${number} has a wrong check digit`)
  }
})

test('children are younger than their parents, and nobody is born later than now', () => {
  for (const family of Map.groupBy(people, one => one.family).values()) {
    const [parents, children] = [1, 2].map(of => family.filter(({ generation }) => generation === of))
    for (const child of children!)
      for (const parent of parents!) assert.ok(child.birth.year >= parent.birth.year + 18 && child.birth.year <= 2026)
  }
})
