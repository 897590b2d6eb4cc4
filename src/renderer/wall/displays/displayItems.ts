import type { DisplayNotice } from '../../../contract/displays.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import type { Format } from '../../look/format.ts'
import type { StatusItem } from '../statusItems.ts'
import type { DisplaySay } from './words.ts'

type Code = DisplayNotice['code']

/** The gravest first. What is in order, though otherwise than written down, is not in orchid. */
const codes = [
  'none',
  'whole',
  'missing',
  'guessed',
  'turned',
  'shape',
  'mirrored',
  'replaced',
  'recabled',
  'extra'
] as const satisfies readonly Code[]
const inOrder: ReadonlySet<Code> = new Set(['replaced', 'recabled', 'extra'])

/** More than that are counted. */
const mostNamed = 4

/** What the status line says about the displays: nothing while each hangs where it should. */
export function displayItems({
  state,
  format,
  say
}: {
  readonly state: Pick<ReadyWall, 'health'>
  readonly format: Format
  readonly say: DisplaySay
}): readonly StatusItem[] {
  const notices = state.health?.displays?.notices ?? []
  return codes.flatMap((code): StatusItem[] => {
    const those = notices.filter((notice) => notice.code === code)
    if (those.length === 0) return []
    const names = those.map(nameOf).filter((name) => name !== undefined)
    const others = names.length - mostNamed
    const told = [
      names.slice(0, mostNamed).join(', '),
      ...(others > 0 ? [say.more(format.count(others))] : [])
    ].join(' ')
    return [
      {
        key: `displays ${code}`,
        label: labelOf(code, told, say),
        value: say.notices[code],
        ...(code === 'whole' && { rest: say.wholeRest }),
        ...(inOrder.has(code) ? { optional: true } : { bad: true })
      }
    ]
  })
}

function labelOf(code: Code, names: string, say: DisplaySay): string {
  if (names === '') return say.any
  return code === 'extra' || code === 'mirrored' ? say.output(names) : say.displays(names)
}

function nameOf(notice: DisplayNotice): string | undefined {
  if ('display' in notice) return notice.display
  return 'output' in notice ? notice.output : undefined
}
