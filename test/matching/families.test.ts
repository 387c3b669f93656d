import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { neighbours } from './neighbours.ts'
import { type Told, tell } from './told.ts'

/*
 * What a social worker would say of each of these without thinking. The engine learns from ten thousand made-up records
 * around them, as it would from an agency's own.
 */

let told: Told
before(async () => {
  told = await tell(neighbours)
})

const one = (...ids: string[]) => assert.ok(told.areOne(...ids), `${ids.join(' and ')} were not found to be one person`)
const apart = (...ids: string[]) => assert.ok(told.areApart(...ids), `${ids.join(' and ')} were taken for one person`)

test('twins stay two, and each is found in school and at the doctor', () => {
  one('twin Maya, school', 'twin Maya, doctor')
  one('twin Erin, school', 'twin Erin, doctor')
  apart('twin Maya, school', 'twin Erin, school')
  apart('twin Maya, doctor', 'twin Erin, school')
})

test('a girl and a boy who are twins stay two, though their home and phone are one', () => {
  apart('twin Tom', 'twin Lucy')
})

test('twins with nearly the same name stay two where each has an NHS number', () => {
  apart('twin Jayden', 'twin Hayden')
})

test('a father and his son of the same name stay two, and the son is found at both his homes', () => {
  apart('father', 'son')
  apart('father', 'son, elsewhere')
  one('son', 'son, elsewhere')
})

test('a mother and daughter who share a phone stay two', () => {
  apart('mother', 'daughter')
})

test('brothers a year apart stay two', () => {
  apart('elder brother', 'younger brother')
})

test('sharing a hostel and its telephone makes nobody the same person', () => {
  apart('hostel, Sean', 'hostel, Stephen', 'hostel, Kevin')
})

test('one man in a hostel is found under two spellings', () => {
  one('hostel, Sean', 'hostel, Shaun')
})

test('a common name and a year of birth are not enough', () => {
  apart('Khan of Rugby', 'Khan of Warwick')
})

test('two valid NHS numbers keep two women apart, whatever else they share', () => {
  apart('Ann, one', 'Ann, other')
})

test('a woman is found under the name she married into', () => {
  one('before marriage', 'after marriage', 'known by both')
})

test('a child is found under one of two surnames', () => {
  one('both names', 'one of them')
})

test('a woman is found with and without her patronymic', () => {
  one('patronymic', 'without it')
})

test('a surname is found in both its endings', () => {
  one('as she writes it', 'as he would')
})

test('a name is found in two ways of writing it in Latin letters', () => {
  one('Mohammed', 'Muhammad')
})

test('a name is found with its family part first', () => {
  one('family name last', 'family name first')
})

test('a man is found under what his friends call him', () => {
  one('William', 'Bill')
})

test('a birth date is found with day and month turned round', () => {
  one('ninth of March', 'third of September')
})

test('somebody with an uncommon name is found after a move', () => {
  one('before the move', 'after the move')
})

test('somebody given the first of January is found under the true date', () => {
  one('only the year', 'the whole date')
})
