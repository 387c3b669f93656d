/**
 * What people write when they have nothing to write: it must not count as agreement. All words here are folded
 * (`letters.ts`).
 */

/** True if folded words say only that nothing is known. */
export const saysNothing = (words: string): boolean =>
  words === '' || nothing.has(words) || (words[0] === words[1] && /^([a-z])\1{2,}$/.test(words))

/** True if folded words stand where a forename is not known or not yet given: "baby", "unborn", "male infant", "twin 2". */
export const saysNoForename = (words: string): boolean => saysNothing(words) || words === 'x' || unnamed.test(words)

/**
 * True if a text in its own capitals is what programs write for "nothing": NA, N/A, NaN, NULL. As they stand only: Na is
 * a name.
 */
export const isProgramsNothing = (text: string): boolean =>
  /^\s*(NA|NaN|[nN]\/[aA]|NULL|#N\/A|-+|\?+|\.+)\s*$/.test(text)

const nothing = new Set(
  [
    'unknown,unkown,unknow,unk,not known,notknown,no known,nk,none,nil,null,missing,blank,empty,refused,declined',
    'not given,not stated,not provided,not recorded,not disclosed,not applicable,not available,not supplied,no name',
    'withheld,undisclosed,confidential,anonymous,anon,test,testing,test test,test patient,test person,dummy,xx',
    'tbc,tba,to be confirmed,to be advised,nfn,fnu,lnu,no surname,no forename,no first name,no last name,no middle name',
    'unknown unknown,unknown male,unknown female,unknown person,unidentified,do not use,duplicate,see notes,as above',
    'same as above,none given,none known,details withheld,name withheld,not yet known,not yet named,to be named',
  ].flatMap(line => line.split(',')),
)

/** A child without a name yet, as hospitals and social workers write it; "of" brings in the mother's name. */
const child =
  '(un ?named|un ?born|new ?born|male|female|baby|infant|child|boy|girl|twin|triplet|foetus|fetus|embryo|bump)'
/** Words, one at a time, that say only that a name is not known or not yet given. */
export const namelessWords: readonly string[] = [...nothing, ...child.slice(1, -1).replaceAll(' ?', '').split('|'), 'x']
const which = '(first|second|third|one|two|three|[a-c1-3]|i{1,3}|premature|the)'
const unnamed = new RegExp(`^(${which} )*${child}( (${child}|${which}))*( of\\b.*)?$|^b ?o `)
