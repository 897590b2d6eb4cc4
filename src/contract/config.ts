import { z } from 'zod'
import { WallSettings } from './wall.ts'

const Port = z.coerce.number().int().min(0).max(65_535)

/** A path of a file or folder; relative ones start where the hub was started. */
const Path = z.string().min(1)

/**
 * What a hub can be told, by JSON file (`--config FILE`), then `SIAGA_*` environment variables,
 * then flags; the later wins. `mqttPassword` is `--mqtt-password` on the command line (which others
 * on the machine can read, so prefer the file or environment) and `SIAGA_MQTT_PASSWORD` outside.
 */
export const HubConfig = z
  .strictObject({
    /** Folder for everything the hub keeps. */
    data: Path.default('data'),
    host: z.string().min(1).default('127.0.0.1'),
    /** 0 = any free port. */
    port: Port.default(0),
    /** Id of a city in resources/cities, or a path of a city file. */
    city: z.string().min(1).default('semarang'),
    /** The city's broker; without it the hub brings its own. */
    mqtt: z
      .string()
      .regex(/^(mqtt|mqtts|ws|wss):\/\/[^\s]+$/u, 'must be an address like mqtt://host:1883')
      .optional(),
    mqttUser: z.string().optional(),
    mqttPassword: z.string().optional(),
    /** PEM files for mqtts. */
    mqttCa: Path.optional(),
    mqttCert: Path.optional(),
    mqttKey: Path.optional(),
    /** Fixed, so that the broker keeps the session while the hub is away. */
    mqttClientId: z.string().min(1).max(64).optional(),
    /** `embedded` unless `mqtt` names another one. */
    broker: z.enum(['embedded', 'none']).optional(),
    /**
     * Loopback port of the embedded broker; absent = that of the last start, 1883 at the first, or
     * any free one where it is taken.
     */
    brokerPort: Port.optional(),
    /** `live` with the embedded broker, else `off`; a number runs the hub's clock that much faster. */
    simulate: z.union([z.enum(['off', 'live']), z.coerce.number().positive().max(3600)]).optional(),
    simulateSeed: z.coerce.number().int().default(112),
    /** Months of simulated past to begin with. */
    simulateMonths: z.coerce.number().int().min(0).max(60).default(26),
    /** Start the hub's clock at another moment (ISO 8601 with offset), for replays. */
    clock: z.iso.datetime({ offset: true }).optional(),
    /** Hub seconds per real second when `clock` is given; 0 freezes it. */
    clockSpeed: z.coerce.number().nonnegative().max(100_000).optional(),
    /** Authorises windows; made at the first start and kept in the data folder when absent. */
    token: z.string().min(32).max(256).optional(),
    /** Port that remotes are served on once switched on; 0 = any free one, absent = there are none. */
    remotePort: Port.optional(),
    /** The one address or name they are served under; absent = the first private IPv4 address. */
    remoteHost: z
      .string()
      .regex(/^(?!0\.0\.0\.0$|::$)[\w.:-]+$/u, 'must be one address or name of this machine')
      .optional(),
    /** PEM files of an own certificate for it; one is made where they are absent. */
    remoteCert: Path.optional(),
    remoteKey: Path.optional(),
    wall: WallSettings.prefault({})
  })
  .refine((config) => !(config.broker === 'none' && config.mqtt === undefined), {
    path: ['mqtt'],
    message: 'is needed when broker is "none": there would be no feed'
  })
  .refine(({ remoteCert, remoteKey }) => (remoteCert === undefined) === (remoteKey === undefined), {
    path: ['remoteKey'],
    message: 'is given together with remoteCert, or neither'
  })
export type HubConfig = z.infer<typeof HubConfig>
