import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assets, assetUrl } from './assets.ts'
import { previews } from './components/preview.ts'
import { render } from './html.ts'

const css = text('safekeep.css') + text('hub.css')

describe('the files a page needs', () => {
  it('lie each at an address that holds a digest, with the type a browser expects', () => {
    for (const [url, asset] of assets) {
      assert.match(url, /^\/assets\/[a-z-]+-[0-9a-f]{12}\.(css|js|svg|woff2)$/)
      assert.ok(asset.body.length > 0 && asset.type.includes('/'))
    }
  })

  it('come compressed without loss', () => {
    for (const { body, brotli, gzip } of assets.values()) {
      assert.deepEqual(brotliDecompressSync(brotli), body)
      assert.deepEqual(gunzipSync(gzip), body)
    }
  })

  it('name only addresses that exist, and nothing of another site', () => {
    const named = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, name]) => name!)
    assert.equal(named.length, 2)
    for (const url of named) assert.ok(assets.has(url), url)
    assert.doesNotMatch(css, /@import|data:|image-set/)
    assert.doesNotMatch(css, /GDS Transport/i)
  })

  it('say start and end rather than left and right, for pages read from right to left', () => {
    assert.doesNotMatch(css, /[;{](margin|padding|border)-(left|right)[:-]|[;{](left|right):|text-align:(left|right)/)
  })

  it('let a first visit be 45 kB in all, of which script 15 kB', () => {
    const page = render(previews.home!())
    const first = ['safekeep.css', 'letters.woff2', 'public.js', 'icon.svg'] as const
    const size = first.reduce((sum, name) => sum + file(name).brotli.length, brotliCompressSync(page).length)
    assert.ok(size <= 45_000, `${size} bytes`)
    assert.ok(file('public.js').gzip.length + file('hub.js').gzip.length <= 15_000)
  })
})

describe('the palette', () => {
  const palette = new Map(
    [...css.matchAll(/--sk-([a-z-]+):\s*(#[0-9a-f]{3,6})/g)].map(([, name, value]) => [name!, value!]),
  )

  for (const [ground, inks] of Object.entries(texts())) {
    it(`has text at 7 to 1 on ${ground}`, () => {
      for (const ink of inks) {
        const ratio = contrast(colour(ink), colour(ground))
        assert.ok(ratio >= 7, `${ink} on ${ground}: ${ratio.toFixed(2)}`)
      }
    })
  }

  it('has edges and marks at 3 to 1 on what they stand on', () => {
    const edges = [
      ['edge', 'card'],
      ['edge', 'paper'],
      ['sea', 'card'],
      ['sea', 'paper'],
      ['teal', 'paper'],
      ['danger', 'paper'],
      ['violet', 'card'],
      ['ink', 'glow'],
      ['glow', 'deep'],
      ['good', 'card'],
      ['amber', 'paper'],
    ]
    for (const [one, two] of edges) assert.ok(contrast(colour(one!), colour(two!)) >= 3, `${one} on ${two}`)
  })

  it('works contrast out as WCAG does', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21)
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48')
  })

  function colour(name: string): string {
    const found = palette.get(name)
    assert.ok(found !== undefined, `No colour ${name} in the style sheet`)
    return found.length === 4 ? found.replace(/[0-9a-f]/g, '$&$&') : found
  }
})

/** Every ground with the colours of text that stand on it. */
function texts(): Readonly<Record<string, readonly string[]>> {
  return {
    paper: ['ink', 'muted', 'teal', 'teal-dark', 'violet', 'danger'],
    card: ['ink', 'muted', 'teal', 'teal-dark', 'violet', 'danger', 'good', 'amber'],
    mist: ['ink', 'muted', 'teal', 'teal-dark', 'violet'],
    sand: ['ink', 'muted', 'teal', 'violet'],
    glow: ['ink'],
    deep: ['card', 'mist'],
    teal: ['card'],
    'teal-dark': ['card'],
    danger: ['card'],
    'danger-dark': ['card'],
    good: ['card'],
    'danger-tint': ['danger', 'ink'],
    'amber-tint': ['amber', 'ink'],
    'good-tint': ['good'],
    'violet-tint': ['violet'],
  }
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, two: string): number {
  const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function file(name: Parameters<typeof assetUrl>[0]) {
  const found = assets.get(assetUrl(name))
  assert.ok(found !== undefined)
  return found
}

function text(name: Parameters<typeof assetUrl>[0]): string {
  return file(name).body.toString('utf8')
}
