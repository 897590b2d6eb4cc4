import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { HubConfig } from '../contract/config.ts'
import type { HubReady } from '../contract/launch.ts'
import type { City } from '../contract/city.ts'
import type { Mode } from '../contract/control.ts'
import { cameraSocketPath } from '../contract/camera.ts'
import type { Incident } from '../contract/incident.ts'
import { wallPeaksOf } from '../contract/peaks.ts'
import { createAggregates, type Aggregates } from './aggregates/aggregates.ts'
import { openArrangement } from './arrangement/openArrangement.ts'
import { scenesApi } from './arrangement/scenesApi.ts'
import { openAuditLog } from './audit/auditLog.ts'
import { briefingApi } from './briefing/briefingApi.ts'
import { briefingOf } from './briefing/briefingOf.ts'
import { handoverApi } from './briefing/handoverApi.ts'
import { startCameras } from './cameras/startCameras.ts'
import { monotonicMs, type Clock } from './clock.ts'
import { redactFor } from './control/redact.ts'
import { startWallControl, type WallControl } from './control/wallControl.ts'
import { lookedBackMs, startDirector } from './director/startDirector.ts'
import { figuresApi, type ExportRecord } from './export/figuresApi.ts'
import { startHealthMonitor } from './health.ts'
import { hubClock } from './hubClock.ts'
import { openDropFolder } from './import/dropFolder.ts'
import { startImportDrop } from './import/importDrop.ts'
import { importDropApi, mappingsFor } from './importDropApi.ts'
import { createIngest } from './ingest/createIngest.ts'
import { loadCity, wallCityOf } from './loadCity.ts'
import { loadPeaks } from './loadPeaks.ts'
import type { Log } from './log.ts'
import { startBroker } from './startBroker.ts'
import { ChangeHistory } from './push/changeHistory.ts'
import { closedToGuests, controlApi } from './push/controlApi.ts'
import { countsApi, healthRoute } from './push/httpApi.ts'
import { listenForWindows } from './listenForWindows.ts'
import { startPushServer, tokenOf } from './push/pushServer.ts'
import { bracketed, requestGuard } from './push/requestGuard.ts'
import { singleFiles, staticFiles } from './push/staticFiles.ts'
import { tokenApi } from './push/tokenApi.ts'
import { remoteApi } from './remote/remoteApi.ts'
import { startRemote, type Remote, type RemoteOptions } from './remote/startRemote.ts'
import type { Resources } from './resources.ts'
import { reviewApi, reviewer } from './review/reviewApi.ts'
import { replayApi } from './review/replayApi.ts'
import { startSimulator } from './simulator/simulator.ts'
import { openSqliteStore } from './store/sqliteStore.ts'
import type { Store } from './store/store.ts'
import { keptToken } from './token.ts'
import { wallDisplays } from './wallDisplays.ts'

export interface Hub {
  readonly ready: HubReady
  /** Stops everything in reverse; what was accepted is on disk when this resolves. */
  stop(): Promise<void>
}

/** Starts every part of the hub in order. When one cannot be had, those before it are stopped again. */
export async function startHub(config: HubConfig, resources: Resources, log: Log): Promise<Hub> {
  const startedMs = monotonicMs()
  const stops: (() => void | Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (let last = stops.pop(); last !== undefined; last = stops.pop()) await last()
  }
  try {
    const city = loadCity(config.city, resources.folder, resources.cityIds)

    const store = await openSqliteStore({ folder: config.data, log })
    stops.push(() => store.close())
    const clock = hubClock(config, () => newestIn(store))
    const token = config.token ?? keptToken(config.data)

    const peaks = loadPeaks({ resources: resources.folder, dataFolder: config.data, log })
    const aggregates = createAggregates({
      city,
      store,
      now: clock.now(),
      peaks: wallPeaksOf(peaks)
    })
    const monitor = startHealthMonitor({ city, clock, store, aggregates, dataFolder: config.data })
    stops.push(() => monitor.stop())
    log('store.loaded', { incidents: aggregates.incidents, ms: monotonicMs() - startedMs })

    const http = await listenForWindows(config)
    stops.push(() => http.stop())
    const guard = requestGuard({ host: config.host, port: http.port, token })
    const arrangement = openArrangement({ dataFolder: config.data, resources, city, log })
    stops.push(() => arrangement.stop())
    monitor.watchFiles(arrangement.problems)
    const displays = wallDisplays({
      dataFolder: config.data,
      layout: () => arrangement.current().displays,
      log
    })
    monitor.watchDisplays(displays.shown)
    const control = startWallControl({
      audit: openAuditLog({ dataFolder: config.data, now: Date.now, log }),
      room: () => ({
        scenes: arrangement.current().scenes.map(({ id }) => id),
        staffOnly: config.wall.staffOnly,
        steps: arrangement.current().steps
      }),
      now: Date.now,
      version: resources.version,
      log
    })
    stops.push(() => control.stop())
    const mode = (): Mode => control.current().mode.mode
    const history = new ChangeHistory(randomUUID())
    let remote: Remote | undefined = undefined
    const push = startPushServer({
      history,
      guard,
      clock,
      takeChanges: (now) => {
        aggregates.tick(now)
        const changes = aggregates.take()
        if (changes.length > 0) remote?.tell()
        return changes
      },
      health: monitor.health,
      control: control.current,
      act: (action) => control.act(action, { kind: 'wall' }),
      city: wallCityOf(city),
      wall: config.wall,
      arrangement: arrangement.current,
      peaks: wallPeaksOf(peaks),
      remote: () => remote?.told(),
      log
    })
    stops.push(() => push.stop())
    const cameras = startCameras({
      city: city.id,
      dataFolder: config.data,
      resources: resources.folder,
      allows: (request) => guard.hasToken(tokenOf(request)),
      log
    })
    stops.push(() => cameras.stop())
    remote = remotesOf(config, {
      renderer: resources.renderer,
      control,
      room: () => ({
        clock: clock.reading(),
        health: monitor.health(),
        city: wallCityOf(city),
        staffOnly: config.wall.staffOnly,
        incidents: history.state(new Set(['incidents'])).incidents,
        cameras: cameras.cameras(),
        scenes: arrangement.current().scenes,
        steps: arrangement.current().steps
      }),
      changed: push.remoteChanged,
      log
    })
    stops.push(() => remote?.stop())
    cameras.setGuests(mode() === 'guests')
    control.onChange(() => {
      cameras.setGuests(mode() === 'guests')
      push.controlled()
    })
    arrangement.onChange(() => {
      control.rearranged()
      push.rearranged()
    })
    monitor.watchCameras(cameras.reading)
    const director = startDirector({
      control,
      arrangement: arrangement.current,
      cameras,
      city,
      clock,
      now: Date.now,
      health: monitor.health,
      incidents: [
        ...aggregates.wallIncidents().incidents,
        ...receivedLately(aggregates, store, clock)
      ]
    })
    stops.push(() => director.stop())
    const ask = reviewer({ city, aggregates, now: () => clock.now() })
    const dropped = openDropFolder(config.data)
    const imports = startImportDrop({
      dataFolder: config.data,
      folder: dropped,
      city,
      mappings: mappingsFor(city, resources.folder),
      clock,
      commit: monitor.watchedStore.commit,
      onCommit: (entries, result) => {
        aggregates.apply(entries, result, clock.now())
        push.changed()
      },
      log
    })
    stops.push(() => imports.stop())
    http.open({
      guard,
      routes: [
        healthRoute(
          () => redactFor(mode(), city).health(monitor.health()),
          () => monotonicMs() - startedMs
        ),
        tokenApi(guard, {
          ...controlApi(control, wallCityOf(city)),
          ...displays.calls,
          ...countsApi(aggregates, () => redactFor(mode(), city)),
          ...(remote && remoteApi(remote, (told) => redactFor(mode(), city).remote(told))),
          ...briefingApi({
            city: city.id,
            dataFolder: config.data,
            briefing: () => briefingOf({ city, aggregates, ask }, clock.now()),
            mode,
            act: (action) => control.act(action, { kind: 'wall' })
          }),
          ...closedToGuests(
            {
              ...handoverApi({
                dataFolder: config.data,
                now: Date.now,
                mode,
                record: (name) =>
                  control.announce({ event: 'handover', by: { kind: 'wall', name } })
              }),
              ...scenesApi({
                dataFolder: config.data,
                arrangement,
                now: Date.now,
                record: (event) =>
                  control.announce({ event: 'scene', by: { kind: 'wall' }, ...event }),
                log
              }),
              ...importDropApi(imports, dropped),
              ...reviewApi({ city, aggregates, peaks, now: () => clock.now() }),
              ...replayApi({
                city,
                store: { incidents: () => redactFor(mode(), city).rows(store.incidents()) },
                now: () => clock.now()
              }),
              ...figuresApi({
                city,
                dataFolder: config.data,
                answer: ask,
                show: () => redactFor(mode(), city).incident,
                record: exportRecord(control)
              })
            },
            control
          )
        }),
        singleFiles(mapFiles(config, resources, city)),
        staticFiles(resources.renderer)
      ],
      sockets: { '/wall': push.route, [cameraSocketPath]: cameras.route },
      onError: (error) => log('http.failed', { error: String(error) })
    })

    const ingest = createIngest({
      store: monitor.watchedStore,
      city,
      clock,
      log,
      onCommit: (entries, result) => {
        monitor.heard(entries, result)
        aggregates.apply(entries, result, clock.now())
        push.changed()
        director.heard(entries, result)
      }
    })
    stops.push(() => ingest.flush())
    const broker = await startBroker({ config, cityId: city.id, ingest, log })
    stops.push(() => broker.stop())
    monitor.watchBroker(() => broker.reading())

    if (broker.simulate) {
      const simulator = await startSimulator({
        city,
        clock,
        broker: broker.access,
        seed: config.simulateSeed,
        months: config.simulateMonths,
        stateFile: join(config.data, 'simulator.json'),
        store: store.identity,
        log
      })
      stops.push(() => simulator.stop())
    }

    const url = `http://${bracketed(config.host)}:${http.port}/`
    return { ready: { ready: true, url, token, mqtt: broker.reading().url }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Undefined where none can be switched on. */
function remotesOf(
  config: HubConfig,
  parts: Omit<RemoteOptions, 'port' | 'dataFolder' | 'now'>
): Remote | undefined {
  const { data, remotePort, remoteHost, remoteCert, remoteKey } = config
  if (remotePort === undefined) return undefined
  return startRemote({
    ...parts,
    port: remotePort,
    host: remoteHost,
    cert: remoteCert,
    key: remoteKey,
    dataFolder: data,
    now: Date.now
  })
}

/** Exports stand in the log of the wall: windows ask for them, and who sits there is not known. */
function exportRecord(control: WallControl): ExportRecord {
  const by = { kind: 'wall' } as const
  return {
    begin: ({ kind, ...note }) => control.announce({ event: 'export', what: kind, by, ...note }),
    end: ({ kind, ...note }) => control.ended({ event: 'exportEnd', what: kind, by, ...note })
  }
}

/** What the map may be drawn from, by address: the shipped sketch, and what operators dropped in. */
function mapFiles(
  { data }: HubConfig,
  { folder }: Resources,
  { id }: City
): Readonly<Record<string, string>> {
  return {
    '/map/basemap.json': join(folder, 'basemaps', `${id}.json`),
    '/map/districts.geojson': join(data, 'districts.geojson'),
    '/map/basemap.pmtiles': join(data, 'basemap.pmtiles')
  }
}

function receivedLately(
  { mirror }: Pick<Aggregates, 'mirror'>,
  store: Pick<Store, 'incident'>,
  clock: Clock
): readonly Incident[] {
  const { now } = clock.reading()
  const from = now - lookedBackMs(clock.reading())
  return [...mirror.columns.receivedBetween(from, now + 1)].flatMap(
    ({ row }) => store.incident(row) ?? []
  )
}

function newestIn(store: Pick<Store, 'incidents'>): number | undefined {
  let newest: number | undefined
  for (const { incident } of store.incidents())
    if (newest === undefined || incident.receivedAt > newest) newest = incident.receivedAt
  return newest
}
