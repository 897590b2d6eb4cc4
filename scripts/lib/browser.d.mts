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
  readonly bounds?: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
  readonly platform?: string
}): string[]
