import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-encode-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

function safekeep(...args: readonly string[]) {
  const main = join(import.meta.dirname, '../main.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

writeFileSync(at('map.json'), JSON.stringify({ id: 'no', forename: 'first', surname: 'last', birthDate: 'born' }))
writeFileSync(at('a.csv'), 'no,first,last,born\nA1,Catherine,Hartley,1984-03-07\nA2,Tom,Mallory,1990-11-21\n')
writeFileSync(at('b.csv'), 'no,first,last,born\nB7,Catharine,Hartley,1984-03-07\nB8,Amina,Osei,2001-01-30\n')

test('two senders make a key and a file each, and whoever compares needs no key', () => {
  assert.equal(safekeep('encode', '--new-key', at('key.json')).status, 0)
  assert.equal(statSync(at('key.json')).mode & 0o777, 0o600)
  for (const name of ['a', 'b']) {
    const made = ['--key', at('key.json'), '--output', at(`${name}.encoded.csv`)]
    const { status, said } = safekeep('encode', '--input', at(`${name}.csv`), '--map', at('map.json'), ...made)
    assert.equal(status, 0, said)
    assert.match(said, /Encoded 2 records/)
  }
  assert.match(
    readFileSync(at('a.encoded.csv.ids.csv'), 'utf8'),
    /^id,encoded\nA\d,[0-9a-f]{6}-1\nA\d,[0-9a-f]{6}-2\n$/,
  )
  const encoded = readFileSync(at('a.encoded.csv'), 'utf8')
  // Of words that no key makes by chance: two letters stand in what is encoded of anybody, now and then.
  assert.doesNotMatch(encoded, /hartley|catherine|mallory|1984-|A\d,/i)
  assert.match(encoded, /^id,safekeep-1-[0-9a-f]{32}\n([0-9a-f]{6}-[12],[A-Za-z0-9+/]+=*\n){2}$/)
  const inputs = ['--encoded', '--input', at('a.encoded.csv'), '--input', at('b.encoded.csv')]
  const { status, said } = safekeep('match', ...inputs, '--pairs', at('pairs.csv'), '--clusters', at('clusters.csv'))
  assert.equal(status, 0, said)
  assert.equal(readFileSync(at('clusters.csv'), 'utf8').split('\n').length, 6)
})

test('a key is never written over, and a wrong call says how to put it right', () => {
  const before = readFileSync(at('key.json'), 'utf8')
  assert.deepEqual(safekeep('encode', '--new-key', at('key.json')).status, 2)
  assert.equal(readFileSync(at('key.json'), 'utf8'), before)
  assert.match(safekeep('encode').said, /Say it so:\n\n {2}npx safekeep encode --new-key KEYFILE/)
  const wrong = ['--key', at('map.json'), '--output', at('c.csv')]
  const { status, said } = safekeep('encode', '--input', at('a.csv'), '--map', at('map.json'), ...wrong)
  assert.equal(status, 2)
  assert.match(said, /is no key that "safekeep encode --new-key" made/)
})

test('files of different keys are refused in a sentence', () => {
  safekeep('encode', '--new-key', at('other.json'))
  const made = ['--key', at('other.json'), '--output', at('c.encoded.csv')]
  safekeep('encode', '--input', at('b.csv'), '--map', at('map.json'), ...made)
  const inputs = ['--encoded', '--input', at('a.encoded.csv'), '--input', at('c.encoded.csv')]
  const { status, said } = safekeep('match', ...inputs, '--pairs', at('never.csv'))
  assert.equal(status, 2)
  assert.match(said, /were made with different keys/)
})

test('a sender is told which columns are not encoded, and which of several identifiers is', () => {
  const more = { sex: 'gender', identifiers: ['upn', 'pnc'], others: [{ column: 'shoe', kind: 'text' }] }
  writeFileSync(at('more.json'), JSON.stringify({ id: 'no', surname: 'last', ...more }))
  writeFileSync(at('more.csv'), 'no,last,gender,upn,pnc,shoe\nA1,Hartley,f,A823432108005,,7\n')
  safekeep('encode', '--new-key', at('more-key.json'))
  const made = ['--key', at('more-key.json'), '--output', at('more.encoded.csv')]
  const { status, said } = safekeep('encode', '--input', at('more.csv'), '--map', at('more.json'), ...made)
  assert.equal(status, 0, said)
  assert.match(said, /not encoded: gender, shoe\n/)
  assert.match(said, /each record's first is encoded: upn, or else pnc\n/)
})
