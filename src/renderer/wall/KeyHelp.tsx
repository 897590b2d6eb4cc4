import type { ReactElement } from 'react'
import { defineWords, useWords } from '../look/words.ts'
import { usePart } from './displays/Picture.tsx'

const keyWords = defineWords({
  id: {
    title: 'Tombol',
    scene: 'Adegan menurut urutannya di atas',
    t: 'Tema gelap atau terang',
    b: 'Bahasa Indonesia atau Inggris',
    k: 'Karantina pesan',
    g: 'Tirai: gelapkan semua layar, atau buka',
    m: 'Mode: Operasi, Briefing, Kunjungan',
    l: 'Tahan adegan, atau lepas',
    o: 'Jeda daftar putar, atau lanjutkan',
    j: 'Briefing yang disiapkan: mulai, akhiri',
    steps: 'Langkah briefing sebelum atau berikut',
    d: 'Nama tiap layar',
    r: 'Ponsel: sambungkan, cabut',
    u: 'Bisukan 30 menit, atau bunyikan',
    c: 'Briefing yang lalu, dengan kodenya',
    ps: 'Simpan panel di bawah penunjuk: PNG, SVG',
    f: 'Di adegan Briefing: bekukan angka, atau lepas',
    h: 'Di adegan Briefing: serah terima sif',
    help: 'Bantuan ini',
    cctv: 'Di adegan CCTV',
    search: 'Cari kamera',
    arrows: 'Dari kamera ke kamera',
    enlarge: 'Perbesar kamera',
    pages: 'Halaman sebelum atau berikut',
    back: 'Kembali ke susunan',
    puncak: 'Di adegan Puncak',
    marks: 'Dari tanda ke tanda di grafik',
    pick: 'Pilih; dengan Shift menambah',
    clear: 'Hapus pilihan',
    replay: 'Putar ulang peta',
    space: 'Spasi',
    play: 'Putar atau jeda',
    step: 'Selangkah mundur atau maju',
    ends: 'Awal atau akhir periode',
    speed: 'Lebih cepat atau lambat',
    loop: 'Berulang, bila petanya dipilih',
    files: 'Impor riwayat, di jendela meja',
    editor: 'Susun adegan, di jendela meja',
    esc: 'Tutup, juga pengambilalihan dan sorotan'
  },
  en: {
    title: 'Keys',
    scene: 'Scene by its order above',
    t: 'Dark or light theme',
    b: 'Indonesian or English',
    k: 'Quarantined messages',
    g: 'Curtain: darken every screen, or open',
    m: 'Mode: operations, briefing, guests',
    l: 'Hold the scene, or release it',
    o: 'Pause the playlist, or resume',
    j: 'Prepared briefings: begin, end',
    steps: 'Step of the briefing before or after',
    d: 'Name of each display',
    r: 'Phones: connect, revoke',
    u: 'Mute for 30 minutes, or unmute',
    c: 'An earlier briefing, by its code',
    ps: 'Save the panel under the pointer: PNG, SVG',
    f: 'In the scene Briefing: freeze the figures, or release',
    h: 'In the scene Briefing: shift hand-over',
    help: 'This help',
    cctv: 'In the CCTV scene',
    search: 'Find a camera',
    arrows: 'From camera to camera',
    enlarge: 'Enlarge the camera',
    pages: 'Page before or after',
    back: 'Back to the grid',
    puncak: 'In the scene Puncak',
    marks: 'From mark to mark of a chart',
    pick: 'Choose; with Shift add',
    clear: 'Clear what was chosen',
    replay: 'Map replay',
    space: 'Space',
    play: 'Play or pause',
    step: 'A step back or on',
    ends: 'Start or end of the period',
    speed: 'Faster or slower',
    loop: 'Loop, when the map has the focus',
    files: 'Import history, in a desk window',
    editor: 'Arrange the scene, in a desk window',
    esc: 'Close, a takeover and a focus too'
  }
})

type Keys = readonly (readonly [key: string, what: string])[]

export function KeyHelp(): ReactElement {
  const say = useWords(keyWords)
  const isPart = usePart() !== undefined
  return (
    <aside className="keys" role="dialog" aria-label={say.title}>
      <section>
        <h2>{say.title}</h2>
        <KeyList
          keys={[
            ['1 – 9', say.scene],
            ...(isPart ? [] : ownKeys(say)),
            ['K', say.k],
            ['G', say.g],
            ['M', say.m],
            ['L', say.l],
            ['O', say.o],
            ['J', say.j],
            ['PgUp PgDn', say.steps],
            ['D', say.d],
            ['R', say.r],
            ['U', say.u],
            ['C', say.c],
            ['I', say.files],
            ['E', say.editor],
            ['P, S', say.ps],
            ['F', say.f],
            ['H', say.h],
            ['?', say.help],
            ['Esc', say.esc]
          ]}
        />
      </section>
      <section>
        <h2>{say.cctv}</h2>
        <KeyList
          keys={[
            ['/', say.search],
            ['← ↑ ↓ →', say.arrows],
            ['Enter', say.enlarge],
            ['PgUp PgDn', say.pages],
            ['Esc', say.back]
          ]}
        />
        <h2>{say.puncak}</h2>
        <KeyList
          keys={[
            ['← ↑ ↓ →', say.marks],
            ['Enter', say.pick],
            ['Esc', say.clear]
          ]}
        />
        <h2>{say.replay}</h2>
        <KeyList
          keys={[
            [say.space, say.play],
            ['← →', say.step],
            ['Home End', say.ends],
            ['+ −', say.speed],
            ['L', say.loop]
          ]}
        />
      </section>
    </aside>
  )
}

/** Of a window that is not one of several displays. */
function ownKeys(say: (typeof keyWords)['id']): Keys {
  return [
    ['T', say.t],
    ['B', say.b]
  ]
}

function KeyList({ keys }: { readonly keys: Keys }): ReactElement {
  return (
    <dl>
      {keys.map(([key, what]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  )
}
