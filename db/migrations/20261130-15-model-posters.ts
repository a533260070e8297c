/** Posters are made of 3D models that were kept without a preview because nothing drew them. */
export const modelPosters = `
update asset_version set unpreviewable_reason = null
where unpreviewable_reason = 'no_decoder_model' and kind = 'model' and extension in ('glb', 'gltf', 'stl', 'obj');
`
