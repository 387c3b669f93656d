import type { Chance } from '../chance.ts'
import { rowsOfNames } from './britons.ts'
import { type Draw, drawOf } from './draws.ts'

/** A letter left out, doubled, swapped with its neighbour, or the key beside it pressed. */
export function mistyped(chance: Chance, text: string): string {
  if (text.length < 3) return text
  const at = chance.between(1, text.length - 1)
  const [before, letter, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)]
  const way = chance.between(1, 100)
  if (way <= 30) return before + after
  if (way <= 45) return before + letter + letter + after
  if (way <= 65) return before.slice(0, -1) + letter + before.at(-1) + after
  return before + chance.one([...(keys[letter.toLowerCase()] ?? 'e')]) + after
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const keys: Readonly<Record<string, string>> = Object.fromEntries(
  rows.flatMap((row, line) =>
    [...row].map((key, place) => [key, [row[place - 1], row[place + 1], rows[line + 1]?.[place]].join('')]),
  ),
)

type Rule = readonly [where: string, from: string, to: string]

const sounds: readonly Rule[] = rowsOfNames('misheard-sounds.csv').flatMap(
  ([where = '', from = '', to = '', ...when]) =>
    // Rules that hang on what stands around are left to those who study them; two hundred hang on nothing.
    when.every(condition => condition === 'None')
      ? [[where, from.toLowerCase(), to.replace('@', '').toLowerCase()]]
      : [],
)
const shapes: readonly Rule[] = rowsOfNames('misread-letters.csv').flatMap(([where = '', from = '', to = '']) =>
  /^[a-z]+$/.test(from) && /^[a-z]+$/.test(to) ? [[where, from, to]] : [],
)
const spellings: readonly Rule[] = [
  ...['ee i', 'i ee', 'oo u', 'u oo', 'ou u', 'kh k', 'k kh', 'ph f', 'f ph', 'w v', 'v w', 'z s', 's z', 'q k', 'k q'],
  ...['aa a', 'a aa', 'mm m', 'm mm', 'ss s', 's ss', 'dh d', 'th t', 'y i', 'i y', 'e i', 'a e', 'o u', 'u o'],
  ...['sz sh', 'cz ch', 'rz z', 'j y', 'ks x', 'iya ia', 'ia iya', 'ey iy', 'uh u', 'sh s', 'ch tch', 'gh g', 'c k'],
].map((pair): Rule => {
  const [from = '', to = ''] = pair.split(' ')
  return ['ALL', from, to]
})

/** One sound written as another. */
export const misheard = (chance: Chance, text: string): string => byRule(chance, text, sounds)
/** One shape read as another. */
export const misread = (chance: Chance, text: string): string => byRule(chance, text, shapes)
/** A name that had to be put into other letters, put into them another way. */
export const respelt = (chance: Chance, text: string): string => byRule(chance, text, spellings)

function byRule(chance: Chance, text: string, rules: readonly Rule[]): string {
  for (let tries = 0; tries < 40; tries++) {
    const [where, from, to] = chance.one(rules)
    const at =
      where === 'START'
        ? text.startsWith(from)
          ? 0
          : -1
        : where === 'END'
          ? text.length - from.length
          : text.indexOf(from)
    if (at >= 0 && text.startsWith(from, at) && text.length - from.length + to.length >= 2) {
      return text.slice(0, at) + to + text.slice(at + from.length)
    }
  }
  return mistyped(chance, text)
}

/** Another digit or letter of the same kind in one place, or two neighbours swapped. */
export function oneWrong(chance: Chance, text: string): string {
  const at = chance.between(0, text.length - 1)
  if (at > 0 && chance.percent(35)) return text.slice(0, at - 1) + text[at]! + text[at - 1]! + text.slice(at + 1)
  const other = /\d/.test(text[at]!) ? String(chance.between(0, 9)) : chance.one([...'ABCDEFGHJKLMNPRSTUWXY'])
  return text.slice(0, at) + other + text.slice(at + 1)
}

const variants: ReadonlyMap<string, Draw<string>> = new Map(
  [...Map.groupBy(rowsOfNames('forename-variants.csv'), ([name]) => name!)].map(([name, of]) => [
    name,
    drawOf(of.map(([, variant = '', share]) => [variant, Number(share)] as const)),
  ]),
)

/** A first name as it was found written of the same people elsewhere, where that is known. */
export const asElsewhere = (chance: Chance, name: string): string =>
  variants.get(name)?.(chance) ?? respelt(chance, name)

const short: ReadonlyMap<string, readonly string[]> = new Map(
  `william bill will billy liam|elizabeth liz beth lizzie betty eliza|margaret maggie peggy meg|katherine kate katie kathy|
  catherine cath cathy kate|robert rob bob bobby|richard rick dick richie|james jim jimmy jamie|john jack johnny|
  thomas tom tommy|michael mike mick|david dave|christopher chris|stephen steve|steven steve|andrew andy drew|
  anthony tony|joseph joe joey|daniel dan danny|matthew matt|nicholas nick|benjamin ben|samuel sam sammy|
  alexander alex sandy xander|edward ed ted eddie|charles charlie chas|george georgie|henry harry|harry henry|
  jonathan jon|timothy tim|peter pete|philip phil|gregory greg|kenneth ken|ronald ron|donald don|raymond ray|
  gerald gerry|lawrence larry|frederick fred freddie|albert bert|alfred alf alfie|arthur art|leonard len|stanley stan|
  patrick pat paddy|terence terry|francis frank|jennifer jen jenny|jessica jess jessie|rebecca becky becca|
  victoria vicky tori|susan sue suzy|patricia pat trish|deborah debbie deb|barbara barb babs|christine chris chrissie|
  samantha sam|alexandra alex sandra lexi|charlotte charlie lottie|abigail abi abbie|amelia millie amy|isabella bella izzy|
  isabelle izzy belle|olivia liv livvy|emily em emmy|matilda tilly|eleanor ellie nell|natalie nat|georgina georgie gina|
  caroline carrie caz|dorothy dot dolly|florence flo|josephine jo josie|joanne jo|kimberley kim|pamela pam|sandra sandy|
  theresa terry tess|zachary zak zach|joshua josh|jacob jake|oliver ollie|theodore theo teddy|maximilian max|
  leonardo leo|archibald archie|nathaniel nathan nat|gabriel gabe|dominic dom|cameron cam|mohammed mo|aleksandra ola|
  malgorzata gosia|katarzyna kasia|agnieszka aga|joanna asia|krzysztof krzysiek chris|piotr peter|tomasz tomek|
  oleksandr sasha|volodymyr vova|abdullah abdul|chukwuemeka emeka|oluwaseun seun|emmanuel manny emma`
    .split('|')
    .map(line => line.trim().split(/\s+/))
    .map(([name = '', ...forms]) => [name, forms] as const),
)

/** A short form of a first name, or the name itself where it has none. */
export function shortened(chance: Chance, name: string): string {
  const forms = short.get(name)
  return forms ? chance.one(forms) : name
}
