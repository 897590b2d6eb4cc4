import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { City } from '../../contract/city.ts'
import { encodeReplay, replayPath, ReplayQuestion } from '../../contract/replay.ts'
import type { Moment } from '../../contract/time.ts'
import { readQuestion, type ApiCalls } from '../push/tokenApi.ts'
import type { Store } from '../store/store.ts'
import { makeReplay } from './replayOf.ts'

interface ReplayApiOptions {
  readonly city: City
  readonly store: Pick<Store, 'incidents'>
  readonly now: () => Moment
}

const pieceBytes = 256 * 1024

/** Answers with the incidents of a period, one asker at a time: each reads the whole store. */
export function replayApi({ city, store, now }: ReplayApiOptions): ApiCalls {
  let turn: Promise<unknown> = Promise.resolve()
  return {
    [replayPath]: {
      method: 'POST',
      async answer(request, response) {
        const question = await readQuestion(request, ReplayQuestion)
        const left = new AbortController()
        response.once('close', () => left.abort())
        const own = turn.then(() =>
          makeReplay(question, {
            city,
            incidents: store.incidents(),
            now: now(),
            signal: left.signal
          })
        )
        turn = own.catch(() => undefined)
        const replay = await own
        if (replay === undefined) return
        const pieces = [...encodeReplay(replay)]
        response.writeHead(200, {
          'Content-Type': 'application/octet-stream',
          'Content-Length': pieces.reduce((sum, { length }) => sum + length, 0)
        })
        // Who has gone away wants no more; there is nobody to tell.
        await pipeline(Readable.from(small(pieces)), response).catch(() => undefined)
      }
    }
  }
}

function* small(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const piece of pieces)
    for (let at = 0; at < piece.length; at += pieceBytes) yield piece.subarray(at, at + pieceBytes)
}
