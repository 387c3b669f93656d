/** Models to and from Splink 4, the field's yardstick: its settings as `save_model_to_json` writes them. */
export { type SplinkColumns, splinkFrom } from './export.ts'
export { type Columns, modelFromSplink } from './import.ts'
export { isSplink, SplinkFault } from './settings.ts'
