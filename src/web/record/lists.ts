/* Actions, disclosures and documents of a report or a case: the same lists on both. */
import type { ActionShown, DocumentShown, ShareShown } from '#kernel'
import { tag } from '../components/tag.ts'
import { type Html, html } from '../html.ts'
import { runningState } from './clocks.ts'
import { type Around, agencyName, basisTitle, dayWritten, when } from './words.ts'

/** Actions, the open ones first; `mayDo` says which of them this reader may mark as done. */
export function actionList(
  actions: readonly ActionShown[],
  around: Around,
  mayDo: (action: ActionShown) => boolean = () => false,
): Html {
  if (actions.length === 0) return html`<p class="govuk-body">No actions have been set.</p>`
  return html`<ul class="sk-facts">${actions.map(
    action => html`<li class="sk-facts__item">
    <p class="sk-facts__title sk-words">${action.what}</p>${actionState(action, around)}
    <p class="sk-facts__line">${agencyName(action.ownerAgency, around.house)} · due ${dayWritten(action.dueOn)}</p>
    ${
      action.doneAt
        ? html`<p class="sk-facts__line sk-words">Done ${when(action.doneAt, around)} by ${action.doneBy}: ${action.evidence}</p>`
        : mayDo(action)
          ? html`<p class="sk-facts__line"><a class="govuk-link" href="/hub/actions/${action.id}">Record that this is done<span class="govuk-visually-hidden">: ${action.what.slice(0, 80)}</span></a></p>`
          : undefined
    }</li>`,
  )}</ul>`
}

export function actionState(action: Pick<ActionShown, 'doneAt' | 'dueOn'>, around: Around): Html {
  if (action.doneAt) return tag({ text: 'Done', classes: 'govuk-tag--green' })
  const state = runningState(new Date(`${action.dueOn}T23:00:00Z`), around)
  if (state === 'overdue') return tag({ text: 'Overdue', classes: 'govuk-tag--red' })
  return state === 'soon' ? tag({ text: 'Due today', classes: 'govuk-tag--yellow' }) : tag({ text: 'To do' })
}

/** What was shown to whom, under which power and why. */
export function shareList(shares: readonly ShareShown[], around: Around): Html {
  if (shares.length === 0) return html`<p class="govuk-body">Nothing has been shared.</p>`
  return html`<ul class="sk-facts">${shares.map(
    share => html`<li class="sk-facts__item"><p class="sk-facts__title">${agencyName(share.toAgency, around.house)}</p>
    <p class="sk-facts__line sk-words">${share.what}: ${share.purpose}</p>
    <p class="sk-facts__line">${basisTitle(share.power, around.house)}</p>
    <p class="sk-facts__line">${share.by}, ${when(share.at, around)}</p></li>`,
  )}</ul>`
}

/** Files: a picture of our own drawing may be looked at; the file itself is only ever downloaded. */
export function documentList(documents: readonly DocumentShown[], of: string, around: Around): Html {
  if (documents.length === 0) return html`<p class="govuk-body">No documents have been added.</p>`
  return html`<ul class="sk-facts">${documents.map(one => {
    const title = html`<span class="govuk-visually-hidden">: ${one.title}</span>`
    return html`<li class="sk-facts__item"><p class="sk-facts__title sk-words">${one.title}</p>
      <p class="sk-facts__line">${one.type} · ${sayBytes(one.bytes)} · ${one.by ? `added ${when(one.addedAt, around)} by ${one.by}` : `came with the report ${when(one.addedAt, around)}`}${one.scanned ? ' · scanned, nothing harmful found' : ''}</p>
      ${!one.hasDisplay && html`<p class="sk-facts__line sk-note">Nobody has opened this here. It may be distressing, or harm a computer: download it only if your work needs it.</p>`}
      <p class="sk-facts__line">${one.hasDisplay ? html`<a class="govuk-link" href="/hub/documents/${one.id}/picture?of=${of}">Look at the picture${title}</a> · ` : undefined}<a class="govuk-link" href="/hub/documents/${one.id}?of=${of}">Download the original${title}</a></p></li>`
  })}</ul>`
}

/** "820 bytes", "14 kB", "3.2 MB". */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
