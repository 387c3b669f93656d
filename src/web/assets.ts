/*
 * The files a page needs, each at an address that holds a digest of its content, so that a browser may keep it for
 * ever. `bin/assets.ts` compiles them and they are committed; here they are only read, once, at start.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export type Asset = {
  /** Where it lies in the checkout. */
  readonly path: string
  readonly type: string
  readonly body: Buffer
  /** Compressed as small as may be when first asked for, and then kept. */
  readonly brotli: Buffer
  readonly gzip: Buffer
}

const types = {
  'letters.woff2': 'font/woff2',
  'more-letters.woff2': 'font/woff2',
  'safekeep.css': 'text/css; charset=utf-8',
  'hub.css': 'text/css; charset=utf-8',
  'public.js': 'text/javascript; charset=utf-8',
  'hub.js': 'text/javascript; charset=utf-8',
  'files.js': 'text/javascript; charset=utf-8',
  'work.js': 'text/javascript; charset=utf-8',
  'fill.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'plain-icon.svg': 'image/svg+xml',
} as const

export type AssetName = keyof typeof types

const addresses = new Map<string, string>()
const files = new Map<string, Asset>()
for (const [name, type] of Object.entries(types)) add(name, type)

/** Every file by its address: /assets/<name>-<digest>.<extension>. */
export const assets: ReadonlyMap<string, Asset> = files

/** The address of a file by its plain name, as in assetUrl('safekeep.css'). */
export function assetUrl(name: AssetName): string {
  const url = addresses.get(name)
  if (url === undefined) throw new Error(`No such file among the assets: ${name}`)
  return url
}

/** Fonts come first in the list, because style sheets name them by address. */
function add(name: string, type: string): void {
  const path = fileURLToPath(new URL(`./assets/${name}`, import.meta.url))
  const body = type.startsWith('text/css') ? withAddresses(readFileSync(path, 'utf8')) : readFileSync(path)
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 12)
  const url = `/assets/${name.replace(/\.(\w+)$/, `-${digest}.$1`)}`
  addresses.set(name, url)
  files.set(url, asset(path, type, body))
}

function withAddresses(css: string): Buffer {
  return Buffer.from(css.replace(/url\(([\w-]+\.woff2)\)/g, (_, name: string) => `url(${addresses.get(name) ?? name})`))
}

function asset(path: string, type: string, body: Buffer): Asset {
  let brotli: Buffer | undefined
  let gzip: Buffer | undefined
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  return {
    path,
    type,
    body,
    get brotli() {
      brotli ??= brotliCompressSync(body, { params })
      return brotli
    },
    get gzip() {
      gzip ??= gzipSync(body, { level: 9 })
      return gzip
    },
  }
}
