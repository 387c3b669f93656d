import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

/** Renames a file or folder so that the new name outlives a power cut: a folder's own entries must be synced as well. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  const parent = openSync(dirname(to), 'r')
  try {
    fsyncSync(parent)
  } finally {
    closeSync(parent)
  }
}
