// Loaded before a test: where the test asks for one file, gives it another text, got wrong in one way.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const { MUTANT_OF, MUTANT_TEXT } = process.env
if (MUTANT_OF && MUTANT_TEXT) {
  const wrong = pathToFileURL(MUTANT_OF).href
  registerHooks({
    load: (url, context, next) =>
      url === wrong
        ? { format: 'module-typescript', source: readFileSync(MUTANT_TEXT, 'utf8'), shortCircuit: true }
        : next(url, context),
  })
}
