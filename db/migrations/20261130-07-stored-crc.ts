/** The dry run of a ZIP looks for the CRC and size that it states of each file among all stored bytes. */
export const storedCrc = `
create index stored_object_crc32_idx on stored_object (crc32, byte_size);
`
