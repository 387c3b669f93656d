import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { type Html, raw, render } from '../html.ts'
import { backLink } from './back-link.ts'
import { breadcrumbs } from './breadcrumbs.ts'
import { button } from './button.ts'
import { characterCount } from './character-count.ts'
import { checkboxes, radios } from './choices.ts'
import { dateInput } from './date-input.ts'
import { details } from './details.ts'
import { errorMessage } from './error-message.ts'
import { errorSummary } from './error-summary.ts'
import { exitThisPage } from './exit-this-page.ts'
import { fieldset } from './fieldset.ts'
import { fileUpload } from './file-upload.ts'
import { hint } from './hint.ts'
import { input } from './input.ts'
import { insetText } from './inset-text.ts'
import { label } from './label.ts'
import { normalised } from './normalised.ts'
import { notificationBanner } from './notification-banner.ts'
import { pagination } from './pagination.ts'
import { panel } from './panel.ts'
import { phaseBanner } from './phase-banner.ts'
import { select } from './select.ts'
import { serviceNavigation } from './service-navigation.ts'
import { skipLink } from './skip-link.ts'
import { summaryList } from './summary-list.ts'
import { table } from './table.ts'
import { tag } from './tag.ts'
import { textarea } from './textarea.ts'
import { warningText } from './warning-text.ts'

// biome-ignore lint/suspicious/noExplicitAny: a fixture is JSON whose shape each component's own options type states
type Component = (options: any) => Html
type Fixture = { readonly name: string; readonly options: Record<string, unknown>; readonly html: string }

const components: Readonly<Record<string, Component>> = {
  'back-link': backLink,
  breadcrumbs,
  button,
  'character-count': characterCount,
  checkboxes,
  'date-input': dateInput,
  details,
  'error-message': errorMessage,
  'error-summary': errorSummary,
  'exit-this-page': exitThisPage,
  fieldset,
  'file-upload': fileUpload,
  hint,
  input,
  'inset-text': insetText,
  label,
  'notification-banner': notificationBanner,
  pagination,
  panel,
  'phase-banner': phaseBanner,
  radios,
  select,
  'service-navigation': serviceNavigation,
  'skip-link': skipLink,
  'summary-list': summaryList,
  table,
  tag,
  textarea,
  'warning-text': warningText,
}

for (const [name, component] of Object.entries(components)) {
  describe(`${name} draws what GOV.UK Frontend draws`, () => {
    for (const fixture of fixturesOf(name)) {
      it(fixture.name, () => {
        assert.equal(normalised(render(component(withMarkup(fixture.options)))), normalised(fixture.html))
      })
    }
  })
}

function fixturesOf(name: string): readonly Fixture[] {
  const file = new URL(import.meta.resolve('govuk-frontend/package.json'))
  const path = new URL(`dist/govuk/components/${name}/fixtures.json`, file)
  const { fixtures }: { fixtures: readonly Fixture[] } = JSON.parse(readFileSync(path, 'utf8'))
  assert.ok(fixtures.length > 0)
  return fixtures
}

/** The fixture with every `html` option made into Html, which product code could not have passed as a string. */
function withMarkup(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return markupKey.test(key) ? raw(value) : value
  if (Array.isArray(value)) return value.map(one => withMarkup(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withMarkup(inner, slotKey(key, name))]))
}

const markupKey = /^html$|Html$|^slots\./
const slotKey = (key: string, name: string): string => (key === 'slots' ? `slots.${name}` : name)
