import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { commands } from './commands/index.ts'

// What TypeScript is without its types, and compiled, is kept from one start to the next: a command and each of its threads
// starts in a third of the time. Beside the packages, where nobody can plant code who could not anyway; threads read the
// setting. Where that cannot be written, all is as it was.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/safekeep', import.meta.url))
enableCompileCache(process.env.NODE_COMPILE_CACHE)

const [name = 'start', ...rest] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined

if (!command) {
  console.error(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`)
  process.exitCode = 2
} else {
  try {
    await command(rest)
  } catch (fault) {
    // What an operator can put right is a sentence of ours; anything else is a bug, shown with its place.
    const bug =
      !(fault instanceof Error) || ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'].includes(fault.name)
    console.error(bug ? fault : `Safekeep: ${fault.message}`)
    process.exitCode = 1
  }
}
