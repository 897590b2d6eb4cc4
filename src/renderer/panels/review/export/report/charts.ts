import type { ReviewDay } from '../../../../../contract/review.ts'
import { offsetText } from '../../dayText.ts'
import { heat, ink } from './ink.ts'
import type { Frame, Paper } from './paper.ts'
import type { Speech } from './speech.ts'

/** A bar a day with its count, the compared days as a line, and what one usual day brings. */
export function drawDays(paper: Paper, frame: Frame, speech: Speech): void {
  const { days, normalDay, peakBefore, peakAfter } = speech.figures.answer
  const { scale } = paper
  const axis = { size: 7 * scale, colour: ink.third }
  const left = frame.x + 22 * scale
  const right = frame.x + frame.width
  const bottom = frame.y + frame.height - 26 * scale
  const top = frame.y + 16 * scale
  const most = Math.max(
    1,
    normalDay?.dayHigh ?? 0,
    ...days.flatMap(({ count, compareCount }) => [count ?? 0, compareCount ?? 0])
  )
  const y = (count: number): number => bottom - (count / most) * (bottom - top)
  const step = (right - left) / days.length
  const bar = Math.max(1, step * 0.74)
  const middle = (at: number): number => left + (at + 0.5) * step

  if (normalDay !== undefined) {
    const high = y(normalDay.dayHigh)
    paper.fill(
      { x: left, y: high, width: right - left, height: y(normalDay.dayLow) - high },
      ink.band
    )
  }
  for (const tick of ticksUpTo(most)) {
    paper.line(
      [
        [left, y(tick)],
        [right, y(tick)]
      ],
      ink.rule,
      0.4
    )
    const label = speech.format.count(tick)
    paper.text(label, left - 5 * scale, y(tick) + 2.5 * scale, { ...axis, align: 'right' })
  }
  const peaks = new Set([peakBefore?.day, peakAfter?.day])
  const roomForCounts = step >= 12 * scale
  for (const [at, day] of days.entries()) {
    if (day.count === undefined) continue
    const x = middle(at) - bar / 2
    const fill = { x, y: y(day.count), width: bar, height: bottom - y(day.count) }
    const notable = peaks.has(day.day)
    paper.fill(fill, notable ? ink.data : ink.dataSoft)
    if (day.running) paper.outline(fill, ink.third, 0.75)
    if (roomForCounts || notable)
      paper.text(speech.format.count(day.count), middle(at), y(day.count) - 3 * scale, {
        size: 7 * scale,
        bold: notable,
        colour: notable ? ink.first : ink.second,
        align: 'center'
      })
  }
  drawCompared(paper, days, middle, y)
  if (normalDay !== undefined)
    paper.line(
      [
        [left, y(normalDay.mean)],
        [right, y(normalDay.mean)]
      ],
      ink.third,
      0.6
    )
  paper.line(
    [
      [left, bottom],
      [right, bottom]
    ],
    ink.strongRule,
    0.75
  )
  drawDayLabels(paper, speech, { middle, step, y: bottom + 10 * scale })
}

function drawCompared(
  paper: Paper,
  days: readonly ReviewDay[],
  middle: (at: number) => number,
  y: (count: number) => number
): void {
  let run: (readonly [number, number])[] = []
  const end = (): void => {
    // White under black, so that the line is seen on bars as well.
    paper.line(run, ink.white, 2.4 * paper.scale)
    paper.line(run, ink.first, 1.1 * paper.scale)
    const [only] = run
    if (run.length === 1 && only !== undefined) paper.dot(...only, 1.4 * paper.scale, ink.first)
    run = []
  }
  for (const [at, { compareCount }] of days.entries()) {
    if (compareCount === undefined) end()
    else run.push([middle(at), y(compareCount)])
  }
  end()
}

/** H labels with dates below, so many that none touches the next; H itself always. */
function drawDayLabels(
  paper: Paper,
  { figures, days: text }: Speech,
  {
    middle,
    step,
    y
  }: { readonly middle: (at: number) => number; readonly step: number; readonly y: number }
): void {
  const { scale } = paper
  const { days } = figures.answer
  const every = Math.max(1, Math.ceil((30 * scale) / step))
  const zero = Math.max(
    0,
    days.findIndex(({ offset }) => offset === 0)
  )
  for (const [at, day] of days.entries()) {
    if (Math.abs(at - zero) % every !== 0) continue
    const style = { size: 7 * scale, align: 'center', colour: ink.third } as const
    const date = text.short(day.day)
    if (day.offset === undefined) paper.text(date, middle(at), y, style)
    else {
      const isH = day.offset === 0
      paper.text(offsetText(day, date), middle(at), y, {
        ...style,
        bold: isH,
        colour: isH ? ink.first : ink.second
      })
      paper.text(date, middle(at), y + 9 * scale, { ...style, size: 6.5 * scale })
    }
  }
}

/** Weekday × hour with the count in every cell, and the sums of rows and columns. */
export function drawHours(
  paper: Paper,
  frame: Frame,
  { figures, format, days, say }: Speech
): void {
  const { counts, days: over } = figures.answer.hours
  const isKnown = over.some((each) => each > 0)
  const { scale } = paper
  const small = { size: 7 * scale, colour: ink.third }
  const left = frame.x + 34 * scale
  const width = (frame.x + frame.width - 34 * scale - left) / 24
  const top = frame.y + 14 * scale
  const height = Math.min((frame.height - 30 * scale) / 7, 26 * scale)
  const most = Math.max(1, ...counts.flat())
  const total = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0)
  for (let hour = 0; hour < 24; hour += 1)
    paper.text(String(hour).padStart(2, '0'), left + (hour + 0.5) * width, top - 5 * scale, {
      ...small,
      align: 'center'
    })
  paper.text(say.sum, frame.x + frame.width, top - 5 * scale, { ...small, align: 'right' })
  for (const [weekday, row] of counts.entries()) {
    const y = top + weekday * height
    const baseline = y + height / 2 + 2.5 * scale
    paper.text(days.weekday(weekday), frame.x, baseline, {
      ...small,
      colour: ink.second,
      size: 8 * scale
    })
    for (const [hour, count] of row.entries()) {
      const step =
        heat[Math.min(heat.length - 1, Math.floor((count / most) * heat.length))] ?? heat[0]
      const cell = {
        x: left + hour * width + 0.5,
        y: y + 0.5,
        width: width - 1,
        height: height - 1
      }
      if (!isKnown) {
        paper.outline(cell, ink.rule, 0.4)
        continue
      }
      paper.fill(cell, step.fill)
      if (count > 0)
        paper.text(format.count(count), cell.x + cell.width / 2, baseline, {
          size: 7 * scale,
          colour: step.text,
          align: 'center'
        })
    }
    paper.text(isKnown ? format.count(total(row)) : say.none, frame.x + frame.width, baseline, {
      size: 8 * scale,
      align: 'right',
      colour: ink.second
    })
  }
  const below = top + 7 * height + 10 * scale
  for (let hour = 0; hour < 24; hour += 1)
    paper.text(
      isKnown ? format.count(total(counts.map((row) => row[hour] ?? 0))) : say.none,
      left + (hour + 0.5) * width,
      below,
      { ...small, align: 'center' }
    )
}

/** A bar from zero with a line at what is usual. */
export function drawBar(
  paper: Paper,
  { x, y, width, height }: Frame,
  {
    value,
    usual,
    most,
    strong
  }: { value: number; usual: number | undefined; most: number; strong: boolean }
): void {
  const thick = height * 0.5
  const top = y + (height - thick) / 2 - paper.scale
  paper.fill(
    { x, y: top, width: (value / most) * width, height: thick },
    strong ? ink.data : ink.dataSoft
  )
  if (usual === undefined) return
  const at = x + (usual / most) * width
  paper.line(
    [
      [at, top - 2],
      [at, top + thick + 2]
    ],
    ink.white,
    2.6
  )
  paper.line(
    [
      [at, top - 2],
      [at, top + thick + 2]
    ],
    ink.first,
    1
  )
}

function ticksUpTo(most: number): readonly number[] {
  const rough = most / 5
  const size = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step =
    [1, 2, 5, 10].map((factor) => factor * size).find((each) => each >= rough) ?? size * 10
  return Array.from({ length: Math.floor(most / step) }, (_, at) => (at + 1) * step)
}
