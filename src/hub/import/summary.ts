import type { ImportResult } from './importFiles.ts'

/** What an import did, as lines for the terminal; the first adds up. */
export function summaryOf(result: ImportResult, lists: readonly string[]): readonly string[] {
  const n = (value: number): string => value.toLocaleString('en-US')
  const merged = result.merged === 0 ? '' : ` + ${n(result.merged)} merged into them`
  const sum = `Read ${n(result.read)} rows = ${n(result.new)} new + ${n(result.updated)} updated + ${n(result.unchanged)} unchanged${merged} + ${n(result.refused)} refused.`
  const leftOut = Object.entries(result.leftOut)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([what, count]) => `  ${n(count)} × ${what}`)
  return [
    sum,
    ...(leftOut.length === 0 ? [] : ['Left out of rows that were kept:', ...leftOut]),
    ...lists.map((list) => `Refused rows, with reasons: ${list}`)
  ]
}
