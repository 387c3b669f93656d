const day = 86_400_000

const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`)

/** Whole days from one day to another, both `YYYY-MM-DD`; negative when the other is past. */
export const daysUntil = (date: string, today: string): number => Math.round((noon(date) - noon(today)) / day)

/** The day so many days later. */
export const daysAfter = (date: string, days: number): string =>
  new Date(noon(date) + days * day).toISOString().slice(0, 10)

/** The Monday of the week that a day is in. */
export const mondayOf = (date: string): string => daysAfter(date, -((new Date(noon(date)).getUTCDay() + 6) % 7))

/** A month, `YYYY-MM`, and the one so many after it. */
export function monthAfter(month: string, months: number): string {
  const first = new Date(`${month}-01T12:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + months)
  return first.toISOString().slice(0, 7)
}

/** The weeks of a month, each of seven days from Monday, the days of its neighbours included. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const weeks: string[][] = []
  for (let monday = mondayOf(`${month}-01`); monday < `${monthAfter(month, 1)}-01`; monday = daysAfter(monday, 7))
    weeks.push([0, 1, 2, 3, 4, 5, 6].map(index => daysAfter(monday, index)))
  return weeks
}
