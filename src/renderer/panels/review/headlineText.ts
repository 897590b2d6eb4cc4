import { hLabel } from '../../../contract/peaks.ts'
import type { Against } from '../../hub/reviewAddress.ts'
import type { Format } from '../../look/format.ts'
import type { Headline, Size, Statement } from './headline.ts'
import type { ReviewWords } from './words.ts'

export interface HeadlineNames {
  readonly category: (id: string) => string
  readonly base: (against: Against) => string
  /** Of a feast that people travel home for. */
  readonly mudik: boolean
}

/** The headline as one sentence. */
export function headlineText(
  { soFar, narrowed, statements }: Headline,
  names: HeadlineNames,
  format: Format,
  say: ReviewWords
): string {
  // Peaks are measured against a usual day: what follows need not say so again.
  const said = statements.some(({ kind }) => kind === 'peaks' || kind === 'peak')
  const told = statements.map((each) => statementText(each, names, format, say, said)).join('; ')
  const within = statements[0]?.kind === 'within'
  const where = !narrowed
    ? told
    : (within ? say.headline.narrowedWithin : say.headline.narrowed)(told)
  return capital(soFar ? say.headline.soFar(where) : where)
}

function statementText(
  statement: Statement,
  names: HeadlineNames,
  format: Format,
  { headline: say }: ReviewWords,
  usualSaid: boolean
): string {
  const baseOf = (against: Against): string | undefined =>
    usualSaid && against === 'normal' ? undefined : names.base(against)
  const peak = (side: 'before' | 'after', offset: number): string =>
    names.mudik
      ? (side === 'before' ? say.mudik : say.balik)(hLabel(offset))
      : say[side](hLabel(offset))
  switch (statement.kind) {
    case 'nothing':
      return say.nothing
    case 'counted':
      return say.counted(format.count(statement.count), format.decimal(statement.perDay))
    case 'tooFew':
      return say.tooFew(format.count(statement.count))
    case 'within':
      return say.within(
        format.decimal(statement.perDay),
        names.base(statement.against),
        format.decimal(statement.base)
      )
    case 'total':
      return sizeText(say.all, statement.size, baseOf(statement.against), format, say)
    case 'category': {
      const name = names.category(statement.category)
      return sizeText(small(name), statement.size, baseOf(statement.against), format, say)
    }
    case 'peaks': {
      const before = peak('before', statement.before.offset)
      const after = peak('after', statement.after.offset)
      if (statement.heavier === 'neither') return say.bothAbove(before, after)
      return statement.heavier === 'after' ? say.exceeds(after, before) : say.exceeds(before, after)
    }
    case 'peak':
      return say.oneAbove(peak(statement.which, statement.offset))
  }
}

function sizeText(
  what: string,
  { direction, words, percent }: Size,
  base: string | undefined,
  format: Format,
  say: ReviewWords['headline']
): string {
  if (words === 'double') return say.double(what) + (base === undefined ? '' : say.than.twice(base))
  if (words === 'manifold')
    return say.manifold(what) + (base === undefined ? '' : say.than.twice(base))
  if (percent === undefined) return say.fresh(what)
  return (
    (direction === 'more' ? say.up : say.down)(what, format.count(percent)) +
    (base === undefined ? '' : say.than.from(base))
  )
}

/** A name inside a sentence; `KDRT` stays as it is. */
function small(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
