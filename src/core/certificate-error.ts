/** Source: Node.js, tls, "X509 certificate error codes". */
const CERTIFICATE = /CERT|LEAF_SIGNATURE/

/** Whether a connection failed because the certificate of the other side is not believed. */
export function isCertificateError(code: string): boolean {
  return CERTIFICATE.test(code)
}
