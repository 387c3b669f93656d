import { type Installation, installInto, migrate } from '#kernel'

export type Ready = Readonly<{ ownerUrl: string; app: string; measures: string }>

/** Brings a database up to date and tells it which area it serves, its agencies and its limits. */
export async function prepare({ ownerUrl, app, measures }: Ready, house: Installation): Promise<readonly string[]> {
  const applied = await migrate({ ownerUrl, app, measures })
  await installInto(ownerUrl, house)
  return applied
}
