import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { encodedFile, factsLeftOut, keyFrom, keyText, mapFromText, readPeople, Unreadable } from '#matching/engine'
import { many, sayFaults } from './match-say.ts'
import { mustBeApart } from './paths.ts'
import { textOf } from './text-of.ts'

const usage = `npx safekeep encode --new-key KEYFILE
  npx safekeep encode --input FILE --map FILE --key KEYFILE --output FILE`

/** Makes the key of a linkage project, or people into filters that another may compare; a wrong call ends with 2. */
export async function encode(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h'))
    return console.log(`Say it so:\n\n  ${usage}\n\ndocs/matching-encoded.md says what each is for.`)
  try {
    const given = parsed(args)
    if (given['new-key'] !== undefined) makeKey(given['new-key'])
    else await makeFile(given)
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    console.error(`Safekeep: ${fault.message}`)
    process.exitCode = 2
  }
}

const text = { type: 'string' } as const
const options = { 'new-key': text, input: text, map: text, key: text, output: text } as const
type Given = ReturnType<typeof parsed>

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (cause) {
    throw new Unreadable(`Say it so:\n\n  ${usage}`, { cause })
  }
}

function makeKey(path: string): void {
  // Another key under the same name would make all that was encoded with the first worthless.
  if (existsSync(path)) throw new Unreadable(`"${path}" is there already, and is left as it is.`)
  mustBeApart({ reads: [], writes: [path] })
  writeFileSync(path, keyText(randomBytes(32)), { mode: 0o600, flag: 'wx' })
  console.log(`The key is in ${path}, for your eyes and the other sender's alone.`)
  console.log('Whoever compares the files must never hold it. Delete it when the project ends.')
}

async function makeFile({ input, map, key: keyPath, output }: Given): Promise<void> {
  if (!input || !map || !keyPath || !output) throw new Unreadable(`Say it so:\n\n  ${usage}`)
  const kept = `${output}.ids.csv`
  mustBeApart({ reads: [input, map, keyPath], writes: [output, kept] })
  const key = keyFrom(textOf(keyPath), keyPath)
  const threads = Math.min(8, availableParallelism())
  const columns = mapFromText(textOf(map))
  const read = await readPeople({ input, map: columns, threads })
  const { encoded, ids } = encodedFile(read.people, key)
  writeFileSync(output, encoded)
  writeFileSync(kept, ids, { mode: 0o600 })
  if (read.faults.length > 0) console.error(sayFaults(read).join('\n'))
  console.log(`Encoded ${many(read.people.count, 'record')}.`)
  const left = [...factsLeftOut.map(fact => columns[fact]), ...(columns.others ?? []).map(({ column }) => column)]
  const named = left.filter(column => column !== undefined)
  if (named.length > 0) console.log(`  not encoded: ${named.join(', ')}`)
  const [first, ...more] = columns.identifiers ?? []
  if (more.length > 0)
    console.log(`  of its identifiers, each record's first is encoded: ${first}, or else ${more.join(', or else ')}`)
  console.log(`  ${output}  to give to whoever compares: still personal data, to be sent and kept as such`)
  console.log(`  ${kept}  to keep: it says who is who`)
}
