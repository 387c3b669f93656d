// Gets the rules wrong in every small way, one at a time, and asks whether the tests notice: `npm run bench -- mutation`,
// or only `access` or `code`. A number after `code` takes so many mutants of each file, drawn by lot. Writes docs/mutation.md.
import { join } from 'node:path'
import { chanceFrom } from '../simulate/chance.ts'
import { usualSize } from '../test/authorisation/world.ts'
import { serverForTests } from '../test/database.ts'
import { accessMutants } from './mutation/access.ts'
import { fateOfMutant, groundOf } from './mutation/asked-access.ts'
import { isCodeNoticed, tested } from './mutation/asked-code.ts'
import { type CodeMutant, codeMutants } from './mutation/code.ts'
import { type Judged, whyOf, writeSection } from './mutation/written.ts'

const [wanted = 'all', most = ''] = process.argv.slice(2)
const given = process.env.SAFEKEEP_TEST_POSTGRES
const server = given ? { url: given, stop: async () => {} } : await serverForTests()
process.env.SAFEKEEP_TEST_POSTGRES = server.url
try {
  if (wanted !== 'code')
    console.log(writeSection('access', await accessJudged(), 'Every policy, and every function that policies ask.'))
  if (wanted !== 'access') console.log(writeSection('code', ...(await codeJudged())))
} finally {
  await server.stop()
}

async function accessJudged(): Promise<readonly Judged[]> {
  const grounds = [await groundOf(1), await groundOf(2)]
  const larger = [await groundOf(3, usualSize), await groundOf(4, usualSize)]
  try {
    const [first] = grounds
    const judged: Judged[] = []
    for (const mutant of first ? await accessMutants(first.owner) : []) {
      const fate = await fateOfMutant(grounds, mutant)
      // What a small world does not show, those of the tests' own size may.
      judged.push({
        ...mutant,
        fate: fate === 'survived' && !whyOf(mutant) ? await fateOfMutant(larger, mutant) : fate,
      })
      if (judged.length % 50 === 0) console.log(`${judged.length} mutants of access`)
    }
    return judged
  } finally {
    for (const ground of [...grounds, ...larger]) await ground.close()
  }
}

async function codeJudged(): Promise<readonly [readonly Judged[], string]> {
  const files = Object.keys(tested)
  const all = codeMutants(join(import.meta.dirname, '..'), files)
  const chosen =
    most === ''
      ? all
      : files.flatMap(file =>
          drawn(
            all.filter(one => one.file === file),
            Number(most),
          ),
        )
  const judged: Judged[] = []
  for (const mutant of chosen) {
    const fate = (await isCodeNoticed(mutant, server.url)) ? 'killed' : 'survived'
    judged.push({ place: `${mutant.file}:${mutant.line}`, what: mutant.what, fate })
    console.log(`${fate} ${mutant.file}:${mutant.line} ${mutant.what}`)
  }
  const about = most === '' ? `All ${all.length} mutants.` : `${chosen.length} of ${all.length} mutants, drawn by lot.`
  return [judged, about]
}

function drawn(of: readonly CodeMutant[], count: number): readonly CodeMutant[] {
  const [left, chance] = [[...of], chanceFrom(1)]
  return Array.from({ length: Math.min(count, of.length) }, () =>
    left.splice(chance.between(0, left.length - 1), 1),
  ).flat()
}
