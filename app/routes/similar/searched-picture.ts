import { searchedPictureBytes } from '~/http/searched-picture.server'

export const loader = searchedPictureBytes()
