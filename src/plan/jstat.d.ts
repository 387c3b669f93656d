/** What we take from jStat, which ships no types: P(X <= successes) in `trials` of `chance`, and quantiles of gamma. */
declare module 'jstat' {
  const jstat: {
    readonly jStat: {
      readonly binomial: { readonly cdf: (successes: number, trials: number, chance: number) => number }
      readonly gamma: { readonly inv: (share: number, shape: number, scale: number) => number }
    }
  }
  export default jstat
}
