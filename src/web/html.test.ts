import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { attributes, type Html, html, raw, render } from './html.ts'

type Element = DefaultTreeAdapterTypes.Element

/** Strings that would break out if anything could: markup, quotes, references, controls and the whole of Unicode. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '/',
        '=',
        ' ',
        '\t',
        '\n',
        '`',
        '-->',
        '<!--',
        ']]>',
        '</p>',
        '<script>',
        '&lt;',
        '&#',
        'onload=',
        'x',
      ),
    )
    .map(parts => parts.join('')),
)
/** What any HTML parser does to text before we could help it: line endings are joined, NUL and lone halves replaced. */
const parsable = hostile.map(text => text.toWellFormed().replaceAll('\r', '').replaceAll('\0', ''))

describe('html', () => {
  it('keeps any string as text between tags', () => {
    fc.assert(
      fc.property(parsable, text => {
        const p = only(html`<p>${text}</p>`)
        assert.deepEqual(
          p.childNodes.map(node => ('value' in node ? node.value : node.nodeName)),
          text === '' ? [] : [text],
        )
      }),
    )
  })

  it('keeps any string within a quoted attribute, whichever the quotes', () => {
    fc.assert(
      fc.property(parsable, parsable, (one, two) => {
        const p = only(html`<p title="${one}" lang='${two}'>x</p>`)
        assert.deepEqual(p.attrs, [
          { name: 'title', value: one },
          { name: 'lang', value: two },
        ])
      }),
    )
  })

  it('keeps any string within an attribute made by attributes()', () => {
    fc.assert(
      fc.property(parsable, text => {
        const p = only(html`<p${attributes({ title: text, id: 'a' })}>x</p>`)
        assert.deepEqual(p.attrs, [
          { name: 'title', value: text },
          { name: 'id', value: 'a' },
        ])
      }),
    )
  })

  it('takes no name of an attribute that a parser would not read as that one name', () => {
    fc.assert(
      fc.property(hostile, name => {
        let made: Html
        try {
          made = html`<p${attributes({ [name]: 'v' })}>x</p>`
        } catch {
          return
        }
        assert.deepEqual(only(made).attrs, [{ name: name.toLowerCase(), value: 'v' }])
      }),
    )
  })

  it('lets no address run script, however it is written', () => {
    const letters = fc.constantFrom(
      'javascript',
      'JavaScript',
      'java\tscript',
      ' javascript',
      'vbscript',
      'data',
      '\u0001javascript',
    )
    fc.assert(
      fc.property(letters, parsable, (scheme, rest) => {
        const link = html`<a href="${`${scheme}:${rest}`}"${attributes({ action: `${scheme}:${rest}` })}>x</a>`
        assert.deepEqual(
          only(link).attrs.map(({ value }) => value),
          ['about:invalid', 'about:invalid'],
        )
      }),
    )
    for (const address of [
      '/hub?a=1&b=2',
      '#top',
      'https://example.org/',
      'mailto:a@example.org',
      'tel:999',
      'a/b:c',
    ]) {
      assert.equal(only(html`<a href="${address}">x</a>`).attrs[0]?.value, address)
    }
  })

  it('renders nothing for what is not there, and each member of a list', () => {
    assert.equal(
      render(html`a${null}b${undefined}c${false}d${[]}e${[1, 'two', html`<b>3</b>`, [null, '&']]}f${0}g`),
      'abcde1two<b>3</b>&amp;f0g',
    )
  })

  it('puts markup in as it stands only where it was made by a template or by raw()', () => {
    assert.equal(render(html`<p>${html`<b>${'<'}</b>`}${raw('<i>ours</i>')}</p>`), '<p><b>&lt;</b><i>ours</i></p>')
    const forged = JSON.parse('{"markup":"<script>"}')
    assert.throws(() => render(html`<p>${forged}</p>`))
  })

  it('writes attributes that are present, absent, or words', () => {
    const given = {
      hidden: true,
      disabled: false,
      title: undefined,
      'aria-hidden': true,
      'aria-expanded': false,
      rows: 5,
      value: '',
    }
    assert.equal(
      render(html`<p${attributes(given)}></p>`),
      '<p hidden aria-hidden="true" aria-expanded="false" rows="5" value=""></p>',
    )
  })

  it('refuses a value wherever escaping could not make it safe', () => {
    const word = 'a'
    const mistakes: readonly (() => Html)[] = [
      () => html`<p title=${word}></p>`,
      () => html`<p ${word}></p>`,
      () => html`<p onclick="${word}"></p>`,
      () => html`<p style="${word}"></p>`,
      () => html`<script>${word}</script>`,
      () => html`<style>${word}</style>`,
      () => html`<!-- ${word} -->`,
      () => html`<iframe srcdoc="${word}"></iframe>`,
      () => html`<${'p onclick=x'}></p>`,
      () => html`<p title="${html`<b>x</b>`}"></p>`,
      () => html`<p ${html`x`}></p>`,
      () => html`<p>${attributes({ id: 'a' })}</p>`,
      () => html`<p${attributes({ onclick: 'x' })}></p>`,
      () => html`<p title="unfinished ${word}`,
    ]
    for (const mistake of mistakes) assert.throws(mistake, TypeError, mistake.toString())
  })

  it('lets a value finish the name of a heading and stand with other attributes after it', () => {
    const heading = html`<h${2} class="${'a'}"${attributes({ id: 'b' })}>x</h${2}>`
    assert.equal(render(heading), '<h2 class="a" id="b">x</h2>')
    assert.equal(
      render(html`<input${attributes({ id: 'b' })} disabled><p lang='${'cy'}'/>`),
      '<input id="b" disabled><p lang=\'cy\'/>',
    )
  })
})

function only(made: Html): Element {
  const { childNodes } = parseFragment(render(made))
  assert.equal(childNodes.length, 1)
  const node = childNodes[0]
  assert.ok(node !== undefined && 'tagName' in node)
  return node
}
