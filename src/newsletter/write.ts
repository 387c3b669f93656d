/* Writing the newsletter in the hub: a list, a plain editor, how it will look, a try to oneself, and sending it. */
import { asId, email, newId, part, said, surroundingsAt } from '#kernel'
import { type Answer, form, goTo, notFoundPage, page, type Route, show, type Visit } from '#web'
import { countsOf, type Issue, issueById, issues, keepDraft, sendIssue, tryIssue } from './queries.ts'
import { editView, listView, type Problem, previewView, type Written } from './write-view.ts'

const who = { holds: ['newsletter'] } as const

export const writeRoutes: readonly Route[] = [
  page({ at: '/hub/newsletter', who, audit: 'newsletter.manage', menu: 'Newsletter' }, list),
  page({ at: '/hub/newsletter/new', who, audit: 'nothing' }, async () => goTo(`/hub/newsletter/${newId()}`)),
  page({ at: '/hub/newsletter/:issue', who, audit: 'newsletter.edit' }, edit),
  form({ at: '/hub/newsletter/:issue', who, audit: 'newsletter.write' }, written),
  page({ at: '/hub/newsletter/:issue/preview', who, audit: 'newsletter.preview' }, preview),
  form({ at: '/hub/newsletter/:issue/try', who, audit: 'newsletter.try' }, tried),
  form({ at: '/hub/newsletter/:issue/send', who, audit: 'newsletter.send' }, sent),
]

async function list(visit: Visit): Promise<Answer> {
  const [all, counts] = await visit.as('keep-the-house', async tx => [await issues(tx), await countsOf(tx)] as const)
  return show({ title: 'Newsletter', kind: 'hub', wide: true, content: listView(visit, all, counts) })
}

const idIn = ({ params }: Visit) => asId(params.issue ?? '')

/** A draft that is not there yet is an empty one: it is kept from when something was written. */
async function edit(visit: Visit): Promise<Answer> {
  const id = idIn(visit)
  if (!id) return notFoundPage(visit)
  const issue = await visit.as('keep-the-house', tx => issueById(tx, id))
  if (issue?.number) return goTo(`/hub/newsletter/${id}/preview`)
  return editPage(id, { title: issue?.title ?? '', words: issue?.words ?? '', seen: issue?.writtenAt })
}

const editPage = (id: string, written: Written, problems: readonly Problem[] = [], theirs?: Issue): Answer =>
  show(
    {
      title: problems.length ? 'Error: Write an issue' : 'Write an issue',
      kind: 'hub',
      wide: true,
      content: editView(id, written, problems, theirs),
    },
    problems.length ? 422 : 200,
  )

async function written(visit: Visit): Promise<Answer> {
  const id = idIn(visit)
  if (!id) return notFoundPage(visit)
  const title = said(part(visit.given, 'title')).replace(/\s+/g, ' ')
  const words = said(part(visit.given, 'words'))
  const problems = [
    ...(title === '' ? [{ field: 'title', message: 'Enter a title' }] : []),
    ...(title.length > 120 ? [{ field: 'title', message: 'Use 120 characters or fewer' }] : []),
    ...(words === '' ? [{ field: 'words', message: 'Write something' }] : []),
    ...(words.length > 50_000 ? [{ field: 'words', message: 'Use 50,000 characters or fewer' }] : []),
  ]
  const seen = instantIn(visit)
  if (problems.length) return editPage(id, { title, words, seen }, problems)
  const stands = await visit.as('keep-the-house', tx => keepDraft(tx, id, { title, words }, seen))
  if (!stands) return goTo(`/hub/newsletter/${id}/preview?done=kept`)
  // Theirs has been seen now, so that keeping it again is to mean it.
  return editPage(
    id,
    { title, words, seen: stands.writtenAt },
    [{ field: 'words', message: stands.sentAt ? sentMeanwhile : writtenMeanwhile }],
    stands,
  )
}

const sentMeanwhile = 'This issue has been sent meanwhile: nothing of it can be changed. Copy your words into a new one'
const writtenMeanwhile =
  'Somebody else has written in this draft since you opened it: theirs stands below, and yours is not kept yet. Take from theirs what you need, and keep yours'

/** When what the visitor looked at had been written. */
function instantIn({ given }: Visit): Date | undefined {
  const seen = new Date(said(part(given, 'seen')))
  return Number.isNaN(seen.getTime()) ? undefined : seen
}

async function preview(visit: Visit): Promise<Answer> {
  return previewPage(visit)
}

async function previewPage(visit: Visit, wrong?: { given: string; message: string }): Promise<Answer> {
  const id = idIn(visit)
  const [issue, counts] = id
    ? await visit.as('keep-the-house', async tx => [await issueById(tx, id), await countsOf(tx)] as const)
    : []
  if (!issue || !counts) return notFoundPage(visit)
  return show(
    {
      title: wrong ? `Error: ${issue.title}` : issue.title,
      kind: 'hub',
      wide: true,
      content: previewView(visit, issue, counts, wrong),
    },
    wrong ? 422 : 200,
  )
}

const address = email('Your address', 'Enter an email address in the correct format, like name@example.com')

async function tried(visit: Visit): Promise<Answer> {
  const id = idIn(visit)
  const issue = id && (await visit.as('keep-the-house', tx => issueById(tx, id)))
  if (!id || !issue) return notFoundPage(visit)
  const given = said(part(visit.given, 'email')).slice(0, 400)
  const read = address.read(given, surroundingsAt(visit.house, visit.at))
  if (!read.ok || !read.value)
    return await previewPage(visit, {
      given,
      message: 'Enter an email address in the correct format, like name@example.com',
    })
  const to = read.value
  await visit.as('keep-the-house', tx => tryIssue(tx, id, newId(), to))
  return goTo(`/hub/newsletter/${id}/preview?done=tried`)
}

/** To everybody who takes it, once: sent again, the same form sends nothing; and never what its sender has not seen. */
async function sent(visit: Visit): Promise<Answer> {
  const id = idIn(visit)
  if (!id) return notFoundPage(visit)
  const seen = instantIn(visit)
  const done = await visit.as('keep-the-house', async tx => {
    const sent = seen && (await sendIssue(tx, id, seen))
    if (sent !== undefined) return 'sent'
    const issue = await issueById(tx, id)
    return issue && (issue.sentAt ? 'sent' : 'changed')
  })
  return done ? goTo(`/hub/newsletter/${id}/preview?done=${done}`) : notFoundPage(visit)
}
