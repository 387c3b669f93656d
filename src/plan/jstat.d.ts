/** The one function we take from jStat, which ships no types: P(X <= successes) in `trials` of `chance`. */
declare module 'jstat' {
  const jstat: {
    readonly jStat: {
      readonly binomial: { readonly cdf: (successes: number, trials: number, chance: number) => number }
    }
  }
  export default jstat
}
