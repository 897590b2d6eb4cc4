import { fire, type Body } from './feed.ts'

/** An incident with somebody in every text field it has, and in many it has not. */
export interface PiiIncident {
  readonly body: Body & { readonly id: string }
  readonly secrets: readonly string[]
}

const firstNames = ['Wulandari', 'Hartanto', 'Mulyadi', 'Kusumastuti', 'Prabowati', 'Sudarmono']
const lastNames = ['Purnomosidi', 'Wiryawan', 'Adikusumo', 'Ratnaningsih', 'Tjokrodimuljo']
const streets = ['Kebonharjo', 'Sriwijayan', 'Lamperrejo', 'Pedurunganmulya', 'Genuksarimukti']

/** How people say who and where they are. `n`, `t`, `a`: name, telephone, address. */
const phrasings: readonly ((n: string, t: string, a: string) => string)[] = [
  (n, t, a) => `Saya ${n}, nomor ${t}, di ${a}.`,
  (n, t, a) => `Pelapor bernama ${n} (${t}) beralamat ${a}`,
  (n, t, a) => `a.n. ${n} / ${t} / ${a}`,
  (n, t, a) => `Ibu ${n} HP ${t} rumahnya ${a}`,
  (n, t, a) => `Bapak ${n}, telp. ${t}, ${a} dekat masjid`,
  (n, t, a) => `Nama: ${n}; Telepon: ${t}; Alamat: ${a}`,
  (n, t, a) => `hubungi ${n} di ${t}, lokasi ${a}`,
  (n, t, a) => `korban ${n} warga ${a} cp ${t}`,
  (n, t, a) => `anak dari ${n}, ${a}, WA ${t}`,
  (n, t, a) => `istri Pak ${n} pingsan di ${a}, kontak ${t}`,
  (n, t, a) => `Mbak ${n} minta ambulans ke ${a} (${t})`,
  (n, t, a) => `Mas ${n} jatuh depan ${a}, no hp ${t}`,
  (n, t, a) => `lapor kebakaran rumah ${n} ${a} ${t}`,
  (n, t, a) => `dilaporkan oleh sdr. ${n}, ${a}, ${t}`,
  (n, t, a) => `sdri ${n} di ${a} telp ${t} sesak napas`,
  (n, t, a) => `Pasien: ${n}\nAlamat: ${a}\nTelp: ${t}`,
  (n, t, a) => `${n}-${t}-${a}`,
  (n, t, a) => `<b>${n}</b> ${a} tel:${t}`,
  (n, t, a) => `{"nama":"${n}","telp":"${t}","alamat":"${a}"}`,
  (n, t, a) => `KDRT dialami ${n} di ${a}, pelapor ${t}`,
  (n, t, a) => `tetangga saya ${n} ${a} tidak bangun, saya ${t}`,
  (n, t, a) => `Pak RT ${n} ${a} siap di ${t}`,
  (n, t, a) => `atas nama ${n}, ${a}, bisa dihubungi ${t}`,
  (n, t, a) => `ktp ${n} alamat ktp ${a} hp ${t}`,
  (n, t, a) => `orang tua ${n} minta jemput di ${a} ${t}`,
  (n, t, a) => `Eyang ${n} (82 th) ${a} ${t}`,
  (n, t, a) => `toko ${n} ${a} kemasukan maling, ${t}`,
  (n, t, a) => `motor ${n} dicuri di ${a}, lapor ${t}`,
  (n, t, a) => `cari anak hilang, ibunya ${n}, ${a}, ${t}`,
  (n, t, a) => `dr. ${n} rujuk dari ${a} telp ${t}`
]

const categories = ['medis', 'kriminal', 'kdrt', 'kebakaran', 'kecelakaan', 'orang sakit']

/** The same incidents at every run. */
export function piiIncidents(count: number): readonly PiiIncident[] {
  return Array.from({ length: count }, (_, n) => {
    const name = `${at(firstNames, n)}${n} ${at(lastNames, n * 7)}${n}`
    const phone = `08${String(1_234_567_000 + n * 7_919).slice(0, 10)}`
    const address = `Jl. ${at(streets, n * 3)}${n} No. ${n + 1_000}B`
    const text = at(phrasings, n)(name, phone, address)
    const body = fire(`PII-${n}`, {
      category: at(categories, n),
      position: [110.36 + (n % 40) / 1000, -7.03 + (n % 25) / 1000],
      priority: 1 + (n % 5),
      district: n % 3 === 0 ? text : 'Semarang Tengah',
      subdistrict: n % 2 === 0 ? text : address,
      channel: n % 4 === 0 ? '112' : name,
      assignments: [{ agency: 'damkar', status: 'dispatched', unit: name, note: text }],
      callerName: name,
      caller: { name, phone, address },
      phone,
      address,
      description: text,
      notes: [text, { text }],
      location: { address, text },
      reporter: text,
      summary: text
    })
    return { body, secrets: [name, phone, address, text, `${at(firstNames, n)}${n}`] }
  })
}

export function secretsIn(incidents: readonly PiiIncident[]): readonly string[] {
  return incidents.flatMap(({ secrets }) => secrets)
}

function at<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length]
  if (item === undefined) throw new Error('An empty list.')
  return item
}
