import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { chanceFrom } from '../../simulate/chance.ts'

/** Somebody made up, called and born as people in Britain are: enough of them to be looked for. */
export type Face = Readonly<{
  forename: string
  surname: string
  birthDate: string
  postcode: string
  phone: string
}>

type Share = Readonly<{ name: string; until: number }>

const names = join(import.meta.dirname, '..', '..', 'names')
const rows = (file: string): readonly Readonly<Record<string, string>>[] =>
  parse(readFileSync(join(names, file)), { columns: true })

const surnames = upTo(rows('surnames.csv').map(row => [row.surname ?? '', Number(row.share)]))
const forenames = upTo(
  rows('forenames-by-birth-year.csv').map(row => {
    const counts = Object.entries(row).flatMap(([column, count]) => (/^\d/.test(column) ? [Number(count)] : []))
    return [row.name ?? '', counts.reduce((sum, count) => sum + count, 0)]
  }),
)

/** People by number, the same for the same number. */
export function face(number: number): Face {
  const { share: draw } = chanceFrom(Math.imul(number + 1, 0x9e3779b1))
  const day = (span: number) => String(1 + Math.floor(draw() * span)).padStart(2, '0')
  const digits = (count: number) => String(Math.floor(draw() * 10 ** count)).padStart(count, '0')
  const sector = Math.floor(draw() * 600)
  const letters = () => 'abdefghjlnpqrstuwxyz'[Math.floor(draw() * 20)]
  return {
    forename: drawn(forenames, draw()),
    surname: drawn(surnames, draw()),
    birthDate: `${1935 + Math.floor(draw() * 88)}-${day(12)}-${day(28)}`,
    postcode: `CV${1 + (sector % 60)} ${Math.floor(sector / 60)}${letters()}${letters()}`.toUpperCase(),
    phone: draw() < 0.5 ? `07${digits(9)}` : '',
  }
}

function upTo(shares: readonly (readonly [name: string, share: number])[]): readonly Share[] {
  const all = shares.reduce((sum, [, share]) => sum + share, 0)
  let sum = 0
  return shares.map(([name, share]) => {
    sum += share
    return { name, until: sum / all }
  })
}

function drawn(shares: readonly Share[], at: number): string {
  let [low, high] = [0, shares.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (shares[middle]!.until < at) low = middle + 1
    else high = middle
  }
  return shares[low]!.name
}
