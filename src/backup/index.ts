/* The door of backups: made of a database at work, restored elsewhere, and practised. */
export { backUp, type Made, type ToBackUp } from './backup.ts'
export { BackupFault, type Manifest, readManifest } from './manifest.ts'
export { type Restored, restore, type ToRestore } from './restore.ts'
export { type Opened, openSome, type ToOpen } from './sample.ts'
