import * as v from 'valibot'

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
// Looser than Splink's own schema: what is not needed here may be as it likes.
const shape = v.looseObject({
  probability_two_random_records_match: share,
  sql_dialect: v.optional(v.string()),
  comparisons: v.array(
    v.looseObject({
      output_column_name: v.optional(v.string()),
      comparison_levels: v.array(
        v.looseObject({
          sql_condition: v.string(),
          label_for_charts: v.optional(v.string()),
          is_null_level: v.optional(v.boolean()),
          m_probability: v.optional(share),
          u_probability: v.optional(share),
          tf_adjustment_column: v.nullish(v.string()),
        }),
      ),
    }),
  ),
})

/** What is read of a file that Splink 4's `save_model_to_json` writes. */
export type Settings = Readonly<v.InferOutput<typeof shape>>
export type SplinkLevel = Settings['comparisons'][number]['comparison_levels'][number]

/** A model of Splink's that cannot be taken over; the message names all of it that cannot. */
export class SplinkFault extends Error {}

/** True for what Splink wrote, believed or not: our own models have no such key. */
export const isSplink = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'probability_two_random_records_match' in json

/** Splink's settings, believed; throws `SplinkFault` with the places that are not as they should be. */
export function settingsFrom(json: unknown): Settings {
  const { success, output, issues } = v.safeParse(shape, json)
  if (success) return output
  throw new SplinkFault(
    `not Splink's settings: ${issues.map(issue => `${v.getDotPath(issue)}: ${issue.message}`).join('; ')}`,
  )
}
