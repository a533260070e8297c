import sharp from 'sharp'
import type { Staff } from './staff'

/** Uploads `count` different small photographs named `Series 000.jpg` and so on; returns their asset ids in that order. */
export async function bringSeries(staff: Staff, count: number): Promise<string[]> {
  const addresses: string[] = []
  for (let n = 0; n < count; n++) {
    const bytes = await sharp({ create: { width: 40 + n, height: 30, channels: 3, background: '#446688' } })
      .jpeg()
      .toBuffer()
    const address = await staff.begin(`Series ${String(n).padStart(3, '0')}.jpg`, bytes.length)
    await staff.send(address, 0, new Uint8Array(bytes))
    addresses.push(address)
  }
  const ids: string[] = []
  for (const address of addresses) {
    const { assetId, state } = await staff.settled(address)
    if (!assetId) throw new Error(`a file of the series was not taken in: ${state}`)
    ids.push(assetId)
  }
  return ids
}
