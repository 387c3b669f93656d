import { type Html, html } from '../html.ts'
import { hint } from './hint.ts'
import { classes, type Extra, type Loose, shown } from './parts.ts'
import { type TextareaOptions, textarea } from './textarea.ts'

/** Words by plural rule: one, other and the rest of CLDR's. */
export type Plurals = Readonly<Record<string, string>>
export type CharacterCountOptions = TextareaOptions &
  Loose<{
    maxlength: number | string
    maxwords: number | string
    threshold: number | string
    countType: string
    countMessage: Loose<{ classes: string }>
    textareaDescriptionText: string
    charactersUnderLimitText: Plurals
    charactersAtLimitText: string
    charactersOverLimitText: Plurals
    wordsUnderLimitText: Plurals
    wordsAtLimitText: string
    wordsOverLimitText: Plurals
  }>

/** Several lines of text with a limit, which is said beforehand and counted down where script runs. */
export function characterCount(options: CharacterCountOptions): Html {
  const id = options.id || options.name
  const { describedBy: _, disabled: __, autocomplete: ___, ...rest } = options
  const message = hint({
    text: limitText(options),
    id: `${id}-info`,
    classes: classes('govuk-character-count__message', options.countMessage?.classes),
  })
  return textarea({
    ...rest,
    id,
    describedBy: `${id}-info`,
    classes: classes('govuk-js-character-count', options.classes),
    formGroup: {
      classes: classes('govuk-character-count', options.formGroup?.classes),
      attributes: { ...settings(options), ...options.formGroup?.attributes },
      beforeInput: options.formGroup?.beforeInput,
      afterInput: { html: html`${message} ${shown(options.formGroup?.afterInput)}` },
    },
  })
}

const countedBy = (options: CharacterCountOptions): string | undefined =>
  options.countType || (options.maxwords ? 'words' : undefined)

function limitText(options: CharacterCountOptions): string | undefined {
  const limit = options.maxwords || options.maxlength
  if (!limit) return undefined
  const unit = countedBy(options) === 'words' ? 'words' : 'characters'
  return (options.textareaDescriptionText || `You can enter up to %{count} ${unit}`).replace('%{count}', String(limit))
}

function settings(options: CharacterCountOptions): Extra {
  const unlimited = !options.maxwords && !options.maxlength
  const description =
    unlimited && options.textareaDescriptionText ? { other: options.textareaDescriptionText } : undefined
  return {
    'data-module': 'govuk-character-count',
    'data-maxlength': { value: options.maxlength, optional: true },
    'data-maxwords': { value: options.maxwords, optional: true },
    'data-threshold': { value: options.threshold, optional: true },
    'data-count-type': { value: countedBy(options), optional: true },
    ...translated('textarea-description', description),
    ...translated('characters-under-limit', options.charactersUnderLimitText),
    ...translated('characters-at-limit', options.charactersAtLimitText),
    ...translated('characters-over-limit', options.charactersOverLimitText),
    ...translated('words-under-limit', options.wordsUnderLimitText),
    ...translated('words-at-limit', options.wordsAtLimitText),
    ...translated('words-over-limit', options.wordsOverLimitText),
  }
}

/** Words for the script as data-i18n attributes, one for each plural rule. */
export function translated(key: string, words: string | Plurals | undefined): Extra {
  if (!words) return {}
  if (typeof words === 'string') return { [`data-i18n.${key}`]: words }
  return Object.fromEntries(Object.entries(words).map(([rule, text]) => [`data-i18n.${key}.${rule}`, text]))
}
