import { housed } from './houses.ts'
import { foldLetters, wordsOf } from './letters.ts'
import { isProgramsNothing, saysNothing } from './placeholders.ts'
import { postcodeIn, standardPostcode } from './postcodes.ts'

/**
 * Where somebody lives. `building`: the house number, behind it after a space the flat's (`14 2`), or the house's name;
 * `street` without the word for its kind. What is not known is ''. Without a fixed abode nothing is: two people without a
 * home do not live together.
 */
export type Address = Readonly<{
  building: string
  street: string
  town: string
  postcode: string
  noFixedAbode: boolean
}>

/** An address from its lines, with town and postcode from there if they are not given apart. */
export function standardAddress(lines: readonly string[], town = '', postcode = ''): Address {
  const all = lines.filter(line => !isProgramsNothing(line)).join(',')
  const code = standardPostcode(postcode)
  const within = code === '' || postcode === '' ? postcodeIn(all) : undefined
  const text = foldLetters(all)
  if (abodeless.test(text) || abodeless.test(town.toLowerCase())) return noAbode
  const given = standardTown(town)
  const said = (within ? text.replace(within.toLowerCase(), ' ') : text)
    .split(/[,\n;]/)
    .map(line => wordsOf(line.replace(/&/g, ' and ')).replace(/^c o /, ''))
    .filter(line => !saysNothing(line) && !wider.test(line))
  const { building, street, rest } = housed(said.filter(line => line !== given && line !== code))
  return {
    building,
    street,
    town: given || standardTown(rest.at(-1) ?? ''),
    postcode: code || standardPostcode(within ?? ''),
    noFixedAbode: false,
  }
}

/** A town's name in words; '' if it says nothing. */
export function standardTown(given: string): string {
  if (given === '' || isProgramsNothing(given)) return ''
  const words = wordsOf(foldLetters(given).replace(/&/g, ' and '))
    .replace(/\bsaint\b/g, 'st')
    .replace(/(?<= )(on|upon|under|in|by|the|le|and) (?=.)/g, '')
  return saysNothing(words) || abodeless.test(words) ? '' : words
}

const noAbode: Address = { building: '', street: '', town: '', postcode: '', noFixedAbode: true }
const abodeless =
  /(^|,\s*)(of )?(n\.?f\.?a\b|no fixed (abode|address|addr)|homeless|no abode|sofa surf|rough sleep|street homeless)/

/** Countries and counties: written or not, they tell no house from another. */
const wider =
  /^(england|wales|cymru|scotland|(northern )?ireland|united kingdom|u k|uk|gb|great britain|\w+ ?shire|(east |west )?sussex|kent|essex|surrey|norfolk|suffolk|cornwall|devon|dorset|somerset|county durham|cumbria|merseyside|tyne and wear|greater (london|manchester)|west midlands|(north|south|east|west) yorkshire)$/
