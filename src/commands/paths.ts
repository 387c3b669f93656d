import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Unreadable } from '#matching/engine'

/**
 * Whether a command can write where it was told to without losing what it reads, or one answer under another: throws
 * `Unreadable` where there is no folder for a file, a folder is there itself, or two of all these are one file.
 */
export function mustBeApart({ reads, writes }: Readonly<Record<'reads' | 'writes', readonly string[]>>): void {
  const taken = new Set(reads.map(fileOf))
  for (const path of writes) {
    if (!found(dirname(path))?.isDirectory()) throw new Unreadable(`There is no folder for "${path}"`)
    const there = found(path)
    if (there?.isDirectory()) throw new Unreadable(`"${path}" is a folder: give the name of a file`)
    // A pipe or /dev/null loses nothing by being written to twice.
    if (there && !there.isFile()) continue
    const file = fileOf(path)
    if (taken.has(file)) throw new Unreadable(`"${path}" would be written over: give another name`)
    taken.add(file)
  }
}

/** One word for one file, by whichever path, link or case of letters it is reached. */
function fileOf(path: string): string {
  const there = found(path)
  if (there) return `${there.dev} ${there.ino}`
  return found(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path
}

function found(path: string) {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
