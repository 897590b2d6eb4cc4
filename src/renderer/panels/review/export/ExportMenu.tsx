import type { ReactElement } from 'react'
import type { WallCity } from '../../../../contract/city.ts'
import type { ReviewAnswer, ReviewPeak, ReviewQuestion } from '../../../../contract/review.ts'

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

/** A button in the chooser row, and the files that can be saved of what is shown. */
export function ExportMenu(_props: ExportMenuProps): ReactElement {
  return <div className="review-export" />
}
