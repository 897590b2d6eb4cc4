import type { IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import { shellInfoChannel, type ShellInfo } from '../contract/shellBridge.ts'
import { isOwn, type HubOrigin } from './security.ts'

/** A window asks with nothing, and the answer depends on nothing but where it was asked. */
const NoArguments = z.tuple([])

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>

interface Door {
  handle(
    channel: string,
    listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown
  ): void
}

/** Answers windows that show the hub's own page; anyone else gets an error. */
export function answerWindows(door: Door, origin: HubOrigin, version: string): void {
  door.handle(shellInfoChannel, (event, ...args) => {
    NoArguments.parse(args)
    return shellInfo(event, origin(), version)
  })
}

/** Throws when the frame that asks is not the top frame of the hub's own page. */
export function shellInfo(
  { senderFrame }: Sender,
  origin: string | undefined,
  version: string
): ShellInfo {
  if (senderFrame === null || senderFrame.parent !== null || !isOwn(senderFrame.url, origin))
    throw new Error('Only the wall itself may ask.')
  return { display: new URL(senderFrame.url).searchParams.get('display') ?? '', version }
}
