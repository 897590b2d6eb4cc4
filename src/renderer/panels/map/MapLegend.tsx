import { memo, type ReactElement } from 'react'
import type { DensityWindow } from '../../../contract/aggregates.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { domainStart, thresholdOf } from './density.ts'
import { heatStyles, heatWindows, type HeatSettings } from './heatSettings.ts'
import { mapWords } from './mapWords.ts'

interface MapLegendProps {
  /** What was chosen. */
  readonly settings: HeatSettings
  /** The window whose figures are on the map; undefined until the hub has told any. */
  readonly shown: DensityWindow | undefined
  /** The scene was called with a window of its own: there is nothing to choose. */
  readonly given: boolean
  readonly onChange: (settings: HeatSettings) => void
  readonly withoutPoint: number
  /** Whether incidents of the window are on the map; undefined until the hub has told. */
  readonly counted: 'some' | 'none' | undefined
}

/** What the blue means, and the two choices there are about it. */
export const MapLegend = memo(function MapLegend({
  settings,
  shown = settings.window,
  given,
  onChange,
  withoutPoint,
  counted
}: MapLegendProps): ReactElement {
  const say = useWords(mapWords)
  const format = useFormat()
  const start = domainStart[shown]
  const figure = (level: number): string => {
    const value = thresholdOf(level, start)
    return start >= 1 ? format.count(value) : format.decimal(value, value < 0.995 ? 1 : 0)
  }
  return (
    <div className="map-legend" data-map-obstacle>
      {counted !== undefined && (
        <>
          <h2>{say.density}</h2>
          {say.perKm2(say.windows[shown])}
        </>
      )}
      {counted === 'none' && <p>{say.nothingCounted}</p>}
      {counted === 'some' && (
        <>
          <div className="map-ramp">
            {[1, 2, 3, 4, 5, 6].map((level) => (
              <i key={level} style={{ background: `var(--h${level})` }} />
            ))}
          </div>
          <div className="map-ramp-figures">
            <span>{figure(1)}</span>
            <span>{figure(4)}</span>
            <span>{figure(6)}+</span>
          </div>
        </>
      )}
      {withoutPoint > 0 && (
        <p className="map-without">{say.withoutPoint(format.count(withoutPoint))}</p>
      )}
      {counted !== undefined && (
        <div className="map-choices">
          {!given && (
            <Choice
              name={say.chooseWindow}
              options={heatWindows}
              chosen={settings.window}
              label={(window) => say.shortWindows[window]}
              onChoose={(window) => onChange({ ...settings, window })}
            />
          )}
          <Choice
            name={say.chooseStyle}
            options={heatStyles}
            chosen={settings.style}
            label={(style) => say.styles[style]}
            onChoose={(style) => onChange({ ...settings, style })}
          />
        </div>
      )}
    </div>
  )
})

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly options: readonly T[]
  readonly chosen: T
  readonly label: (option: T) => string
  readonly onChoose: (option: T) => void
}

/** A row of words of which one holds; arrow keys move it. */
function Choice<T extends string>({
  name,
  options,
  chosen,
  label,
  onChoose
}: ChoiceProps<T>): ReactElement {
  const move = (group: HTMLElement, step: number): void => {
    const index = (options.indexOf(chosen) + step + options.length) % options.length
    const next = options[index]
    if (next === undefined) return
    onChoose(next)
    group.querySelectorAll('button')[index]?.focus()
  }
  return (
    <div
      className="map-choice"
      role="radiogroup"
      aria-label={name}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight' || event.key === 'ArrowDown') move(event.currentTarget, 1)
        if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') move(event.currentTarget, -1)
      }}
    >
      {options.map((option) => (
        <button
          key={option}
          type="button"
          role="radio"
          aria-checked={option === chosen}
          tabIndex={option === chosen ? 0 : -1}
          onClick={() => onChoose(option)}
        >
          {label(option)}
        </button>
      ))}
    </div>
  )
}
