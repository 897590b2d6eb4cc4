import { useMemo, type ReactElement, type ReactNode } from 'react'
import { FormatContext, makeFormat, type FormatOptions } from './format.ts'
import { LanguageContext } from './words.ts'

/** Gives everything below it the wall's language and the city's way of writing figures. */
export function SpeechProvider({
  locale,
  timeZone,
  language,
  children
}: FormatOptions & { readonly children: ReactNode }): ReactElement {
  const format = useMemo(
    () => makeFormat({ locale, timeZone, language }),
    [locale, timeZone, language]
  )
  return (
    <LanguageContext value={language}>
      <FormatContext value={format}>{children}</FormatContext>
    </LanguageContext>
  )
}
