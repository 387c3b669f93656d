import type { Chance } from '../chance.ts'
import type { Britons } from './britons.ts'
import { type Origin, type Sex, stocks } from './origins.ts'

/** What a name is made of: its origin, the ways of the family, and the names of those before. */
export type Naming = Readonly<{
  origin: Origin
  /** From nought to one, the same in a family: which of the ways of its origin it keeps to. */
  chain: number
  father: string
  grandfather: string
}>

/** `surname` only where it is not the family's. */
export type Given = Readonly<{ forename: string; middle: string; called: string; surname?: string }>

/** First and middle names as they are given where a name comes from, for a year of birth. */
export function givenNames(chance: Chance, names: Britons, naming: Naming, sex: Sex, year: number): Given {
  const british = () => names.forename(sex, year)(chance)
  if (naming.origin === 'british') return asBritish(chance, british)
  const stock = stocks[naming.origin]
  // Families long in the country give names of the country.
  const local = { southAsian: 8, muslim: 4, slavic: 18, african: 35, chinese: 20, other: 30 }[naming.origin]
  const forename = year > 1980 && chance.percent(local) ? british() : stock[sex](chance)
  const ways = { southAsian, muslim, slavic, african, chinese, other: plain }
  return ways[naming.origin](chance, { ...naming, forename, sex, british, second: () => stock[sex](chance) })
}

/** A surname as a woman bears it, where hers ends otherwise than a man's. */
export function feminine(surname: string, origin: Origin): string {
  if (origin !== 'slavic') return surname
  if (/(sk|ck|dzk)i$/.test(surname)) return surname.replace(/i$/, 'a')
  return /[eo]v$|[^ae]in$/.test(surname) ? `${surname}a` : surname
}

type Bearer = Readonly<{ origin: Origin; surnames: readonly { readonly is: string }[] }>

/** The surname of a child: the father's as a rule, else the mother's or both. */
export function surnameOfChild(chance: Chance, sex: Sex, mother: Bearer, father: Bearer | undefined): string {
  const hers = mother.surnames[0]!.is
  const his = father?.surnames[0]?.is
  const as = (surname: string, origin: Origin) => (sex === 'f' ? feminine(surname, origin) : masculine(surname, origin))
  if (his === undefined) return as(hers, mother.origin)
  const own = mother.surnames.at(-1)!.is
  if (own !== his && !hers.includes('-') && chance.percent(5)) return `${own}-${his}`
  return chance.percent(6) ? as(hers, mother.origin) : as(his, father!.origin)
}

function masculine(surname: string, origin: Origin): string {
  return origin === 'slavic' ? surname.replace(/(sk|ck|dzk)a$/, '$1i').replace(/([eo]v)a$/, '$1') : surname
}

type Asked = Naming & Readonly<{ forename: string; sex: Sex; british: () => string; second: () => string }>

function asBritish(chance: Chance, name: () => string): Given {
  const forename = name()
  const middle = chance.percent(82) ? `${name()}${chance.percent(12) ? ` ${name()}` : ''}` : ''
  return { forename, middle, called: middle && chance.percent(5) ? middle.split(' ')[0]! : '' }
}

function southAsian(chance: Chance, { forename, sex, chain, second }: Asked): Given {
  const sikh = chain < 0.45
  if (!sikh) return { forename, middle: chance.percent(25) ? second() : '', called: '' }
  const middle = sex === 'f' ? 'kaur' : 'singh'
  return chain < 0.18 ? { forename, middle: '', called: '', surname: middle } : { forename, middle, called: '' }
}

function muslim(chance: Chance, { forename, sex, chain, father, grandfather, second }: Asked): Given {
  if (chain < 0.25) return { forename, middle: father, called: '', surname: grandfather }
  if (sex === 'f')
    return chance.percent(38)
      ? {
          forename,
          middle: '',
          called: '',
          surname: chance.one(['begum', 'bibi', 'akhtar', 'khatun', 'begum', 'kauser']),
        }
      : { forename, middle: chance.percent(20) ? second() : '', called: '' }
  // A blessed name stands first and the name that is used second.
  if (!chance.percent(35)) return { forename, middle: chance.percent(30) ? second() : '', called: '' }
  return { forename: 'mohammed', middle: forename === 'mohammed' ? second() : forename, called: forename }
}

function slavic(chance: Chance, { forename, sex, chain, father, second }: Asked): Given {
  if (chain >= 0.3) return { forename, middle: chance.percent(40) ? second() : '', called: '' }
  const stem = father.replace(/[aeiouy]+$/, '')
  return { forename, middle: stem + (sex === 'f' ? 'ivna' : 'ovych'), called: '' }
}

function african(chance: Chance, { forename, chain, father, grandfather, british, second }: Asked): Given {
  if (chain < 0.2) return { forename, middle: father, called: '', surname: grandfather }
  const middle = chance.percent(75) ? second() : ''
  return { forename, middle, called: middle && chance.percent(20) ? middle : chance.percent(8) ? british() : '' }
}

const syllables =
  'bo chen chun dan fang hai hong hui jia jing jun kai lan lei lin ling mei min ming na ning ping qi qing'
    .concat(' rong rui shan shu si ting wei wen xia xiao xin xue yan yang yi ying yu yuan yun ze zhen zhi zi')
    .split(' ')

function chinese(chance: Chance, { forename, british }: Asked): Given {
  const given = chance.percent(65) ? chance.one(syllables) + chance.one(syllables) : forename
  return { forename: given, middle: '', called: chance.percent(40) ? british() : '' }
}

function plain(chance: Chance, { forename, second }: Asked): Given {
  return { forename, middle: chance.percent(45) ? second() : '', called: '' }
}
