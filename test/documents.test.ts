import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')

test('every link between documents leads somewhere, to its heading too', () => {
  const broken = documents().flatMap(file =>
    linksIn(readFileSync(join(root, file), 'utf8'))
      .filter(link => !resolves(file, link))
      .map(link => `${file}: ${link}`),
  )
  assert.deepEqual(broken, [])
})

test('a link that leads nowhere would be noticed', () => {
  assert.deepEqual(
    linksIn('See [a](b.md), ![c](d.svg "e") and [f](https://g/h).\n\n`[i](j)`\n<!-- [m](n) -->\n[k]: l.md'),
    ['b.md', 'd.svg', 'l.md'],
  )
  assert.equal(resolves('README.md', 'docs/no-such-page.md'), false)
  assert.equal(resolves('README.md', 'CONTRIBUTING.md#no-such-heading'), false)
  assert.equal(resolves('README.md', 'CONTRIBUTING.md'), true)
})

/** The project's own Markdown: what git knows, and what it is about to. */
function documents(): readonly string[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md']
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\n')
  return files.filter(file => file !== '' && existsSync(join(root, file)))
}

/** Targets of links and pictures that lie in this project; what stands in code or in a remark is no link. */
function linksIn(markdown: string): readonly string[] {
  const text = markdown.replace(/^```[\s\S]*?^```|<!--[\s\S]*?-->|`[^`\n]*`/gm, '')
  const found = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s+(\S+)/gm)]
  return found.map(([, inline, reference]) => inline ?? reference ?? '').filter(link => !/^[a-z]+:/i.test(link))
}

function resolves(from: string, link: string): boolean {
  const [path = '', heading] = link.split('#')
  const file = path === '' ? from : normalize(join(dirname(from), decodeURI(path)))
  if (!existsSync(join(root, file))) return false
  return heading === undefined || !file.endsWith('.md') || headingsOf(file).includes(heading)
}

/** Headings as the sites that show Markdown make addresses of them. */
function headingsOf(file: string): readonly string[] {
  const headings = readFileSync(join(root, file), 'utf8').match(/^#+ .*$/gm) ?? []
  return headings.map(line =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
