import { chanceFrom } from '../../simulate/chance.ts'
import type { Face } from '../search/crowd.ts'

/** In which ways somebody is told of otherwise than before, by what is wrong; the same of the same person each time. */
export const slips: Readonly<Record<string, (face: Face) => Face>> = {
  'as before': face => face,
  'a letter wrong in the surname': face => ({ ...face, surname: withSlip(face.surname, drawOf(face)), phone: '' }),
  'a letter wrong in both names': face => {
    const draw = drawOf(face)
    return { ...face, forename: withSlip(face.forename, draw), surname: withSlip(face.surname, draw), phone: '' }
  },
  'another day of birth': face => ({ ...face, birthDate: withOtherDay(face.birthDate), phone: '' }),
  'names alone': face => ({ ...face, birthDate: '', phone: '' }),
}

const drawOf = ({ birthDate, postcode }: Face) =>
  chanceFrom([...birthDate, ...postcode].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7)).share

/** One letter left out, twice, or another. */
function withSlip(name: string, draw: () => number): string {
  const at = Math.floor(draw() * name.length)
  const instead = ['', name[at]! + name[at]!, 'abcdefghijklmnopqrstuvwxyz'[Math.floor(draw() * 26)]!]
  return name.slice(0, at) + instead[Math.floor(draw() * instead.length)]! + name.slice(at + 1)
}

/** Any of the first twenty-eight days but the one it was. */
const withOtherDay = (date: string): string =>
  `${date.slice(0, 8)}${String(1 + ((Number(date.slice(8)) + 10) % 28)).padStart(2, '0')}`
