import { filesGiven, filesQuestion } from '#files'
import { keepingHeld, Refused } from '#kernel'
import { type Answer, button, html } from '#web'
import { addFiles, sendOf } from './deeds.ts'
import { type Here, ifOpen, showReport } from './showing.ts'
import { framed } from './views/frame.ts'

/** The page on which files are added; those held so far go with it, and are nobody's until they are sent. */
export async function showFiles(here: Here, more: readonly string[] = []): Promise<Answer | undefined> {
  const { visit } = here
  const { language } = visit
  const { held, problems } = filesGiven(visit, [])
  const all = [...problems, ...more]
  return ifOpen(here, ({ hash, typed }) =>
    framed(visit, {
      hash,
      typed,
      on: 'files',
      files: true,
      enter: 'next',
      problems: all.map(message => ({ field: 'files', message })),
      content: html`${held.map(({ token }) => html`<input type="hidden" name="held" value="${token}">`)}
        ${filesQuestion({ language, held, problems: all })}
        ${button({ text: language.say('Send these files'), name: 'do', value: 'next', preventDoubleClick: true })}`,
    }),
  )
}

/** Keeps them with the report, all of them or none. */
export async function filesSent(here: Here): Promise<Answer | undefined> {
  const { visit, pass, typed } = here
  const { say } = visit.language
  const { held, problems } = filesGiven(visit, [])
  if (problems.length > 0) return showFiles(here)
  if (held.length === 0) return showFiles(here, [say('Choose a file to send')])
  const tokens = held.map(one => one.token)
  try {
    const send = sendOf(pass.once, 'files', ...tokens)
    const keep = () =>
      showReport(visit, pass.hash, {
        typed,
        action: 'conversation.add-files',
        news: say('Your files have been sent.'),
        after: tx => addFiles(tx, { hash: pass.hash, send }, tokens),
      })
    return await keepingHeld(visit.house, tokens, keep, visit.source)
  } catch (fault) {
    if (fault instanceof Refused) return showFiles(here, [say(fault.refusal.message)])
    throw fault
  }
}
