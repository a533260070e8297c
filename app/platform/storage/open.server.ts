import path from 'node:path'
import type { Env } from '~/platform/env.server'
import type { Storage } from '~/platform/storage'
import { diskStorage } from './disk.server'
import { s3Storage } from './s3.server'
import { diskStaging, type Staging } from './staging.server'
import { s3Staging } from './staging-s3.server'

/** The object store and the staging area that the environment asks for. */
export function openStores(env: Env): { storage: Storage; staging: Staging } {
  if (env.storage === 's3' && env.s3) {
    const storage = s3Storage(env.s3)
    return { storage, staging: s3Staging(env.s3, storage) }
  }
  const storage = diskStorage(path.join(env.dataDir, 'objects'))
  return { storage, staging: diskStaging(path.join(env.dataDir, 'staging'), storage) }
}
