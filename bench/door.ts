/*
 * Very many at the front door at once: `npm run bench -- door [--people 200] [--readme]`. The product is started in a
 * folder of its own, with its made-up county; people whom nothing holds back each walk a whole form, send a photo in
 * pieces and a letter with its page, and press Send, twice if the answer is slow in coming. Prints how long each kind of
 * page took, from the first byte sent to the last received, and fails unless each acknowledged report and each byte of
 * each file is there, once.
 */
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { quantileSorted } from 'd3-array'
import pg from 'pg'
import sharp from 'sharp'
import { reportAll } from './door/people.ts'
import { machine, writeIntoReadme } from './readme.ts'
import { clearUp, dataFolder } from './running.ts'
import { ownerUrl } from './web/ground.ts'
import { startProduct, stopProduct } from './web/product.ts'

const { values } = parseArgs({
  options: { people: { type: 'string', default: '200' }, readme: { type: 'boolean', default: false } },
})
const people = Number(values.people)

const data = dataFolder()
const { product, url } = await startProduct(data, 'start', { SAFEKEEP_HTTPS: 'yes' })
const owner = new pg.Client({ connectionString: ownerUrl(data) })
try {
  await owner.connect()
  const photo = await noisyPhoto()
  const letter = Buffer.alloc(300_000, 'what came through the door\n')
  const began = performance.now()
  const { took, references } = await reportAll({ url, people, photo, letter })
  const seconds = (performance.now() - began) / 1000
  await mustBeThere(references, [photo, letter])
  const table = tableOf(took, seconds, photo.length + letter.length)
  console.log(table)
  if (values.readme) writeIntoReadme('door', table)
} finally {
  await owner.end()
  await stopProduct(product)
  clearUp(data)
}

/** As large as a phone makes them: noise does not compress. */
async function noisyPhoto(): Promise<Buffer> {
  const [width, height] = [2000, 1500]
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return await sharp({ create: { width, height, channels: 3, background: 'grey', noise } })
    .jpeg({ quality: 80 })
    .toBuffer()
}

async function mustBeThere(references: readonly string[], files: readonly Buffer[]): Promise<void> {
  const wanted = files.map(file => createHash('sha256').update(file).digest('hex')).sort()
  const { rows } = await owner.query<{ reference: string; digests: readonly string[] }>(
    `select r.reference, array_agg(encode(d.sha256, 'hex') order by encode(d.sha256, 'hex')) as digests
       from kernel.reports r left join kernel.documents d on d.report_id = r.id where r.reference = any ($1) group by 1`,
    [references],
  )
  const whole = rows.filter(({ digests }) => digests.join() === wanted.join())
  if (references.length !== people || new Set(references).size !== people || whole.length !== people)
    throw new Error(
      `Of ${people} people ${references.length} were given a reference, and ${whole.length} reports are whole`,
    )
}

function tableOf(took: ReadonlyMap<string, readonly number[]>, seconds: number, bytes: number): string {
  const ms = (sorted: number[], share: number): string =>
    Math.round(quantileSorted(sorted, share) ?? 0).toLocaleString('en-GB')
  const lines = [...took].map(([name, all]) => {
    const sorted = all.toSorted((a, b) => a - b)
    return `| ${name} | ${sorted.length.toLocaleString('en-GB')} | ${ms(sorted, 0.5)} | ${ms(sorted, 0.95)} | ${ms(sorted, 1)} |`
  })
  return `\`npm run bench -- door\`, on ${machine()}: ${people} people reporting at the same moment, none pausing to read or
think, each with ${(bytes / 1_000_000).toFixed(1)} MB of files; server, database and all of them on these cores. All was done after
${seconds.toFixed(0)} s; every report and file was there, once.

| | asked | p50 ms | p95 ms | longest |
| --- | --: | --: | --: | --: |
${lines.join('\n')}`
}
