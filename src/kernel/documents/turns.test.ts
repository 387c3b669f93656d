import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurns } from './turns.ts'

const turn = () => new Promise(setImmediate)

test('whoever asks for a hundred things holds up nobody else for more than one of them', async () => {
  const serve = inTurns()
  const order: string[] = []
  const ask = (whose: string, what: number) =>
    serve(async () => {
      await turn()
      order.push(`${whose} ${what}`)
    }, whose)
  const machine = Array.from({ length: 100 }, (_, at) => ask('machine', at))
  await turn()
  const people = ['Ada', 'Ben'].map(whose => ask(whose, 0))
  await Promise.all(people)
  assert.ok(order.length <= 5, order.join())
  await Promise.all(machine)
  assert.deepEqual(
    order.filter(one => one.startsWith('machine')),
    Array.from({ length: 100 }, (_, at) => `machine ${at}`),
  )
})

test('never two at once, and what fails holds nothing up', async () => {
  const serve = inTurns()
  let now = 0
  const work = async (fails: boolean) => {
    assert.equal(++now, 1)
    await turn()
    now--
    if (fails) throw new Error('no')
    return 'done'
  }
  const all = await Promise.allSettled([false, true, false].map((fails, at) => serve(() => work(fails), `${at}`)))
  assert.deepEqual(
    all.map(one => one.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  assert.equal(await serve(() => work(false)), 'done')
})
