import { type HeldFile, pieceLength } from '#kernel'
import { assetUrl, attributes, button, errorSummary, fileUpload, type Html, html, type Language, sayBytes } from '#web'
import { mostFiles } from './given.ts'

export type FilesAsked = Readonly<{ language: Language; held: readonly HeldFile[]; problems: readonly string[] }>

/**
 * The question that files are added by, for a form of `multipart/form-data`. Without script, chosen files are sent by the
 * button `do=add`; script sends each ahead in pieces, goes on where a bad line broke off, and says how far it has come.
 */
export function filesQuestion({ language, held, problems }: FilesAsked): Html {
  const { say } = language
  return html`${
    problems.length > 0 &&
    errorSummary({
      titleText: say('There is a problem'),
      errorList: problems.map(text => ({ text, href: '#files' })),
    })
  }<h1 class="govuk-heading-l">${say('Do you want to add photos, recordings or documents?')}</h1>
    <p class="govuk-body">${say('You do not have to. They can help to show what happened. You can also add them later.')}</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>${say('A photo can say where it was taken. People who read your report see a copy without that; the photo itself is kept safe as evidence.')}</li>
      <li>${say('If a photo shows a child or somebody else without their clothes, do not send it. Tell us that you have it.')}</li>
      <li>${say('Do not put yourself in danger to get a photo or a recording.')}</li>
      <li>${say('A file goes to us, locked, as soon as you choose it. Nobody can read it unless you finish and send. Otherwise, even if you take it out again, it is removed after about a day.')}</li>
    </ul>
    <div${attributes({ 'data-sk-files': assetUrl('files.js'), 'data-piece': pieceLength, ...words(language) })}>
      ${list(language, held)}
      ${
        held.length < mostFiles &&
        html`${fileUpload({
          id: 'files',
          name: 'files',
          multiple: true,
          label: { text: say('Choose files'), classes: 'govuk-label--s' },
          hint: {
            text: say('At most {count} files, each of at most {size}. You can also drop them here', {
              count: mostFiles,
              size: '50 MB',
            }),
          },
        })}
        <p class="govuk-body">${button({ text: say('Add these files'), name: 'do', value: 'add', classes: 'govuk-button--secondary', attributes: { formnovalidate: '', 'data-sk-add': '' } })}</p>`
      }
    </div>`
}

function list({ say }: Language, held: readonly HeldFile[]): Html {
  const one = ({ name, bytes }: HeldFile, index: number): Html =>
    html`<li class="sk-files__item"><span class="sk-files__name"><bdi>${name}</bdi> <span class="sk-files__size">${sayBytes(bytes)}</span></span>
      <button type="submit" name="do" value="remove-${String(index + 1)}" formnovalidate class="sk-link-button">${say('Remove')} <span class="govuk-visually-hidden">${name}</span></button></li>`
  return html`<h2 class="govuk-heading-s${held.length === 0 && ' govuk-visually-hidden'}" data-sk-title>${say('Added')}</h2>
    <ul class="govuk-list sk-files" data-sk-list>${held.map(one)}</ul>`
}

/** What script says, in the language of the page. */
const words = ({ say }: Language): Readonly<Record<string, string>> => ({
  'data-sending': say('Sending {name}: {percent} %'),
  'data-waiting': say('The line is broken. Trying again: {name}'),
  'data-added': say('{name} was added'),
  'data-failed': say('{name} could not be added: {why}'),
  'data-remove': say('Remove'),
})
