export function findBrowser(
  env?: Readonly<Record<string, string | undefined>>,
  platform?: string
): string | undefined

export function hasDisplay(
  env?: Readonly<Record<string, string | undefined>>,
  platform?: string
): boolean

export function kioskArguments(options: {
  readonly page: string
  readonly profile: string
  readonly asRoot: boolean
  readonly platform?: string
}): string[]
