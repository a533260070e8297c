/** Where an S3-compatible store is and who we are to it. */
export interface S3Config {
  /** Empty for Amazon. */
  endpoint?: string
  region: string
  bucket: string
  /** Empty to use the machine's own identity. */
  accessKeyId?: string
  secretAccessKey?: string
  forcePathStyle: boolean
}
