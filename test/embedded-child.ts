// A Safekeep in small, for the tests of src/embedded to kill: starts the PostgreSQL of a folder, says how it can be
// reached, and stops it when its standard input ends; a word there makes it end without doing so.
import { startPostgres } from '../src/embedded/index.ts'

const [folder = ''] = process.argv.slice(2)
try {
  const { ownerUrl, adopted, stop } = await startPostgres({ folder, settings: { shared_buffers: '16MB' } })
  process.stdout.write(`${JSON.stringify({ ownerUrl, adopted })}\n`)
  process.stdin.once('data', () => process.exit(1)).once('end', () => void stop())
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error instanceof Error ? error.message : String(error) })}\n`)
}
