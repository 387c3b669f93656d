import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { assets } from './assets.ts'
import { previews } from './components/preview.ts'
import { html, render } from './html.ts'
import { type LayoutOptions, layout } from './layout.ts'

type Element = DefaultTreeAdapterTypes.Element

const plain: LayoutOptions = { title: 'Here & there', kind: 'public', content: html`<h1>Here</h1>` }

describe('the page around its content', () => {
  it('holds no script and no style, and asks for nothing that is not among our files', () => {
    for (const [name, page] of Object.entries(previews)) {
      for (const element of elements(render(page()))) {
        const { tagName, attrs, childNodes } = element
        assert.notEqual(tagName, 'style', name)
        if (tagName === 'script') assert.equal(childNodes.length, 0, name)
        for (const attr of attrs) assert.doesNotMatch(attr.name, /^on|^style$/, name)
        const fetched = tagName === 'link' ? attribute(element, 'href') : attribute(element, 'src')
        if (fetched !== undefined) assert.ok(assets.has(fetched), fetched)
      }
    }
  })

  it('says its language and direction', () => {
    const [root] = elements(render(layout({ ...plain, lang: 'ur', dir: 'rtl' })))
    assert.equal(attribute(root!, 'lang'), 'ur')
    assert.equal(attribute(root!, 'dir'), 'rtl')
  })

  it('has the parts that were asked for, and no others', () => {
    const bare = render(layout(plain))
    assert.match(bare, /<title>Here &amp; there – Safekeep<\/title>/)
    for (const absent of [
      'sk-made-up',
      'govuk-exit-this-page',
      'sk-account',
      'noindex',
      'hub.',
      'sk-before',
      'data-sk-alerts',
    ]) {
      assert.ok(!bare.includes(absent), absent)
    }
    const full = layout({
      ...plain,
      kind: 'hub',
      madeUp: 'Invented',
      exit: true,
      account: { name: 'Ada' },
      navigation: [{ text: 'W', href: '/w' }],
    })
    for (const present of [
      'sk-made-up',
      'govuk-exit-this-page',
      'sk-account',
      'noindex',
      '/assets/hub-',
      'data-sk-alerts',
      'href="/w"',
    ]) {
      assert.ok(render(full).includes(present), present)
    }
  })

  it('leaves by the address and with the words that are given', () => {
    const exit = { redirectUrl: 'https://example.org/', text: 'Gadael', activatedText: 'Yn llwytho' }
    const page = render(layout({ ...plain, exit, words: { about: 'Amdanom ni' } }))
    assert.match(page, /href="https:\/\/example\.org\/"[^>]*>Gadael</)
    assert.match(page, /data-i18n\.activated="Yn llwytho"/)
    assert.match(page, /Amdanom ni/)
  })
})

function elements(page: string): readonly Element[] {
  const within = (node: DefaultTreeAdapterTypes.ParentNode): readonly Element[] =>
    node.childNodes.flatMap(child => ('tagName' in child ? [child, ...within(child)] : []))
  return within(parse(page))
}

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find(attr => attr.name === name)?.value
