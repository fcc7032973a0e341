import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { DER, writeDer } from '../../src/net/der.ts'
import { selfSigned } from '../../src/net/self-signed.ts'

/** A key of its own, and a certificate for the address 127.0.0.1 that nobody else vouches for; both in PEM. */
export function loopbackCertificate(): Readonly<{ cert: string; key: string }> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  /** 2.5.29.17, subjectAltName. */
  const names = writeDer(DER.sequence, writeDer(0x87, Uint8Array.of(127, 0, 0, 1)))
  const extensions = [{ id: Uint8Array.of(0x55, 0x1d, 0x11), value: names }]
  const cert = new X509Certificate(selfSigned({ ...keys, extensions })).toString()
  return { cert, key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}
