import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'

/** A measured figure beside its goal, `undefined` where there is none. */
export interface Figure {
  readonly name: string
  readonly value: string
  readonly goal?: string
  readonly met?: boolean
  /** One-minute load average of the machine when it was measured. */
  readonly load: number
}

/** Prints a markdown table, ready for RESULTS.md. */
export function printTable(title: string, figures: readonly Figure[]): void {
  console.log(`\n### ${title}\n\n${machine()}\n\n${figureTable(figures)}\n`)
}

export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, goal = '', met, load }) => [
    name,
    value,
    goal,
    met === undefined ? '' : met ? 'yes' : '**no**',
    load.toFixed(1)
  ])
  return markdownTable(['figure', 'measured', 'goal', 'met', 'load'], rows)
}

/** Columns padded as prettier pads them, so that a pasted table needs no formatting. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[]
): string {
  const widths = head.map((_, i) =>
    Math.max(3, ...[head, ...rows].map((row) => (row[i] ?? '').length))
  )
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (cells[i] ?? '').padEnd(width)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

/** One-minute load average: above the number of cores, others were measured as well. */
export function load(): number {
  return loadavg()[0] ?? Number.NaN
}

/** Where and when, in one line. */
export function machine(): string {
  const [cpu] = cpus()
  const model = cpu?.model === undefined || cpu.model === 'unknown' ? arch() : cpu.model.trim()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ')
  return `${when} UTC, ${availableParallelism()} cores (${model}), ${memory}, ${platform()} ${release()}, Node ${process.versions.node}`
}

export function ms(value: number): string {
  return value >= 10_000
    ? `${(value / 1000).toFixed(1)} s`
    : `${value.toFixed(value < 10 ? 1 : 0)} ms`
}

export function share(cpuMs: number, wallMs: number): string {
  return `${((100 * cpuMs) / wallMs).toFixed(1)} % of a core`
}

export function mb(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`
}
