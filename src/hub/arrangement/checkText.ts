import {
  findNodeAtLocation,
  parseTree,
  type JSONPath,
  type Node,
  type ParseError
} from 'jsonc-parser'
import type { z } from 'zod'
import type { FileProblem } from '../../contract/arrangement.ts'

/** What is wrong with a file, and where. Never a value out of it. */
export type Fault = Pick<FileProblem, 'line' | 'reason' | 'key'>

export type Checked<T> = { readonly value: T } | { readonly fault: Fault }

/** What a text says, or the first place where it does not fit. Strict JSON: no comments, no key twice. */
export function checkText<T>(text: string, schema: z.ZodType<T>): Checked<T> {
  const tree = treeOf(text)
  if ('fault' in tree) return tree
  // The parser of the tree only tells places: what counts is what JSON.parse reads.
  const parsed = schema.safeParse(JSON.parse(text))
  if (parsed.success) return { value: parsed.data }
  const faults = parsed.error.issues.map((issue) => faultOf(text, tree.root, issue))
  faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return { fault: faults[0] ?? { reason: 'wrongValue' } }
}

/** Where a name stands that nothing has. `text` has been checked. */
export function nameFault(text: string, path: JSONPath): Fault {
  const tree = treeOf(text)
  if ('fault' in tree) return tree.fault
  return { ...placeOf(text, tree.root, path), reason: 'unknownName' }
}

function treeOf(text: string): { readonly root: Node } | { readonly fault: Fault } {
  const errors: ParseError[] = []
  try {
    const root = parseTree(text, errors, { disallowComments: true })
    JSON.parse(text)
    if (root !== undefined && errors.length === 0) {
      const twice = keyTwice(root)
      return twice === undefined ? { root } : { fault: faultAt(text, twice, 'wrongValue') }
    }
  } catch {
    // Nested so deeply that nobody takes it, or not quite JSON in a way the tree forgives.
  }
  return { fault: { reason: 'notJson', line: lineAt(text, errors[0]?.offset ?? 0) } }
}

/** The second of two keys of one name in one object: JSON takes it and forgets the first in silence. */
function keyTwice(node: Node): Node | undefined {
  const children = node.children ?? []
  if (node.type === 'object') {
    const seen = new Set<unknown>()
    for (const property of children) {
      const key = property.children?.[0]
      if (key !== undefined && seen.has(key.value)) return key
      seen.add(key?.value)
    }
  }
  for (const child of children) {
    const found = keyTwice(child)
    if (found !== undefined) return found
  }
  return undefined
}

function faultAt(text: string, node: Node, reason: Fault['reason']): Fault {
  return { line: lineAt(text, node.offset), reason, key: keyOf(pathTo(node)) }
}

/** Names of the objects and lists that a node lies in, its own included. */
function pathTo(node: Node): JSONPath {
  const { parent } = node
  if (parent === undefined) return []
  switch (parent.type) {
    case 'property':
      return pathTo(parent)
    case 'object':
      return [...pathTo(parent), String(node.children?.[0]?.value)]
    default:
      return [...pathTo(parent), parent.children?.indexOf(node) ?? 0]
  }
}

function faultOf(text: string, root: Node, issue: z.core.$ZodIssue): Fault {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys')
    return { ...placeOf(text, root, [...path, issue.keys[0] ?? '']), reason: 'unknownKey' }
  const missing = path.length > 0 && findNodeAtLocation(root, path) === undefined
  return { ...placeOf(text, root, path), reason: missing ? 'missingKey' : 'wrongValue' }
}

/** The line of a key, or of what should hold it; the whole path all the same. */
function placeOf(text: string, root: Node, path: JSONPath): Pick<Fault, 'line' | 'key'> {
  const key = keyOf(path)
  for (let known = path; ; known = known.slice(0, -1)) {
    const node = findNodeAtLocation(root, known)
    if (node === undefined && known.length > 0) continue
    const { offset } = node?.parent?.type === 'property' ? node.parent : (node ?? root)
    return { line: lineAt(text, offset), ...(key !== '' && { key }) }
  }
}

const longestKey = 120

/** Keys come out of a file that somebody wrote: they are shown on one line and in one direction. */
function keyOf(path: JSONPath): string {
  return path
    .join('.')
    .replaceAll(/[^\p{L}\p{N}\p{P} ]/gu, '?')
    .slice(0, longestKey)
}

/** From 1. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
