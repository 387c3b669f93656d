/*
 * Compiles what the browser is sent: style sheets, scripts, letters and icons, into src/web/assets, which is committed
 * so that nothing need be built to start. `node bin/assets.ts --check` says whether what is committed is still true.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compile } from 'sass'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = `${root}src/web/assets/`

const outputs = new Map<string, Buffer>([
  ['safekeep.css', styles('safekeep')],
  ['hub.css', styles('hub')],
  ['public.js', await script('public')],
  ['hub.js', await script('hub')],
  ['files.js', await script('files')],
  ['work.js', await script('work')],
  ['fill.js', await script('fill')],
  [
    'letters.woff2',
    await letters(
      'latin',
      spans(
        [0x2022, 0x2022],
        [0x2026, 0x2026],
        [0x20ac, 0x20ac],
        [0x20, 0x7e],
        [0xa0, 0xff],
        [0x2013, 0x2014],
        [0x2018, 0x201d],
      ),
    ),
  ],
  ['more-letters.woff2', await letters('latin-ext', spans([0x100, 0x24f], [0x1e80, 0x1e85], [0x1ef2, 0x1ef3]))],
  [
    '../../referral/letters.ttf',
    await letters('latin', spans([0x20, 0x7e], [0xa0, 0xff], [0x2013, 0x2014], [0x2018, 0x201d]), 'truetype'),
  ],
  // Polish and Romanian names among them: a receipt spells a child as it was typed.
  ['../../referral/more-letters.ttf', await letters('latin-ext', spans([0x100, 0x17f], [0x218, 0x21b]), 'truetype')],
  ['icon.svg', readFileSync(`${root}src/web/styles/icon.svg`)],
  ['plain-icon.svg', readFileSync(`${root}src/web/styles/plain-icon.svg`)],
  ['govuk-frontend-licence.txt', readFileSync(`${root}src/web/styles/govuk-frontend-licence.txt`)],
  ['letters-licence.txt', readFileSync(`${root}node_modules/${fontPackage()}/LICENSE`)],
])

if (process.argv.includes('--check')) check()
else write()

function styles(name: string): Buffer {
  const { css } = compile(`${root}src/web/styles/${name}.scss`, {
    style: 'compressed',
    loadPaths: [`${root}node_modules`, `${root}src/web/styles`],
    quietDeps: true,
    charset: false,
  })
  return Buffer.from(logical(lighter(css)))
}

/** Without what can have no effect here: colours in case a custom property were missing, and the family of print. */
function lighter(css: string): string {
  return css
    .replace(/\/\*![\s\S]*?\*\//g, '')
    .replace(/var\((--govuk-[\w-]+), #[0-9a-f]{3,6}\)/g, 'var($1)')
    .replace(/@media print\{[^{}]+\{font-family:[^{}]+\}\}/g, '')
}

/** GOV.UK Frontend says left and right; a page read from right to left needs start and end. */
function logical(css: string): string {
  const sides = { left: 'start', right: 'end' } as const
  const side = (word: string): string => (word === 'left' ? sides.left : sides.right)
  return css
    .replace(/(?<=[;{])(margin|padding)-(left|right):/g, (_, what, word) => `${what}-inline-${side(word)}:`)
    .replace(
      /(?<=[;{])border-(left|right)(-width|-color|-style)?:/g,
      (_, word, of = '') => `border-inline-${side(word)}${of}:`,
    )
    .replace(/(?<=[;{])(left|right):/g, (_, word) => `inset-inline-${side(word)}:`)
    .replace(
      /(?<=[;{])(margin|padding):([\w.]+) ([\w.]+) ([\w.]+) ([\w.]+)(?=[;}])/g,
      (_, what, top, right, bottom, left) => `${what}-block:${top} ${bottom};${what}-inline:${left} ${right}`,
    )
    .replace(/(?<=[;{])text-align:(left|right)/g, (_, word) => `text-align:${side(word)}`)
    .replace(/(?<=[;{])(float|clear):(left|right)/g, (all, what, word) => `${all};${what}:inline-${side(word)}`)
}

async function script(name: string): Promise<Buffer> {
  const built = await build({
    entryPoints: [`${root}src/web/client/${name}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    absWorkingDir: root,
  })
  return Buffer.from(built.outputFiles[0]!.contents)
}

/** The typeface with only the letters named, and only the weights between regular and bold. */
async function letters(part: string, text: string, targetFormat = 'woff2'): Promise<Buffer> {
  const require = createRequire(import.meta.url)
  const subset: (font: Buffer, text: string, options: object) => Promise<Uint8Array> = require('subset-font')
  const file = `${root}node_modules/${fontPackage()}/files/atkinson-hyperlegible-next-${part}-wght-normal.woff2`
  const axes = { wght: targetFormat === 'woff2' ? { min: 400, max: 700 } : 400 }
  return Buffer.from(await subset(readFileSync(file), text, { targetFormat, variationAxes: axes }))
}

function fontPackage(): string {
  return '@fontsource-variable/atkinson-hyperlegible-next'
}

function spans(...list: readonly (readonly [number, number])[]): string {
  return list
    .map(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join(''))
    .join('')
}

function write(): void {
  mkdirSync(target, { recursive: true })
  for (const [name, body] of outputs) writeFileSync(target + name, body)
}

function check(): void {
  const stale = [...outputs].filter(([name, body]) => !body.equals(readFileSync(target + name))).map(([name]) => name)
  for (const name of stale) console.error(`src/web/assets/${name} is not what its sources make: run node bin/assets.ts`)
  process.exitCode = stale.length > 0 ? 1 : 0
}
