import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Picture } from '../../src/hub/cameras/cameraSource.ts'
import { readDemoLoop } from '../../src/hub/cameras/demoSource.ts'

/** Pictures of a numbered loop: eight bits, so that a number stands for one moment in 25 s. */
export const numberedPictures = 250

/**
 * A 640×360 loop whose pictures carry their number as eight black or white columns, lowest bit left:
 * what a video element shows tells by itself when it was sent.
 */
export function writeNumberedLoop(file: string): void {
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=gray:s=64x36:r=10'],
    '-vf',
    "geq=lum='if(gt(bitand(N,pow(2,floor(X/8))),0),235,16)':cb=128:cr=128,scale=640:360:flags=neighbor",
    ...['-frames:v', String(numberedPictures), '-c:v', 'libx264', '-profile:v', 'baseline'],
    ...['-preset', 'veryfast', '-g', '10', '-sc_threshold', '0', '-pix_fmt', 'yuv420p'],
    ...['-movflags', '+frag_keyframe+empty_moov+default_base_moof', file]
  ])
}

export function numberedLoop(): readonly Picture[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'siaga-bench-numbers-'))
  const file = path.join(folder, 'numbers.mp4')
  try {
    writeNumberedLoop(file)
    return readDemoLoop(file).pictures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
