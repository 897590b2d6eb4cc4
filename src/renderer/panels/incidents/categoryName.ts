import type { CategoryIcon, WallCity } from '../../../contract/city.ts'
import { useLanguage } from '../../look/words.ts'

/** What a category is called on this wall; its id where the city does not know it. */
export function useCategoryName(city: Pick<WallCity, 'categories'>, id: string): string {
  const language = useLanguage()
  const category = city.categories.find((candidate) => candidate.id === id)
  if (category === undefined) return id
  return language === 'en' ? category.nameEn : category.name
}

export function categoryIcon(city: Pick<WallCity, 'categories'>, id: string): CategoryIcon {
  return city.categories.find((candidate) => candidate.id === id)?.icon ?? 'other'
}
