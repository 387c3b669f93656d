import { plausibleYear } from '../standard/index.ts'

const orders = { DMY: 'DD/MM/YYYY', YMD: 'YYYY-MM-DD', MDY: 'MM/DD/YYYY' } as const
type Order = keyof typeof orders

/** The format that most of some dates can have been written in; where two fit alike, day before month. */
export function formatSeenIn(dates: readonly string[]): string {
  const fits = (order: Order): number => dates.filter(date => canBe(date, order)).length
  const [best = 'DMY'] = (['DMY', 'YMD', 'MDY'] as const).toSorted((a, b) => fits(b) - fits(a))
  return orders[best]
}

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
