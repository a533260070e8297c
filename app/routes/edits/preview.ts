import { editPreviewBytes } from '~/http/edit-preview.server'

export const loader = editPreviewBytes()
