import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CodeMutant } from './code.ts'

const root = join(import.meta.dirname, '../..')

/** The files that are got wrong, each with the tests that ought to notice. */
export const tested: Readonly<Record<string, readonly string[]>> = {
  'src/kernel/time.ts': ['src/kernel/time.test.ts', 'src/kernel/time-any.test.ts'],
  'src/kernel/limits.ts': ['src/kernel/limits.test.ts'],
  'src/kernel/workflow.ts': ['src/kernel/cases/take.test.ts', 'test/programmes.test.ts'],
  'src/kernel/clocks/clocks.ts': ['src/kernel/clocks/clocks.test.ts', 'src/kernel/cases/take.test.ts'],
  'src/kernel/cases/take.ts': ['src/kernel/cases/take.test.ts'],
}

/** Whether a file's tests notice that it was got wrong: they fail, or do not end within three quarters of a minute. */
export async function isCodeNoticed(mutant: CodeMutant, postgres: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-mutant-'))
  const wrong = join(folder, 'mutant.ts')
  writeFileSync(wrong, mutant.text)
  try {
    for (const test of tested[mutant.file] ?? []) if (await fails(test, mutant.file, wrong, postgres)) return true
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether a test fails, with one file's text another. */
async function fails(test: string, file: string, text: string, postgres: string): Promise<boolean> {
  const hook = join(import.meta.dirname, 'load-mutant.ts')
  const child = spawn(process.execPath, ['--import', hook, '--test-force-exit', join(root, test)], {
    cwd: root,
    env: { ...process.env, MUTANT_OF: join(root, file), MUTANT_TEXT: text, SAFEKEEP_TEST_POSTGRES: postgres },
    stdio: 'ignore',
    timeout: 45_000,
    killSignal: 'SIGKILL',
  })
  return await new Promise(end => child.once('error', () => end(true)).once('exit', code => end(code !== 0)))
}
