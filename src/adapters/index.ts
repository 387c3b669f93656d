export { diskStore } from './disk.ts'
export { installationKey } from './key.ts'
