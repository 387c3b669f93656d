#!/usr/bin/env node
// The one way in: runs on any Node from 20, sees that the packages of the lockfile are installed, and hands the command
// to the Node of the lockfile, so that a newcomer needs nothing but git, npm and "npm start".
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(realpathSync(fileURLToPath(import.meta.url)), '..', '..')
const [command = 'start', ...rest] = process.argv.slice(2)

if (!isInstalled()) install()
run(...whatFor(command))

/** The program and arguments behind a command. */
function whatFor(name) {
  const at = path => join(root, path)
  if (name === 'check-all') return ['bash', [at('bin/check'), ...rest]]
  const node = nodeOfLockfile()
  if (name === 'test') return [node, [at('bin/test.ts'), ...rest]]
  if (name === 'bench') return [node, [at(benchmark(rest[0])), ...rest.slice(1)]]
  return [node, ['--import', new URL('launch.mjs', import.meta.url).href, at('src/main.ts'), name, ...rest]]
}

function benchmark(name) {
  if (/^[\w-]+$/.test(name ?? '') && existsSync(join(root, 'bench', `${name}.ts`))) return `bench/${name}.ts`
  give(`There is no benchmark ${name ? `called "${name}"` : 'without a name'}: name one of the files in bench/.`)
}

// Compared package by package with what npm says it installed, so that an installation by other means than ours, or one
// without what only developers need, is as good as our own.
function isInstalled() {
  const wanted = packagesIn('package-lock.json')
  const found = packagesIn('node_modules/.package-lock.json')
  if (!wanted) give(`${root} holds no package-lock.json: this is not a whole copy of Safekeep.`)
  if (!found) return false
  const developing = ['test', 'check-all', 'bench'].includes(command)
  return Object.entries(wanted).every(([path, { version, integrity, optional, dev }]) => {
    if (path === '') return true
    const there = found[path]
    if (!there) return optional === true || (dev === true && !developing)
    return there.version === version && there.integrity === integrity
  })
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

function install() {
  console.log('Safekeep: installing its packages with "npm ci". This takes about a minute, once.')
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (error) give('Safekeep needs npm, which comes with Node.js, and could not find it.')
  if (status !== 0) give('Safekeep could not install its packages: see what npm says above. It needs the network once.')
}

function nodeOfLockfile() {
  const binary = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(binary)) return binary
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 12)) return process.execPath
  give(
    `Safekeep runs on Node 24.12 or later; this is ${process.version}, and no Node came with its packages for ` +
      `${process.platform} on ${process.arch}. Install Node 24, or run "npm ci --include=optional".`,
  )
}

/**
 * Runs a program in a process group of its own. A Ctrl-C goes to every process of the terminal's group, and npm sends it
 * on besides: what we run must get it once, to stop in good order, so it gets it from us alone.
 */
function run(program, args) {
  const ipc = program === 'bash' ? [] : ['ipc']
  const child = spawn(program, args, { stdio: ['inherit', 'inherit', 'inherit', ...ipc], detached: true })
  child.once('error', error => give(`Safekeep could not run ${program}: ${error.message}`))

  let last = 0
  const forward = signal => {
    // The same keypress arrives twice within moments; a second one is a person who will not wait.
    if (performance.now() - last < 1000 && last > 0) return
    last = performance.now()
    try {
      process.kill(-child.pid, signal)
    } catch {
      // It has ended, and "exit" below is on its way.
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => forward(signal))
  // A terminal that is closed asks for the same good order.
  process.on('SIGHUP', () => forward('SIGTERM'))

  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function give(sentence) {
  console.error(sentence)
  process.exit(1)
}
