import type { FrozenBriefing } from '../../../../contract/briefing.ts'
import type { WallCity } from '../../../../contract/city.ts'
import { unknownDistrict } from '../../../../contract/review.ts'
import { makeFormat, type Format } from '../../../look/format.ts'
import type { Language } from '../../../look/words.ts'
import { ink } from '../../review/export/report/ink.ts'
import {
  Paper,
  type Frame,
  type ReportFonts,
  type TextStyle
} from '../../review/export/report/paper.ts'
import { medianChart, monthChart, type ChartBox, type Frame as Axes, type Line } from '../charts.ts'
import { durationText, figuresOf, type Figure } from '../figures.ts'
import { headlineText, minutesText } from '../headlineText.ts'
import { monthNames } from '../monthNames.ts'
import { briefingWords, type BriefingWords } from '../words.ts'

export interface BriefingSubject {
  readonly frozen: FrozenBriefing
  readonly city: WallCity
  readonly language: Language
  readonly fonts: ReportFonts
}

interface Sheet extends BriefingSubject {
  readonly paper: Paper
  readonly format: Format
  readonly say: BriefingWords
}

const edge = 36
const left = { x: edge, width: 596 }
const right = { x: 668, width: 256 }

/**
 * A frozen briefing on one 16:9 sheet: what the wall shows, with the districts as rows instead of a
 * map. The same figures in the same language are the same bytes.
 */
export function briefingPdf(subject: BriefingSubject): ArrayBuffer {
  const { frozen, city, language, fonts } = subject
  const { code, briefing } = frozen
  const paper = new Paper('wide', fonts, {
    title: `${city.service}: Briefing (${code})`,
    at: new Date(briefing.asOf),
    id: fileId(code)
  })
  const format = makeFormat({ locale: city.locale, timeZone: city.timeZone, language })
  const sheet = { ...subject, paper, format, say: briefingWords[language] }
  drawHead(sheet)
  const below = drawHeadline(sheet)
  const figuresEnd = drawFigures(sheet, below + 14)
  const charts = { y: figuresEnd + 16, height: 492 - figuresEnd - 16 }
  const width = (left.width - 24) / 2
  drawMonth(sheet, { ...charts, x: left.x, width })
  drawDays(sheet, { ...charts, x: left.x + width + 24, width })
  drawEvents(sheet, drawDistricts(sheet, 64) + 16)
  drawFoot(sheet)
  return paper.bytes()
}

/** jsPDF wants 32 hexadecimal digits. */
function fileId(code: string): string {
  return [...code]
    .map((sign) => sign.charCodeAt(0).toString(16))
    .join('')
    .toUpperCase()
    .padEnd(32, '0')
}

function asOfText({ frozen: { briefing }, city, format, say }: Sheet): string {
  const { asOf } = briefing
  return `${format.date(asOf)}, ${say.asOf(format.timeOfDay(asOf), city.timeZoneName)}`
}

function drawHead(sheet: Sheet): void {
  const { paper, city, frozen, say } = sheet
  paper.text('Siaga', edge, 38, { size: 12, bold: true })
  const name = paper.widthOf('Siaga ', { size: 12, bold: true })
  paper.text(`${city.service}, Briefing`, edge + name, 38, { size: 12, colour: ink.third })
  paper.text(asOfText(sheet), paper.width - edge, 38, {
    ...{ size: 12, colour: ink.second },
    align: 'right'
  })
  if (frozen.briefing.simulated)
    paper.text(say.simulated, paper.width / 2, 38, {
      ...{ size: 12, bold: true, colour: ink.system },
      align: 'center'
    })
}

/** Gives the bottom of the last line. */
function drawHeadline({ paper, frozen, city, format, say }: Sheet): number {
  const text = headlineText(frozen.briefing, city, format, say)
  const style = { size: text.length > 118 ? 21 : 24, bold: true }
  let y = 58
  for (const line of balanced(paper, text, left.width, style)) {
    y += style.size * 1.1
    paper.text(line, left.x, y, style)
  }
  return y
}

/** As few lines as fit, none much shorter than the others. */
function balanced(paper: Paper, text: string, width: number, style: TextStyle): readonly string[] {
  const lines = paper.lines(text, width, style)
  let best = lines
  for (let narrower = width; narrower > width / 2; narrower -= 12) {
    const tried = paper.lines(text, narrower, style)
    if (tried.length > lines.length) break
    best = tried
  }
  return best
}

function drawFigures(sheet: Sheet, y: number): number {
  const { frozen, city, format, say } = sheet
  const shares = [0, 0.34, 0.7, 1]
  const figures = figuresOf(frozen.briefing, city, format, say)
  for (const [index, figure] of figures.entries()) {
    const x = left.x + left.width * (shares[index] ?? 0)
    const end = left.x + left.width * (shares[index + 1] ?? 1) - 16
    drawFigure(sheet, figure, { x, y, width: end - x, height: 0 })
  }
  return y + 100
}

function drawFigure({ paper }: Sheet, { title, value, below }: Figure, at: Frame): void {
  const { x, y, width } = at
  paper.line(lineOf(x, y, width), ink.first, 1)
  paper.text(title, x, y + 15, { size: 11, bold: true, colour: ink.second })
  let pen = x
  for (const { value: text, unit } of value) {
    paper.text(text, pen, y + 60, { size: 46 })
    pen += paper.widthOf(text, { size: 46 }) + 1
    if (unit === '') continue
    paper.text(unit, pen, y + 60, { size: 20, colour: ink.third })
    pen += paper.widthOf(unit, { size: 20 }) + 6
  }
  if (value.length === 0) paper.text('–', x, y + 60, { size: 46, colour: ink.mark })
  for (const [row, parts] of below.entries()) {
    let at = x
    for (const { text, strong } of parts) {
      const style = strong ? { size: 11, bold: true } : { size: 11, colour: ink.third }
      paper.text(text, at, y + 80 + row * 14, style)
      at += paper.widthOf(`${text} `, style)
    }
  }
}

/** Charts are laid out in the units of the wall, two and a half to a point. */
const unit = 0.4

function chartBox({ width, height }: Frame): ChartBox {
  return { width: width / unit, height: (height - 34) / unit, scale: 0.72 }
}

function drawChartHead(
  { paper }: Sheet,
  { x, y, width }: Frame,
  title: string,
  note: string
): void {
  paper.line(lineOf(x, y, width), ink.strongRule, 0.75)
  paper.text(title, x, y + 15, { size: 11, bold: true })
  paper.text(note, x, y + 27, { size: 8.5, colour: ink.third })
}

function drawMonth(sheet: Sheet, frame: Frame): void {
  const { paper, frozen, city, format, say } = sheet
  const { briefing } = frozen
  const names = monthNames(briefing, format)
  drawChartHead(
    sheet,
    frame,
    say.cumulative,
    say.cumulativeWhat(names.nowYear, briefing.last && names.last)
  )
  const chart = monthChart(briefing, city.timeZone, chartBox(frame))
  if (chart === undefined) return noDays(sheet, frame)
  const put = placer(frame)
  drawAxes(sheet, frame, chart, (value) => format.count(value))
  if (chart.ahead) {
    const [dot, high, low] = chart.ahead.fan.map(put)
    if (dot && high && low) {
      paper.line([dot, high], ink.dataSoft, 0.75)
      paper.line([dot, low], ink.dataSoft, 0.75)
    }
    const [from, to] = chart.ahead.line.map(put)
    if (from && to) drawDashed(paper, from, to)
  }
  if (chart.before) paper.line(chart.before.map(put), ink.mark, 1)
  paper.line(chart.now.map(put), ink.data, 2.2)
  const [dotX, dotY] = put(chart.dot)
  paper.dot(dotX, dotY, 3, ink.data)
  const [countX, countY] = put([chart.count.x, chart.count.y])
  paper.text(format.count(briefing.month.count), countX, countY, {
    ...{ size: 10, bold: true },
    align: chart.count.anchor === 'end' ? 'right' : 'left'
  })
  if (chart.forecast && briefing.forecast)
    drawName(sheet, put([chart.forecast.x, chart.forecast.y]), ink.data, [
      format.count(briefing.forecast.value),
      say.forecast
    ])
  if (chart.last && briefing.last)
    drawName(sheet, put([chart.last.x, chart.last.y]), ink.second, [
      format.count(briefing.last.count),
      names.last
    ])
}

/** What is not yet known is no whole line. */
function drawDashed(
  paper: Paper,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number]
): void {
  const dashes = Math.max(2, Math.floor(Math.hypot(x2 - x1, y2 - y1) / 4))
  for (let dash = 0; dash < dashes; dash += 1) {
    const at = (share: number): [number, number] => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]
    paper.line([at(dash / dashes), at((dash + 0.5) / dashes)], ink.data, 1.2)
  }
}

function drawDays(sheet: Sheet, frame: Frame): void {
  const { paper, frozen, city, format, say } = sheet
  const { briefing } = frozen
  drawChartHead(sheet, frame, say.daily, say.dailyWhat)
  const minutes = city.responseTargets.find(({ id }) => id === briefing.target)?.minutes
  const chart = medianChart(briefing, minutes, chartBox(frame))
  if (chart === undefined) return noDays(sheet, frame)
  const put = placer(frame)
  drawAxes(
    sheet,
    frame,
    chart,
    (value) => format.decimal(value, Number.isInteger(value) ? 0 : 1),
    chart.targetY
  )
  if (chart.targetY !== undefined)
    paper.line([put([0, chart.targetY]), put([chart.right, chart.targetY])], ink.first, 1)
  for (const line of chart.before) paper.line(line.map(put), ink.mark, 1)
  for (const line of chart.now) paper.line(line.map(put), ink.data, 2.2)
  if (chart.target && minutes !== undefined)
    drawName(sheet, put([chart.target.x, chart.target.y]), ink.first, [
      say.target,
      say.minutes(minutesText(minutes, format))
    ])
  if (chart.last) {
    const [x, y] = put([chart.last.x, chart.last.y])
    paper.text(monthNames(briefing, format).last, x, y, { size: 8.5, colour: ink.third })
  }
  const newest = briefing.month.days.findLast(({ medianMs }) => medianMs !== undefined)
  if (chart.dot === undefined || chart.median === undefined || newest?.medianMs === undefined)
    return
  const [dotX, dotY] = put(chart.dot)
  paper.dot(dotX, dotY, 3, ink.data)
  const [x, y] = put([chart.median.x, chart.median.y])
  paper.text(durationText(newest.medianMs, format), x, y, {
    size: 10,
    bold: true,
    colour: ink.data
  })
}

function drawAxes(
  { paper }: Sheet,
  frame: Frame,
  { grid, days, right: end, baseY }: Axes,
  write: (value: number) => string,
  targetY?: number
): void {
  const put = placer(frame)
  for (const { y, value } of grid) {
    if (targetY !== undefined && Math.abs(y - targetY) < 24) continue
    paper.line([put([0, y]), put([end, y])], ink.rule, 0.5)
    const [x, textY] = put([0, y - 8])
    paper.text(write(value), x, textY, { size: 7.5, colour: ink.third })
  }
  paper.line([put([0, baseY]), put([end, baseY])], ink.strongRule, 0.75)
  for (const { day, x } of days) {
    const [at, y] = put([x, baseY + 28])
    paper.text(String(day), at, y, { size: 7.5, colour: ink.third, align: 'center' })
  }
}

function drawName(
  { paper }: Sheet,
  [x, y]: readonly [number, number],
  colour: string,
  [first, second]: readonly [string, string]
): void {
  paper.text(first, x, y, { size: 10, bold: true, colour })
  paper.text(second, x, y + 10, { size: 8.5, colour: ink.third })
}

function noDays({ paper, say }: Sheet, { x, y }: Frame): void {
  paper.text(say.noDays, x, y + 48, { size: 10, colour: ink.third })
}

/** From the units of a chart to points of the sheet. */
function placer({ x, y }: Frame): (point: Line[number]) => [number, number] {
  return ([px, py]) => [x + px * unit, y + 34 + py * unit]
}

const rowHeight = 13.5

/** Every district by its reports; gives the bottom. */
function drawDistricts(sheet: Sheet, y: number): number {
  const { paper, frozen, city, format, say } = sheet
  const { briefing } = frozen
  const { x, width } = right
  paper.line(lineOf(x, y, width), ink.first, 1)
  paper.text(say.where, x, y + 15, { size: 11, bold: true })
  paper.text(say.whereWhat(monthNames(briefing, format).nowYear), x, y + 27, {
    size: 8.5,
    colour: ink.third
  })
  const most = Math.max(1, ...briefing.districts.map(({ count }) => Number(count) || 0))
  let baseline = y + 44
  for (const { district, count } of briefing.districts.slice(0, 17)) {
    const name =
      district === unknownDistrict
        ? say.elsewhere
        : (city.districts.find(({ code }) => code === district)?.name ?? district)
    paper.text(paper.fitted(name, 118, { size: 9 }), x, baseline, { size: 9 })
    paper.text(format.count(count), x + 150, baseline, { size: 9, bold: true, align: 'right' })
    const long = ((Number(count) || 0) / most) * (width - 160)
    paper.fill({ x: x + 160, y: baseline - 6.5, width: long, height: 7 }, ink.dataSoft)
    baseline += rowHeight
  }
  return baseline - rowHeight + 4
}

function drawEvents(sheet: Sheet, y: number): void {
  const { paper, frozen, city, format, language, say } = sheet
  const { briefing } = frozen
  const { x, width } = right
  paper.line(lineOf(x, y, width), ink.first, 1)
  paper.text(say.gravestFrozen(format.timeOfDay(briefing.asOf)), x, y + 15, {
    size: 11,
    bold: true
  })
  const end = x + width
  if (briefing.events.length === 0)
    paper.text(say.noneOpen, x, y + 36, { size: 10, colour: ink.third })
  let baseline = y + 36
  for (const { category, district, clock } of briefing.events) {
    const kind = city.categories.find(({ id }) => id === category)
    const name = (language === 'en' ? kind?.nameEn : kind?.name) ?? category
    const place = city.districts.find(({ code }) => code === district)?.shortName ?? say.elsewhere
    paper.text(name, x, baseline, { size: 11, bold: true })
    paper.text(place, x, baseline + 12, { size: 9, colour: ink.third })
    paper.text(format.stopwatch(clock.elapsedMs), end, baseline + 3, { size: 16, align: 'right' })
    if (clock.state !== 'stopped')
      paper.text(clock.state === 'late' ? say.late : say.runs, end, baseline + 13, {
        ...{ size: 8, colour: ink.third, bold: clock.state === 'late' },
        align: 'right'
      })
    baseline += 32
  }
}

function drawFoot(sheet: Sheet): void {
  const { paper, frozen } = sheet
  const y = paper.height - 22
  paper.text(frozen.code, edge, y, { size: 9, bold: true, colour: ink.second })
  paper.text(asOfText(sheet), paper.width - edge, y, {
    ...{ size: 9, colour: ink.third },
    align: 'right'
  })
}

function lineOf(x: number, y: number, width: number): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x + width, y]
  ]
}
