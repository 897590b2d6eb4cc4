import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerSaveBlocker,
  screen,
  session,
  utilityProcess
} from 'electron'
import path from 'node:path'
import type { HubReady } from '../contract/launch.ts'
import { startPlanner } from '../displays/planner.ts'
import { attachedHub } from './attachedHub.ts'
import { readOutputs, watchDisplays } from './displays.ts'
import { startHubProcess } from './hubProcess.ts'
import { arrangeQuit, hubRefusedCode, isQuitKey } from './lifecycle.ts'
import { logToStderr as log } from './log.ts'
import { guardContents, guardSession, wallWindowOptions } from './security.ts'
import { answerWindows } from './shellBridge.ts'
import { chromiumSwitches, flagValue, forbiddenSwitches, hubFlags } from './switches.ts'
import { makeWallWindows } from './wallWindows.ts'

const args = process.argv.slice(1)

for (const [name, value] of chromiumSwitches) app.commandLine.appendSwitch(name, value)
if (app.isPackaged) for (const name of forbiddenSwitches) app.commandLine.removeSwitch(name)
app.enableSandbox()
Menu.setApplicationMenu(null)

// Awaiting readiness at the top level would never end: Electron is ready only after this module is.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.exit(0)

function start(): void {
  let hub: HubReady | undefined
  const origin = (): string | undefined => hub && new URL(hub.url).origin
  const quitting = arrangeQuit(app, process, log)

  const blocker = powerSaveBlocker.start('prevent-display-sleep')
  quitting.onQuit(() => void powerSaveBlocker.stop(blocker))

  const attached = app.isPackaged ? undefined : attachedHub(process.env)
  if (attached === undefined)
    quitting.onQuit(startHubProcess({ fork, flags: hubFlags(args), log, onReady, onRefused }).stop)

  // In memory only: a wall leaves nothing on the disk of the machine that shows it.
  const wallSession = session.fromPartition('wall')
  guardSession(wallSession, origin, log)
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, origin, log)
    contents.on('before-input-event', (_input, key) => isQuitKey(key) && quitting.quit())
  })
  app.on('child-process-gone', (_event, { type, reason }) => log('process.gone', { type, reason }))
  answerWindows(ipcMain, origin, app.getVersion())

  const windows = makeWallWindows(
    (bounds) =>
      new BrowserWindow(
        wallWindowOptions(bounds, {
          preload: path.join(import.meta.dirname, '../preload/index.cjs'),
          session: wallSession,
          devTools: !app.isPackaged
        })
      ),
    log
  )
  quitting.onQuit(() => windows.close())
  app.on('second-instance', () => windows.focus())

  const choice = flagValue(args, 'displays') === 'primary' ? 'primary' : 'all'
  const planner = startPlanner({
    readOutputs: () => readOutputs(screen),
    choice,
    hub: () => hub,
    apply: (plan) => hub && windows.apply(plan.windows, hub),
    log
  })
  quitting.onQuit(() => planner.stop())
  watchDisplays(screen, planner.replan)
  if (attached !== undefined) onReady(attached)

  function onReady(ready: HubReady): void {
    hub = ready
    planner.replan()
  }

  function onRefused(): void {
    const sentence = 'Siaga cannot start its hub; the reason is in the lines above this one.'
    process.stderr.write(`${sentence}\n`)
    // Under systemd nobody would close the box, and the next start would never come.
    if (app.isPackaged && process.env['INVOCATION_ID'] === undefined)
      dialog.showErrorBox('Siaga', sentence)
    quitting.quit(hubRefusedCode)
  }
}

function fork(flags: readonly string[], env: Readonly<Record<string, string>>) {
  const ownData =
    app.isPackaged && flagValue(args, 'config') === undefined
      ? { SIAGA_DATA: path.join(app.getPath('userData'), 'hub') }
      : {}
  return utilityProcess.fork(path.join(import.meta.dirname, 'hub.js'), [...flags], {
    env: { ...ownData, ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    serviceName: 'Siaga hub'
  })
}
