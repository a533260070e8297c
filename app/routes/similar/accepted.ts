/** What file choosers offer to search by; what a file is, the server finds out. */
export const ACCEPTED = 'image/*,.psd,.heic,.svg,.tif,.tiff,.dng,.cr2,.cr3,.nef,.arw'
