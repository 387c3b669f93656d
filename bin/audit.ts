/*
 * Asks the registry whether any package of the lockfile is known to be unsafe: `node bin/audit.ts`. Fails for one that is
 * high or critical and runs in the product; says the rest. A registry that cannot be asked is said aloud and is no
 * failure: it tells nothing about the packages.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import * as v from 'valibot'

const count = v.optional(v.number(), 0)
const report = v.object({
  vulnerabilities: v.record(v.string(), v.object({ name: v.string(), severity: v.string() })),
  metadata: v.object({ vulnerabilities: v.object({ high: count, critical: count, total: count }) }),
})

const everything = asked([])
if (!everything) {
  console.log('THE REGISTRY COULD NOT BE ASKED about unsafe packages: this check has looked at nothing. Going on.')
} else {
  const shipped = asked(['--omit=dev'])
  for (const { name, severity } of Object.values(everything.vulnerabilities)) console.log(`${name}: ${severity}`)
  const serious = shipped ? shipped.metadata.vulnerabilities.high + shipped.metadata.vulnerabilities.critical : 0
  console.log(
    `${everything.metadata.vulnerabilities.total} packages known to be unsafe; ${serious} serious in the product.`,
  )
  process.exitCode = serious > 0 ? 1 : 0
}

function asked(more: readonly string[]): v.InferOutput<typeof report> | undefined {
  const { stdout } = spawnSync('npm', ['audit', '--json', ...more], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    timeout: 120_000,
  })
  try {
    return v.parse(report, JSON.parse(stdout))
  } catch {
    // Whatever is not a report is no answer: offline, a mirror that keeps no advisories, a fault of the registry.
    return undefined
  }
}
