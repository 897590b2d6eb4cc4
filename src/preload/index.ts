import { contextBridge, ipcRenderer } from 'electron'
import { shellInfoChannel, type ShellBridge } from '../contract/shellBridge.ts'

const bridge: ShellBridge = { info: () => ipcRenderer.invoke(shellInfoChannel) }

contextBridge.exposeInMainWorld('siagaShell', bridge)
