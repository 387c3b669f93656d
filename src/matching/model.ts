/** The four ways two records come to be alike. */
export const classes = ['same', 'household', 'twin', 'chance'] as const
export type Class = (typeof classes)[number]

/** How likely each class shows a level; `chance` from the frequencies of the words, the rest learnt under priors. */
export type LevelModel = Readonly<{ name: string; outOfOrder?: true } & Record<Class, number>>

/** What a model holds of one comparison. */
export type ComparisonModel = Readonly<{
  name: string
  levels: readonly LevelModel[]
  /**
   * The levels of pairs that agree in what this hangs on: strangers of one name are of one sex, their e-mail addresses
   * are made of it, and neighbours were born in one town.
   */
  named?: readonly LevelModel[]
  /**
   * For levels that count frequencies: in how many of `of` records the common words stand. Words borne by fewer than ten
   * different people are never in a model, which is thus no list of people: `rare` is how many strangers bear a word of
   * fewer than ten records. `repeats` of a word's bearers are, on average, further records of the same person or home, and
   * not met by chance. `usual` is how many strangers bear one's own word on average, reckoned of those in `common` where a
   * model does not say.
   */
  frequencies?: Readonly<{
    column: string
    of: number
    common: Readonly<Record<string, number>>
    rare: number
    repeats: number
    usual?: number
  }>
}>

/**
 * Everything that turns two people into a probability, as JSON that a person can read, compare and keep. The same model
 * on the same people gives the same figures.
 */
export type Model = Readonly<{
  format: 'safekeep-model'
  version: 1
  /** What it was made from, for whoever compares models; never a name of a file or person. */
  madeFrom: Readonly<{ records: number; pairs: number; width: string }>
  /** Of all possible pairs, the share that each class has. */
  shares: Readonly<Record<Class, number>>
  comparisons: readonly ComparisonModel[]
  /** From a weight in bits to a probability: points of a rising line, what lies beyond its ends stays at them. */
  calibration: readonly (readonly [weight: number, probability: number])[]
  /** The probability from which on two records are taken as one person, chosen without the truth. */
  threshold: number
}>
