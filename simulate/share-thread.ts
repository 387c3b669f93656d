import { parentPort, workerData } from 'node:worker_threads'
import type { Installation } from '#kernel'
import type { Filling, Share } from './filling.ts'
import { copyShare, type Prepared } from './share.ts'

// A thread of `fillCounty`: it is handed what a message can carry, and makes the rest itself.
type Handed = Readonly<{ plain: Omit<Filling, 'house' | 'onProgress'>; prepared: Prepared; share: Share }>

const { plain, prepared, share }: Handed = workerData
const { house }: { house(given: unknown): Installation } = await import(plain.again!.module)
const onProgress = (sentence: string) => parentPort!.postMessage(`thread ${share.index + 1}: ${sentence}`)
parentPort!.postMessage(await copyShare({ ...plain, house: house(plain.again!.given), onProgress }, prepared, share))
