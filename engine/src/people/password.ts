/**
 * What a password must be: long. No capitals, digits or signs are asked for, since people answer
 * such puzzles in ways that others guess; a few words in a row are better.
 */
export const shortestPassword = 12;
export const longestPassword = 128;

/** What stands against this password, in words; null when nothing does. */
export const refusePassword = (
  password: string,
  { name, email }: { readonly name: string; readonly email: string },
): string | null => {
  const signs = Array.from(password.normalize('NFKC'));
  if (signs.length < shortestPassword) {
    return `A password needs ${String(shortestPassword)} signs or more; this one has ` +
      `${String(signs.length)}. A few words in a row will do, and nothing else is asked of it.`;
  }
  if (password.length > longestPassword) {
    return `A password may have ${String(longestPassword)} signs at most.`;
  }
  const plain = password.toLowerCase();
  if (new Set(signs).size < 4) return 'That password is the same few signs over and over.';
  if ([email, email.split('@')[0] ?? '', name].some((one) => plain === one.toLowerCase())) {
    return 'That password is your own name or address, which others try first.';
  }
  return null;
};
