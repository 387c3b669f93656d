/* Several of one thing, each asked the same few questions: groups that are added and taken away without script. */
import { isBlank, type Problem, part, type Questions, type Surroundings, said, type Told } from '#kernel'
import { button } from './components/button.ts'
import { type Asking, idOf, sayFor } from './forms-asking.ts'
import { attributes, type Html, html } from './html.ts'
import type { Language } from './language.ts'
import { english } from './languages.ts'
import { problemIn } from './questions-in.ts'

type Asks = (
  asked: Questions,
  given: Told,
  problems: readonly Problem[],
  around: Surroundings,
  standing: Readonly<{ under: string; focus?: string | undefined; again?: boolean; language?: Language | undefined }>,
) => Html

/**
 * What was given, each in a group of its own, or a blank one; of a kind that holds only one, its questions alone. "Add another" and "Remove" send the form back to be shown
 * again: `regrouped` reads which was pressed.
 */
export function several(asking: Asking, asks: Asks): Html {
  const { name, field, given, problem, focus } = asking
  const most = field.longest ?? 10
  const members: readonly unknown[] = Array.isArray(given) ? given : []
  const shown = members.length ? members : [{}]
  const say = sayFor(asking)
  const one = field.one ?? say('one')
  const [id, hintId, errorId] = [idOf(name), `${idOf(name)}-hint`, `${idOf(name)}-error`]
  const described = [field.hint && hintId, problem && errorId].filter(Boolean).join(' ')
  const body = html`<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${field.label}</legend>
    ${field.hint ? html`<div class="govuk-hint" id="${hintId}">${field.hint}</div>` : undefined}
    ${problem ? html`<p class="govuk-error-message" id="${errorId}"><span class="govuk-visually-hidden">${say('Error')}:</span> ${problemIn(asking.language ?? english, problem)}</p>` : undefined}
    ${most === 1 ? asks(field.each ?? {}, asTold(shown[0]), asking.problems ?? [], asking.around, { under: `${name}.0.`, language: asking.language }) : shown.map((member, i) => group(asking, asks, { member, index: i, of: shown.length, one }))}
    ${
      most === 1
        ? undefined
        : shown.length < most
          ? button({
              text: say('Add another {one}', { one }),
              name: 'do',
              value: `add-${name}`,
              classes: 'govuk-button--secondary',
              attributes: { formnovalidate: '' },
            })
          : html`<p class="govuk-body">${say('That is as many as there can be: {count}.', { count: most })}</p>`
    }`
  return html`<div class="${problem ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}"><fieldset${framed('sk-several', id, focus, described)}>${body}</fieldset></div>`
}

/** A frame that the reader can be led to, and is when it is the one that has changed: without script, by autofocus. */
const framed = (name: string, id: string, focus: string | undefined, describedBy?: string) =>
  attributes({
    class: `govuk-fieldset ${name}`,
    id,
    'aria-describedby': describedBy || undefined,
    tabindex: -1,
    autofocus: focus === id,
  })

const asTold = (given: unknown): Told => (typeof given === 'object' && given !== null ? (given as Told) : {}) // read by name only

type Member = Readonly<{ member: unknown; index: number; of: number; one: string }>

function group(
  { name, field, problems = [], around, focus, language = english }: Asking,
  asks: Asks,
  { member, index, of, one }: Member,
): Html {
  const path = `${name}.${index}`
  const title = `${one.charAt(0).toUpperCase()}${one.slice(1)} ${index + 1}`
  const body = html`<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${title}</legend>
    ${asks(field.each ?? {}, asTold(member), problems, around, { under: `${path}.`, focus, again: true, language })}
    ${of > 1 || !isBlank(member) ? html`<p class="govuk-body sk-several__remove"><button type="submit" name="do" value="remove-${path}" formnovalidate class="sk-link-button">${language.say('Remove')}<span class="govuk-visually-hidden"> ${title.toLowerCase()}</span></button></p>` : undefined}`
  return html`<fieldset${framed('sk-several__one', idOf(path), focus)}>${body}</fieldset>`
}

/**
 * What was given with one group more or less, and the id to lead the reader to, when "Add another" or "Remove" was pressed
 * (`do` is `add-NAME` or `remove-NAME.2`); nothing when another button was.
 */
export function regrouped(given: Told): Readonly<{ given: Told; focus: string }> | undefined {
  const [, deed, path = ''] = /^(add|remove)-([A-Za-z][\w.]{0,80})$/.exec(said(part(given, 'do'))) ?? []
  if (deed === 'add') {
    const members = listAt(given, path.split('.'))
    return { given: withList(given, path.split('.'), [...members, {}]), focus: idOf(`${path}.${members.length}`) }
  }
  const [, name, index] = /^(.+)\.(\d{1,2})$/.exec(path) ?? []
  if (deed !== 'remove' || !name) return undefined
  const left = listAt(given, name.split('.')).filter((_, i) => i !== Number(index))
  return { given: withList(given, name.split('.'), left), focus: idOf(name) }
}

/** What Enter presses, in a form whose first button to be seen would add or take away; nobody sees it or comes to it. */
export const enterButton: Html = html`<button type="submit" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">Send</button>`

function listAt(given: unknown, path: readonly string[]): readonly unknown[] {
  const found = path.reduce(part, given)
  return Array.isArray(found) ? found : [{}]
}

function withList(given: unknown, [first = '', ...rest]: readonly string[], list: readonly unknown[]): Told {
  const own = typeof given === 'object' && given !== null ? given : {}
  return { ...own, [first]: rest.length ? withList(part(given, first), rest, list) : list }
}
