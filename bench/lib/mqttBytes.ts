/**
 * As much of MQTT 3.1.1 as it takes to publish faster than any client library: a measurement must
 * not be of its own publisher.
 */

export function connectPacket(clientId: string): Buffer {
  const cleanSession = 0x02
  const keepAliveS = Buffer.from([0, 60])
  return packet(0x10, [text('MQTT'), Buffer.from([4, cleanSession]), keepAliveS, text(clientId)])
}

/** QoS 1. `id` is 1 … 65,535. */
export function publishPacket(topic: string, payload: string, id: number): Buffer {
  return packet(0x32, [text(topic), Buffer.from([id >> 8, id & 0xff]), Buffer.from(payload)])
}

/** Bytes of a CONNACK, and of every PUBACK. */
export const ackBytes = 4

function packet(type: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([type]), lengthBytes(body.length), body])
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function lengthBytes(length: number): Buffer {
  const bytes: number[] = []
  for (let rest = length; bytes.length === 0 || rest > 0; rest >>= 7)
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
  return Buffer.from(bytes)
}
