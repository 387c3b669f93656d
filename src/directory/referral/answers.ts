import { createHash } from 'node:crypto'
import type { Json } from '#kernel'
import { type Answer, json, type Visit } from '#web'
import type { Paging } from './asked.ts'

/**
 * Open to any page and any program, and kept for five minutes by whoever asks, so that they need not ask often; no longer,
 * because what is withdrawn may do harm.
 */
const open = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, last-modified, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
}
const kept = { 'cache-control': 'public, max-age=300, must-revalidate' }

/** An answer with a tag of what it holds: whoever has the same is told so in a few bytes. */
export function answer(visit: Pick<Visit, 'headers'>, body: Json, lastModified?: Date): Answer {
  const tag = `W/"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`
  const headers = { ...open, ...kept, etag: tag, ...(lastModified && { 'last-modified': lastModified.toUTCString() }) }
  const has = [visit.headers['if-none-match']].flat().join(',')
  if (has.trim() === '*' || has.split(',').some(one => one.trim().replace(/^W\//, '') === tag.slice(2)))
    return json(null, 304, { headers })
  return json(body, 200, { headers })
}

/** What was asked cannot be read, or is not there: as RFC 9457 has it, and as open to other pages as the rest. */
export const refused = (status: 400 | 404, title: string, detail: string): Answer => problem(status, title, detail)

/** The directory cannot be read just now: whoever keeps a copy keeps it, and asks again. */
export const notNow = (): Answer =>
  problem(503, 'Try again in a moment', 'The directory cannot be read just now. Keep what you have.', {
    'retry-after': '30',
  })

const problem = (status: number, title: string, detail: string, more: Readonly<Record<string, string>> = {}): Answer =>
  json({ type: 'about:blank', title, status, detail }, status, {
    type: 'application/problem+json',
    headers: { ...open, 'cache-control': 'no-store', ...more },
  })

/** What a browser asks before it lets another site's script ask with headers of its own. */
export const preflight = (): Answer =>
  json(null, 204, {
    headers: {
      ...open,
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400',
    },
  })

/** One page of many, as the profile counts them. */
export function pageOf<T extends Json>(all: readonly T[], { page, size }: Exclude<Paging, { wrong: string }>): Json {
  const total_pages = Math.ceil(all.length / size)
  const contents = all.slice((page - 1) * size, page * size)
  return {
    total_items: all.length,
    total_pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= total_pages,
    empty: contents.length === 0,
    contents,
  }
}
