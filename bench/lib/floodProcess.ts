import { once } from 'node:events'
import { connect } from 'node:net'
import { ackBytes, connectPacket, publishPacket } from './mqttBytes.ts'
import type { FloodOrder } from './flood.ts'

/** Child of flood.ts: encodes and connects, says so, sends everything when told to, ends. */

/** Messages without an answer at most; a broker reads no faster for more. */
const inFlight = 2_000
const chunk = 250

const [{ port, messages }] = (await once(process, 'message')) as [FloodOrder]
const packets = messages.map(({ topic, payload }, n) =>
  publishPacket(topic, payload, (n % 65_535) + 1)
)
const chunks = Array.from({ length: Math.ceil(packets.length / chunk) }, (_, n) =>
  Buffer.concat(packets.slice(n * chunk, (n + 1) * chunk))
)
const socket = connect(port, '127.0.0.1').setNoDelay(true)
await once(socket, 'connect')
socket.write(connectPacket('siaga-bench-flood'))
await once(socket, 'data')
process.send?.('ready')
await once(process, 'message')

let acknowledged = 0
let sent = 0
await new Promise<void>((resolve) => {
  const sendMore = (): void => {
    while (sent < chunks.length && sent * chunk - acknowledged < inFlight) {
      socket.write(chunks[sent] ?? '')
      sent += 1
    }
    if (acknowledged >= packets.length) resolve()
  }
  socket.on('data', (acks) => {
    acknowledged += acks.length / ackBytes
    sendMore()
  })
  sendMore()
})
socket.destroy()
process.disconnect()
