/** What a level of Splink's asks of two values, as far as it matters here. */
export type Asked = Readonly<{ kind: 'exact' | 'reversed' | 'near' | 'part' | 'else' } | { kind: 'days'; most: number }>

/**
 * What a condition in DuckDB's SQL asks, and of which columns; undefined for one that cannot be told. These are the forms
 * that Splink 4's own comparisons write: equality, likeness from or distance up to a number, the same part, dates so near.
 */
export function conditionIn(sql: string): Readonly<{ asked: Asked; columns: readonly string[] }> | undefined {
  const plain = plainOf(sql)
  if (plain === 'else') return { asked: { kind: 'else' }, columns: [] }
  const columns = [...new Set([...plain.matchAll(/([a-z_]\w*?)_[lr]\b/g)].map(([, column]) => column!))]
  const asked = askedIn(plain, columns)
  return asked && { asked, columns }
}

const [l, r] = ['([a-z_][\\w]*)_l', '([a-z_][\\w]*)_r']
const equal = new RegExp(`^${l} = ${r}$`)
const reversed = new RegExp(`^${l} = ${r} and (${l} = ${r}|${r} = ${l})$`)
const near =
  /^(jaro_winkler_similarity|jaro_winkler|jaro_similarity|jaccard)\(.+_l.*, .+_r.*\) >=? [\d.]+$|^(levenshtein|damerau_levenshtein)\(.+_l.*, .+_r.*\) <=? [\d.]+$/
const part = /^(regexp_extract|substr|substring|left)\(.+_l.*\) = \1\(.+_r.*\)$/
const seconds = new RegExp(`^abs\\(${l} - ${r}\\) <=? ([\\d.]+)$`)

function askedIn(plain: string, columns: readonly string[]): Asked | undefined {
  const same = equal.exec(plain)
  if (same) return { kind: same[1] === same[2] ? 'exact' : 'reversed' }
  if (reversed.test(plain) && columns.length === 2) return { kind: 'reversed' }
  const apart = seconds.exec(plain)
  if (apart) return { kind: 'days', most: Number(apart[3]) / 86_400 }
  if (near.test(plain) && columns.length === 1) return { kind: 'near' }
  return part.test(plain) && columns.length === 1 ? { kind: 'part' } : undefined
}

/** Without quotes, case, brackets about it all, and what only turns one kind of value into another. */
function plainOf(sql: string): string {
  let text = sql.replaceAll('"', '').replaceAll('`', '').replace(/\s+/g, ' ').trim().toLowerCase()
  for (let before = ''; before !== text; ) {
    before = text
    text = text
      .replace(/\b(?:try_)?cast\(([^()]+) as \w+\)/g, '$1')
      .replace(/\b(?:lower|upper|trim|epoch)\(([^()]+)\)/g, '$1')
      .replace(/\b(?:try_)?strptime\(([^(),]+), '[^']*'\)/g, '$1')
      .replace(/\bnullif\(((?:[^()]|\([^()]*\))+), ''\)/g, '$1')
      .replace(/^\(([^()]*)\)$/, '$1')
  }
  return text
}
