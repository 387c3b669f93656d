import { plausibleYear, standardDate } from '../standard/index.ts'

const orders = { DMY: 'DD/MM/YYYY', YMD: 'YYYY-MM-DD', MDY: 'MM/DD/YYYY' } as const
type Order = keyof typeof orders

/** In which order the parts of a column's dates come; `sure` if another that fits as well makes no other date of any. */
export type FormatSeen = Readonly<{ format: string; sure: boolean }>

/** The format that most of some dates can have been written in; where two fit alike, day before month. */
export function formatSeenIn(dates: readonly string[]): FormatSeen {
  const fits = new Map(usual.map(order => [order, dates.filter(date => canBe(date, order)).length]))
  const [best, ...others] = usual.toSorted((a, b) => fits.get(b)! - fits.get(a)!)
  const format = orders[best!]
  const asWell = others.filter(order => fits.get(order) === fits.get(best!))
  const alike = (order: Order) => dates.every(date => standardDate(date, orders[order]) === standardDate(date, format))
  return { format, sure: asWell.every(alike) }
}

const usual: readonly Order[] = ['DMY', 'YMD', 'MDY']

function canBe(date: string, order: Order): boolean {
  const [first = '', second, third] = date.match(/\d+/g) ?? []
  const parts = second === undefined ? inOne(first, order) : [first, second, third ?? '']
  const [year = '', month = '', day = ''] = [...'YMD'].map(part => parts[order.indexOf(part)])
  const isYear = year.length === 4 ? plausibleYear(+year) : year.length === 2
  return isYear && +month >= 1 && +month <= 12 && +day >= 1 && +day <= 31 && month.length <= 2 && day.length <= 2
}

function inOne(digits: string, order: Order): readonly string[] {
  const year = digits.length === 8 ? 4 : 2
  const lengths = [...order].map(part => (part === 'Y' ? year : 2))
  const begins = (at: number): number => lengths.slice(0, at).reduce((sum, length) => sum + length, 0)
  return lengths.map((length, at) => digits.slice(begins(at), begins(at) + length))
}
