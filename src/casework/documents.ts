import {
  asId,
  type CaseId,
  examine,
  keepDocument,
  NotFound,
  newId,
  type Problem,
  part,
  Refused,
  readDocument,
  said,
} from '#kernel'
import {
  type Answer,
  button,
  fileUpload,
  form,
  goTo,
  html,
  input,
  type Look,
  notFoundPage,
  page,
  problemSummary,
  type Route,
  type Visit,
  withPurpose,
} from '#web'
import { inCase, mustWorkOn, onCase } from './case.ts'

const at = '/hub/cases/:id/documents'
const most = 51 * 1024 * 1024

/** Documents: kept sealed, looked at only as a picture drawn afresh, and otherwise downloaded, never opened here. */
export const documentRoutes: readonly Route[] = [
  page({ at, who: 'signed-in', audit: 'case.read' }, visit => onCase(visit, (id, look) => addPage(visit, id, look))),
  form({ at, who: 'signed-in', audit: 'document.add', most }, visit =>
    onCase(visit, (id, look) => added(visit, id, look)),
  ),
  page({ at: '/hub/documents/:document', who: 'signed-in', audit: 'document.download' }, visit =>
    fileOf(visit, 'original'),
  ),
  page({ at: '/hub/documents/:document/picture', who: 'signed-in', audit: 'document.picture' }, visit =>
    fileOf(visit, 'display'),
  ),
]

async function addPage(visit: Visit, id: CaseId, look: Look, problems: readonly Problem[] = []): Promise<Answer> {
  const shown = await look(tx => mustWorkOn(tx, id), 'case.read')
  const wrong = (name: string) => {
    const problem = problems.find(one => one.field === name)
    return problem ? { errorMessage: { text: problem.message } } : {}
  }
  const content = html`${problemSummary(problems)}<form method="post" action="/hub/cases/${id}/documents" enctype="multipart/form-data" class="sk-reading" novalidate>
    <input type="hidden" name="id" value="${asId(said(part(visit.given, 'id'))) ?? newId()}">
    <span class="govuk-caption-l">Case ${shown.reference}</span><h1 class="govuk-heading-l">Add a document</h1>
    ${input({ name: 'title', value: said(part(visit.given, 'title')), label: { text: 'What is it?', classes: 'govuk-label--s' }, hint: { text: 'A short title that others will understand' }, autocomplete: 'off', ...wrong('title') })}
    ${fileUpload({ name: 'file', label: { text: 'The file', classes: 'govuk-label--s' }, hint: { text: 'At most 50 MB. A picture is shown without the place and the camera it was taken with; any other file is kept for download only.' }, ...wrong('file') })}
    <div class="govuk-button-group">${button({ text: 'Add the document', preventDoubleClick: true })}<a class="govuk-link" href="/hub/cases/${id}">Leave it</a></div></form>`
  return inCase(shown, `${problems.length ? 'Error: ' : ''}Add a document`, content, {
    status: problems.length ? 422 : 200,
  })
}

async function added(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  const title = said(part(visit.given, 'title'))
  const file = visit.uploads.find(one => one.field === 'file')
  const problems = [
    ...(title && title.length <= 200
      ? []
      : [{ field: 'title', message: 'Enter what it is in 200 characters or fewer' }]),
    ...(file ? [] : [{ field: 'file', message: 'Select a file' }]),
    ...(file?.tooLarge ? [{ field: 'file', message: 'Select a file of at most 50 MB' }] : []),
  ]
  if (!file || problems.length) return addPage(visit, id, look, problems)
  try {
    const found = await examine(visit.house, file.bytes, visit.source)
    await look(async tx => {
      await mustWorkOn(tx, id)
      const sent = asId<'document'>(said(part(visit.given, 'id')))
      await keepDocument(tx, { id: sent, caseId: id, title, fileName: file.fileName, bytes: file.bytes, found })
    })
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return addPage(visit, id, look, [{ field: 'file', message: fault.refusal.message }])
  }
  return goTo(`/hub/cases/${id}?done=kept`)
}

/** A file, under the reason stated for the record it hangs on. */
async function fileOf(visit: Visit, which: 'original' | 'display'): Promise<Answer> {
  const id = asId<'document'>(visit.params.document ?? '')
  const subject = asId(visit.query.of ?? '') ?? id
  if (!id || !subject) return notFoundPage(visit)
  return withPurpose(visit, subject, async look => {
    const { bytes, type, fileName } = await look(async tx => {
      const read = await readDocument(tx, id, which)
      if (subject !== id && subject !== read.of) throw new NotFound('document')
      return read
    })
    return which === 'original' ? { is: 'file', bytes, type, fileName, inert: true } : { is: 'file', bytes, type }
  })
}
