import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, which React warns of on the server, where no effect runs. */
export const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect
