import type { ReactElement } from 'react'

export function Press({
  disabled = false,
  isMain = false,
  onPress,
  children
}: {
  readonly disabled?: boolean
  /** What somebody came for. */
  readonly isMain?: boolean
  readonly onPress: () => void
  readonly children: string
}): ReactElement {
  return (
    <button
      type="button"
      className={isMain ? 'editor-press editor-main' : 'editor-press'}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
