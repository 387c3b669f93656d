/**
 * How well records are kept: each number is a share of the chances there are to get it wrong, in an agency of middling
 * care. Nothing here was measured: the two settings lie far apart so that whatever holds in both hangs on neither.
 */
export type Setting = Readonly<{
  /** Of each name: a key missed, a sound taken for another, a letter misread. */
  mistyped: number
  misheard: number
  misread: number
  /** Of each first name: a short form, or one of the spellings that other agencies use. */
  nickname: number
  spelling: number
  /** Of each record: first and last name in one another's place. */
  namesSwapped: number
  /** Of each birth date: day and month swapped, a digit wrong, only the year known, a date that stands for none. */
  dayMonth: number
  dateDigit: number
  yearOnly: number
  dateOfNobody: number
  /** Of each address: street misspelt, wrong house, postcode wrong in one place; and the address was already old. */
  street: number
  house: number
  postcode: number
  oldAddress: number
  /** Of each phone, e-mail and identifier: a digit or letter wrong. */
  digit: number
  /** Of each woman who married: the record still has, or has again, her name of before. */
  formerName: number
  sexWrong: number
  /** How many times as much is missing as the agency's own habits say. */
  missing: number
  /** How many years old records are, for one year that they are by the agency's habits. */
  age: number
}>

/** Records as busy people keep them. */
export const ordinary: Setting = {
  mistyped: 0.017,
  misheard: 0.009,
  misread: 0.003,
  nickname: 0.035,
  spelling: 0.035,
  namesSwapped: 0.006,
  dayMonth: 0.008,
  dateDigit: 0.014,
  yearOnly: 0.008,
  dateOfNobody: 0.003,
  street: 0.04,
  house: 0.015,
  postcode: 0.02,
  oldAddress: 0.05,
  digit: 0.012,
  formerName: 0.07,
  sexWrong: 0.004,
  missing: 1,
  age: 1,
}

/** Records kept badly, long ago or by somebody who could not ask again. */
export const careless: Setting = {
  mistyped: 0.04,
  misheard: 0.025,
  misread: 0.008,
  nickname: 0.09,
  spelling: 0.09,
  namesSwapped: 0.02,
  dayMonth: 0.022,
  dateDigit: 0.032,
  yearOnly: 0.03,
  dateOfNobody: 0.01,
  street: 0.09,
  house: 0.04,
  postcode: 0.05,
  oldAddress: 0.15,
  digit: 0.035,
  formerName: 0.2,
  sexWrong: 0.012,
  missing: 1.5,
  age: 1.6,
}

export const settings: Readonly<Record<string, Setting>> = { ordinary, careless }
