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

/**
 * An address from its lines. The postcode is looked for there too if it is not given apart, and so is the town if towns
 * are not (undefined; one that is kept apart and not known is '').
 */
export function standardAddress(lines: readonly string[], town?: string, postcode = ''): Address {
  const flat = flatAlone.exec(lines[0] ?? '')?.[1]
  const at = flat === undefined ? 0 : 1
  const simple = numberedStreet.exec(lines[at] ?? '')
  if (!simple) return readAddress(lines, town, postcode)
  const [, number = '', street = ''] = simple
  const onNumberOne = onceRead(street.toLowerCase(), lines.slice(at + 1), town)
  const code = standardPostcode(postcode)
  // A line behind may hold a flat, or the postcode where the one given says nothing: then all is read together.
  if (onNumberOne.building !== '1' || onNumberOne.postcode !== '' || (code === '' && postcode !== ''))
    return readAddress(lines, town, postcode)
  const building = (flat === undefined ? number : `${number} ${flat}`).toLowerCase()
  return { building, street: onNumberOne.street, town: onNumberOne.town, postcode: code, noFixedAbode: false }
}

/**
 * Most addresses are a number in one of some thousand streets: reading each street once makes a million addresses quick.
 * Emptied when full, so that memory stays bounded.
 */
const streetsRead = new Map<string, Address>()
const mostStreets = 40_000

/** The address of number 1 in a street, and of the lines behind it. */
function onceRead(street: string, behind: readonly string[], town: string | undefined): Address {
  const rest = behind.length === 0 ? '' : behind.length === 1 ? behind[0]! : behind.join('\n')
  const key = rest === '' ? `${street}\t${town}` : `${street}\n${rest}\t${town}`
  const before = streetsRead.get(key)
  if (before) return before
  if (streetsRead.size >= mostStreets) streetsRead.clear()
  const address = readAddress([`1 ${street}`, ...behind], town, '')
  streetsRead.set(key, address)
  return address
}

function readAddress(lines: readonly string[], town: string | undefined, postcode: string): Address {
  const all = lines.map(line => (isProgramsNothing(line) ? '' : line)).join(',')
  const code = standardPostcode(postcode)
  const within = code === '' || postcode === '' ? postcodeIn(all) : undefined
  const text = foldLetters(all)
  if (abodeless.test(text) || abodeless.test((town ?? '').toLowerCase())) return noAbode
  const given = standardTown(town ?? '')
  const said = (within ? text.replace(within.toLowerCase(), ' ') : text)
    .split(/[,\n;]/)
    .map(line => wordsOf(line.replace(/&/g, ' and ')).replace(/^c o /, ''))
    // A line that says nothing stays as an empty one, because a number alone belongs to the street in the next.
    .map(line => (saysNothing(line) || wider.test(line) || line === code || townOf(line) === given ? '' : line))
  const { building, street, rest } = housed(said, town !== undefined)
  return {
    building,
    street,
    town: town === undefined ? standardTown(rest.at(-1) ?? '') : given,
    postcode: code || standardPostcode(within ?? ''),
    noFixedAbode: false,
  }
}

/** A town's name in words; '' if it says nothing. */
export function standardTown(given: string): string {
  if (given === '' || isProgramsNothing(given)) return ''
  const words = townOf(wordsOf(foldLetters(given).replace(/&/g, ' and ')))
  return saysNothing(words) || abodeless.test(words) ? '' : words
}

const townOf = (words: string): string =>
  words.replace(/\bsaint\b/g, 'st').replace(/(?<= )(on|upon|under|in|by|the|le|and) (?=.)/g, '')

const numberedStreet = /^([1-9]\d{0,4}[A-Za-z]?) ([A-Za-z]{2,}(?:[ '-][A-Za-z]+)*)$/
const flatAlone = /^(?:flat|apartment|apt|unit|room) (\d{1,4}[a-z]?)$/i
const noAbode: Address = { building: '', street: '', town: '', postcode: '', noFixedAbode: true }
const abodeless =
  /(^|,\s*)(of )?(n\.?f\.?a\b|no fixed (abode|address|addr)|homeless|no abode|sofa surf|rough sleep|street homeless)/

/** Countries and counties: written or not, they tell no house from another. */
const wider =
  /^(england|wales|cymru|scotland|(northern )?ireland|united kingdom|u k|uk|gb|great britain|\w+ ?shire|(east |west )?sussex|kent|essex|surrey|norfolk|suffolk|cornwall|devon|dorset|somerset|county durham|cumbria|merseyside|tyne and wear|greater (london|manchester)|west midlands|(north|south|east|west) yorkshire)$/
