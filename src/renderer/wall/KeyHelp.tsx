import type { ReactElement } from 'react'
import { defineWords, useWords } from '../look/words.ts'

const keyWords = defineWords({
  id: {
    title: 'Tombol',
    scene: 'Adegan menurut urutannya di atas',
    t: 'Tema gelap atau terang',
    b: 'Bahasa Indonesia atau Inggris',
    k: 'Karantina pesan',
    help: 'Bantuan ini',
    esc: 'Tutup'
  },
  en: {
    title: 'Keys',
    scene: 'Scene by its order above',
    t: 'Dark or light theme',
    b: 'Indonesian or English',
    k: 'Quarantined messages',
    help: 'This help',
    esc: 'Close'
  }
})

export function KeyHelp(): ReactElement {
  const say = useWords(keyWords)
  const keys = [
    ['1 – 9', say.scene],
    ['T', say.t],
    ['B', say.b],
    ['K', say.k],
    ['?', say.help],
    ['Esc', say.esc]
  ] as const
  return (
    <aside className="keys" role="dialog" aria-label={say.title}>
      <h2>{say.title}</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
