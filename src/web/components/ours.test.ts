import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html, render } from '../html.ts'
import { alertBanner, madeUpBanner } from './banners.ts'
import { card, cards } from './card.ts'
import { type ClockState, clockBadge } from './clock-badge.ts'
import { chartFigure, tiles } from './figures.ts'
import { unverifiedBadge } from './marks.ts'
import { timeline } from './timeline.ts'
import { worklist } from './worklist.ts'

const states: readonly ClockState[] = ['running', 'soon', 'overdue', 'met', 'late', 'missed', 'lifted']

describe('our own pieces', () => {
  it('tell how a clock stands by word and by shape, never by colour alone', () => {
    const badges = states.map(state => render(clockBadge({ state, text: '3 days' })))
    const words = badges.map(badge => /sk-clock__state">([^<]+)</.exec(badge)?.[1])
    const paths = badges.map(badge => / d="([^"]+)"/.exec(badge)?.[1])
    assert.equal(new Set(words).size, states.length)
    assert.equal(new Set(paths).size, states.length)
    for (const badge of badges) assert.match(badge, /3 days/)
  })

  it('say that a value is unverified, that a county is made up, that a life is threatened, in words', () => {
    assert.match(render(unverifiedBadge()), /Unverified/)
    assert.match(render(madeUpBanner('All of it')), /Demonstration.*All of it/s)
    assert.match(render(alertBanner({ text: 'Now' })), /<h2[^>]*>Threat to life<\/h2>/)
    const row = { href: '#', title: 'A', reference: 'B', urgent: true }
    assert.match(render(worklist([row])), /Threat to life/)
    assert.doesNotMatch(render(worklist([{ ...row, urgent: false }])), /Threat to life/)
  })

  it('keep entries, rows, cards and figures in the order given', () => {
    const titles = ['one', 'two', 'three']
    const lists = [
      timeline(titles.map(text => ({ when: 'now', title: { text } }))),
      worklist(titles.map(title => ({ href: '#', title, reference: 'r' }))),
      cards(titles.map(text => card({ title: { text } }))),
      tiles(titles.map(label => ({ label, value: 0 }))),
    ]
    for (const list of lists) assert.deepEqual(render(list).match(/one|two|three/g), titles)
  })

  it('escape what people wrote', () => {
    const hostile = '<img src=x onerror=alert(1)>'
    const made = [
      timeline([{ when: hostile, title: { text: hostile }, by: hostile, body: { text: hostile }, id: hostile }]),
      worklist([{ href: hostile, title: hostile, reference: hostile, summary: hostile, facts: [hostile] }], hostile),
      card({ title: { text: hostile }, kicker: hostile, body: { text: hostile }, href: hostile }),
      tiles([{ label: hostile, value: hostile, note: hostile }]),
      alertBanner({ text: hostile, title: hostile, href: hostile, linkText: hostile }),
      clockBadge({ state: 'met', text: hostile }),
    ]
    for (const piece of made) assert.doesNotMatch(render(piece), /<img/)
  })

  it('put a chart with its reading in words and its table', () => {
    const figure = render(
      chartFigure({ caption: 'C', reading: 'Better.', svg: html`<svg></svg>`, table: html`<table></table>` }),
    )
    assert.match(figure, /<figcaption[^>]*>C<.*Better\..*<svg>.*<details.*<table>/s)
  })
})
