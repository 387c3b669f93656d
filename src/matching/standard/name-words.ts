/** Words that stand beside names, all folded: what comes before and behind them, and what binds their parts. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** In front of a name and no part of it. */
export const titles = set(
  'mr mrs miss ms mx master mstr mrss dr doctor prof professor sir dame rev revd reverend fr hon messrs cllr capt sgt pc lord lady sister',
)

/** Titles that are names too: they stay where nothing else is said. */
export const titlesAlsoNames = set('master doctor sir lord lady sister dame hon pc')

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

/** Said and left out at will: son and daughter of, and the Portuguese of, and. */
export const leftOut = set('bin ibn bint da das do dos e y')

/** How a name after the father ends in Slavic languages. */
export const patronymic = /.(ovich|evich|ovych|evych|yovych|ovna|evna|ivna|yivna|ichna)$/
