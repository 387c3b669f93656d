import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

const readme = join(import.meta.dirname, '..', 'README.md')

/** What it was measured on, in words. */
export function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GiB of memory, Node ${process.version}`
}

/** Puts a measured table into the README, between its marks; a mark of its own is made above the licences. */
export function writeIntoReadme(name: string, table: string): void {
  const text = readFileSync(readme, 'utf8')
  const [begin, end] = [`<!-- bench:${name} -->`, `<!-- bench:${name}:end -->`]
  const whole = `${begin}\n${table.trim()}\n${end}`
  const from = text.indexOf(begin)
  const until = text.indexOf(end)
  writeFileSync(
    readme,
    from < 0 || until < from
      ? text.replace('\n## Licences', () => `\n${whole}\n\n## Licences`)
      : text.slice(0, from) + whole + text.slice(until + end.length),
  )
}
