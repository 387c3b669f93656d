import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endAll } from '../../bench/running.ts'
import { browser } from './browser.ts'
import { undoneAtTheEnd } from './leftovers.ts'
import { keptDocument, openedCase } from './load.ts'
import { eventually, type Misfortune, type Outcome, underLoad, untilWorking } from './misfortune.ts'
import { person, someWords } from './people.ts'
import { newFolder, openStage, type Stage } from './stage.ts'

/** The folder of documents on a disk that is full: what cannot be kept is said, and nothing is named that is not there. */
export const documentsDiskFull: Misfortune = {
  name: 'no room left where the documents are kept',
  cannot: cannotMount,
  play: stage =>
    underLoad(stage, async load => {
      const { about, ledger, product } = stage
      const officer = await person(about.url, ledger, 'officer')
      const caseId = await openedCase(about, await person(about.url, ledger, 'triage'))
      if (!caseId) throw new Error('No case could be opened')
      await officer.open(caseId)
      const free = fullDisk(join(product.folder, 'documents'))
      try {
        const path = `/hub/cases/${caseId}/documents`
        const answer = await officer.browser.upload(path, someWords('too much'), Buffer.alloc(50_000, 7))
        if (answer?.status !== 503) ledger.odd.push(`a file that could not be kept was answered ${answer?.status}`)
        await load.more(20) // whatever needs no file goes on
      } finally {
        free()
      }
      const began = performance.now()
      await keptDocument(about, officer, caseId)
      const noted = 'an upload was told to try again; whatever needs no file went on'
      return { times: 1, recoveries: [await untilWorking(load, began)], noted }
    }),
}

/** Puts a disk without room over a folder; returns what takes it away again. */
function fullDisk(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const disk = newFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=0700', 'tmpfs', disk])
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(roomIn(disk)))
  execFileSync('mount', ['--bind', disk, folder])
  return undoneAtTheEnd(() => {
    for (const mounted of [folder, disk]) execFileSync('umount', ['-l', mounted])
    rmSync(disk, { recursive: true, force: true })
  })
}

/** The whole data folder, PostgreSQL with it, on a disk of its own that fills up. */
export const dataDiskFull: Misfortune = {
  name: 'no room left on the disk of the database and the documents',
  cannot: cannotMount,
  play: async () => {
    const folder = newFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=0711', 'tmpfs', folder])
    const unmount = undoneAtTheEnd(() => {
      endAll(folder)
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    })
    let stage: Stage | undefined
    try {
      stage = await openStage({ folder: join(folder, 'data') })
      return await filledUp(stage, folder)
    } finally {
      await stage?.close()
      unmount()
    }
  },
}

async function filledUp(stage: Stage, folder: string): Promise<Outcome> {
  const ballast = join(folder, 'ballast')
  const outcome = await underLoad(stage, async load => {
    const before = stage.ledger.askedAgain
    const told = () => stage.ledger.askedAgain - before
    writeFileSync(ballast, Buffer.alloc(roomIn(folder)))
    await eventually('somebody was told to try again', () => told() > 3 || !stage.product.lives())
    const front = await browser(stage.about.url).get('/')
    rmSync(ballast)
    const began = performance.now()
    const died = !stage.product.lives()
    if (died) await stage.product.start()
    const again = died ? '; started again by one command' : ''
    const noted = `${told()} requests were told to try again; the front door answered ${front?.status ?? 'nothing'}${again}`
    return { times: 1, recoveries: [await untilWorking(load, began)], noted }
  })
  const faults = await stage.faults({ whole: true })
  if (faults.length > 0) throw new Error(`after the disk was full:\n${faults.join('\n')}`)
  return outcome
}

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function cannotMount(): string | undefined {
  const folder = newFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'a small disk cannot be mounted here: that needs root'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
