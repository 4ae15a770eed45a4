const defaultWaitSeconds = 60;
const longestWaitSeconds = 3600;

/**
 * How long a throttled call is to wait by its `Retry-After`, in milliseconds: from a second to an
 * hour. Its date form is rare enough to be waited out by the default, a minute.
 */
export const retryAfter = (headers: Readonly<Record<string, string>>): number => {
  const stated = (headers['retry-after'] ?? '').trim();
  const seconds = /^\d{1,9}$/.test(stated) ? Number(stated) : defaultWaitSeconds;
  return 1_000 * Math.min(Math.max(seconds, 1), longestWaitSeconds);
};
