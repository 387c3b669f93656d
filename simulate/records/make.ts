/*
 * Writes invented records: node simulate/records/make.ts --output people.csv [--records 100000] [--seed 1]
 * [--setting ordinary|careless]
 */
import { parseArgs } from 'node:util'
import { writeRecords } from './file.ts'
import { inventPeople } from './people.ts'
import { settings } from './settings.ts'

const { values } = parseArgs({
  options: {
    output: { type: 'string' },
    records: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    setting: { type: 'string', default: 'ordinary' },
  },
})
const setting = settings[values.setting]
if (!values.output || !setting) throw new Error(`Say --output and a --setting of ${Object.keys(settings).join(', ')}.`)
writeRecords(values.output, inventPeople({ seed: Number(values.seed), records: Number(values.records), setting }))
