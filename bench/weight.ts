/*
 * What a first view weighs, with nothing in the browser's cache: `npm run bench -- weight`. The product is started as a
 * person starts it, and every byte is counted as it came over HTTP: the page, its styles, its scripts, its letters and
 * its icon. Prints a table for the README; fails when a public page is over its budget with brotli, which every browser
 * asks for over HTTPS, or any page over that of scripts. The hub's pages are weighed but have no budget in all.
 */
import { get, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { clearUp, dataFolder, startProduct } from './running.ts'

type Part = 'page' | 'styles' | 'scripts' | 'letters' | 'icon'
type Weighed = Readonly<{ name: string; encoding: Encoding; parts: Readonly<Record<Part, number>>; total: number }>
type Encoding = 'br' | 'gzip'

const budget = { total: 45_000, scripts: 15_000 }

const data = dataFolder()
const product = await startProduct(data)
try {
  const weighed = await weighAll()
  report(weighed)
} finally {
  await product.stop()
  clearUp(data)
}

async function weighAll(): Promise<readonly Weighed[]> {
  const cookie = await signIn()
  const openPages = [
    ['/', 'The front door'],
    ['/report/4', 'The start of a report'],
    ['/report/4/1', 'Its first question'],
    ['/plan', 'The plan'],
    ['/hub/sign-in', 'Signing in to the hub'],
  ] as const
  const weighed: Weighed[] = []
  for (const encoding of ['br', 'gzip'] as const) {
    for (const [path, name] of openPages) weighed.push(await weigh(path, `${name} (\`${path}\`)`, encoding))
    weighed.push(await weigh('/hub', 'The worklist (`/hub`)', encoding, cookie))
  }
  return weighed
}

async function weigh(path: string, name: string, encoding: Encoding, cookie = ''): Promise<Weighed> {
  const page = await fetched(path, encoding, cookie)
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`)
  const parts: Record<Part, number> = { page: page.bytes, styles: 0, scripts: 0, letters: 0, icon: 0 }
  const elements = elementsOf(parse(page.body))
  const letters = new Set(elements.flatMap(one => linked(one, 'preload')))
  for (const url of elements.flatMap(one => linked(one, 'stylesheet'))) {
    const styles = await fetched(url, encoding)
    parts.styles += styles.bytes
    for (const font of fontsFor(page.body, styles.body)) letters.add(font)
  }
  for (const url of letters) parts.letters += (await fetched(url, encoding)).bytes
  for (const url of elements.flatMap(one => linked(one, 'icon'))) parts.icon += (await fetched(url, encoding)).bytes
  for (const url of elements.flatMap(one => (one.tagName === 'script' ? (attribute(one, 'src') ?? []) : [])))
    parts.scripts += (await fetched(url, encoding)).bytes
  return { name, encoding, parts, total: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0) }
}

/**
 * The fonts a browser fetches for a page: those whose range of letters holds one that the page has. Names of other languages
 * are in the device's letters, to which test/journeys/browser/languages.test.ts holds a browser.
 */
function fontsFor(whole: string, css: string): readonly string[] {
  const page = whole.replace(/<li lang="(?!en)[^"]*"[^>]*>.*?<\/li>/gs, '')
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, face = '']) => {
    const [, url] = /url\(([^)]+)\)/.exec(face) ?? []
    const [, ranges = 'U+0-10FFFF'] = /unicode-range:([^;}]+)/.exec(face) ?? []
    const wanted = ranges.split(',').map(range => range.trim().slice(2).split('-'))
    const has = [...page].some(letter =>
      wanted.some(([from = '', to = from]) => {
        const code = letter.codePointAt(0) ?? 0
        return code >= Number.parseInt(from, 16) && code <= Number.parseInt(to, 16)
      }),
    )
    return url && has ? [url.replace(/["']/g, '')] : []
  })
}

function report(weighed: readonly Weighed[]): void {
  console.log('| first view | page | styles | scripts | letters | icon | in all, brotli | in all, gzip |')
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: |')
  for (const { name, parts, total } of weighed.filter(({ encoding }) => encoding === 'br')) {
    const gzip = weighed.find(other => other.encoding === 'gzip' && other.name === name)
    const cells = [parts.page, parts.styles, parts.scripts, parts.letters, parts.icon, total, gzip?.total ?? 0]
    console.log(`| ${name} | ${cells.map(kilobytes).join(' | ')} |`)
  }
  console.log(
    '\nIn kB of 1,000 bytes, as sent; the parts with brotli. What anybody may see has a budget with brotli of',
  )
  console.log(
    `${kilobytes(budget.total)} kB in all; every page has one, however sent, of ${kilobytes(budget.scripts)} kB of scripts.`,
  )
  for (const { name, encoding, parts, total } of weighed) {
    const mayWeigh = encoding === 'br' && !name.includes('/hub') ? budget.total : Number.POSITIVE_INFINITY
    if (total <= mayWeigh && parts.scripts <= budget.scripts) continue
    console.error(
      `OVER BUDGET with ${encoding}: ${name}, ${kilobytes(total)} kB with ${kilobytes(parts.scripts)} of scripts`,
    )
    process.exitCode = 1
  }
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

type Fetched = Readonly<{ status: number | undefined; bytes: number; body: string }>

/** A file as a browser asks for it; its bytes are counted as sent, before they are unpacked. */
async function fetched(path: string, encoding: Encoding, cookie = ''): Promise<Fetched> {
  const answer = await new Promise<IncomingMessage>((found, fail) =>
    get(new URL(path, product.url), { headers: { 'accept-encoding': encoding, cookie } }, found).once('error', fail),
  )
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  const sent = Buffer.concat(chunks)
  const packed = answer.headers['content-encoding']
  const body = packed === 'br' ? brotliDecompressSync(sent) : packed === 'gzip' ? gunzipSync(sent) : sent
  return { status: answer.statusCode, bytes: sent.length, body: body.toString() }
}

/** Signs in as the first of the cast that the hub offers, and gives the session's cookie. */
async function signIn(): Promise<string> {
  const { body } = await fetched('/hub/sign-in', 'gzip')
  const user = elementsOf(parse(body)).find(one => one.tagName === 'button' && attribute(one, 'name') === 'user')
  const sent = new URLSearchParams({ user: (user && attribute(user, 'value')) ?? '' }).toString()
  const answer = await new Promise<IncomingMessage>((found, fail) =>
    request(
      new URL('/hub/sign-in', product.url),
      { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      found,
    )
      .once('error', fail)
      .end(sent),
  )
  await text(answer)
  const [cookie = ''] = answer.headers['set-cookie'] ?? []
  if (!cookie) throw new Error(`Nobody could be signed in: ${answer.statusCode}`)
  return cookie.split(';')[0] ?? ''
}

type Element = DefaultTreeAdapterTypes.Element

function elementsOf(node: DefaultTreeAdapterTypes.Node): readonly Element[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : []
  return 'tagName' in node ? [node, ...below] : below
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(one => one.name === name)?.value
}

function linked(element: Element, rel: string): readonly string[] {
  return element.tagName === 'link' && attribute(element, 'rel') === rel ? [attribute(element, 'href') ?? ''] : []
}
