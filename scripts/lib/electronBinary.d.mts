export function findElectron(
  env?: Readonly<Record<string, string | undefined>>,
  folder?: string
): string | undefined

export function downloadElectron(timeoutMs?: number): Promise<string | undefined>
