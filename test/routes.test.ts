import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from '#web'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { allRoutes } from '../src/commands/routes.ts'

const built = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32), diskStore('/nowhere'))
const routes = allRoutes(built)
const called = ({ method, at }: Pick<Route, 'method' | 'at'>) => `${method} ${at}`

/** Every address that anybody at all may come to. A new one is thought about here before it is there. */
const inPublic = [
  'DELETE /api/v1/agencies/:agency/people/:ref',
  'GET /',
  'GET /accessibility',
  'GET /api/v1/openapi.json',
  'GET /api/v1/reports/:reference',
  'GET /contact',
  'GET /healthz',
  'GET /help',
  'GET /help/all',
  'GET /help/card',
  'GET /how-we-did',
  'GET /hub/sign-in',
  'GET /licence',
  'GET /metrics',
  'GET /news',
  'GET /news/:number',
  'GET /news/asked',
  'GET /news/confirm/:token',
  'GET /news/stop/:token',
  'GET /open-referral',
  'GET /open-referral/',
  'GET /open-referral/*',
  'GET /open-referral/organizations',
  'GET /open-referral/organizations/:id',
  'GET /open-referral/service_at_locations',
  'GET /open-referral/service_at_locations/:id',
  'GET /open-referral/services',
  'GET /open-referral/services/:id',
  'GET /open-referral/taxonomies',
  'GET /open-referral/taxonomies/:id',
  'GET /open-referral/taxonomy_terms',
  'GET /open-referral/taxonomy_terms/:id',
  'GET /plan',
  'GET /plan.json',
  'GET /plan/measures/:id',
  'GET /privacy',
  'GET /readyz',
  'GET /refer',
  'GET /refer/:at',
  'GET /refer/fgm',
  'GET /refer/return',
  'GET /refer/slavery-sheet',
  'GET /report',
  'GET /report/:address',
  'GET /report/:address/:number',
  'GET /report/:address/about',
  'GET /report/:address/you',
  'GET /report/which',
  'GET /return',
  'OPTIONS /open-referral',
  'OPTIONS /open-referral/*',
  'POST /api/v1/messages/receipts',
  'POST /api/v1/reports',
  'POST /files',
  'POST /files/whole',
  'POST /help',
  'POST /help/card',
  'POST /hub/sign-in',
  'POST /hub/sign-in/again',
  'POST /hub/sign-out',
  'POST /news',
  'POST /news/confirm/:token',
  'POST /news/stop/:token',
  'POST /refer/:at',
  'POST /refer/:at/send',
  'POST /refer/receipt',
  'POST /refer/return',
  'POST /report/:address/:number',
  'POST /report/:address/you',
  'POST /report/which',
  'POST /return',
  'PUT /api/v1/agencies/:agency/people/:ref',
  'PUT /files/:piece',
]

/** Those of which the audit has nothing to say, each with what makes that right. */
const unaudited: Readonly<Record<string, string>> = {
  'GET /': 'public words',
  'GET /accessibility': 'public words',
  'GET /api/v1/openapi.json': 'public words',
  'GET /api/v1/reports/:reference': 'says to everybody, whatever they ask for, that reports are not read here',
  'GET /contact': 'public words',
  'GET /healthz': 'says only that the process lives',
  'GET /help': 'public words',
  'GET /hub/people': 'an empty form: the search itself is audited',
  'GET /hub/sign-in': 'an empty form',
  'GET /hub/why': 'asks why, and shows nothing until that is answered',
  'GET /licence': 'public words',
  'GET /metrics': 'counts and times of requests, of nobody',
  'GET /plan': 'published figures, in which small numbers are kept back',
  'GET /plan.json': 'published figures, in which small numbers are kept back',
  'GET /plan/measures/:id': 'published figures, in which small numbers are kept back',
  'GET /privacy': 'public words',
  'GET /readyz': 'says only that the database answers',
  'GET /refer': 'public words',
  'GET /refer/:at': 'the form begins with nothing in it',
  'GET /refer/fgm': 'public words',
  'GET /refer/return': 'an empty form',
  'GET /refer/slavery-sheet': 'public words',
  'POST /refer/receipt': 'gives what the last page carried back to whoever sent it',
  'GET /report': 'public words',
  'GET /report/:address': 'public words',
  'GET /report/:address/:number': 'the form begins with nothing in it',
  'GET /report/:address/about': 'public words',
  'GET /report/:address/you': 'questions, with nothing in them',
  'GET /report/which': 'asks what it is about, and keeps nothing of the answers',
  'POST /report/which': 'leads to a form by the answers, and keeps nothing of them',
  'POST /files': 'a place for a file that nothing names yet',
  'PUT /files/:piece': 'part of a file that nothing names yet',
  'POST /files/whole': 'looks at a file that nothing names yet, for whoever holds its key',
  'POST /hub/sign-in/again': 'gives a form back to whoever sent it',
  'GET /news': 'public words, and issues that anybody may read',
  'GET /news/:number': 'an issue that anybody may read',
  'GET /news/asked': 'public words',
  'GET /news/confirm/:token': 'a button: nothing is looked at before it is pressed',
  'GET /news/stop/:token': 'a button: nothing is looked at before it is pressed',
  'GET /hub/newsletter/new': 'leads to an empty draft',
  'GET /how-we-did': 'counts of answers, in which small numbers are kept back',
  'GET /return': 'asks for a code, and shows nothing until it is given',
  'GET /help/all': 'published services',
  'GET /help/card': 'leads to where services are found',
  'POST /help': 'published services: what somebody looks for is written down nowhere',
  'POST /help/card': 'numbers of published services',
  'GET /hub/services/new': 'asks what a service is, and shows nothing',
  'GET /open-referral': 'published services',
  'GET /open-referral/': 'published services',
  'GET /open-referral/*': 'published services',
  'GET /open-referral/organizations': 'published services',
  'GET /open-referral/organizations/:id': 'published services',
  'GET /open-referral/service_at_locations': 'published services',
  'GET /open-referral/service_at_locations/:id': 'published services',
  'GET /open-referral/services': 'published services',
  'GET /open-referral/services/:id': 'published services',
  'GET /open-referral/taxonomies': 'published services',
  'GET /open-referral/taxonomies/:id': 'published services',
  'GET /open-referral/taxonomy_terms': 'published services',
  'GET /open-referral/taxonomy_terms/:id': 'published services',
  'OPTIONS /open-referral': 'says who may ask',
  'OPTIONS /open-referral/*': 'says who may ask',
}

test('every address says who may come and what the audit calls it', () => {
  for (const { who, audit, ...route } of routes) {
    assert.ok(
      who === 'anyone' || who === 'signed-in' || (who.holds.length > 0 && who.holds.every(isHeldBySomebody)),
      `${called(route)} may be come to by ${JSON.stringify(who)}`,
    )
    assert.match(audit, /^(nothing|[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*)$/, called(route))
  }
})

test('no two addresses are the same, whatever they call their parameters', () => {
  const shapes = routes.map(({ method, at }) => called({ method, at: at.replace(/:[^/]+/g, ':') }))
  assert.deepEqual(
    shapes.filter((shape, index) => shapes.indexOf(shape) !== index),
    [],
  )
})

test('the addresses open to anybody are these and no others', () => {
  assert.deepEqual(
    routes
      .filter(route => route.who === 'anyone')
      .map(called)
      .sort(),
    inPublic,
  )
})

test('everything in the hub wants somebody signed in, but the way in and the way out', () => {
  const hub = routes.filter(({ at }) => /^\/hub(\/|$)/.test(at))
  assert.ok(hub.length > 0)
  const open = hub.filter(({ at, who }) => who === 'anyone' && !/^\/hub\/sign-(in|out)(\/|$)/.test(at))
  assert.deepEqual(open.map(called), [])
})

test('what the audit passes over is these and no others', () => {
  assert.deepEqual(
    routes
      .filter(route => route.audit === 'nothing')
      .map(called)
      .sort(),
    Object.keys(unaudited).sort(),
  )
})

test('whatever names one case, report, person or document is audited', () => {
  const single = routes.filter(({ at }) => /^\/hub\/[^/]+\/:/.test(at))
  assert.ok(single.length > 0)
  for (const route of single) assert.notEqual(route.audit, 'nothing', called(route))
})

function isHeldBySomebody(wanted: string): boolean {
  const [programme = '', role] = wanted.split(':')
  if (ofTheHouse.has(programme)) return true
  const roles = built.house.programmes.get(programme)?.roles
  return roles !== undefined && (role === undefined || Object.hasOwn(roles, role))
}

/** What may be held besides a role in a programme. */
const ofTheHouse: ReadonlySet<string> = new Set(['hub', 'audit', 'newsletter', 'directory'])
