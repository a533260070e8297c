/** Classes from which objects can be read at once; those of archives cannot be delivered. */
export const STORAGE_CLASSES = [
  ...(['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'] as const),
  ...(['REDUCED_REDUNDANCY', 'EXPRESS_ONEZONE'] as const),
] as const

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
  /** How the store encrypts objects by itself; undefined to leave it to the bucket. */
  encryption?: 'AES256' | 'aws:kms'
  /** Key of `aws:kms`; undefined for the account's own. */
  kmsKeyId?: string
  /** Class in which objects are stored; undefined for the store's standard. */
  storageClass?: (typeof STORAGE_CLASSES)[number]
}
