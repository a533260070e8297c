/** Address of an S3-compatible store, and credentials for it. */
export interface S3Config {
  /** Undefined for Amazon. */
  endpoint?: string
  region: string
  bucket: string
  /** Undefined to use the machine's own identity. */
  accessKeyId?: string
  secretAccessKey?: string
  forcePathStyle: boolean
}
