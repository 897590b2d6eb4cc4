/** Which of the codecs seen so far a browser cannot decode. */
export interface CodecWatch {
  /** Asks once about each codec string. */
  readonly see: (codecs: Iterable<string | undefined>) => void
}

/** `decodes` asks the browser, `found` hears all undecodable ones so far. */
export function watchCodecs(
  decodes: (codec: string) => Promise<boolean>,
  found: (codecs: readonly string[]) => void
): CodecWatch {
  const asked = new Set<string>()
  const undecodable = new Set<string>()
  const ask = async (codec: string): Promise<void> => {
    // A codec that cannot even be asked about cannot be decoded.
    if (await decodes(codec).catch(() => false)) return
    undecodable.add(codec)
    found([...undecodable])
  }
  return {
    see: (codecs) => {
      for (const codec of codecs) {
        if (codec === undefined || asked.has(codec)) continue
        asked.add(codec)
        void ask(codec)
      }
    }
  }
}
