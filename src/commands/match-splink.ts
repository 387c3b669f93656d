import { writeFileSync } from 'node:fs'
import { type Columns, type Comparison, type Model, type mapFromText, splinkFrom } from '#matching/engine'

type ColumnMap = ReturnType<typeof mapFromText>

/** By the name of a column, the comparison that it belongs to: as Splink's settings, which know columns alone, need it. */
export function comparisonsByColumn(map: ColumnMap): Columns {
  const named = Object.entries(columnsByComparison(map)).map(([comparison, column]) => [column, comparison])
  const places = [map.town, map.uprn, ...(map.addressLines ?? [])].map(column => [column, 'address'])
  return Object.fromEntries([...places, ...named].filter(([column]) => column !== undefined))
}

/**
 * Writes a model as Splink 4's settings, with the columns of the input; an address goes by its postcode there. What no one
 * column holds is left out, and said to be.
 */
export function writeSplink(
  path: string,
  model: Model,
  compared: readonly Comparison[],
  map: ColumnMap,
  linkOnly = false,
): void {
  const byComparison = columnsByComparison(map)
  const settings = splinkFrom(model, compared, { id: map.id, byComparison, linkOnly })
  writeFileSync(path, `${JSON.stringify(settings, undefined, 2)}\n`)
  const left = model.comparisons.filter(({ name }) => name in byComparison && byComparison[name] === undefined)
  if (left.length > 0)
    console.error(`Left out of ${path}, since no one column holds it: ${left.map(({ name }) => name).join(', ')}.`)
}

function columnsByComparison(map: ColumnMap): Readonly<Record<string, string | undefined>> {
  const { forename, middleNames, surname, birthDate, sex, postcode, phone, email, nhsNumber } = map
  return {
    forename,
    middleNames,
    surname,
    birthDate: birthDate?.column,
    sex,
    address: postcode,
    phone,
    email,
    nhsNumber,
  }
}
