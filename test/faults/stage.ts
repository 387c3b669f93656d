import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Installation } from '#kernel'
import { clearUp } from '../../bench/running.ts'
import { type Chance, chanceFrom } from '../../simulate/chance.ts'
import { diskStore, installationKey } from '../../src/adapters/index.ts'
import { buildHouse } from '../../src/commands/house.ts'
import { prepare } from '../../src/commands/prepare.ts'
import { startPostgres } from '../../src/embedded/index.ts'
import { gather } from '../cast.ts'
import { type Between, standBetween } from './between.ts'
import { type Ask, asking } from './database-asked.ts'
import { emptyLedger, type Ledger } from './ledger.ts'
import { undoneAtTheEnd } from './leftovers.ts'
import { type About, openedCase } from './load.ts'
import { person } from './people.ts'
import { type Product, theProduct } from './product.ts'
import { type Fixed, fixReaders, whoSeesWhat } from './readers.ts'
import { faultsIn } from './soundness.ts'

/** Everything a misfortune is played out with. */
export type Stage = Readonly<{
  product: Product
  between: Between
  house: Installation
  ledger: Ledger
  about: About
  ask: Ask
  chance: Chance
  ownerUrl(): string
  appUrl(): string
  /** The role that the product works under. */
  app: string
  /** Who, of a copy of this installation, sees other than they did at the beginning. */
  wrongReadersAt(appUrl: string): Promise<readonly string[]>
  /** Everything that is wrong now; `whole` when nobody is at work any more. */
  faults(how?: { readonly whole?: boolean }): Promise<readonly string[]>
  close(): Promise<void>
}>

/**
 * An installation of its own with the cast in it and a few matters that stay as they are, running as `npm start` runs
 * it, its connections to its own PostgreSQL led through the harness. `folder` may lie on a disk of its own.
 */
export async function openStage({ folder = newFolder(), seed = 1 } = {}): Promise<Stage> {
  const clear = undoneAtTheEnd(() => clearUp(folder))
  const key = await installationKey(folder)
  const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, key, diskStore(join(folder, 'documents')))
  const roles = await madeReady(folder, house)
  const between = await standBetween(
    () => product.databasePort(),
    role => role === roles.app,
  )
  const product = await theProduct(folder, () => between.port)
  const at = (url: string) => {
    const now = new URL(url)
    now.port = String(product.databasePort())
    return now.href
  }
  const asked = asking(() => at(roles.ownerUrl))
  const ledger = emptyLedger()
  const about: About = { url: product.url, ledger, ask: asked.ask, lawfulBasis: house.lawfulBases[0]?.id ?? '' }
  const close = async () => {
    await asked.close()
    between.injure(undefined)
    await product.stop()
    await between.close()
    clear()
  }
  try {
    await product.start()
    const fixed = await fixedMatters(about)
    const before = await whoSeesWhat(at(roles.appUrl), fixed)
    const wrongReadersAt = async (appUrl: string) => wrongReaders(before, await whoSeesWhat(appUrl, fixed))
    return {
      ...{ product, between, house, ledger, about, close, wrongReadersAt, app: roles.app },
      ask: asked.ask,
      chance: chanceFrom(seed),
      ownerUrl: () => at(roles.ownerUrl),
      appUrl: () => at(roles.appUrl),
      faults: async how => [
        ...(await faultsIn({ ask: asked.ask, house, ledger }, how)),
        ...(await wrongReadersAt(at(roles.appUrl))),
      ],
    }
  } catch (fault) {
    await close()
    throw fault
  }
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'safekeep-faults-'))

/** The database made, up to date and with the cast in it, before the product starts: so that no county is invented. */
async function madeReady(folder: string, house: Installation) {
  const postgres = await startPostgres({ folder })
  try {
    await prepare(postgres, house)
    await gather(postgres.ownerUrl)
    const { ownerUrl, appUrl, app } = postgres
    return { ownerUrl, appUrl, app }
  } finally {
    await postgres.stop()
  }
}

async function fixedMatters(about: About): Promise<Fixed> {
  const triage = await person(about.url, about.ledger, 'triage')
  const cases: string[] = []
  while (cases.length < 3) {
    const opened = await openedCase(about, triage)
    if (!opened) throw new Error(`No case could be opened: ${about.ledger.odd.join('; ')}`)
    cases.push(opened)
  }
  return fixReaders(about.ask, cases, new Date())
}

function wrongReaders(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  return Object.keys(before)
    .filter(actor => before[actor] !== now[actor])
    .map(actor => `${actor || 'nobody'} saw ${before[actor]} and now sees ${now[actor]}`)
}
