/** Colours of paper: the light theme, on white. A report is never dark. */
export const ink = {
  first: '#12171a',
  second: '#374047',
  third: '#586269',
  mark: '#8a949b',
  rule: '#d3d9dc',
  strongRule: '#9aa4ab',
  data: '#1d5f92',
  dataSoft: '#9dbdd6',
  band: '#e8edf1',
  past: '#a3adb3',
  system: '#8a2bb3',
  white: '#ffffff'
} as const

/** Few to many, with what can be read on each. */
export const heat = [
  { fill: '#f1f5f7', text: '#12171a' },
  { fill: '#dce7ec', text: '#12171a' },
  { fill: '#c2d8e2', text: '#12171a' },
  { fill: '#9dc1d2', text: '#12171a' },
  { fill: '#71a4bd', text: '#12171a' },
  { fill: '#4784a3', text: '#ffffff' },
  { fill: '#245f80', text: '#ffffff' },
  { fill: '#0d3650', text: '#ffffff' }
] as const
