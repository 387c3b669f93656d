/*
 * Very many at the front door at once: `npm run bench -- door [--people 200] [--readme]`. The product is started in a
 * folder of its own, with its made-up county; people whom nothing holds back each walk a whole form, send a photo in
 * pieces and a letter with its page, and press Send. Then all come back by their codes, write, and are answered. Prints how
 * long each kind of page took, from the first byte sent to the last received, and a first reply; fails unless each
 * acknowledged report, each byte of each file and each answer is there, once.
 */
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { quantileSorted } from 'd3-array'
import pg from 'pg'
import sharp from 'sharp'
import { type Given, reportAll, type Took } from './door/people.ts'
import { answerAll } from './door/replies.ts'
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
  const took: Took = new Map()
  const given = await reportAll({ url, people, photo, letter }, took)
  const seconds = (performance.now() - began) / 1000
  const ids = await mustBeThere(given, [photo, letter])
  await answerAll({ url, given, idOf: reference => ids.get(reference) ?? '' }, took)
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

/** Throws unless each report and each byte of its files is there, once; says the id of each by its reference. */
async function mustBeThere(given: readonly Given[], files: readonly Buffer[]): Promise<ReadonlyMap<string, string>> {
  const references = given.map(one => one.reference)
  const wanted = files.map(file => createHash('sha256').update(file).digest('hex')).sort()
  const { rows } = await owner.query<{ id: string; reference: string; digests: readonly string[] }>(
    `select r.id, r.reference, array_agg(encode(d.sha256, 'hex') order by encode(d.sha256, 'hex')) as digests
       from kernel.reports r left join kernel.documents d on d.report_id = r.id where r.reference = any ($1) group by 1, 2`,
    [references],
  )
  const whole = rows.filter(({ digests }) => digests.join() === wanted.join())
  if (references.length !== people || new Set(references).size !== people || whole.length !== people)
    throw new Error(
      `Of ${people} people ${references.length} were given a reference, and ${whole.length} reports are whole`,
    )
  return new Map(rows.map(({ id, reference }) => [reference, id]))
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
${seconds.toFixed(0)} s; every report and file was there, once. Then all wrote at the same moment, and each was answered.

| | asked | p50 ms | p95 ms | longest |
| --- | --: | --: | --: | --: |
${lines.join('\n')}`
}
