/*
 * Writes the documents that are made from the code: one for each programme, the refusals, what each programme keeps, the
 * routes, and the map of the rooms. `node bin/document.ts --check` writes nothing, and says which of those committed are out of date.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { allRoutes } from '../src/commands/routes.ts'
import { mayImport } from '../test/rooms.ts'
import { programmeDocument } from './documents/programme.ts'
import { refusalsDocument } from './documents/refusals.ts'
import { retentionDocument } from './documents/retention.ts'
import { roomsPicture } from './documents/rooms.ts'
import { routesDocument } from './documents/routes.ts'

const root = join(import.meta.dirname, '..')
// Nothing is read or written through these two: a document says what the code is, not what an installation holds.
const built = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32), diskStore('/nowhere'))
const programmes = [...built.house.programmes.values()]

const documents = new Map<string, string>([
  ...programmes.map(
    programme => [`docs/programmes/${programme.id}.md`, programmeDocument(programme, built.area.limits)] as const,
  ),
  ['docs/refusals.md', refusalsDocument()],
  // People write it but for its one table.
  ['docs/retention.md', retentionDocument(readFileSync(join(root, 'docs/retention.md'), 'utf8'), programmes)],
  ['docs/routes.md', routesDocument(allRoutes(built), programmes)],
  ['docs/rooms.svg', roomsPicture(mayImport)],
])

if (process.argv.includes('--check')) check()
else write()

function write(): void {
  mkdirSync(join(root, 'docs/programmes'), { recursive: true })
  for (const stranger of strangers()) rmSync(join(root, stranger))
  for (const [path, text] of documents) writeFileSync(join(root, path), text)
}

function check(): void {
  const stale = [...documents].filter(([path, text]) => committed(path) !== text).map(([path]) => path)
  for (const path of [...stale, ...strangers()])
    console.error(`${path} is not what the code says: run node bin/document.ts`)
  process.exitCode = stale.length + strangers().length > 0 ? 1 : 0
}

/** Documents of programmes that are no more. */
function strangers(): readonly string[] {
  return globSync('docs/programmes/*.md', { cwd: root }).filter(path => !documents.has(path))
}

function committed(path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined
}
