export { clamav } from './clamav.ts'
export { diskStore } from './disk.ts'
export { existingKey, installationKey } from './key.ts'
