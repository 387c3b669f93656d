import { type Answer, type Html, publicPage, type Visit } from '#web'

type Framed = Readonly<{ tab: string; content: Html; status?: number; before?: Html }>

/** A page for professionals: like those of the public, in English only, and with a tab that says nothing of anybody. */
export const framed = (visit: Visit, { tab, content, status, before }: Framed): Answer =>
  publicPage(visit, {
    tab,
    content,
    discreet: true,
    again: 'none',
    ...(status && { status }),
    ...(before && { before }),
  })

/** What stands first, however the page was reached. */
export const danger = 'If somebody is in danger now, call 999 first. Do not wait for an answer to this form.'

/** What is said once more where an answer says that it cannot wait. */
export const urgent =
  'You said that somebody may be in danger now, or very soon. If nobody has called 999 yet, call now: it may be some time until this is read.'
