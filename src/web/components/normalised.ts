/*
 * HTML as a tree written out, for comparing two pieces of it: attributes and classes in order of name, and white space
 * as a reader would see it. Only tests use it.
 */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode

/** One line a node, indented; equal for two pieces of HTML that a browser would show and read out alike. */
export function normalised(markup: string): string {
  return listed(hoisted(parseFragment(markup).childNodes)).join('\n')
}

type Line =
  | { readonly text: string }
  | { readonly open: string; readonly block: boolean; readonly inner: readonly Line[] }

/** White space at the edge of an inline element is moved outside it, where it is seen alike. */
function hoisted(nodes: readonly Node[]): readonly Line[] {
  const lines = nodes.flatMap((node): readonly Line[] => {
    if (node.nodeName === '#text' && 'value' in node) return [{ text: node.value.replace(/[ \t\n\r\f]+/g, ' ') }]
    if (!('tagName' in node)) return []
    const open = opening(node.tagName, node.attrs)
    if (node.tagName === 'textarea' || node.tagName === 'pre') {
      return [
        { open, block: true, inner: node.childNodes.map(child => ({ text: 'value' in child ? child.value : '' })) },
      ]
    }
    const inner = hoisted(node.childNodes)
    if (!inlines.has(node.tagName)) return [{ open, block: true, inner: trimmed(inner, true, true) }]
    const first = inner[0]
    const last = inner.at(-1)
    const before = first !== undefined && 'text' in first && first.text.startsWith(' ') ? [{ text: ' ' }] : []
    const after = last !== undefined && 'text' in last && last.text.endsWith(' ') ? [{ text: ' ' }] : []
    return [...before, { open, block: false, inner: trimmed(inner, true, true) }, ...after]
  })
  return collapsed(lines)
}

function collapsed(lines: readonly Line[]): readonly Line[] {
  const joined: Line[] = []
  for (const line of lines) {
    const previous = joined.at(-1)
    if ('text' in line && previous !== undefined && 'text' in previous) {
      joined[joined.length - 1] = { text: (previous.text + line.text).replace(/ +/g, ' ') }
    } else joined.push(line)
  }
  return joined.flatMap((line, i): readonly Line[] => {
    if (!('text' in line)) return [line]
    return trimmed([line], isBlock(joined[i - 1]), isBlock(joined[i + 1]))
  })
}

const isBlock = (line: Line | undefined): boolean => line !== undefined && 'open' in line && line.block

function trimmed(lines: readonly Line[], start: boolean, end: boolean): readonly Line[] {
  return lines.flatMap((line, i): readonly Line[] => {
    if (!('text' in line)) return [line]
    let text = line.text
    if (start && i === 0) text = text.replace(/^ /, '')
    if (end && i === lines.length - 1) text = text.replace(/ $/, '')
    return text === '' ? [] : [{ text }]
  })
}

function opening(name: string, attrs: readonly { readonly name: string; readonly value: string }[]): string {
  const given = attrs.map(({ name, value }) => {
    const said = name === 'class' ? value.split(/\s+/).filter(Boolean).sort().join(' ') : value
    return ` ${name}=${JSON.stringify(said)}`
  })
  return `<${name}${given.sort().join('')}>`
}

function listed(lines: readonly Line[], depth = 0): readonly string[] {
  const indent = '  '.repeat(depth)
  return trimmed(lines, depth === 0, depth === 0).flatMap(line =>
    'text' in line ? [indent + JSON.stringify(line.text)] : [indent + line.open, ...listed(line.inner, depth + 1)],
  )
}

const inlines = new Set([
  'a',
  'abbr',
  'b',
  'em',
  'i',
  'input',
  'select',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'svg',
])
