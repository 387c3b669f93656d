/** The database of a data folder, and the roles within it. */
export const database = 'safekeep'
export const owner = `${database}_owner`
export const app = `${database}_app`
export const measures = `${database}_measures`

/** How the owner reaches a database of a server on a port of this machine. */
export const ownerUrlOf = (passwords: { readonly owner: string }, port: number, name = database): string =>
  `postgres://${owner}:${passwords.owner}@127.0.0.1:${port}/${name}`
