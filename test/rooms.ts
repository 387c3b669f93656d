import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * The law of the house: which room may look into which. It has no circle, so there can be none between rooms. A room
 * that is not named here may look nowhere and may not be looked into.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  embedded: [],
  adapters: ['kernel'],
  area: ['kernel'],
  backup: ['kernel'],
  simulate: ['kernel', 'conversation', 'newsletter'],
  matching: ['kernel'],
  web: ['kernel'],
  asking: ['kernel'],
  portal: ['kernel', 'web', 'files'],
  hub: ['kernel', 'web', 'matching'],
  casework: ['kernel', 'web'],
  plan: ['kernel', 'web'],
  directory: ['kernel', 'web'],
  files: ['kernel', 'web'],
  conversation: ['kernel', 'web', 'messages', 'files'],
  messages: ['kernel', 'web'],
  newsletter: ['kernel', 'web'],
  referral: ['kernel', 'web', 'files'],
  'programmes/*': ['kernel', 'web', 'asking'],
  'programmes.ts': ['kernel', 'programmes/*'],
  'main.ts': ['commands'],
  commands: [
    ...['kernel', 'web', 'portal', 'hub', 'casework', 'plan', 'area', 'backup', 'embedded', 'adapters', 'matching'],
    ...['directory', 'conversation', 'messages', 'newsletter', 'files', 'referral'],
    ...['simulate', 'programmes.ts'],
  ],
}

/**
 * What comes from outside the house and only some of it may use. Queries stay where row security and the audit are
 * (the life of a server, the start and the made-up county speak as the owner, before anybody is there to be named);
 * pages and their server stay in one room; and what reaches over a network stays where an outage is expected.
 */
const onlyIn: readonly { readonly outside: RegExp; readonly rooms: RegExp }[] = [
  {
    outside: /^kysely(\/|$)/,
    rooms:
      /^kernel\/|^(programmes\/[^/]+|matching|directory|conversation|messages|newsletter|referral)\/[\w/-]*queries\.ts$/,
  },
  { outside: /^pg(-|\/|$)/, rooms: /^(kernel|backup|embedded|commands|simulate)\// },
  { outside: /^@?fastify(\/|$)/, rooms: /^web\// },
  { outside: /^(node:)?(https?|http2|net|tls|dgram|dns)(\/|$)|^undici$/, rooms: /^(adapters|embedded|web)\// },
]

/** Files that others may import; everything else in a room is its own affair. */
const door =
  /^([^/]+|programmes\/[^/]+)\/index\.ts$|^(kernel\/fields|matching\/engine)\.ts$|^programmes\.ts$|^simulate\/county\.ts$/

const roomOf = (file: string): string => file.match(/^programmes\/[^/]+(?=\/)/)?.[0] ?? file.split('/')[0]!
const kindOf = (room: string): string => (room.startsWith('programmes/') ? 'programmes/*' : room)

/** Every import in `src` and `simulate` of a project that the law forbids, said in a sentence; tests may import anything. */
export function trespasses(root: string, doors: Readonly<Record<string, string>>): readonly string[] {
  const files = globSync(['src/**/*.ts', 'simulate/**/*.ts'], { cwd: root }).filter(file => !file.endsWith('.test.ts'))
  return files.flatMap(file => trespassesOf(root, file, doors)).sort()
}

function trespassesOf(root: string, path: string, doors: Readonly<Record<string, string>>): readonly string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const file = inHouse(path)
  const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"`])([^'"`\n]+)\1/g)].flatMap(([, , target]) => {
    const own = doors[target!] ?? (target!.startsWith('.') ? join(dirname(path), target!) : undefined)
    const why = own === undefined ? fromOutside(file, target!) : fromInside(file, inHouse(relative('.', own)))
    return why ? [`${file} ${why}`] : []
  })
  // A global needs no import: the browser's own scripts ask our server, and nothing else on the server asks anybody.
  const asks = /(?<![.\w])fetch\(/.test(text) && !/^(adapters|web\/client)\//.test(file)
  return asks ? [...found, `${file} may not fetch`] : found
}

const inHouse = (path: string): string => path.replace(/^src\//, '')

function fromOutside(file: string, target: string): string | undefined {
  const barred = onlyIn.some(({ outside, rooms }) => outside.test(target) && !rooms.test(file))
  return barred ? `may not use ${target}` : undefined
}

function fromInside(file: string, target: string): string | undefined {
  const [from, to] = [roomOf(file), roomOf(target)]
  if (from === to) return door.test(target) && target.endsWith('/index.ts') ? 'may not use its own door' : undefined
  if (!mayImport[kindOf(from)]?.includes(kindOf(to))) return `may not look into ${to}`
  return door.test(target) ? undefined : `must come into ${to} by the door, not ${target}`
}
