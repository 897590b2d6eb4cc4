import { CallClass } from '../../../../../contract/call.ts'
import { clockInWords, definitionsOf } from '../../../../../contract/definitions.ts'
import type { ComparedResponse, PeriodTotal, Rate } from '../../../../../contract/review.ts'
import { drawBar, drawDays, drawHours } from './charts.ts'
import { ink } from './ink.ts'
import { Paper, type Frame, type PaperSize, type ReportFonts } from './paper.ts'
import {
  selectionText,
  shareVerdictOf,
  speechOf,
  verdictOf,
  type ReportSubject,
  type Speech,
  type VerdictText
} from './speech.ts'
import { drawTable, rowsThatFit, tableHeight, type Cell, type Table } from './table.ts'

interface Block {
  readonly title: string
  readonly note?: string
  /** Of what is drawn under the title, in points. */
  readonly height: number
  /** Grows with the room of a screen sheet. */
  readonly stretches?: boolean
  readonly draw: (frame: Frame) => void
}

/**
 * The report of kept figures: cover, summary, days, hours, kinds, districts, response, calls, and
 * what the words mean. The same figures in the same language are the same bytes.
 */
export function reportPdf(
  subject: ReportSubject & { readonly size: PaperSize; readonly fonts: ReportFonts }
): ArrayBuffer {
  const speech = speechOf(subject)
  const { figures, size } = subject
  const paper = new Paper(size, subject.fonts, {
    title: `${subject.city.service}: ${speech.title} (${figures.code})`,
    at: new Date(figures.asOf),
    id: fileId(figures.code)
  })
  drawCover(paper, speech)
  placeBlocks(paper, speech, blocksOf(paper, speech), size)
  drawFooters(paper, speech)
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

const titleRoom = 34

function content(paper: Paper): Frame {
  const side = paper.width > paper.height ? 56 : 48
  const top = paper.width > paper.height ? 64 : 72
  return { x: side, y: top, width: paper.width - 2 * side, height: paper.height - top - 52 }
}

/** One under another; on screen sheets a chart has its own. */
function placeBlocks(
  paper: Paper,
  speech: Speech,
  blocks: readonly Block[],
  size: PaperSize
): void {
  const page = content(paper)
  const head = titleRoom * paper.scale
  let y = Number.POSITIVE_INFINITY
  for (const block of blocks) {
    const alone = size === 'wide' && block.stretches === true
    if (alone || y + head + block.height > page.y + page.height + 0.01) {
      paper.addPage()
      drawHeader(paper, speech)
      y = page.y
    }
    drawTitle(paper, block, { ...page, y })
    const room = page.y + page.height - y - head
    const height = alone ? room : block.height
    block.draw({ ...page, y: y + head, height })
    y += head + height + 22 * paper.scale
  }
}

function drawTitle(paper: Paper, { title, note }: Block, { x, y, width }: Frame): void {
  const { scale } = paper
  paper.line(
    [
      [x, y],
      [x + width, y]
    ],
    ink.strongRule,
    0.75
  )
  paper.text(title, x, y + 17 * scale, { size: 13 * scale, bold: true })
  if (note === undefined) return
  const style = { size: 7.5 * scale, colour: ink.third }
  const room = width - paper.widthOf(title, { size: 13 * scale, bold: true }) - 16 * scale
  paper.text(paper.fitted(note, room, style), x + width, y + 17 * scale, {
    ...style,
    align: 'right'
  })
}

function drawHeader(paper: Paper, { city, title, say, figures }: Speech): void {
  const { x, width } = content(paper)
  const style = { size: 8 * paper.scale, colour: ink.third }
  paper.text(city.service, x, 40, { ...style, bold: true, colour: ink.first })
  paper.text(title, x + width, 40, { ...style, align: 'right' })
  if (figures.answer.simulated)
    paper.text(say.simulated, x + width / 2, 40, {
      ...style,
      bold: true,
      colour: ink.system,
      align: 'center'
    })
}

function drawFooters(paper: Paper, { say, figures, moment, format }: Speech): void {
  const { x, width } = content(paper)
  const y = paper.height - 28
  const style = { size: 7.5 * paper.scale, colour: ink.third }
  for (let page = 1; page <= paper.pages; page += 1) {
    paper.goTo(page)
    paper.text(`${say.code} ${figures.code}`, x, y, { ...style, bold: true, colour: ink.second })
    paper.text(`${say.asOf} ${moment(figures.asOf)}`, x + width / 2, y, {
      ...style,
      align: 'center'
    })
    const place = say.page(format.count(page), format.count(paper.pages))
    paper.text(place, x + width, y, { ...style, align: 'right' })
  }
}

function drawCover(paper: Paper, speech: Speech): void {
  const { scale } = paper
  const { say, city, figures, title, format, days } = speech
  const { answer, question } = figures
  const page = content(paper)
  const { x, width } = page
  const wide = paper.width > paper.height
  paper.text('Siaga', x, 56, { size: 13 * scale, bold: true })
  const name = paper.widthOf('Siaga ', { size: 13 * scale, bold: true })
  paper.text(city.service, x + name, 56, { size: 13 * scale, colour: ink.second })
  if (answer.simulated)
    paper.text(say.simulated, x + width, 56, {
      size: 11 * scale,
      bold: true,
      colour: ink.system,
      align: 'right'
    })
  paper.line(
    [
      [x, 70],
      [x + width, 70]
    ],
    ink.strongRule,
    0.75
  )

  let y = wide ? 112 : 170
  paper.text(say.kind, x, y, { size: 11 * scale, colour: ink.third })
  y += 36 * scale
  paper.text(paper.fitted(title, width, { size: 34 * scale, bold: true }), x, y, {
    size: 34 * scale,
    bold: true
  })
  y += (wide ? 40 : 64) * scale

  const column = width / 3
  const { met, breached } = answer.response
  const keys = [
    [countOf(answer.total, speech), say.reports, ''],
    [
      perDayOf(answer.total, speech),
      say.perDay,
      answer.total.change === undefined
        ? ''
        : `${verdictOf(answer.total.change, speech).verdict} ${say.againstUsual}`
    ],
    [
      speech.share(answer.response),
      say.withinTarget,
      answer.total.perDay === undefined
        ? ''
        : say.ofDecided(format.count(met), format.count(met + breached))
    ]
  ] as const
  for (const [index, [figure, what, more]] of keys.entries()) {
    const at = x + index * column
    paper.text(figure, at, y, { size: 28 * scale })
    paper.text(what, at, y + 15 * scale, { size: 9 * scale, colour: ink.second })
    const small = { size: 8 * scale, colour: ink.third }
    paper.text(paper.fitted(more, column - 12, small), at, y + 27 * scale, small)
  }
  y += (wide ? 54 : 84) * scale

  const period = `${days.full(question.period.from)} – ${days.full(question.period.to)}`
  const facts: (readonly [string, string])[] = [
    [say.period, `${period}, ${say.days(format.count(answer.days.length))}`],
    ...(question.anchor === undefined ? [] : [['', say.dayH(days.full(question.anchor))] as const]),
    ...(question.compare === undefined ? [] : [[say.compared, comparedText(speech)] as const]),
    ...(question.normal === undefined ? [] : [[say.usual, days.period(question.normal)] as const]),
    [say.selection, selectionText(question.selection, speech)],
    [say.asOf, speech.moment(answer.asOf)],
    ...(answer.newest === undefined ? [] : [[say.newest, speech.moment(answer.newest)] as const])
  ]
  const label = 104 * scale
  for (const [what, text] of facts) {
    paper.text(what, x, y, { size: 9 * scale, colour: ink.third })
    y = paper.paragraph(text, { x: x + label, y, width: width - label }, { size: 9 * scale })
    y += 3 * scale
  }
  y += 6 * scale
  paper.text(say.code, x, y, { size: 9 * scale, colour: ink.third })
  paper.text(figures.code, x + label, y, { size: 15 * scale, bold: true })
  paper.text(say.codeHow, x + label, y + 14 * scale, { size: 8 * scale, colour: ink.third })
  if (answer.simulated)
    paper.text(say.simulatedWhat, x + label, y + 26 * scale, {
      size: 8 * scale,
      colour: ink.system
    })
}

function comparedText({ figures, days, say }: Speech): string {
  const { compare } = figures.question
  if (compare === undefined) return ''
  const range = `${days.full(compare.period.from)} – ${days.full(compare.period.to)}`
  return compare.anchor === undefined ? range : `${range}, ${say.dayH(days.full(compare.anchor))}`
}

function blocksOf(paper: Paper, speech: Speech): readonly Block[] {
  const { say, figures, city, language } = speech
  const target = city.responseTargets.find(({ id }) => id === figures.answer.target)
  const scale = paper.scale
  return [
    ...tableBlocks(paper, say.summary, undefined, summaryTable(speech), say),
    callsBlock(paper, speech),
    {
      title: say.daysTitle,
      note: say.daysNote,
      height: 210 * scale,
      stretches: true,
      draw: (frame) => drawDays(paper, frame, speech)
    },
    {
      title: say.hoursTitle,
      note: say.hoursNote,
      height: 176 * scale,
      stretches: true,
      draw: (frame) => drawHours(paper, frame, speech)
    },
    ...tableBlocks(
      paper,
      say.categoriesTitle,
      say.tick,
      rateTable(speech, namedRows(figures.answer.categories, speech.category)),
      say
    ),
    ...tableBlocks(
      paper,
      say.districtsTitle,
      say.tick,
      rateTable(speech, namedRows(figures.answer.districts, speech.district)),
      say
    ),
    ...tableBlocks(
      paper,
      say.agenciesTitle,
      target && clockInWords(target, language),
      agencyTable(speech),
      say
    ),
    definitionsBlock(
      paper,
      speech,
      definitionsOf({ city, target, question: figures.question, language })
    )
  ]
}

/** As many rows as a page holds; the rest goes on under the same title. */
function tableBlocks(
  paper: Paper,
  title: string,
  note: string | undefined,
  table: Table,
  say: Speech['say']
): readonly Block[] {
  const { scale } = paper
  const room = content(paper).height - titleRoom * scale
  const most = rowsThatFit(room, scale)
  const parts = Array.from(
    { length: Math.max(1, Math.ceil(table.rows.length / most)) },
    (_, at) => at * most
  )
  return parts.map((first) => {
    const rows = table.rows.slice(first, first + most)
    const columns = table.columns.map(({ draw, ...column }) => ({
      ...column,
      ...(draw && {
        draw: (sheet: Paper, frame: Frame, row: number) => draw(sheet, frame, first + row)
      })
    }))
    return {
      title: first === 0 ? title : say.continued(title),
      ...(note === undefined ? {} : { note }),
      height: Math.min(room, tableHeight(rows.length, scale)),
      draw: (frame) => drawTable(paper, frame, { columns, rows })
    }
  })
}

/** A dash where no day is covered: that is no zero. */
function countOf({ count, perDay }: Rate, { format, say }: Speech): string {
  return perDay === undefined ? say.none : format.count(count)
}

function perDayOf({ perDay }: Rate, { format, say }: Speech): string {
  return perDay === undefined ? say.none : format.decimal(perDay)
}

function verdictCell({ verdict, interval, notable }: VerdictText): Cell {
  return { text: verdict, bold: notable, ...(interval === '' ? {} : { note: interval }) }
}

function summaryTable(speech: Speech): Table {
  const { say, format, figures, days, duration } = speech
  const { answer } = figures
  const { total, response, normalDay } = answer
  const text = (value: string): Cell => ({ text: value })
  const rows: (readonly (Cell | undefined)[])[] = [
    [
      { text: say.all, bold: true },
      { text: countOf(total, speech), bold: true },
      text(perDayOf(total, speech)),
      verdictCell(verdictOf(total.change, speech)),
      verdictCell(verdictOf(total.compareChange, speech))
    ],
    [
      text(say.share),
      text(speech.share(response)),
      undefined,
      verdictCell(shareVerdictOf(response.change, speech)),
      verdictCell(shareVerdictOf(response.compareChange, speech))
    ],
    [text(say.median), text(duration(response.medianMs))],
    [text(say.p90), text(duration(response.p90Ms))]
  ]
  if (normalDay !== undefined)
    rows.push([
      text(say.usualDay),
      undefined,
      text(format.decimal(normalDay.mean)),
      text(
        say.usualDayWhat(
          format.count(Math.round(normalDay.dayLow)),
          format.count(Math.round(normalDay.dayHigh))
        )
      )
    ])
  for (const [what, peak] of [
    [say.peakBefore, answer.peakBefore],
    [say.peakAfter, answer.peakAfter]
  ] as const)
    if (peak !== undefined)
      rows.push([text(what), text(format.count(peak.count)), undefined, text(days.full(peak.day))])
  return {
    columns: [
      { title: '', share: 22 },
      { title: say.figure, share: 12, align: 'right' },
      { title: say.perDay, share: 10, align: 'right' },
      { title: say.againstUsual, share: 28 },
      { title: say.againstCompared, share: 28 }
    ],
    rows
  }
}

type NamedRate = Rate & { readonly name: string }

function namedRows(
  rows: readonly (Rate & { readonly category?: string; readonly district?: string })[],
  nameOf: (id: string) => string
): readonly NamedRate[] {
  return rows.map((row) => ({ ...row, name: nameOf(row.category ?? row.district ?? '') }))
}

/** Most first, as the answer has them; a bar, and both verdicts. */
function rateTable(speech: Speech, rows: readonly NamedRate[]): Table {
  const { say } = speech
  const most = Math.max(
    0.001,
    ...rows.flatMap(({ perDay = 0, normalPerDay = 0 }) => [perDay, normalPerDay])
  )
  return {
    columns: [
      { title: '', share: 20 },
      { title: say.count, share: 6, align: 'right' },
      { title: say.perDay, share: 6, align: 'right' },
      {
        title: '',
        share: 9,
        draw: (paper, frame, row) => {
          const rate = rows[row]
          if (rate?.perDay === undefined) return
          const strong = verdictOf(rate.change, speech).notable
          drawBar(paper, frame, { value: rate.perDay, usual: rate.normalPerDay, most, strong })
        }
      },
      { title: say.againstUsual, share: 30 },
      { title: say.againstCompared, share: 30 }
    ],
    rows: rows.map((rate) => [
      { text: rate.name },
      { text: countOf(rate, speech) },
      { text: perDayOf(rate, speech) },
      undefined,
      verdictCell(verdictOf(rate.change, speech)),
      verdictCell(verdictOf(rate.compareChange, speech))
    ])
  }
}

function agencyTable(speech: Speech): Table {
  const { say, format, figures, duration } = speech
  const { response, agencies, total } = figures.answer
  const counted = (n: number): Cell => ({
    text: total.perDay === undefined ? say.none : format.count(n)
  })
  const row = (
    name: string,
    count: number | undefined,
    of: ComparedResponse,
    bold: boolean
  ): readonly (Cell | undefined)[] => [
    { text: name, bold },
    count === undefined ? undefined : counted(count),
    { text: duration(of.medianMs) },
    { text: duration(of.p90Ms) },
    counted(of.met),
    counted(of.breached),
    { text: speech.share(of), bold: true },
    counted(of.running + of.unknown),
    verdictCell(shareVerdictOf(of.change, speech))
  ]
  return {
    columns: [
      { title: '', share: 17 },
      { title: say.assignments, share: 7, align: 'right' },
      { title: speech.scene.times, share: 10, align: 'right' },
      { title: speech.scene.slowest, share: 10, align: 'right' },
      { title: say.inTarget, share: 7, align: 'right' },
      { title: say.late, share: 9, align: 'right' },
      { title: '%', share: 6, align: 'right' },
      { title: say.undecided, share: 8, align: 'right' },
      { title: say.againstUsual, share: 27 }
    ],
    rows: [
      row(say.allReports, undefined, response, true),
      ...agencies.map((agency) =>
        row(speech.agency(agency.agency), agency.assignments, agency, false)
      )
    ]
  }
}

function callsBlock(paper: Paper, speech: Speech): Block {
  const { say, scene, format, figures } = speech
  const { period, compare, normal } = figures.answer.total
  const { scale } = paper
  if (period.calls === undefined)
    return {
      title: say.callsTitle,
      height: 20 * scale,
      draw: ({ x, y }) =>
        paper.text(say.noCalls, x, y + 8 * scale, { size: 9 * scale, colour: ink.second })
    }
  const perDay = (of: PeriodTotal | undefined, callClass: CallClass): Cell | undefined =>
    of?.calls === undefined || of.days === 0
      ? { text: say.none }
      : { text: format.decimal(of.calls[callClass] / of.days) }
  const rows = CallClass.options.map((callClass) => [
    { text: scene.classes[callClass] },
    { text: period.days === 0 ? say.none : format.count(period.calls?.[callClass] ?? 0) },
    perDay(period, callClass),
    perDay(normal, callClass),
    perDay(compare, callClass)
  ])
  return {
    title: say.callsTitle,
    note: say.callsNote,
    height: tableHeight(rows.length, scale),
    draw: (frame) =>
      drawTable(paper, frame, {
        columns: [
          { title: '', share: 30 },
          { title: say.thisPeriod, share: 16, align: 'right' },
          { title: say.perDay, share: 16, align: 'right' },
          { title: `${say.usual}, ${say.perDay}`, share: 19, align: 'right' },
          { title: `${say.compared}, ${say.perDay}`, share: 19, align: 'right' }
        ],
        rows
      })
  }
}

function definitionsBlock(
  paper: Paper,
  { say }: Speech,
  definitions: ReturnType<typeof definitionsOf>
): Block {
  const { scale } = paper
  const wide = paper.width > paper.height
  const size = (wide ? 8 : 9) * scale
  const columns = wide ? 2 : 1
  const width = (content(paper).width - (columns - 1) * 40) / columns
  const term = 96 * scale
  const heights = definitions.map(
    ({ text }) => paper.lines(text, width - term, { size }).length * size * 1.4 + 5 * scale
  )
  const perColumn = Math.ceil(definitions.length / columns)
  return {
    title: say.definitions,
    height: heights.reduce((sum, each) => sum + each, 0) / columns + 10 * scale,
    draw: ({ x, y }) => {
      let baseline = y + 8 * scale
      for (const [index, definition] of definitions.entries()) {
        if (index === perColumn) baseline = y + 8 * scale
        const left = x + Math.floor(index / perColumn) * (width + 40)
        paper.text(definition.term, left, baseline, { size, bold: true })
        baseline = paper.paragraph(
          definition.text,
          { x: left + term, y: baseline, width: width - term },
          { size, colour: ink.second }
        )
        baseline += 5 * scale
      }
    }
  }
}
