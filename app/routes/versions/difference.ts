import { differenceBytes } from '~/http/difference.server'

export const loader = differenceBytes()
