/* In a made-up county nothing leaves. Its carrier keeps what would have, and this page shows it. */
import type { Carrier, Database } from '#kernel'
import { type Answer, details, html, page, type Route, shortly, show, tag, type Visit } from '#web'
import { sheet } from './page-view.ts'
import { keepShown, shownLetters } from './shown-queries.ts'

/** A carrier that takes everything nowhere, once for each reference. */
export const shownCarrier = (database: () => Database): Carrier => ({
  channels: ['email', 'text'],
  carry: async (letter, at) => {
    await database().as(
      {
        actor: { kind: 'job', name: 'send-message' },
        action: 'message.show',
        purpose: 'keep-the-house',
        at,
        onlyIfShown: true,
      },
      tx => keepShown(tx, letter),
    )
    return { is: 'taken', number: 'demonstration' }
  },
})

/** What would have been sent, for whoever is signed in to a demonstration. */
export const outboxRoutes: readonly Route[] = [
  page({ at: '/hub/outbox', who: 'signed-in', audit: 'outbox.read', menu: 'Outbox' }, outbox),
]

async function outbox(visit: Visit): Promise<Answer> {
  const letters = await visit.as('find-work', shownLetters)
  return show({
    title: 'Outbox',
    kind: 'hub',
    wide: true,
    content: html`<h1 class="govuk-heading-l">Outbox</h1>
      <p class="govuk-body sk-reading">Nothing leaves a demonstration. These are the latest messages that would have been sent, about reports that you may see.</p>
      ${letters.length === 0 ? html`<div class="sk-empty"><h2 class="govuk-heading-m">Nothing yet</h2><p class="govuk-body">Report something and give an email address that is safe: the acknowledgement comes here.</p></div>` : undefined}
      ${letters.map(one =>
        sheet(
          one.letter ? one.letter.subject : 'Disposed of',
          one.letter
            ? html`${tag({ text: one.channel === 'email' ? 'Email' : 'Text', classes: 'govuk-tag--blue' })}
              <p class="sk-facts__line">To ${one.letter.to}, ${shortly(one.at, visit)}</p>
              <p class="govuk-body sk-words">${one.letter.text}</p>
              ${one.letter.stop ? details({ summaryText: 'What mail programs are told besides', html: html`<p class="govuk-body sk-words">List-Unsubscribe: &lt;${one.letter.stop}&gt;<br>List-Unsubscribe-Post: List-Unsubscribe=One-Click</p>` }) : undefined}`
            : html`<p class="sk-facts__line">${shortly(one.at, visit)}</p>`,
        ),
      )}`,
  })
}
