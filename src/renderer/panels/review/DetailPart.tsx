import type { ReactElement } from 'react'
import { details, type Against, type Detail } from '../../hub/reviewAddress.ts'
import { useWords } from '../../look/words.ts'
import { useRoom } from '../useRoom.ts'
import { AgenciesChart } from './AgenciesChart.tsx'
import { boxOf, type ChartBox } from './box.ts'
import { CallsChart } from './CallsChart.tsx'
import { CategoriesChart } from './CategoriesChart.tsx'
import { useReviewScene } from './ReviewScene.ts'
import { reviewWords } from './words.ts'

const drawings: Readonly<Record<Detail, (props: { readonly box: ChartBox }) => ReactElement>> = {
  categories: CategoriesChart,
  agencies: AgenciesChart,
  calls: CallsChart
}

const names = { categories: 'jenis', agencies: 'instansi', calls: 'panggilan' } as const

/** The middle of the lower row: kinds of incident, agencies or calls, whichever is asked for. */
export function DetailPart({
  detail,
  compareName,
  onDetail,
  onAgainst
}: {
  readonly detail: Detail
  /** The other thing to measure against, where it has figures. */
  readonly compareName: string | undefined
  readonly onDetail: (detail: Detail) => void
  readonly onAgainst: (against: Against) => void
}): ReactElement {
  const [ref, room] = useRoom<HTMLDivElement>()
  const { answer, against } = useReviewScene()
  const say = useWords(reviewWords)
  const titles: Readonly<Record<Detail, string>> = {
    categories: say.categoriesTitle,
    agencies: say.agenciesTitle,
    calls: say.callsTitle
  }
  const Drawing = drawings[detail]
  // With the largest type the titles would leave the legend no room.
  const cramped = (room?.scale ?? 1) > 1.3
  const both = compareName !== undefined && answer.total.normalPerDay !== undefined
  const bases = [
    ...(answer.total.normalPerDay === undefined ? [] : [['normal', say.usualDay] as const]),
    ...(compareName === undefined ? [] : [['compare', compareName] as const])
  ]
  return (
    <section
      className="review-detail review-part"
      data-chart={names[detail]}
      aria-label={titles[detail]}
    >
      <header className="panel-head">
        <div className="review-tabs" role="tablist">
          {details.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              aria-selected={each === detail}
              onClick={() => onDetail(each)}
            >
              {each === detail && !cramped ? titles[each] : say[each]}
            </button>
          ))}
        </div>
        <span className="sub review-legend">
          {bases
            .filter(([key]) => answer.total.perDay !== undefined && (both || key === against))
            .map(([key, name]) => (
              <button
                key={key}
                type="button"
                className="review-against"
                aria-pressed={key === against}
                disabled={!both}
                onClick={() => onAgainst(key)}
              >
                <i className="review-key-was" />
                {name}
              </button>
            ))}
        </span>
      </header>
      <div className="review-room" ref={ref}>
        {room && room.width > 4 && room.height > 1 && <Drawing box={boxOf(room)} />}
      </div>
    </section>
  )
}
