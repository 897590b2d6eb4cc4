import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ReactElement,
  type ReactNode
} from 'react'
import type { WallCity } from '../../contract/city.ts'
import type { ImportJob, ImportProposal, PreviewRow, Uploaded } from '../../contract/importJob.ts'
import { useWall } from '../hub/useWall.ts'
import { useFormat } from '../look/format.ts'
import { PanelHead } from '../look/PanelHead.tsx'
import { SpeechProvider } from '../look/SpeechProvider.tsx'
import { useLanguage, useWords, type Language } from '../look/words.ts'
import type { ImportDropClient, Told } from './ImportDropClient.ts'
import { importDropWords } from './ImportDropWords.ts'
import './ImportDrop.css'
import { useKeys } from './useKeys.ts'

/** A window looks at a running import this often. */
const lookEveryMs = 500

/** Where somebody who imports has come to. */
type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'sending'; readonly name: string; readonly share: number }
  | { readonly kind: 'looking' }
  | { readonly kind: 'offered'; readonly files: Files; readonly proposal: ImportProposal }
  | { readonly kind: 'job'; readonly job: ImportJob; readonly files: Files | undefined }
  | { readonly kind: 'fault'; readonly sentence: string | undefined }

type Files = [string, ...string[]]

/** A desk window has `desk` in its address. */
export function isDeskWindow(search: string): boolean {
  return new URLSearchParams(search).has('desk')
}

/**
 * Files dropped on a desk window, or chosen in the overlay that the key I opens, become history. On
 * any other window a dropped file does nothing; without this the browser would show it in place of
 * the wall.
 */
export function ImportDrop({
  client,
  isDesk
}: {
  readonly client: ImportDropClient
  readonly isDesk: boolean
}): ReactElement | null {
  const { city } = useWall()
  const [isOpen, setOpen] = useState(false)
  const [isOver, setOver] = useState(false)
  const [given, setGiven] = useState<readonly File[]>()
  useFileDrops({
    onOver: setOver,
    onDrop: (files) => {
      setOver(false)
      if (!isDesk || files.length === 0) return
      setGiven(files)
      setOpen(true)
    }
  })
  useKeys((key) => {
    if (isDesk && key === 'i') setOpen((open) => !open)
    else if (key === 'escape') setOpen(false)
  })
  if (!isDesk || city === undefined || !(isOpen || isOver)) return null
  const page = document.documentElement.lang
  const language: Language = page === 'en' ? 'en' : 'id'
  return (
    <SpeechProvider locale={city.locale} timeZone={city.timeZone} language={language}>
      {isOpen ? (
        <Overlay {...{ client, city, given }} onClose={() => setOpen(false)} />
      ) : (
        <Release />
      )}
    </SpeechProvider>
  )
}

function Release(): ReactElement {
  return <div className="import-drop import-release">{useWords(importDropWords).release}</div>
}

function useFileDrops({
  onOver,
  onDrop
}: {
  readonly onOver: (isOver: boolean) => void
  readonly onDrop: (files: readonly File[]) => void
}): void {
  const over = useEffectEvent(onOver)
  const drop = useEffectEvent(onDrop)
  useEffect(() => {
    const stop = new AbortController()
    const on = (type: 'dragover' | 'dragleave' | 'drop', hear: (event: DragEvent) => void): void =>
      window.addEventListener(type, hear, { signal: stop.signal })
    on('dragover', (event) => {
      event.preventDefault()
      over(true)
    })
    on('dragleave', (event) => {
      // Only where the pointer leaves the page there is nothing it goes to.
      if (event.relatedTarget === null) over(false)
    })
    on('drop', (event) => {
      event.preventDefault()
      drop([...(event.dataTransfer?.files ?? [])])
    })
    return () => stop.abort()
  }, [])
}

function Overlay({
  client,
  city,
  given,
  onClose
}: {
  readonly client: ImportDropClient
  readonly city: WallCity
  readonly given: readonly File[] | undefined
  readonly onClose: () => void
}): ReactElement {
  const say = useWords(importDropWords)
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  const sending = useRef<AbortController>(undefined)
  const isRunning = step.kind === 'job' && step.job.state === 'running'

  const take = async (files: readonly File[]): Promise<void> => {
    sending.current?.abort()
    const own = new AbortController()
    sending.current = own
    const uploaded: Uploaded[] = []
    for (const file of files) {
      setStep({ kind: 'sending', name: file.name, share: 0 })
      const told = await client.upload(
        file,
        (share) => !own.signal.aborted && setStep({ kind: 'sending', name: file.name, share }),
        own.signal
      )
      if (own.signal.aborted) return
      if (!told.ok) return setStep({ kind: 'fault', sentence: told.sentence })
      uploaded.push(told.value)
    }
    const [first, ...rest] = uploaded.map(({ file }) => file)
    if (first === undefined) return
    setStep({ kind: 'looking' })
    const told = await client.propose({ files: [first, ...rest] })
    if (own.signal.aborted) return
    if (told.ok) setStep({ kind: 'offered', files: [first, ...rest], proposal: told.value })
    else setStep({ kind: 'fault', sentence: told.sentence })
  }

  const hear = useEffectEvent((told: Told<ImportJob>): void => {
    if (!told.ok || told.value.state === 'none') return
    const { value } = told
    setStep((last) =>
      last.kind === 'choose' || last.kind === 'job'
        ? { kind: 'job', job: value, files: last.kind === 'job' ? last.files : undefined }
        : last
    )
  })
  const takeGiven = useEffectEvent((files: readonly File[]) => void take(files))
  useEffect(() => {
    if (given === undefined) void client.job().then((told) => hear(told))
    else void Promise.resolve(given).then((files) => takeGiven(files))
  }, [client, given])
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => void client.job().then((told) => hear(told)), lookEveryMs)
    return () => clearInterval(timer)
  }, [client, isRunning])
  useEffect(() => () => sending.current?.abort(), [])

  const start = async (files: Files, mapping: string): Promise<void> => {
    const told = await client.start({ files, mapping })
    if (told.ok) setStep({ kind: 'job', job: told.value, files })
    else setStep({ kind: 'fault', sentence: told.sentence })
  }
  const end = async (): Promise<void> => {
    const told = await client.end()
    if (!told.ok) return setStep({ kind: 'fault', sentence: told.sentence })
    const { value } = told
    setStep(
      value.state === 'none' ? { kind: 'choose' } : { kind: 'job', job: value, files: undefined }
    )
  }
  /** Gives up what was sent; an import that another window has begun goes on. */
  const abort = async (): Promise<void> => {
    sending.current?.abort()
    const told = await client.job()
    if (told.ok && told.value.state === 'running')
      setStep({ kind: 'job', job: told.value, files: undefined })
    else await end()
  }

  return (
    <aside className="import-drop" role="dialog" aria-label={say.title}>
      <PanelHead title={say.title} />
      <StepView {...{ step, city, start, end, abort }} onFiles={(files) => void take(files)} />
      <button type="button" className="import-close" onClick={onClose}>
        {say.close}
      </button>
    </aside>
  )
}

interface StepViewProps {
  readonly step: Step
  readonly city: WallCity
  readonly start: (files: Files, mapping: string) => Promise<void>
  readonly end: () => Promise<void>
  readonly abort: () => Promise<void>
  readonly onFiles: (files: readonly File[]) => void
}

function StepView({ step, city, start, end, abort, onFiles }: StepViewProps): ReactElement {
  const say = useWords(importDropWords)
  const format = useFormat()
  switch (step.kind) {
    case 'choose':
      return <Choose onFiles={onFiles} />
    case 'sending':
      return (
        <>
          <p>{say.uploading(step.name, format.count(Math.floor(step.share * 100)))}</p>
          <Bar share={step.share} />
          <Press onPress={() => void abort()}>{say.cancel}</Press>
        </>
      )
    case 'looking':
      return <p>{say.looking}</p>
    case 'offered':
      return <Offered {...step} {...{ city, start, abort }} />
    case 'fault':
      return (
        <>
          <p role="alert" className="import-fault">
            {step.sentence ?? say.unreachable}
          </p>
          <Choose onFiles={onFiles} />
        </>
      )
    case 'job':
      return <JobView job={step.job} files={step.files} {...{ start, end }} />
  }
}

function Choose({ onFiles }: Pick<StepViewProps, 'onFiles'>): ReactElement {
  const say = useWords(importDropWords)
  return (
    <>
      <p>{say.how}</p>
      <label className="import-press">
        {say.choose}
        <input
          type="file"
          multiple
          accept=".csv,.ndjson,.jsonl,.xlsx"
          onChange={({ target }) => onFiles([...(target.files ?? [])])}
        />
      </label>
    </>
  )
}

function Offered({
  files,
  proposal,
  city,
  start,
  abort
}: Extract<Step, { kind: 'offered' }> &
  Pick<StepViewProps, 'city' | 'start' | 'abort'>): ReactElement {
  const say = useWords(importDropWords)
  const { offers, misfits } = proposal
  const [chosen, setChosen] = useState(offers[0]?.mapping)
  const offer = offers.find(({ mapping }) => mapping === chosen)
  if (offer === undefined)
    return (
      <>
        <p role="alert" className="import-fault">
          {say.none}
        </p>
        <ul className="import-misfits">
          {misfits.map(({ mapping, why }) => (
            <li key={mapping}>
              <b>{mapping}</b> {why}
            </li>
          ))}
        </ul>
        <Press onPress={() => void abort()}>{say.cancel}</Press>
      </>
    )
  return (
    <>
      <fieldset className="import-offers">
        <legend>{say.mapping}</legend>
        {offers.map(({ mapping, description }) => (
          <label key={mapping}>
            <input
              type="radio"
              name="mapping"
              checked={mapping === chosen}
              onChange={() => setChosen(mapping)}
            />{' '}
            <b>{mapping}</b> {description}
          </label>
        ))}
      </fieldset>
      <p>{say.preview}</p>
      {offer.files.map(({ name, rows }) => (
        <Preview key={name} {...{ name, rows, city }} />
      ))}
      <Press onPress={() => void start(files, offer.mapping)}>{say.start}</Press>
      <Press onPress={() => void abort()}>{say.cancel}</Press>
    </>
  )
}

function Preview({
  name,
  rows,
  city
}: {
  readonly name: string
  readonly rows: readonly PreviewRow[]
  readonly city: WallCity
}): ReactElement {
  const say = useWords(importDropWords)
  const format = useFormat()
  const reason = useReason()
  const nameOf = (
    list: readonly { readonly name: string }[],
    is: (one: never) => boolean
  ): string => list.find((one) => is(one as never))?.name ?? ''
  return (
    <table className="import-preview">
      <caption>{name}</caption>
      <thead>
        <tr>
          {Object.entries(say.columns).map(([key, text]) => (
            <th key={key}>{text}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <td>{row.line}</td>
            {row.refused === undefined ? (
              <>
                <td>
                  {row.receivedAt !== undefined &&
                    `${format.date(row.receivedAt)} ${format.timeOfDay(row.receivedAt)}`}
                </td>
                <td>
                  {(row.callClass && say.callClass[row.callClass]) ??
                    (row.category === undefined
                      ? say.part
                      : nameOf(city.categories, ({ id }: { id: string }) => id === row.category))}
                </td>
                <td>{row.status && say.status[row.status]}</td>
                <td>
                  {nameOf(city.districts, ({ code }: { code: string }) => code === row.district)}
                  {row.hasPosition === true && ` (${say.point})`}
                </td>
                <td>{row.agencies?.join(', ')}</td>
              </>
            ) : (
              <td colSpan={5} className="import-refused">
                {say.refused}: {reason(row.refused)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function JobView({
  job,
  files,
  start,
  end
}: {
  readonly job: ImportJob
  readonly files: Files | undefined
} & Pick<StepViewProps, 'start' | 'end'>): ReactElement | null {
  const say = useWords(importDropWords)
  const format = useFormat()
  const reason = useReason()
  if (job.state === 'none') return null
  const what = (
    <p>
      <b>{job.files.join(', ')}</b> {job.mapping}
    </p>
  )
  switch (job.state) {
    case 'running': {
      const percent = format.count(Math.floor(job.share * 100))
      return (
        <>
          {what}
          {job.resumed && <p>{say.resumed}</p>}
          <p>{say.progress(say.phase[job.phase], percent, format.count(job.rows))}</p>
          <Bar share={job.share} />
          <Press onPress={() => void end()}>{say.cancel}</Press>
        </>
      )
    }
    case 'stopped':
      return (
        <>
          {what}
          <p>{say.stopped}</p>
          <Press onPress={() => void end()}>{say.another}</Press>
        </>
      )
    case 'failed':
      return (
        <>
          {what}
          <p role="alert" className="import-fault">
            {say.failed}: {job.sentence}
          </p>
          {files && (
            <>
              <p>{say.failedHint}</p>
              <Press onPress={() => void start(files, job.mapping)}>{say.again}</Press>
            </>
          )}
          <Press onPress={() => void end()}>{say.cancel}</Press>
        </>
      )
    case 'done': {
      const { read, new: fresh, updated, unchanged, merged, refused } = job.counts
      const n = (value: number): string => format.count(value)
      return (
        <>
          {what}
          <p data-sum>
            <b>{say.done}.</b>{' '}
            {say.sum({
              ...{ read: n(read), new: n(fresh), updated: n(updated) },
              ...{ unchanged: n(unchanged), merged: n(merged), refused: n(refused) }
            })}
          </p>
          {Object.keys(job.leftOut).length > 0 && (
            <>
              <p>{say.leftOut}</p>
              <ul className="import-list">
                {Object.entries(job.leftOut).map(([detail, count]) => (
                  <li key={detail}>
                    {n(count)} × {reason(detail)}
                  </li>
                ))}
              </ul>
            </>
          )}
          {refused > 0 && (
            <>
              <p>{say.refusedRows(n(job.refused.length), n(refused))}</p>
              <ul className="import-list">
                {job.refused.map(({ file, line, reason: why }) => (
                  <li key={`${file} ${line}`}>
                    {file}, {say.columns.line} {line}: {reason(why)}
                  </li>
                ))}
              </ul>
              {job.refusedList !== undefined && <p>{say.list(job.refusedList)}</p>}
            </>
          )}
          <Press onPress={() => void end()}>{say.another}</Press>
        </>
      )
    }
  }
}

/** `receivedAt: is empty` in the wall's language, as far as it knows the sentence. */
function useReason(): (reason: string) => string {
  const say = useWords(importDropWords)
  const isEnglish = useLanguage() === 'en'
  return (reason) => {
    if (isEnglish) return reason
    const [, field = '', sentence = ''] = /^([^:]*: )?(.*)$/u.exec(reason) ?? []
    const [, has, wanted] = /^has (\d+) columns instead of (\d+)$/u.exec(sentence) ?? []
    if (has !== undefined && wanted !== undefined) return say.columnCount(has, wanted)
    return field + (say.says[sentence] ?? sentence)
  }
}

function Bar({ share }: { readonly share: number }): ReactElement {
  return (
    <div className="import-bar" role="progressbar" aria-valuenow={Math.floor(share * 100)}>
      <i style={{ width: `${share * 100}%` }} />
    </div>
  )
}

function Press({
  onPress,
  children
}: {
  readonly onPress: () => void
  readonly children: ReactNode
}): ReactElement {
  return (
    <button type="button" className="import-press" onClick={onPress}>
      {children}
    </button>
  )
}
