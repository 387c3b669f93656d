import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { normalised } from './normalised.ts'

const alike: readonly (readonly [string, string])[] = [
  ['<p class="b a" id="c">x</p>', '<p id="c"\n class="a  b">x</p>'],
  ['<div>\n  <p>\n  two   words\n</p>\n</div>', '<div><p>two words</p></div>'],
  ['<p>one <b>two</b></p>', '<p>one<b> two</b></p>'],
  ['<p>&amp; &quot;</p>', '<p>&#38; "</p>'],
]

const different: readonly (readonly [string, string])[] = [
  ['<p>one<b>two</b></p>', '<p>one <b>two</b></p>'],
  ['<p>one</p>', '<p>One</p>'],
  ['<p id="a">x</p>', '<p id="b">x</p>'],
  ['<p id="a">x</p>', '<p>x</p>'],
  ['<p class="a">x</p>', '<p class="a b">x</p>'],
  ['<input checked>', '<input>'],
  ['<p>x</p>', '<div>x</div>'],
  ['<p>x</p><p>y</p>', '<p>y</p><p>x</p>'],
  ['<div><p>x</p></div>', '<div></div><p>x</p>'],
  ['<textarea> x</textarea>', '<textarea>x</textarea>'],
  ['<a href="a">x</a><a href="b">y</a>', '<a href="a">x</a> <a href="b">y</a>'],
]

describe('normalised HTML', () => {
  for (const [one, other] of alike)
    it(`takes ${one} and ${other} as alike`, () => assert.equal(normalised(one), normalised(other)))
  for (const [one, other] of different)
    it(`tells ${one} from ${other}`, () => assert.notEqual(normalised(one), normalised(other)))
})
