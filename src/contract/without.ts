/** A copy of `value` that lacks these keys. */
export function without<T extends object, K extends keyof T>(
  value: T,
  ...keys: readonly K[]
): Omit<T, K> {
  const left: ReadonlySet<PropertyKey> = new Set(keys)
  // Every other key is there.
  return Object.fromEntries(Object.entries(value).filter(([key]) => !left.has(key))) as Omit<T, K>
}
