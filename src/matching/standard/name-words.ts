/** Words that stand beside names, all folded: what comes before and behind them, and what binds their parts. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** In front of a name and no part of it. */
export const titles = set(
  'mr mrs miss ms mx master mstr mrss dr doctor prof professor sir dame rev revd reverend fr hon messrs cllr capt captain col colonel lt lieut lieutenant sgt sergeant pc lord lady sister',
)

/** Titles that are names too: they stay where nothing else is said. */
export const titlesAlsoNames = set('master doctor sir lord lady sister dame hon pc col')

/** Behind a name and no part of it. */
export const suffixes = set('jr jnr snr sr ii iii iv esq phd obe mbe cbe qc kc mp bsc msc decd deceased')

/** Borne by so many as part of their name that they tell no family. */
export const titlesAsNames = set(
  'singh kaur begum begom bibi khatun khatoon bano banu devi kumari kumar khanum khanam khanom bai lal miah',
)

/** They belong to the surname's next word: written apart, with a hyphen or in one word. */
export const bindingInSurnames = set(
  'o mc mac van von der den de di del della du le la st saint al el ul ur abd abdul abu ap ab fitz ten ter te zu zur',
)

/** The same of forenames: Abdul Rahman, Zia ur Rehman. */
export const bindingInForenames = set('abd abdul abdel abdal abdur abdus abdool abu ul ur')

/** Said and left out at will: son and daughter of, of a place, and the Portuguese of, and. */
export const leftOut = set('bin ibn bint of da das do dos e y')

/** How a name after the father ends in Slavic languages. */
export const patronymic = /.(ovich|evich|ovych|evych|yovych|ovna|evna|ivna|yivna|ichna)$/

/** A rank that stands in or behind a name: 1st Baron Clifford of Chudleigh, Earl of Warwick. Without a number or an "of", it is a name. */
export const peerage =
  /[\s,]*(?<![a-z])(?:the )?(?:\d{1,2}(?:st|nd|rd|th) (?:baron(?:ess|et)?|(?:vis)?count(?:ess)?|earl|marquess|marquis|duke|duchess)(?: of)?|(?:baron(?:ess)?|(?:vis)?count(?:ess)?|earl|marquess|marquis|duke|duchess) of)(?![a-z])/
