import path from 'node:path'
import type { Env } from '~/platform/env.server'
import type { Storage } from '~/platform/storage'
import { diskStorage } from './disk.server'
import { diskStaging, type Staging } from './staging.server'

/** Opens the object store and staging area that the environment configures; on disk, the S3 client is never loaded. */
export async function openStores(env: Env): Promise<{ storage: Storage; staging: Staging }> {
  if (env.storage === 's3' && env.s3) {
    const [{ s3Storage }, { s3Staging }] = await Promise.all([import('./s3.server'), import('./staging-s3.server')])
    const storage = s3Storage(env.s3)
    return { storage, staging: s3Staging(env.s3, storage) }
  }
  const storage = diskStorage(path.join(env.dataDir, 'objects'))
  return { storage, staging: diskStaging(path.join(env.dataDir, 'staging'), storage) }
}
