import { attributes, type Html, html } from '../html.ts'
import { type Plurals, translated } from './character-count.ts'
import { classes, type DescribedQuestion, type Extra, extra, type LabelOptions, type Loose, oneInput } from './parts.ts'

export type FileUploadOptions = DescribedQuestion &
  Loose<{
    id: string
    disabled: boolean
    multiple: boolean
    label: LabelOptions
    javascript: boolean
    chooseFilesButtonText: string
    dropInstructionText: string
    multipleFilesChosenText: Plurals
    noFileChosenText: string
    enteredDropZoneText: string
    leftDropZoneText: string
    classes: string
    wrapperClasses: string
    wrapperAttributes: Extra
    attributes: Extra
  }> & { readonly name: string }

/** A file, or several. */
export function fileUpload(options: FileUploadOptions): Html {
  const id = options.id || options.name
  return oneInput(options, id, describedBy => {
    const own = attributes({
      class: classes('govuk-file-upload', options.classes, options.errorMessage && 'govuk-file-upload--error'),
      id,
      name: options.name,
      type: 'file',
      disabled: options.disabled,
      multiple: options.multiple,
      'aria-describedby': describedBy,
    })
    const field = html`<input${own}${extra(options.attributes)}>`
    return options.javascript ? dropZone(options, field) : field
  })
}

function dropZone(options: FileUploadOptions, field: Html): Html {
  const words = extra({
    ...translated('choose-files-button', options.chooseFilesButtonText),
    ...translated('no-file-chosen', options.noFileChosenText),
    ...translated('multiple-files-chosen', options.multipleFilesChosenText),
    ...translated('drop-instruction', options.dropInstructionText),
    ...translated('entered-drop-zone', options.enteredDropZoneText),
    ...translated('left-drop-zone', options.leftDropZoneText),
  })
  const names = classes('govuk-file-upload-wrapper', options.wrapperClasses)
  return html`<div class="${names}" data-module="govuk-file-upload"${words}${extra(options.wrapperAttributes)}>
    ${field}</div>`
}
