/** An import that cannot go on; the message says what is wrong, where, and what is to be done. */
export class ImportError extends Error {
  override readonly name: string = 'ImportError'
}

/** A file is not what it was when its reading began. */
export class FileChanged extends ImportError {
  override readonly name = 'FileChanged'
}

/** The import was stopped by whoever runs it; the same command goes on where it was. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped'
}

/** Throws an ImportStopped once the signal has come. */
export function stopIfAsked(signal: AbortSignal): void {
  if (signal.aborted) throw new ImportStopped('The import was stopped.')
}
