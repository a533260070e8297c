/** `failed_attempt` counts attempts since 2026-11-25; nothing writes or reads this table. */
export const dropRateLimit = `
drop table rate_limit;
`
