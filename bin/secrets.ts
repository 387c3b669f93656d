/*
 * Looks for keys and tokens in every file that git tracks: `node bin/secrets.ts`. It knows a secret by a shape that only
 * secrets have, so it finds those that are shaped so and no others; a password in plain words it cannot know.
 */
import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const shapes: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  'a GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})/,
  'a GitLab token': /\bglpat-[A-Za-z0-9_-]{20}/,
  'an npm token': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^\s$]/,
  'an AWS key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  'a Google key': /\bAIza[A-Za-z0-9_-]{35}\b/,
  'a Slack token': /\bxox[abeoprs]-[A-Za-z0-9-]{10}/,
  'a GOV.UK Notify key':
    /[a-z0-9_]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/,
  'a signed token': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  'an installation’s key': /SAFEKEEP_KEY\s*[=:]\s*["']?[0-9a-f]{64}/i,
  'a password in a URL':
    /\b(?:postgres(?:ql)?|https?|redis|amqps?):\/\/[^\s/:@'"`$<{]+:(?!password@|secret@)[^\s/:@'"`$<{]+@(?!127\.0\.0\.1|localhost)/,
}
const largest = 5_000_000

const root = join(import.meta.dirname, '..')
const found = tracked().flatMap(file => {
  const there = lstatSync(join(root, file), { throwIfNoEntry: false })
  return there?.isFile() && there.size <= largest ? secretsIn(file, readFileSync(join(root, file), 'latin1')) : []
})
const files = tracked().length
mustFindItsOwn()
for (const line of found) console.error(line)
if (found.length === 0) console.log(`No key or token in ${files} files.`)
process.exitCode = found.length > 0 ? 1 : 0

function secretsIn(file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      Object.entries(shapes).flatMap(([what, shape]) =>
        shape.test(line)
          ? [`${file}:${index + 1} looks like ${what}. If it was ever pushed, replace it where it is used.`]
          : [],
      ),
    )
}

function tracked(): readonly string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
}

/** A search that looks at nothing and says yes is worse than none: it must find one planted of each shape. */
function mustFindItsOwn(): void {
  const hex = '0123abcd'.repeat(8)
  const uuid = '01234567-89ab-cdef-0123-456789abcdef'
  const planted = [
    ['-----BEGIN', 'RSA PRIVATE KEY-----'].join(' '),
    `ghp_${'a1'.repeat(18)}`,
    `glpat-${'a1'.repeat(10)}`,
    `npm_${'a1'.repeat(18)}`,
    `AKIA${'A1'.repeat(8)}`,
    `AIza${'a1'.repeat(17)}a`,
    `xoxb-${'1'.repeat(12)}`,
    `key-${uuid}-${uuid}`,
    `eyJ${'a'.repeat(12)}.eyJ${'b'.repeat(12)}.${'c'.repeat(12)}`,
    `SAFEKEEP_KEY=${hex}`,
    ['postgres://owner:hunter2', 'db.example.org/safekeep'].join('@'),
  ]
  const named = planted.flatMap(text => secretsIn('planted', text))
  if (files === 0 || named.length !== Object.keys(shapes).length)
    throw new Error(
      `The search for secrets is broken: of ${Object.keys(shapes).length} planted it named ${named.length}.`,
    )
}
