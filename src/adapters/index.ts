export { diskStore } from './disk.ts'
export { existingKey, installationKey } from './key.ts'
