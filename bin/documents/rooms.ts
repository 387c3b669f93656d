type MayImport = Readonly<Record<string, readonly string[]>>

const cell = 34
const names = 180
const head = 150
const ink = '#1d2a2f'
const rule = '#d5dcdd'
const mark = '#0b5a5f'

/**
 * `docs/rooms.svg`: the law of the house as a table. Rooms stand in an order in which each looks only to those before it,
 * so every mark lies left of the diagonal; a mark right of it would be a circle.
 */
export function roomsPicture(mayImport: MayImport): string {
  const rooms = inOrder(mayImport)
  const width = names + rooms.length * cell + 60
  const height = head + rooms.length * cell + 24
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title told" font-family="system-ui, sans-serif" font-size="15">`,
    '<title id="title">Which room may look into which</title>',
    `<desc id="told">${rooms.map(room => `${room} may look into ${listed(mayImport[room])}.`).join(' ')}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="${head - 34}" fill="${ink}" font-size="13">this room</text>`,
    `<text x="16" y="${head - 16}" fill="${ink}" font-size="13">may look into →</text>`,
    ...rooms.flatMap((room, row) => [column(room, row), ...line(room, row, rooms, mayImport)]),
    '</svg>',
  ].join('\n')}\n`
}

/** The rooms that look nowhere first, then those that look only to rooms already named. */
function inOrder(mayImport: MayImport): readonly string[] {
  const placed: string[] = []
  const left = Object.keys(mayImport)
  while (left.length > 0) {
    const next = left.findIndex(room => (mayImport[room] ?? []).every(other => placed.includes(other)))
    if (next < 0)
      throw new Error(`The rooms ${left.join(', ')} look at one another in a circle, or into no room at all.`)
    placed.push(...left.splice(next, 1))
  }
  return placed
}

function column(room: string, index: number): string {
  const x = names + index * cell + cell / 2 + 5
  return `<text transform="translate(${x} ${head - 12}) rotate(-60)" fill="${ink}">${room}</text>`
}

function line(room: string, row: number, rooms: readonly string[], mayImport: MayImport): readonly string[] {
  const y = head + row * cell
  return [
    `<line x1="16" x2="${names + rooms.length * cell}" y1="${y}" y2="${y}" stroke="${rule}"/>`,
    `<text x="16" y="${y + cell / 2 + 5}" fill="${ink}" font-weight="600">${room}</text>`,
    ...rooms.flatMap((other, index) => {
      const x = names + index * cell
      if (index === row) return [`<rect x="${x}" y="${y}" width="${cell}" height="${cell}" fill="${rule}"/>`]
      if (!mayImport[room]?.includes(other)) return []
      return [`<circle cx="${x + cell / 2}" cy="${y + cell / 2}" r="8" fill="${mark}"/>`]
    }),
  ]
}

const listed = (rooms: readonly string[] = []): string => rooms.join(', ') || 'no other'
