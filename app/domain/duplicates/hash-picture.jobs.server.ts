import { hashPicture } from '~/domain/renditions/hash-picture.jobs.server'
import { implementJob } from '~/platform/jobs'
import { type HashServices, hashVersion } from './hash-picture.commands.server'

export const hashPictureJob = implementJob(hashPicture, {
  run: ({ versionId }, services: HashServices) => hashVersion(services, versionId),
})
