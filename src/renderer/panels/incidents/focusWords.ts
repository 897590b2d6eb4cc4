import { defineWords } from '../../look/words.ts'

export const focusWords = defineWords({
  id: { chosen: 'sorotan' },
  en: { chosen: 'focus' }
})
