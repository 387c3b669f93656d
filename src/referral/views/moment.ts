import { type Answer, column, html, type Moment, momentContent, type Visit } from '#web'
import { type Draft, sealDraft } from '../draft.ts'
import type { Form } from '../kinds.ts'
import { framed } from './frame.ts'

/** Asked for while very many reports come in; everything typed, and the files, go with the page. */
export const momentPage = (visit: Visit, { at }: Form, draft: Draft, moment: Moment, then?: 'save'): Answer =>
  framed(visit, {
    tab: 'One moment',
    content: column(html`<form id="referral" method="post" action="/refer/${at}/send" novalidate autocomplete="off">
      <input type="hidden" name="draft" value="${sealDraft(visit.house.sealer, at, draft, visit.at)}">
      ${then && html`<input type="hidden" name="then" value="${then}">`}
      ${momentContent(visit.language, moment, then ? 'Save the referral' : 'Send the referral')}</form>`),
  })
