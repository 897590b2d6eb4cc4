import type { Camera } from '../../../contract/camera.ts'

/** Cameras of a group whose label, name, owner or group holds every word of the search. */
export function findCameras(
  cameras: readonly Camera[],
  search: string,
  group: string | undefined
): readonly Camera[] {
  const words = plain(search).split(/\s+/u).filter(Boolean)
  return cameras.filter((camera) => {
    if (group !== undefined && !camera.groups.includes(group)) return false
    const text = plain([camera.label, camera.name, camera.owner, ...camera.groups].join(' '))
    return words.every((word) => text.includes(word))
  })
}

function plain(text: string): string {
  return text.normalize('NFKD').toLowerCase()
}
