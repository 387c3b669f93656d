/* What a receipt says was sent: who about whom and of what kind, and none of what was told in words. */
import { dueAt, type Installation, limitAt, part, type Questions, said, standing, type Told } from '#kernel'
import type { Form } from './kinds.ts'

export type Line = Readonly<{ label: string; text: string }>

/** Short lines of a referral as it was typed. They may hold names. */
export function summaryOf(form: Form, typed: Told, files: number): readonly Line[] {
  const name = ['child', 'adult', 'harmed'].find(one => form.ask[one])
  const members = name && Array.isArray(typed[name]) ? typed[name] : []
  const kinds = ['kinds', 'signs'].find(one => form.ask[one])
  const lines: readonly (readonly [string, string])[] = [
    ['Sent as', form.title],
    ['Sent by', [named(typed), said(typed.role), said(typed.agency)].filter(Boolean).join(', ')],
    ['About', members.map(called).join('; ')],
    ['Concern', kinds ? chosen(form.ask, kinds, typed[kinds]) : ''],
    ['In danger now', chosen(form.ask, 'danger', typed.danger)],
    [
      'Police told',
      [chosen(form.ask, 'fgmPolice', typed.fgmPolice), said(typed.fgmPoliceRef)].filter(Boolean).join(', '),
    ],
    ['Told', ['parentsKnow', 'know', 'toldThem'].map(one => chosen(form.ask, one, typed[one])).join('')],
    ['Their view', chosen(form.ask, 'view', typed.view)],
    ['Ground', chosen(form.ask, 'basis', typed.basis)],
    ['Files', String(files)],
  ]
  return lines.flatMap(([label, text]) => (text ? [{ label, text }] : []))
}

const named = (from: unknown): string => [part(from, 'given'), part(from, 'family')].map(said).filter(Boolean).join(' ')
const called = (one: unknown): string => named(one) || 'somebody not named'

function chosen(ask: Questions, name: string, given: unknown): string {
  const { options = {} } = ask[name] ?? {}
  const codes = (Array.isArray(given) ? given : [given]).map(said)
  return codes
    .flatMap(code => {
      const option = Object.hasOwn(options, code) ? options[code] : undefined
      return option ? [typeof option === 'string' ? option : option.label] : []
    })
    .join('; ')
}

/** What happens now and by when, each with whether anybody has signed for the limit. */
export function nextSteps(house: Installation, form: Form, at: Date): readonly string[] {
  const decided = form.programme === 'children' ? 'children.decision' : 'hub.triage'
  const told = feedbackLimit(house, at)
  return [
    `A person reads your referral and decides what happens next by the end of ${dayOf(house, decided, at)}${unsigned(house, decided, at)}. If you hear nothing, come back with your code and ask.`,
    `When everybody in it has been decided on, you are told what came of it ${told}, at the telephone number or e-mail address that you gave. What you are told may be little: others have a right to be kept private too.`,
    'If something changes, or you think of something else, send another referral and give this reference. If somebody is in danger, call 999.',
  ]
}

function feedbackLimit(house: Installation, at: Date): string {
  const { value } = limitAt(house.limits, 'hub.feedback', at, house.zone)
  const days = 'workingDays' in value ? Number(value.workingDays) : undefined
  return `${days ? `within ${days} working ${days === 1 ? 'day' : 'days'}` : 'soon'}${unsigned(house, 'hub.feedback', at)}`
}

function dayOf(house: Installation, id: string, at: Date): string {
  const limit = limitAt(house.limits, id, at, house.zone)
  const due = dueAt(limit.value, at, house.calendar(limit.calendar))
  return new Intl.DateTimeFormat('en-GB', { timeZone: house.zone, dateStyle: 'full' }).format(due)
}

const unsigned = (house: Installation, id: string, at: Date): string =>
  standing(limitAt(house.limits, id, at, house.zone)) === 'unverified'
    ? ' (unverified: nobody has yet signed this time limit)'
    : ''
