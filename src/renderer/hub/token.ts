const key = 'siaga.token'

interface Place {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
}

/**
 * The token of this window. It comes in the fragment, is taken out of the address at once, and is
 * kept for reloads of this tab only.
 */
export function takeToken({ location, history, storage }: Place): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given === null || given === '') return storage.getItem(key) ?? undefined
  storage.setItem(key, given)
  history.replaceState(undefined, '', location.pathname + location.search)
  return given
}
