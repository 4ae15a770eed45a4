/** Bytes of a file -> text. A byte-order mark decides, else the setting, else the bytes. */
export const encodings = ['auto', 'utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

export type Decoded =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'undecodable'; readonly words: string };

export const decode = (bytes: Uint8Array, encoding: Encoding): Decoded => {
  const named = markOf(bytes) ?? (encoding === 'auto' ? guess(bytes) : encoding);
  if (named.startsWith('utf-16') && bytes.length % 2 === 1) {
    return { is: 'undecodable', words: 'it ends in the middle of a UTF-16 letter' };
  }
  try {
    const isStrict = named === 'utf-8';
    return { is: 'text', text: new TextDecoder(named, { fatal: isStrict }).decode(bytes) };
  } catch (refusal) {
    if (!(refusal instanceof TypeError)) throw refusal;
    return { is: 'undecodable', words: 'its bytes are not UTF-8, as the setting encoding says' };
  }
};

const markOf = (bytes: Uint8Array): Exclude<Encoding, 'auto'> | null => {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
};

/** So many bytes show by their NULs whether each letter has two. */
const sample = 2_000;

const guess = (bytes: Uint8Array): Exclude<Encoding, 'auto'> => {
  const head = bytes.subarray(0, sample);
  const nuls = [0, 0];
  head.forEach((byte, index) => { if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1; });
  const [even = 0, odd = 0] = nuls;
  if (odd > head.length / 4 && even < head.length / 20) return 'utf-16le';
  if (even > head.length / 4 && odd < head.length / 20) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch (refusal) {
    if (!(refusal instanceof TypeError)) throw refusal;
    return 'windows-1252';
  }
};
