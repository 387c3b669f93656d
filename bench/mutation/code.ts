import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** One place of a file got wrong in one way. */
export type CodeMutant = Readonly<{ file: string; line: number; what: string; text: string }>

/** Every mutant of these files of a project: read by the compiler's own parser, so that only code is got wrong. */
export function codeMutants(root: string, files: readonly string[]): readonly CodeMutant[] {
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] }).getProjects()
    if (!project) throw new Error(`${root} holds no TypeScript project.`)
    return files.flatMap(file => {
      const source = project.program.getSourceFile(join(root, file))
      if (!source) throw new Error(`${file} is not in the project.`)
      return mutantsIn(source, file, readFileSync(join(root, file), 'utf8'))
    })
  } finally {
    api.close()
  }
}

type Change = Readonly<{ start: number; end: number; to: string }>

function mutantsIn(source: SourceFile, file: string, text: string): readonly CodeMutant[] {
  const found: CodeMutant[] = []
  const visit = (node: Node): void => {
    // A type is gone before it runs: to get one wrong changes nothing.
    if (node.kind === SyntaxKind.ImportDeclaration || isType(node)) return
    for (const { start, end, to } of changesOf(node, source, text)) {
      const was = text.slice(start, end).replace(/\s+/g, ' ')
      const what = `${was.length > 60 ? `${was.slice(0, 57)}…` : was} → ${to || 'nothing'}`
      const line = source.getLineAndCharacterOfPosition(start).line + 1
      found.push({ file, line, what, text: text.slice(0, start) + to + text.slice(end) })
    }
    node.forEachChild(visit)
  }
  source.forEachChild(visit)
  return found
}

const isType = ({ kind }: Node): boolean =>
  kind === SyntaxKind.TypeAliasDeclaration || (kind >= SyntaxKind.FirstTypeNode && kind <= SyntaxKind.LastTypeNode)

const swapped: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
}

function changesOf(node: Node, source: SourceFile, text: string): readonly Change[] {
  const [start, end] = [node.getStart(source), node.end]
  const children: Node[] = []
  node.forEachChild(child => {
    children.push(child)
  })
  const spanOf = (child: Node | undefined) => (child ? text.slice(child.getStart(source), child.end) : '')
  if (node.kind === SyntaxKind.BinaryExpression) {
    const [left, operator] = children
    if (!left || !operator) return []
    const at = { start: operator.getStart(source), end: operator.end }
    return (swapped[spanOf(operator)] ?? []).map(to => ({ ...at, to }))
  }
  if (node.kind === SyntaxKind.ConditionalExpression) {
    const parts = children.filter(
      child => child.kind !== SyntaxKind.QuestionToken && child.kind !== SyntaxKind.ColonToken,
    )
    return parts.slice(1).map(part => ({ start, end, to: `(${spanOf(part)})` }))
  }
  if (node.kind === SyntaxKind.IfStatement) {
    const [asked] = children
    return asked ? ['true', 'false'].map(to => ({ start: asked.getStart(source), end: asked.end, to })) : []
  }
  if (node.kind === SyntaxKind.PrefixUnaryExpression && text[start] === '!')
    return [{ start, end, to: spanOf(children[0]) }]
  if (node.kind === SyntaxKind.NumericLiteral)
    return [{ start, end, to: String(Number(text.slice(start, end).replaceAll('_', '')) + 1) }]
  if (node.kind === SyntaxKind.TrueKeyword) return [{ start, end, to: 'false' }]
  if (node.kind === SyntaxKind.FalseKeyword) return [{ start, end, to: 'true' }]
  if (node.kind === SyntaxKind.ExpressionStatement) return [{ start, end, to: '' }]
  return []
}
