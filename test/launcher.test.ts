import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'

// A small project around the real launcher, whose main program says what reaches it.
const checkout = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'safekeep launcher '))
after(() => rmSync(folder, { recursive: true, force: true }))
const root = join(folder, 'project')
for (const part of ['bin/safekeep.mjs', 'bin/launch.mjs', 'package.json', 'package-lock.json']) {
  cpSync(join(checkout, part), join(root, part))
}
symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'))
mkdirSync(join(root, 'src'))
writeFileSync(
  join(root, 'src/main.ts'),
  `const [command, ...rest]: readonly string[] = process.argv.slice(2)
  const say = (text: string) => process.stdout.write(text + '\\n')
  say([command, process.version, process.cwd(), ...rest].join(' '))
  if (command === 'leave') process.exit(Number(rest[0]))
  if (command === 'die') process.kill(process.pid, 'SIGKILL')
  if (command === 'start') {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => {
      say(name)
      setTimeout(() => process.exit(7), 300)
    })
    setInterval(() => {}, 1000)
    say('pid ' + process.pid)
  }`,
)
const launcher = join(root, 'bin/safekeep.mjs')
// Whatever Node npm runs on: by design an older one than the product's.
const anyNode = 'node'
const run = (args: readonly string[], file = launcher) =>
  spawnSync(anyNode, [file, ...args], { cwd: '/', encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } })

test('a command runs on the Node of the lockfile, from wherever it is given', () => {
  const { version } = JSON.parse(
    readFileSync(join(checkout, `node_modules/node-linux-${process.arch}/package.json`), 'utf8'),
  )
  assert.equal(run(['seed', '--area', 'warwickshire']).stdout, `seed v${version} / --area warwickshire\n`)
})

test('the launcher finds its project through a link, as npm makes one', () => {
  const link = join(folder, 'safekeep')
  symlinkSync(launcher, link)
  assert.match(run(['leave', '0'], link).stdout, /^leave v24/)
})

test('the exit code of a command, or the signal that ended it, is the launcher’s own', () => {
  assert.equal(run(['leave', '0']).status, 0)
  assert.equal(run(['leave', '42']).status, 42)
  assert.equal(run(['die']).signal, 'SIGKILL')
})

test('a benchmark that does not exist is refused in a sentence', () => {
  for (const name of ['nothing', '../src/main']) {
    const { status, stderr } = run(['bench', name])
    assert.equal(status, 1)
    assert.match(stderr, /^There is no benchmark called/)
  }
})

test('a signal, even when the terminal and npm both send it, reaches the command once', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const { child, said, over } = await started()
    child.kill(signal)
    child.kill(signal)
    assert.equal(await over, 7)
    assert.deepEqual(said.slice(2), [signal])
  }
})

test('Ctrl-C, which every process of the terminal’s group receives, reaches the command once', async () => {
  const { child, said, over } = await started({ detached: true })
  process.kill(-Number(child.pid), 'SIGINT')
  assert.equal(await over, 7)
  assert.deepEqual(said.slice(2), ['SIGINT'])
})

test('a launcher that is killed outright leaves no command behind', async () => {
  const { child, said, over } = await started()
  child.kill('SIGKILL')
  await over
  assert.deepEqual(said.slice(2), ['SIGTERM'])
})

test('packages that differ from the lockfile are installed first, and a failure is said in a sentence', () => {
  const lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8'))
  lock.packages['node_modules/fastify'].version = '0.0.1'
  const changed = join(folder, 'changed')
  cpSync(join(root, 'bin'), join(changed, 'bin'), { recursive: true })
  cpSync(join(root, 'package.json'), join(changed, 'package.json'))
  writeFileSync(join(changed, 'package-lock.json'), JSON.stringify(lock))
  mkdirSync(join(changed, 'node_modules'))
  cpSync(join(checkout, 'node_modules/.package-lock.json'), join(changed, 'node_modules/.package-lock.json'))
  const { status, stdout, stderr } = run(['leave', '0'], join(changed, 'bin/safekeep.mjs'))
  assert.equal(status, 1)
  assert.match(stdout, /^Safekeep: installing its packages/)
  assert.match(stderr, /could not install its packages: see what npm says above/)
})

test('the lockfile holds every package that a package in it may ask for, so that npm accepts it', () => {
  type Locked = { optionalDependencies?: Record<string, string> }
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(
    readFileSync(join(checkout, 'package-lock.json'), 'utf8'),
  )
  const isLocked = (from: string, name: string): boolean => {
    if (packages[join(from, 'node_modules', name)]) return true
    return from !== '' && isLocked(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name)
  }
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const name of Object.keys(optionalDependencies)) assert.ok(isLocked(path, name), `${name}, for ${path}`)
  }
})

test('a launcher without npm, or without a lockfile, says so', () => {
  const bare = join(folder, 'bare')
  cpSync(join(root, 'bin'), join(bare, 'bin'), { recursive: true })
  const here = (env = process.env) =>
    spawnSync(process.execPath, [join(bare, 'bin/safekeep.mjs')], { encoding: 'utf8', env })
  assert.match(here().stderr, /holds no package-lock.json/)
  writeFileSync(join(bare, 'package-lock.json'), '{ "packages": { "node_modules/a": { "version": "1.0.0" } } }')
  assert.match(here({ PATH: '/nowhere' }).stderr, /Safekeep needs npm/)
})

type Started = {
  readonly child: ChildProcess
  readonly said: readonly string[]
  /** The launcher's exit code, once the command too has closed its output. */
  readonly over: Promise<number | null>
}

async function started(options: { detached?: boolean } = {}): Promise<Started> {
  const child = spawn(anyNode, [launcher], { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'], ...options })
  if (!child.stdout) throw new Error('The child has no standard output.')
  const lines = createInterface(child.stdout)
  const said: string[] = []
  lines.on('line', line => said.push(line))
  const closed = once(lines, 'close')
  const over = once(child, 'exit').then(async ([code]) => {
    await closed
    return code
  })
  while (said.length < 2) await once(lines, 'line')
  return { child, said, over }
}
