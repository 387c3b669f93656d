import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sealer } from '#kernel'
import { challengeFor, fromEverywhere, fromOnePlace, isWork, newFlood, span, stillToWait, wait } from './flood.ts'

const at = new Date('2026-11-18T22:00:00Z')
const later = (ms: number) => new Date(at.getTime() + ms)
const ours = sealer(Buffer.alloc(32, 7))

function worked(challenge: string): string {
  for (let answer = 0; ; answer++) if (isWork(challenge, String(answer))) return String(answer)
}

test('a place that sends very many is asked for a moment, and nobody else is', () => {
  const flood = newFlood()
  for (let i = 0; i < fromOnePlace; i++) {
    assert.equal(flood.isOn('library', at), false)
    flood.note('library', at)
  }
  assert.equal(flood.isOn('library', at), true)
  assert.equal(flood.isOn('home', at), false)
  assert.equal(flood.isOn('library', later(span)), false, 'and no longer than it lasts')
})

test('a flood from everywhere asks everybody, until it is over', () => {
  const flood = newFlood()
  for (let i = 0; i < fromEverywhere; i++) flood.note(`place ${i}`, at)
  assert.equal(flood.isOn('home', at), true)
  assert.equal(flood.isOn('home', later(span)), false)
})

test('the work is good for its own send and no other, and so is the wait', () => {
  const challenge = challengeFor(ours, 'send one', at)
  const answer = worked(challenge)
  assert.equal(stillToWait(ours, 'send one', { challenge, answer }, at), 0)
  assert.equal(stillToWait(ours, 'send two', { challenge, answer }, at), wait)
  assert.equal(stillToWait(ours, 'send one', { challenge: 'made up', answer: '0' }, at), wait)
  assert.equal(stillToWait(ours, 'send one', { challenge, answer: '' }, later(5_000)), wait - 5)
  assert.equal(stillToWait(ours, 'send one', { challenge, answer: '' }, later(wait * 1000)), 0)
  assert.equal(stillToWait(ours, 'send two', { challenge, answer: '' }, later(wait * 1000)), wait)
})
