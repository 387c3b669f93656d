/** How people are alike, learnt without the truth: how likely two records are one person, why, who belongs together. */
export { clusters, type Pair, type Rules } from './clusters.ts'
export { type Explanation, explain, explainerOf, type Step } from './explain.ts'
export { jsonOf, modelFrom } from './json.ts'
export { learn } from './learn.ts'
export { mergePairs } from './merge.ts'
export { type Together, throughOthers, togetherBy, unseenWithin } from './others.ts'
export { refusals } from './refusals.ts'
export { type Scored, scorePairs, scorerOf } from './score.ts'
