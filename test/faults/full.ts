import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { endAll } from '../../bench/running.ts'
import { type Answer, browser } from './browser.ts'
import { undoneAtTheEnd } from './leftovers.ts'
import { keptDocument, type Load, openedCase } from './load.ts'
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
        const answer = await officer.browser.upload(path, { title: someWords('too much') }, Buffer.alloc(50_000, 7))
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
    let front: Answer | undefined
    try {
      fillUp(ballast)
      await eventually('somebody was told to try again', () => told() > 3 || !stage.product.lives())
      front = await browser(stage.about.url).get('/')
    } finally {
      rmSync(ballast, { force: true }) // first of all: whoever is at work could not finish without room
    }
    const { took, starts } = await startedUntilWorking(stage, load)
    const again = starts > 0 ? '; started again by one command' : ''
    const noted = `${told()} requests were told to try again; the front door answered ${front?.status ?? 'nothing'}${again}`
    return { times: 1, recoveries: [took], noted }
  })
  const faults = await stage.faults({ whole: true })
  if (faults.length > 0) throw new Error(`after the disk was full:\n${faults.join('\n')}`)
  return outcome
}

/**
 * Starts the product whenever it has ended, as a service manager does, until it has acknowledged something. A database
 * that died and found no room to start again ends the product too, which may still be answering while it stops.
 */
async function startedUntilWorking({ product }: Stage, load: Load): Promise<{ took: number; starts: number }> {
  const ended = new AbortController()
  const working = untilWorking(load, performance.now()).finally(() => ended.abort())
  let starts = 0
  const watch = async () => {
    for (; !ended.signal.aborted; await pause(50)) {
      if (product.lives()) continue
      await product.start()
      starts++
    }
  }
  const [took] = await Promise.all([working, watch()])
  return { took, starts }
}

/** Writes a file until there is no room for one byte more, whoever else takes room meanwhile. */
function fillUp(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (let length = 2 ** 20; length >= 1; length = Math.floor(length / 2)) {
      while (wrote(file, length));
    }
  } finally {
    closeSync(file)
  }
}

function wrote(file: number, length: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(length)) === length
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOSPC') return false
    throw fault
  }
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
