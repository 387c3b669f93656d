import { chownSync, statSync } from 'node:fs'

/** The user and group PostgreSQL runs as, when not simply our own. */
export type Identity = { readonly uid: number; readonly gid: number }

// "nobody": PostgreSQL refuses to run as root, and initdb refuses a user the system has no name for.
const nobody: Identity = { uid: 65534, gid: 65534 }

/**
 * Whom PostgreSQL must run as for a cluster folder: undefined for an ordinary user, who runs it as themselves; for root
 * the folder's owner, so that a folder an ordinary user began stays theirs, or nobody when root owns it or it is new.
 */
export function identityFor(cluster: string): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined
  const found = statSync(cluster, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : nobody
}

/** Gives a file or folder to the identity that PostgreSQL runs as; nothing to do for an ordinary user. */
export function giveTo(identity: Identity | undefined, path: string): void {
  if (!identity) return
  try {
    chownSync(path, identity.uid, identity.gid)
  } catch (cause) {
    const remedy = 'Keep the data folder on a disk of this machine, or start Safekeep as an ordinary user.'
    throw new Error(`PostgreSQL may not run as root, and ${path} cannot be given to another user. ${remedy}`, { cause })
  }
}
