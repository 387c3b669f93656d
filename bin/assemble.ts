/*
 * Assembles the one piece of WebAssembly there is, which is committed beside its source so that nothing need be built to
 * start. `node bin/assemble.ts --check` says whether what is committed is still what its source makes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import load from 'wabt'

const at = (name: string) => fileURLToPath(new URL(`../src/matching/encoding/${name}`, import.meta.url))
const wabt = await load()
const assembled = wabt.parseWat('sweep.wat', readFileSync(at('sweep.wat'), 'utf8'), { simd: true }).toBinary({}).buffer

if (!process.argv.includes('--check')) writeFileSync(at('sweep.wasm'), assembled)
else if (!readFileSync(at('sweep.wasm')).equals(assembled)) {
  console.error('sweep.wasm is not what sweep.wat makes: run node bin/assemble.ts')
  process.exitCode = 1
}
