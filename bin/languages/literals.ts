import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  type CallExpression,
  type Expression,
  isCallExpression,
  isConditionalExpression,
  isIdentifier,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  type Node,
} from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** Where a string is said: the place to look when nobody knows what it is for. */
export type Found = ReadonlyMap<string, string>

/**
 * Every string that stands as it is in a call of `say`, `worded`, `forms`, `bad` or `andMore` below these folders, found by
 * the compiler's own parser. What is said by a variable is a label of a definition, and is found there.
 */
export function literalsIn(root: string, folders: readonly string[]): Found {
  const found = new Map<string, string>()
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] }).getProjects()
    if (!project) throw new Error(`${root} holds no TypeScript project.`)
    for (const name of globSync(
      folders.map(folder => `${folder}/**/*.ts`),
      { cwd: root },
    )) {
      // What stands in a room’s hub folder is for people at a desk, in English.
      if (name.endsWith('.test.ts') || name.includes('/hub/') || !mayHold(readFileSync(join(root, name), 'utf8')))
        continue
      const source = project.program.getSourceFile(join(root, name))
      source?.forEachChild(function visit(node: Node): void {
        if (isCallExpression(node)) for (const text of textsIn(node)) found.set(text, relative(root, join(root, name)))
        node.forEachChild(visit)
      })
    }
  } finally {
    api.close()
  }
  return found
}

const mayHold = (source: string): boolean => /\b(say|worded|forms|bad|andMore)\b/.test(source)

/** Which of a call's arguments are words. */
function textsIn(call: CallExpression): readonly string[] {
  const name = nameOf(call.expression)
  const words =
    name === 'say' || name === 'forms'
      ? call.arguments.slice(0, 1)
      : name === 'worded' || name === 'andMore'
        ? call.arguments.slice(1, 2)
        : name === 'bad'
          ? call.arguments
          : []
  return words.flatMap(one => stringsIn(one))
}

const nameOf = (called: Expression): string =>
  isIdentifier(called) ? called.text : isPropertyAccessExpression(called) ? called.name.text : nameOfSayFor(called)

/** `sayFor(asking)('Select')`. */
const nameOfSayFor = (called: Expression): string =>
  isCallExpression(called) && isIdentifier(called.expression) && called.expression.text === 'sayFor' ? 'say' : ''

function stringsIn(node: Node): readonly string[] {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (isParenthesizedExpression(node)) return stringsIn(node.expression)
  if (isConditionalExpression(node)) return [...stringsIn(node.whenTrue), ...stringsIn(node.whenFalse)]
  if (isObjectLiteralExpression(node))
    return node.properties.flatMap(one =>
      isPropertyAssignment(one) && isIdentifier(one.name) && one.name.text === 'text' ? stringsIn(one.initializer) : [],
    )
  return []
}
