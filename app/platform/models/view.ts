/** From where a model is seen first, a little from the right and above: its poster and the viewer show the same side. */
export const VIEW_FROM = [0.55, 0.35, 0.8] as const
/** Vertical angle of view, in degrees. */
export const FIELD_OF_VIEW = 35
/** Free space around a model. */
export const VIEW_MARGIN = 1.12
