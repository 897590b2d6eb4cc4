import { wallAggregateSchemas } from '../../contract/aggregates.ts'
import { HubMessage, type Change } from '../../contract/hubMessages.ts'
import type { CheckedChange, CheckedMessage } from './reduceWall.ts'

export type ParsedFrame =
  | { readonly ok: true; readonly message: CheckedMessage }
  /** Where it went wrong: a path of keys and a code of zod, never a value. */
  | { readonly ok: false; readonly where: string }

/** One frame of the hub, checked to the last aggregate. */
export function parseFrame(data: unknown): ParsedFrame {
  if (typeof data !== 'string') return unreadable('frame: not text')
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    return unreadable('frame: not JSON')
  }
  const parsed = HubMessage.safeParse(json)
  if (!parsed.success) return unreadable(firstIssue(parsed.error))
  const message = parsed.data
  if (message.type !== 'changes') return { ok: true, message }

  const changes: CheckedChange[] = []
  for (const change of message.changes) {
    const checked = checkChange(change)
    if (typeof checked === 'string') return unreadable(checked)
    changes.push(checked)
  }
  return { ok: true, message: { ...message, changes } }
}

function checkChange(change: Change): CheckedChange | string {
  if (change.kind !== 'aggregate') return change
  const value = wallAggregateSchemas[change.topic].safeParse(change.value)
  if (!value.success) return `${change.topic}.${firstIssue(value.error)}`
  // The value has just been parsed by the schema of this very topic.
  return { kind: 'aggregate', topic: change.topic, value: value.data } as CheckedChange
}

interface ZodIssues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string }[]
}

function firstIssue({ issues }: ZodIssues): string {
  const [issue] = issues
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.code ?? 'unknown'}`
}

function unreadable(where: string): ParsedFrame {
  return { ok: false, where }
}
