import { createContext, useContext } from 'react'
import type { WallSettings } from '../../contract/wall.ts'

export type Language = WallSettings['language']

interface WordTable {
  readonly [key: string]: string | WordTable | ((...values: never[]) => string)
}

/** The same keys and arguments, any text. */
type Translation<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Translation<T[K]> }

export type Words<T> = Readonly<Record<Language, Translation<T>>>

/**
 * What a feature says, in Indonesian and in English. The compiler asks for the same keys in both:
 *
 *     const words = defineWords({
 *       id: { today: 'Hari ini', late: (n: string) => `${n} lewat target` },
 *       en: { today: 'Today', late: (n) => `${n} past target` }
 *     })
 *     const say = useWords(words)
 */
export function defineWords<T extends WordTable>(words: {
  readonly id: T
  readonly en: Translation<NoInfer<T>>
}): Words<T> {
  // `T` is assignable to `Translation<T>` by construction: same keys, each text widened to string.
  return words as unknown as Words<T>
}

export const LanguageContext = createContext<Language>('id')

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

export function useWords<W>(words: Readonly<Record<Language, W>>): W {
  return words[useLanguage()]
}
