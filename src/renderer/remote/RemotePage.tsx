import { useEffect, useState, type ReactElement } from 'react'
import { SpeechProvider } from '../look/SpeechProvider.tsx'
import { useWords, type Language } from '../look/words.ts'
import { makeDeviceKey } from './deviceKey.ts'
import type { Identity, IdentityStore } from './identity.ts'
import { OtherLanguage, SwitchLanguage } from './OtherLanguage.tsx'
import { HowToPair, PairScreen, type PairWish } from './PairScreen.tsx'
import { pairDevice, takeSecret, type PairFault } from './pairing.ts'
import { remoteWords } from './remoteWords.ts'
import type { Steering } from './makeSteering.ts'
import { SteerScreen } from './SteerScreen.tsx'
import { useAwake } from './useAwake.ts'
import { useSteering } from './useSteering.ts'

interface RemotePageProps {
  /** Of the code this page was opened by. */
  readonly secret: string | undefined
  readonly identities: IdentityStore
  readonly makeSteering: (identity: Identity) => Steering
  readonly send: (path: string, init: RequestInit) => Promise<Response>
}

/** Where this device stands. */
type Place =
  | { readonly at: 'opening' }
  /** It keeps no keys. */
  | { readonly at: 'unable' }
  | { readonly at: 'unpaired' }
  | { readonly at: 'pairing'; readonly secret: string; readonly kept: Identity | undefined }
  | { readonly at: 'steering'; readonly identity: Identity }

/** The whole page of a phone. */
export function RemotePage(page: RemotePageProps): ReactElement {
  const [language, setLanguage] = useLanguageOfDevice()
  return (
    <SpeechProvider
      locale="id-ID"
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      language={language}
    >
      <SwitchLanguage value={() => setLanguage(language === 'id' ? 'en' : 'id')}>
        <Whereabouts {...page} />
      </SwitchLanguage>
    </SpeechProvider>
  )
}

function Whereabouts({ secret, identities, makeSteering, send }: RemotePageProps): ReactElement {
  const say = useWords(remoteWords)
  const [place, setPlace] = useState<Place>({ at: 'opening' })

  useEffect(() => {
    const look = async (given: string | undefined): Promise<void> => {
      try {
        const kept = await identities.load()
        if (given !== undefined) setPlace({ at: 'pairing', secret: given, kept })
        else setPlace(kept ? { at: 'steering', identity: kept } : { at: 'unpaired' })
      } catch {
        setPlace({ at: 'unable' })
      }
    }
    // The same page is asked for anew, with another code.
    const another = (): void => {
      const given = takeSecret({ location, history })
      if (given !== undefined) void look(given)
    }
    void look(secret)
    window.addEventListener('hashchange', another)
    return () => window.removeEventListener('hashchange', another)
  }, [identities, secret])

  switch (place.at) {
    case 'opening':
      return <main className="out" />
    case 'unable':
      return (
        <main className="out" role="alert">
          <OtherLanguage />
          <h1>{say.unable}</h1>
          <p>{say.unableWhat}</p>
        </main>
      )
    case 'unpaired':
      return <HowToPair />
    case 'pairing':
      return (
        <Pairing
          key={place.secret}
          secret={place.secret}
          identities={identities}
          send={send}
          onPaired={(identity) => setPlace({ at: 'steering', identity })}
          onUnable={() => setPlace({ at: 'unable' })}
          onKeep={place.kept && keepIn(place.kept, setPlace)}
        />
      )
    case 'steering':
      return (
        <SteeringPlace
          key={place.identity.device}
          identity={place.identity}
          makeSteering={makeSteering}
          onForget={() => {
            void identities.forget().catch(() => undefined)
            setPlace({ at: 'unpaired' })
          }}
        />
      )
  }
}

function keepIn(identity: Identity, setPlace: (place: Place) => void): () => void {
  return () => setPlace({ at: 'steering', identity })
}

function Pairing({
  secret,
  identities,
  send,
  onPaired,
  onUnable,
  onKeep
}: Pick<RemotePageProps, 'identities' | 'send'> & {
  readonly secret: string
  readonly onPaired: (identity: Identity) => void
  readonly onUnable: () => void
  readonly onKeep: (() => void) | undefined
}): ReactElement {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<PairFault>()
  const pair = async (wish: PairWish): Promise<void> => {
    setBusy(true)
    setFault(undefined)
    try {
      const answer = await pairDevice({ secret, ...wish }, await makeDeviceKey(), send)
      if (!answer.ok) setFault(answer.fault)
      else {
        await identities.save(answer.identity)
        onPaired(answer.identity)
      }
    } catch {
      onUnable()
    }
    setBusy(false)
  }
  return <PairScreen busy={busy} fault={fault} onPair={(wish) => void pair(wish)} onKeep={onKeep} />
}

function SteeringPlace({
  identity,
  makeSteering,
  onForget
}: Pick<RemotePageProps, 'makeSteering'> & {
  readonly identity: Identity
  readonly onForget: () => void
}): ReactElement {
  const steering = useSteering(identity, makeSteering)
  useAwake()
  return (
    <SteerScreen
      state={steering.state}
      perfNow={steering.perfNow}
      act={steering.act}
      onGiveBack={steering.giveBack}
      onForget={onForget}
      onReload={() => location.reload()}
    />
  )
}

const languageKey = 'siaga.remote.language'

/** Indonesian unless the device speaks something else; a choice made here is kept. */
function useLanguageOfDevice(): readonly [Language, (language: Language) => void] {
  const [language, setLanguage] = useState<Language>(() => {
    const kept = readKept()
    if (kept === 'id' || kept === 'en') return kept
    return /^(id|ms|jv|su)\b/u.test(navigator.language) ? 'id' : 'en'
  })
  useEffect(() => {
    document.documentElement.lang = language
    document.title = remoteWords[language].title
  }, [language])
  return [
    language,
    (wanted) => {
      keep(wanted)
      setLanguage(wanted)
    }
  ]
}

/* A browser that keeps nothing throws: what it cannot do is said where a key is needed. */
function readKept(): string | undefined {
  try {
    return localStorage.getItem(languageKey) ?? undefined
  } catch {
    return undefined
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(languageKey, language)
  } catch {
    // It is asked for again at the next visit.
  }
}
