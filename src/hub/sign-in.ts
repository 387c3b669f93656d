import { endSession, part, said, startSession, type UserId } from '#kernel'
import {
  type Answer,
  form,
  type Html,
  html,
  hubPath,
  insetText,
  keptIn,
  offerBack,
  page,
  type Route,
  show,
  type Visit,
} from '#web'
import type { Identity, Offered } from './identity.ts'

/** Signing in and out. What somebody had typed when their session ran out is carried through, sealed. */
export const signInRoutes = (identity: Identity): readonly Route[] => [
  page({ at: '/hub/sign-in', who: 'anyone', audit: 'nothing' }, visit => signInPage(identity, visit)),
  form({ at: '/hub/sign-in/again', who: 'anyone', audit: 'nothing', most: keptMost }, visit =>
    signInPage(identity, visit),
  ),
  form({ at: '/hub/sign-in', who: 'anyone', audit: 'session.start', most: keptMost }, visit => signIn(identity, visit)),
  form({ at: '/hub/sign-out', who: 'anyone', audit: 'session.end' }, signOut),
]

// What was typed grows by a half when it is sealed into text.
const keptMost = 4 * 1024 * 1024

async function signInPage(identity: Identity, visit: Visit, problem?: string): Promise<Answer> {
  const offered = await identity.offers(visit)
  const content = offered ? castPage(offered, visit, problem) : notSetUp
  return show({ title: 'Sign in', kind: 'hub', unlisted: true, content }, problem ? 422 : 200)
}

const notSetUp = html`<div class="sk-reading"><h1 class="govuk-heading-l">Sign in</h1>
  <p class="govuk-body-l">Signing in has not been set up here yet.</p>
  <p class="govuk-body">Staff sign in through their own organisation’s identity provider. Whoever looks after this installation needs to connect it first.</p>
  <p class="govuk-body">If you came to report something, <a class="govuk-link" href="/">start here</a>. In an emergency, call <strong>999</strong>.</p></div>`

function castPage(offered: readonly Offered[], visit: Visit, problem: string | undefined): Html {
  const kept = said(part(visit.given, 'kept'))
  const agencies = [...new Set(offered.map(one => one.agency))]
  return html`<h1 class="govuk-heading-l">Sign in as one of the cast</h1>
    ${problem ? html`<p class="govuk-error-message">${problem}</p>` : undefined}
    ${kept ? insetText({ text: 'What you typed is safe. Sign in and it will be here for you to send.' }) : undefined}
    <p class="govuk-body sk-reading">Everybody here is made up, so there is no password. In real use people sign in through their own organisation.</p>
    <form method="post" action="/hub/sign-in">
    <input type="hidden" name="to" value="${hubPath(visit.query.to ?? said(part(visit.given, 'to')))}">
    ${kept ? html`<input type="hidden" name="kept" value="${kept}">` : undefined}
    <div class="sk-cast">${agencies.map(
      agency => html`<section class="sk-cast__agency"><h2 class="govuk-heading-s">${agency}</h2>
      <ul class="sk-cast__people">${offered.filter(one => one.agency === agency).map(castMember)}</ul></section>`,
    )}</div></form>
    ${offered.length === 0 ? insetText({ text: 'There is nobody here yet: the made-up county has not been loaded.' }) : undefined}`
}

const castMember = (one: Offered): Html =>
  html`<li><button type="submit" name="user" value="${one.id}" class="sk-cast__person"><strong>${one.name}</strong> <span class="sk-cast__job">${one.jobTitle}</span></button></li>`

async function signIn(identity: Identity, visit: Visit): Promise<Answer> {
  const userId = await identity.proves(visit)
  if (!userId) return signInPage(identity, visit, 'Choose who to sign in as')
  await endFormer(visit)
  const token = await visit.database.as(
    { actor: { kind: 'user', id: userId }, action: 'session.start', purpose: 'sign-in', at: visit.at },
    tx => startSession(tx, userId),
  )
  const kept = keptIn(visit)
  if (kept) return { ...(offerBack(kept) as Extract<Answer, { is: 'page' }>), startSession: token }
  return { is: 'elsewhere', to: hubPath(said(part(visit.given, 'to'))), startSession: token }
}

async function signOut(visit: Visit): Promise<Answer> {
  await endFormer(visit)
  return { is: 'elsewhere', to: '/hub/sign-in', endSession: true }
}

/** A browser has one session: the one before ends in the name of whoever had it. */
async function endFormer({ signedIn, token, database, at }: Visit): Promise<void> {
  if (!signedIn || !token) return
  const actor = { kind: 'user', id: signedIn.userId as UserId } as const
  await database.as({ actor, action: 'session.end', purpose: 'sign-in', at }, tx => endSession(tx, token))
}
