/*
 * The plain words that an issue is written in: paragraphs, `## headings`, `- lists` and `[words](https://where)`. Nothing
 * else means anything, so that what is written reads well as it stands, and can hold no script, picture or tracker.
 */
import { type Html, html, render } from '#web'

export type Piece = Readonly<{ text: string; to?: string }>
export type Block =
  | Readonly<{ is: 'heading'; pieces: readonly Piece[] }>
  | Readonly<{ is: 'paragraph'; pieces: readonly Piece[] }>
  | Readonly<{ is: 'list'; items: readonly (readonly Piece[])[] }>

/** What the words say, block by block. */
export function blocksIn(words: string): readonly Block[] {
  return words
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(block => block.trim())
    .filter(Boolean)
    .flatMap(blockIn)
}

function blockIn(text: string): readonly Block[] {
  const [first = '', ...rest] = text.split('\n')
  const heading = /^#{1,3} +(.+)$/.exec(first)?.[1]
  if (heading)
    return [{ is: 'heading', pieces: piecesIn(heading) }, ...(rest.length ? blockIn(rest.join('\n').trim()) : [])]
  const lines = text.split('\n')
  if (lines.every(line => /^[-*•] +\S/.test(line)))
    return [{ is: 'list', items: lines.map(line => piecesIn(line.replace(/^[-*•] +/, ''))) }]
  return [{ is: 'paragraph', pieces: piecesIn(lines.join(' ')) }]
}

const link = /\[([^\]\n]{1,300})\]\((https:\/\/[^\s()<>"]{1,1000})\)/g

function piecesIn(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(link)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) })
    pieces.push({ text: found[1]!, to: found[2]! })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

/** As part of a page of ours. */
export const onPage = (words: string): Html =>
  html`${blocksIn(words).map(block => {
    if (block.is === 'heading') return html`<h2 class="govuk-heading-m">${linked(block.pieces, 'govuk-link')}</h2>`
    if (block.is === 'paragraph') return html`<p class="govuk-body">${linked(block.pieces, 'govuk-link')}</p>`
    return html`<ul class="govuk-list govuk-list--bullet">${block.items.map(item => html`<li>${linked(item, 'govuk-link')}</li>`)}</ul>`
  })}`

/** As a letter for mail programs that show HTML: nothing is fetched, and each link leads where it says. */
export function asMail(title: string, words: string, foot: Html, lang: string, dir: 'ltr' | 'rtl'): string {
  const body = blocksIn(words).map(block => {
    if (block.is === 'heading') return html`<h2>${linked(block.pieces)}</h2>`
    if (block.is === 'paragraph') return html`<p>${linked(block.pieces)}</p>`
    return html`<ul>${block.items.map(item => html`<li>${linked(item)}</li>`)}</ul>`
  })
  return render(
    html`<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}<hr>${foot}</body></html>`,
  )
}

const linked = (pieces: readonly Piece[], kind?: string): Html =>
  html`${pieces.map(({ text, to }) => (to ? (kind ? html`<a class="${kind}" href="${to}">${text}</a>` : html`<a href="${to}">${text}</a>`) : html`${text}`))}`

/** As plain text: each link's address stands behind its words. */
export const asText = (words: string): string =>
  blocksIn(words)
    .map(block => {
      if (block.is === 'list') return block.items.map(item => `- ${plain(item)}`).join('\n')
      return block.is === 'heading' ? plain(block.pieces).toUpperCase() : plain(block.pieces)
    })
    .join('\n\n')

const plain = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, to }) => (to ? `${text} (${to})` : text)).join('')
