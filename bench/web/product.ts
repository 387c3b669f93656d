import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..', '..')

/** The product as a process of its own over a data folder: all of it, or its pages without the jobs beside them. */
export async function startProduct(
  data: string,
  command: 'start' | 'web',
  more: Readonly<Record<string, string>> = {},
): Promise<{ product: ChildProcess; url: string }> {
  const product = spawn(process.execPath, [join(root, 'src/main.ts'), command], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS, PORT: '0', SAFEKEEP_DATA: data, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(product.stdout!)) {
    const [, url] = /ready at (http:\S+)/.exec(line) ?? []
    if (url) return { product, url }
  }
  throw new Error('The product ended before it was ready')
}

export async function stopProduct(product: ChildProcess): Promise<void> {
  product.kill('SIGINT')
  await once(product, 'exit')
}
