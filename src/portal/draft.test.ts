import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sealer } from '#kernel'
import { keep, newDraft, openDraft, sealDraft } from './draft.ts'

const ours = sealer(Buffer.alloc(32, 1))
const at = new Date('2026-11-18T10:30:00Z')

test('a draft comes back as it was, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (name, given) => {
      const draft = keep(newDraft(at), name, given)
      const again = openDraft(ours, '4', sealDraft(ours, '4', draft, at), at)
      assert.equal(JSON.stringify(again), JSON.stringify(draft))
    }),
    { numRuns: 200, seed: 20261118 },
  )
})

test('a draft with any one character changed is not opened', () => {
  const text = sealDraft(ours, '4', newDraft(at), at)
  fc.assert(
    fc.property(fc.nat(text.length - 2), fc.constantFrom('A', 'z', '-', ' '), (place, letter) => {
      const altered = `${text.slice(0, place)}${letter}${text.slice(place + 1)}`
      const same = Buffer.from(altered, 'base64url').equals(Buffer.from(text, 'base64url'))
      assert.equal(openDraft(ours, '4', altered, at) === undefined, !same)
    }),
    { numRuns: 300, seed: 20261118 },
  )
})

test('no two drafts have one key, and none shows what it holds', () => {
  const drafts = Array.from({ length: 50 }, () => keep(newDraft(at), 'what', 'canary'))
  assert.equal(new Set(drafts.map(draft => draft.key)).size, 50)
  assert.ok(drafts.every(draft => Buffer.from(draft.key, 'base64url').length === 32))
  const sealed = sealDraft(ours, '4', drafts[0]!, at)
  assert.ok(!sealed.includes(drafts[0]!.key) && !Buffer.from(sealed, 'base64url').includes('canary'))
})

test('a draft sealed by another installation, or for something else, is not opened', () => {
  const other = sealer(Buffer.alloc(32, 2))
  assert.equal(openDraft(ours, '4', sealDraft(other, '4', newDraft(at), at), at), undefined)
  assert.equal(openDraft(ours, '4', sealDraft(ours, '5', newDraft(at), at), at), undefined)
  for (const value of [null, 1, 'text', [], {}, { key: 'x' }, { ...newDraft(at), answers: null }])
    assert.equal(openDraft(ours, '4', ours.wrap(value, 'draft 4'), at), undefined)
})
