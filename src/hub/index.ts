import { startHub } from './hub.ts'
import { ConfigError, helpAsked, readHubConfig, usage } from './hubConfig.ts'
import { logToStderr as log } from './log.ts'
import { announce, endOnFatal, onStopRequest, sentenceOf } from './process.ts'
import { findResources } from './resources.ts'

endOnFatal(log)
try {
  const config = readHubConfig({ args: process.argv.slice(2), env: process.env })
  if (config === helpAsked) process.stdout.write(usage)
  else {
    const starting = startHub(config, findResources(import.meta.dirname), log)
    onStopRequest(log, async () => (await starting).stop())
    const { ready } = await starting
    announce(ready)
    log('hub.ready', { url: ready.url, mqtt: ready.mqtt })
  }
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  if (!(error instanceof ConfigError)) log('hub.failed', { error: String(error) })
  process.exit(1)
}
