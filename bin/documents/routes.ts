import type { Programme } from '#kernel'
import type { Route } from '#web'
import { generated, stacked, table } from './markdown.ts'

/** `docs/routes.md`: every address, who may come, and what the audit calls a visit. */
export function routesDocument(routes: readonly Route[], programmes: readonly Programme[]): string {
  const parts = Map.groupBy(routes, partOf)
  return stacked(
    '# Routes',
    generated,
    `Every address this installation answers to: ${routes.length}. An address is not made without saying who may come and ` +
      'what the audit calls it; `nothing` is said aloud, for what shows nothing of anybody. Who may come is only the ' +
      'door: what a visitor then sees is decided row by row by PostgreSQL (see [access](access.md)).',
    ...[...parts].map(([part, those]) =>
      stacked(
        `## ${part}`,
        table(
          ['method', 'path', 'who may come', 'the audit records'],
          those
            .toSorted((a, b) => a.at.localeCompare(b.at, 'en') || a.method.localeCompare(b.method, 'en'))
            .map(route => [
              route.method + (route.api ? ' (JSON, for programs)' : ''),
              `\`${route.at}\``,
              whoSaid(route, programmes),
              route.audit === 'nothing' ? 'nothing' : `\`${route.audit}\``,
            ]),
        ),
      ).trimEnd(),
    ),
  )
}

function partOf(route: Route): string {
  if (/^\/hub(\/|$)/.test(route.at)) return 'The hub, for those who are signed in'
  if (/^\/plan([/.]|$)/.test(route.at)) return 'The plan, in public'
  if (route.api) return 'For other programs'
  if (/^\/(healthz|readyz|metrics)$/.test(route.at)) return 'For machines that watch'
  return 'The front door, in public'
}

function whoSaid({ who }: Route, programmes: readonly Programme[]): string {
  if (who === 'anyone') return 'anyone'
  if (who === 'signed-in') return 'anyone signed in'
  const titles = new Map<string, string>([
    ['hub', 'anyone who works in the hub'],
    ['audit', 'anyone who audits'],
    ...programmes.flatMap(({ id, title, roles }) => [
      [id, `anyone who works in ${title}`] as const,
      ...Object.entries(roles).map(([role, name]) => [`${id}:${role}`, name] as const),
    ]),
  ])
  return who.holds.map(wanted => `${titles.get(wanted) ?? 'whoever holds'} (\`${wanted}\`)`).join(' or ')
}
