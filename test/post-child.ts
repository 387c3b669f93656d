// A worker of messages in a process of its own, for test/messages-killed.test.ts: it says where it is, and kills itself
// outright at the point that it is told.
import { type Carrier, keepWorking, openDatabase } from '#kernel'
import { diskStore, notify } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { messageJob } from '../src/messages/index.ts'

const [url = '', measures = '', address = '', at = '', fatal = ''] = process.argv.slice(2)
const built = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore('/nowhere'))
const die = (point: string): void => {
  if (point === fatal) process.kill(process.pid, 'SIGKILL')
}
const real = notify({
  address,
  account: '11111111-2222-4333-8444-555555555555',
  secret: '66666666-7777-4888-9999-000000000000',
  emailTemplate: 'e',
  textTemplate: 't',
})
const carrier: Carrier = {
  ...real,
  carry: async (letter, when) => {
    die('begun') // noted, and not handed over
    const carried = await real.carry(letter, when)
    die('handed') // handed over, and not noted
    return carried
  },
}
const database = openDatabase({ url, measures, house: { ...built.house, carrier }, most: 4 })
keepWorking({
  database,
  jobs: [messageJob(database)],
  now: () => new Date(at),
  failed: (name, fault) => console.error(name, fault),
  every: 20,
})
