// The front door in a process of its own, for test/fault.test.ts to kill: serves a database that is up to date, and says
// on which port.
import { openDatabase } from '#kernel'
import { serve } from '#web'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { portalRoutes } from '../src/portal/index.ts'

const [url = '', measures = '', folder = ''] = process.argv.slice(2)
const { house, area } = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
const database = openDatabase({ url, measures, house, most: 8 })
const server = await serve({ house, database, routes: portalRoutes({ house, area }) })
await server.listen({ port: 0, host: '127.0.0.1' })
const address = server.server.address()
process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
