import { commands } from './commands/index.ts'

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
