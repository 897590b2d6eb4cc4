import { createContext, useContext } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import type { ReviewAnswer, ReviewQuestion, Selection } from '../../../contract/review.ts'
import type { Against } from '../../hub/reviewAddress.ts'
import { useLanguage } from '../../look/words.ts'

/** What every chart of the scene is drawn from. */
export interface ReviewScene {
  readonly city: WallCity
  /** What is asked; the answer may still be to the question before. */
  readonly question: ReviewQuestion
  readonly answer: ReviewAnswer
  readonly against: Against
  /** What changes are measured against, in words: `hari biasa`, `Idulfitri 2024`. */
  readonly baseName: string
  readonly select: (selection: Selection) => void
}

const Scene = createContext<ReviewScene | undefined>(undefined)
export const ReviewSceneProvider = Scene.Provider

export function useReviewScene(): ReviewScene {
  const scene = useContext(Scene)
  if (scene === undefined) throw new Error('a chart of the review outside its scene')
  return scene
}

/** What things are called on this wall; an id nobody knows is its own name. */
export interface ReviewNames {
  readonly category: (id: string) => string
  readonly district: (code: string) => string | undefined
  readonly agency: (id: string) => string
}

export function useReviewNames(city: WallCity): ReviewNames {
  const language = useLanguage()
  return {
    category: (id) => {
      const found = city.categories.find((each) => each.id === id)
      return (language === 'en' ? found?.nameEn : found?.name) ?? id
    },
    district: (code) => city.districts.find((each) => each.code === code)?.name,
    agency: (id) => city.agencies.find((each) => each.id === id)?.shortName ?? id
  }
}
