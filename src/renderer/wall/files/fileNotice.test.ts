import { expect, test } from 'vitest'
import type { FileProblem } from '../../../contract/arrangement.ts'
import { fileNotice } from './fileNotice.ts'
import { fileWords } from './words.ts'

const rules: FileProblem = {
  file: 'rules.json',
  line: 1200,
  reason: 'wrongValue',
  key: 'rules.0.seconds',
  instead: 'lastGood'
}
const badName: FileProblem = {
  file: 'steps/Rapat Pagi.json',
  reason: 'unknownName',
  instead: 'nothing'
}
const notice = (problems: readonly FileProblem[], mode: 'briefing' | 'guests' = 'briefing') =>
  fileNotice(problems, mode, fileWords.id, String)

test('a file is told with line, key, reason, what counts instead, and how many more there are', () => {
  expect(notice([rules, badName])).toEqual({
    file: 'rules.json baris 1200:',
    key: 'rules.0.seconds',
    what: 'tidak dapat dipakai.',
    instead: 'Yang terakhir baik tetap berlaku.',
    more: '+1 berkas lain'
  })
  expect(notice([badName])).toEqual({
    file: 'steps/Rapat Pagi.json',
    what: 'tidak dipakai: nama berkasnya tidak sah.',
    instead: 'Berkas ini tidak berlaku.'
  })
  expect(notice([])).toBeUndefined()
})

test('guests are told which files and nothing that stands in them', () => {
  expect(notice([rules, badName], 'guests')).toEqual({
    file: 'Berkas tidak dapat dipakai: rules.json, steps/Rapat Pagi.json'
  })
})
