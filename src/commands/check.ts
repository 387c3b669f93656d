import { standing } from '#kernel'
import { openGround } from './ground.ts'

/** Says whether this installation is sound: its packs read, its database answering, and what nobody has signed for yet. */
export async function check(): Promise<void> {
  const ground = await openGround(sentence => console.log(sentence))
  try {
    const { area, house } = ground.built
    const unsigned = area.limits.filter(limit => standing(limit) !== 'signed')
    console.log(
      `Area: ${area.name}. Programmes: ${[...house.programmes.values()].map(programme => programme.title).join(', ')}.`,
    )
    console.log(
      `Limits of time: ${area.limits.length}, of which ${unsigned.length} not signed by a local officer, ${unsigned.filter(limit => standing(limit) === 'unverified').length} of them unverified.`,
    )
    console.log((await ground.database.answers()) ? 'The database answers.' : 'The database does not answer.')
  } finally {
    await ground.close()
  }
}
