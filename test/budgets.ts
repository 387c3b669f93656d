import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isFunctionLikeDeclaration, type Node, type SourceFile } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

export type Counted = Readonly<{ name: string; lines: number }>

/** Lines of every TypeScript file in these folders of a project, longest first. */
export function fileLines(root: string, folders: readonly string[]): readonly Counted[] {
  const files = globSync(
    folders.map(folder => `${folder}/**/*.ts`),
    { cwd: root },
  )
  return longestFirst(
    files.map(name => ({ name, lines: readFileSync(join(root, name), 'utf8').trimEnd().split('\n').length })),
  )
}

/**
 * Lines of every function below a folder of a TypeScript project, from its first word to its last brace, those inside it
 * included, longest first; read by the compiler's own parser, so that nothing that only looks like a function counts.
 */
export function functionLines(root: string, folder: string): readonly Counted[] {
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] }).getProjects()
    if (!project) throw new Error(`${root} holds no TypeScript project.`)
    const files = project.program.getSourceFileNames().filter(file => file.startsWith(join(root, folder, '/')))
    return longestFirst(
      files.flatMap(file => {
        const source = project.program.getSourceFile(file)
        return source ? functionsIn(source, relative(root, file)) : []
      }),
    )
  } finally {
    api.close()
  }
}

function functionsIn(source: SourceFile, file: string): readonly Counted[] {
  const found: Counted[] = []
  const visit = (node: Node): void => {
    if (isFunctionLikeDeclaration(node)) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line
      const last = source.getLineAndCharacterOfPosition(node.end).line
      found.push({ name: `${file} ${nameOf(node, first + 1)}`, lines: last - first + 1 })
    }
    node.forEachChild(visit)
  }
  source.forEachChild(visit)
  return found
}

/** Its own name, or that of the constant or member it is given to; else the line it begins at. */
function nameOf(node: Node & { readonly name?: Node | undefined }, line: number): string {
  const parent: Node & { readonly name?: Node | undefined } = node.parent
  return node.name?.getText() ?? parent.name?.getText() ?? `at line ${line}`
}

const longestFirst = (counted: readonly Counted[]): readonly Counted[] =>
  counted.toSorted((a, b) => b.lines - a.lines || a.name.localeCompare(b.name))
