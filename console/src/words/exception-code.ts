/** A code like `pick.short` as words, for lists that carry only the code: "Pick short". */
export function exceptionInWords(code: string): string {
  const text = code.replaceAll(/[.-]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
