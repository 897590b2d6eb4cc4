import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react'
import type { WallCity } from '../../../../contract/city.ts'
import type { ReviewAnswer, ReviewPeak, ReviewQuestion } from '../../../../contract/review.ts'
import { useFormat } from '../../../look/format.ts'
import { useLanguage, useWords } from '../../../look/words.ts'
import './export.css'
import { exportWords, type ExportWords } from './exportWords.ts'
import { makeFile, type ExportWish, type Saved } from './makeFiles.ts'
import { whyNotSaved } from './whyNotSaved.ts'

/** One chart of the scene that can be saved as a picture. */
export interface ExportChart {
  /** Part of the file's name: `hari`. */
  readonly id: string
  readonly title: string
  /** Its section on the screen; may hold HTML, SVG and canvases. */
  readonly element: HTMLElement
}

export interface ExportMenuProps {
  readonly city: WallCity
  /** What is on the screen: the question, and the answer as it was given. */
  readonly question: ReviewQuestion
  readonly answer: ReviewAnswer
  /** The chosen peaks, for their names and holidays. */
  readonly peak?: ReviewPeak | undefined
  readonly comparePeak?: ReviewPeak | undefined
  /** Asked for when the menu opens. */
  readonly charts: () => readonly ExportChart[]
}

type Progress =
  | { readonly state: 'idle' }
  | { readonly state: 'making'; readonly name: string }
  | { readonly state: 'saved'; readonly saved: Saved }
  | { readonly state: 'failed'; readonly sentence: string }

/** A button in the chooser row, and the files that can be saved of what is shown. */
export function ExportMenu(props: ExportMenuProps): ReactElement {
  const say = useWords(exportWords)
  const [charts, setCharts] = useState<readonly ExportChart[]>()
  const root = useRef<HTMLDivElement>(null)
  const close = (): void => setCharts(undefined)
  useOutside(root, charts !== undefined, close)
  return (
    <div
      className="export"
      ref={root}
      // Typed here, a key is the menu's and not the scene's.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || charts === undefined) return
        event.stopPropagation()
        event.nativeEvent.stopImmediatePropagation()
        close()
      }}
    >
      <button
        type="button"
        className="review-tool"
        aria-expanded={charts !== undefined}
        onClick={() => (charts === undefined ? setCharts(props.charts().map(named)) : close())}
      >
        {say.export}
      </button>
      {charts !== undefined && <ExportList {...props} open={charts} />}
    </div>
  )
}

/** A chart without a name of its own is called as what is in it. */
function named({ id, title, element }: ExportChart): ExportChart {
  const inside = element.querySelector('[aria-label]')?.getAttribute('aria-label')
  return { id, title: title || (inside ?? id), element }
}

function ExportList({
  city,
  question,
  answer,
  peak,
  open
}: ExportMenuProps & { readonly open: readonly ExportChart[] }): ReactElement {
  const say = useWords(exportWords)
  const language = useLanguage()
  const format = useFormat()
  const [progress, setProgress] = useState<Progress>({ state: 'idle' })

  const make = async (name: string, wish: ExportWish): Promise<void> => {
    setProgress({ state: 'making', name })
    try {
      const saved = await makeFile(
        wish,
        { city, question, answer, peak },
        { language, format, say }
      )
      setProgress({ state: 'saved', saved })
    } catch (error) {
      setProgress({ state: 'failed', sentence: say.failed(name, whyNotSaved(error, say)) })
    }
  }
  const button = (name: string, label: string, wish: ExportWish): ReactElement => (
    <button
      type="button"
      key={name}
      aria-label={name}
      disabled={progress.state === 'making'}
      onClick={() => void make(name, wish)}
    >
      {label}
    </button>
  )
  return (
    <div className="export-list" role="dialog" aria-label={say.export}>
      <dl>
        <dt>{say.report}</dt>
        <dd>
          {button(`${say.report} A4`, say.a4, { kind: 'pdf', size: 'a4' })}
          {button(`${say.report} 16:9`, say.wide, { kind: 'pdf', size: 'wide' })}
        </dd>
        <dt>{say.data}</dt>
        <dd>
          {button('CSV', 'CSV', { kind: 'csv' })}
          {button('Parquet', 'Parquet', { kind: 'parquet' })}
        </dd>
        <dt>{say.figures}</dt>
        <dd>{button('JSON', 'JSON', { kind: 'json' })}</dd>
        {open.map(({ id, title, element }) => (
          <div key={id} className="export-chart">
            <dt>{title}</dt>
            <dd>
              {(['png', 'svg'] as const).map((kind) =>
                button(say.picture(title, kind.toUpperCase()), kind.toUpperCase(), {
                  ...{ kind, id, element }
                })
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p>{say.noCameras}</p>
      <Outcome progress={progress} say={say} />
    </div>
  )
}

function Outcome({
  progress,
  say
}: {
  readonly progress: Progress
  readonly say: ExportWords
}): ReactElement {
  return (
    <div className="export-outcome" role="status" data-state={progress.state}>
      {progress.state === 'making' && say.making(progress.name)}
      {progress.state === 'failed' && progress.sentence}
      {progress.state === 'saved' && (
        <>
          <b>{say.code(progress.saved.code)}</b>
          <span>{say.saved(progress.saved.name)}</span>
          {progress.saved.warning !== undefined && (
            <span className="export-warning">{progress.saved.warning}</span>
          )}
        </>
      )}
    </div>
  )
}

function useOutside(root: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return
    const listen = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) close()
    }
    window.addEventListener('pointerdown', listen)
    return () => window.removeEventListener('pointerdown', listen)
  })
}
