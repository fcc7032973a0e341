/** Where an S3-compatible store is, and who asks it. */
export type S3Access = Readonly<{
  /** Scheme, host and port: `https://s3.example:9000`. */
  endpoint: string
  /** The same store, as nodes reach it; undefined: under the same name. */
  publicEndpoint: string | undefined
  bucket: string
  region: string
  accessKey: string
  secretKey: string
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  pathStyle: boolean
  /** A file of certificates, in PEM, to check the endpoint with beside the known ones. */
  ca: string | undefined
}>

export const S3_ENDPOINT_ALLOWED = 'an address like https://s3.example or http://127.0.0.1:9000'
/** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
export const S3_BUCKET = {
  pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  allowed: 'a bucket: 3 to 63 of a-z, 0-9, dot and dash',
}
/** Nothing that has to be escaped in a key or a URL; empty, or a folder of the bucket. */
export const S3_PREFIX = {
  pattern: /^([A-Za-z0-9_-][A-Za-z0-9._-]*\/)*$/,
  allowed: 'empty or like homing/: letters, digits, . _ and -, with a / at the end',
}

/** @returns its origin. @throws Error for anything else than S3_ENDPOINT_ALLOWED */
export function parseS3Endpoint(text: string): string {
  const url = URL.parse(text)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (url === null || !isWeb || url.href !== `${url.origin}/`) throw new Error(S3_ENDPOINT_ALLOWED)
  return url.origin
}

/** Amazon wants the bucket in the host; what people run themselves seldom has a name for each. */
export function isPathStyle(endpoint: string): boolean {
  return !/(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname)
}

/** As nodes reach it. */
export function publicEndpointOf({ publicEndpoint, endpoint }: S3Access): string {
  return publicEndpoint ?? endpoint
}

/** As in a URL that a node gets. */
export function publicS3Url(access: S3Access, key: string): URL {
  return s3Url({ ...access, endpoint: publicEndpointOf(access) }, key)
}

/** Of one object; of the bucket itself with an empty key. Keys hold nothing that would have to be escaped. */
export function s3Url({ endpoint, bucket, pathStyle }: S3Access, key: string): URL {
  const url = new URL(endpoint)
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`
  url.pathname = pathStyle ? `/${bucket}/${key}` : `/${key}`
  return url
}
