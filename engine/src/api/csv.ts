/** Lines of a table for a spreadsheet: quoted where needed, and never a formula. */

/**
 * A cell that begins like a formula would be carried out when the file is opened; an apostrophe
 * before it makes it the text that it is (OWASP, CSV injection).
 */
export const csvCell = (value: string | number | null): string => {
  if (value === null) return '';
  const text = String(value);
  const harmless = typeof value === 'string' && /^[\s]*[=+\-@]|^[\t\r\n]/.test(text)
    ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** With the line end that RFC 4180 asks for. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;
